"""Why a court decided as it did: its own findings that carry the result, and the question it answered.

What leans against the result (see `leaning`), is only conceded, or is another's (see `voices`) is no
reason. What the court below held is one where this court takes it over, and is marked as such.
"""

import re
from dataclasses import dataclass, replace

from lib.domain.contested import puts_question, read_question, read_refusal
from lib.domain.leaning import in_terms_of_law, lean, without_names
from lib.domain.sections import Part, Sections
from lib.domain.side import Side
from lib.domain.speakers import TAIL, Voice, calls_right, takes_over_below, upholds_below
from lib.domain.statement import Statement
from lib.domain.taxonomy import Outcome
from lib.domain.weighing import take_apart
from lib.text.spelling import squeeze
from lib.text.stance import denials


@dataclass(frozen=True, slots=True)
class Reasons:
    """Places in the ruling's text, each `(start, end)` of a whole sentence, in the order of the text.

    `deciding`: the sentence in which the court says what it finds; `circumstances`: what it rests that on.
    Together one to four, or none where the ruling gives none of its own. `question`: where the court puts
    the question, or nothing. `refusal`: where the agency's decision and its reason stand. `adopted`: those
    of the deciding ones and circumstances that are told as the court below's and that this court takes over.
    """

    deciding: tuple[tuple[int, int], ...]
    circumstances: tuple[tuple[int, int], ...]
    question: tuple[tuple[int, int], ...]
    refusal: tuple[tuple[int, int], ...]
    adopted: tuple[tuple[int, int], ...] = ()


MOST = 4
# Characters: a longer deciding sentence, or a longer circumstance, is left out; none is cut.
_LONGEST_DECIDING, _LONGEST, _SHORTEST = 1500, 480, 18
_MOST_DECIDING = 3
# Characters of the sentence that weighs everything, where none shorter decides; it is taken apart.
_LONGEST_WEIGHING = 2600

_RESULTS = {
    Outcome.GRANTED: 1,
    Outcome.REMANDED_FAVOURABLE: 1,
    Outcome.DENIED: -1,
    Outcome.DISMISSED: -1,
    Outcome.REMANDED_UNFAVOURABLE: -1,
}
_REMANDED = (Outcome.REMANDED_FAVOURABLE, Outcome.REMANDED_UNFAVOURABLE)
_JUDGES_BELOW = re.compile(r"(?:원심|제1심)")
_BLAMED = re.compile(
    r"잘못(?:이있|을저질|이다)|위법(?:이있|하다)|오해(?:한|하여|함으로써)|미진|받아들일수없다|수긍하기|수긍할수없"
)
_JUDGED = re.compile(r"잘못(?:이|은)?(?:있|없)|위법(?:이|은)?(?:있|없)|수긍|정당하")
# A grade found is in favour or not by the one that was asked for: only the result tells.
_GRADED = re.compile(
    r"제\d+급[^,]{0,70}해당(?:한다고|하는것으로|함이|된다고|하므로|한다)(?![^,]{0,12}(?:없|어렵|않|아니))"
)

# --- what carries the result ---------------------------------------------------------------------

# Sentences back to what the court below held, and most of them shown.
_FARTHEST_BELOW, _MOST_BELOW = 9, 3
_WEIGHED = re.compile(r"종합|비추어|고려하|감안|살펴보(?:면|건대)|보건대|더하여보면|보태어|의하면")
_POINTS_WEIGHED = re.compile(r"점[^점]{1,90}점(?:들)?(?:등|을|에)[^,]{0,24}(?:종합|고려|감안|비추어|보태)")
_MERITS = re.compile(
    r"인과관계|업무상(?:의)?(?:재해|질병|사고|부상)|기인|근로자(?:에해당|로|라고)|지배|통상|위험|요건|대상|등급|시효|기간|필요|범죄행위|수급권|비공개|이익|산정|유발|악화|발병|발생|과로|과중|노출|스트레스|부담|종속|업무시간|퇴행|기왕|질환"
)
_BARE = re.compile(r"처분|주장|청구|항소|상고이유|원심의판단|원심판결")
# `앞서 든 증거만으로 이를 인정하기 부족하다`, `앞에서 본 바와 같다`.
_POINTS = re.compile(
    r"(?:이를|[이그]점을|위사실을|(?:주장)?사실을)인정(?:하기|할)[^,]{0,20}(?:,?달리이를인정할(?:만한)?증거[가도]없[^,]*)?$|(?:앞|앞서|위)(?:에서)?(?:본|살펴본|살핀|판단한|인정한)바와같다\W*$"
)
_UNTOLD = re.compile(r"판시(?:와|이유와)같은(?:여러)?(?:사정|이유|사실)(?:만)?(?:으로|로|[을를](?:들|근거))")
_TELLS_HELD = re.compile(r"(?:[다라](?:고|는취지로)|것으로)(?:판단|인정|단정|하|한|보|본)")
_LONGEST_BARE = 100
_VALUED = re.compile(
    r"봄이|보인다|보이며$|보여진다|보이지|보이는점|판단된다|타당|상당하다|합리적|평가|추단|추정|해당한다(?!는)|해당하(?:지|므로|여)|것이다|보아야|볼수있|인정된다|인정할수있|여지가|의문|일치한다|부합한다|위법|적법|완성|도과|단정|영향|이유가|충분|수긍|정당하|옳"
)
_REASONS_FOLLOW = re.compile(r"(?:이유|사정|근거)[는은]다음과같")
_ANNOUNCES = re.compile(
    r"다음과같이(?:판단|보|볼)[^,]{0,8}$|다음과같은(?:이유|사정)(?:로|에서)[^,]{0,12}(?:수긍|받아들|위법|옳지|이유)[^,]*$"
)
_POINTS_BACK = re.compile(r"(?:위와같은|이와같은|이러한|위|앞서본)(?:여러|제반|각)?(?:사정|사실|점|사실관계)")
_SUPPOSED = re.compile(r"\W*(?:설령|설사|가사|만일|만약)")
_READS = re.compile(r"취지로(?:이해|해석|보인다)")
_SUMS_UP = re.compile(r"\W*(?:따라서|그렇다면|그러므로|결국|이와같이)")
_OF_DECISION = re.compile(r"처분[\s\S]*(?:위법|적법|취소)")
_WEIGHTY = re.compile(r"특히|무엇보다|오히려|더욱이|결국|나아가")
_ADOPTS = re.compile(r"(?:감정|소견|의견)[^.]{0,60}(?:배척|신빙|존중|뒤집|부합|일치|합리적)")


def read_reasons(sections: Sections, row: tuple[Statement, ...], outcome: Outcome, side: Side) -> Reasons:
    """The reasons of a ruling among its statements, checked against how it ended."""
    opening = {each.lead for each in row if each.voice in (Voice.COURT, Voice.BELOW)}
    of_time = any("소멸시효" in each.words for each in row if each.voice is Voice.COURT)
    found = [
        _Finding(place, each, *_weigh(each, outcome, side, of_time), place in opening)
        for place, each in enumerate(row)
    ]
    result = _RESULTS.get(outcome, 0)
    found = [
        replace(each, upheld=_upheld(found, each, result)) if each.is_adoption else each for each in found
    ]
    judged = any(each.judges for each in found)
    asked = {each.place for each in found if puts_question(each.at.words)}
    settled = _settled_otherwise(found)
    own = [
        each
        for each in found
        if each.can_be_a_reason(judged)
        and each.at.topic not in settled
        and each.lean in (result, 0, result or each.lean)
        # What says nothing clear, and is turned later in its part, is a concession.
        and not (each.at.turned and result and each.lean != result)
        and not asked & {each.place, each.at.lead}
    ]
    # What is said of the ruling below follows from the court's own findings, where it has any.
    findings = [each for each in own if each.upheld or not each.judges_below]
    own = findings if any(each.lean or each.is_valued for each in findings) else own
    chiefs = _deciding(own, result)
    chief = chiefs[0] if chiefs else None
    supported = {each.place for each in own if each.lean}
    # What is listed as the reason why the ruling below cannot stand.
    supported |= {each.place for each in found if each.opens and each.judges_below and each.lean == result}
    if not any(each.opens and each.lean for each in own):
        # Lists for findings that tell no direction, in a ruling that has no other.
        supported |= {each.place for each in own if each.opens and each.is_weighed and not each.at.answers}
    supported |= {
        place + 1
        for place in supported
        if place + 1 < len(row) and _REASONS_FOLLOW.search(row[place + 1].words)
    }
    rest = [
        each
        for each in own
        if each not in chiefs
        and not (each.is_adoption or (chief and (each.judges_below or each.takes_over)))
        and _SHORTEST <= each.length <= _LONGEST
        and each.supports(supported)
        and not (chief and each.restates)
    ]
    rest = sorted(rest, key=lambda each: -each.weight(chief))[: MOST - len(chiefs)]
    if chief and not any(chief.rests_on(each, sections.text) for each in rest):
        # What the deciding sentence points to, so that it does not hang in the air.
        pointed = [
            each
            for each in found
            if each not in (*chiefs, *rest)
            and each.lean in (result, 0)
            and each.can_be_told
            and each.length <= (_LONGEST_DECIDING if chief.points_back else _LONGEST)
            and (chief.opens or chief.points_back or not rest)
            and chief.rests_on(each, sections.text)
        ]
        rest += pointed[: MOST - len(chiefs) - len(rest)]
    # That the court below was right is no reason; what it held is one.
    told = [place for each in chiefs for place in (each.upheld if each.is_adoption else (each.place,))]
    spans = [(row[place].start, row[place].end) for place in sorted(set(told))]
    rest = rest[: max(0, MOST - len(spans))]
    below = {(row[place].start, row[place].end) for each in chiefs for place in each.upheld}
    below |= {(each.at.start, each.at.end) for each in (*chiefs, *rest) if each.takes_over}
    points = [(each.at.start, each.at.end) for each in rest]
    if len(spans) == 1 and spans[0][1] - spans[0][0] > _LONGEST_DECIDING and not below:
        holding, named = take_apart(sections.text, *spans[0]) or (spans[0], ())
        spans = [holding]
        points += [
            (start, end)
            for start, end in named
            if _SHORTEST <= end - start <= _LONGEST
            and lean(squeeze(sections.text[start:end]), side) in (result, 0, result or 1)
        ]
    return Reasons(
        tuple(spans),
        tuple(sorted(points[: MOST - len(spans)])),
        read_question(sections.text, row),
        # An employer attacks what was granted.
        () if side is Side.DEFENDANT else read_refusal(sections, row),
        tuple(sorted(below)),
    )


# The sentences that decide, the weightiest first: one for each question, and for each direction of a mixed result.
def _deciding(own: list["_Finding"], result: int) -> list["_Finding"]:
    short = [each for each in own if each.length <= _LONGEST_DECIDING]
    firm = [each for each in own if each.is_deciding and (each.is_weighed or not each.restates)]
    leads = (
        [each for each in firm if each.length <= _LONGEST_DECIDING]
        or [each for each in firm if each.length <= _LONGEST_WEIGHING]
        or [each for each in short if each.is_deciding]
    )
    if not leads:
        # Where no finding is in the terms of the law, the last one before the conclusion decides.
        plain = [each for each in short if each.is_valued or each.lean]
        last = sorted(plain, key=lambda each: (bool(each.lean), not each.at.marked, each.place))[-1:]
        # Of several passages put into the ruling below each changes something else.
        put_in = [each for each in plain if each.at.topic < 0 and each not in last]
        return [*last, *put_in][:_MOST_DECIDING]
    leads.sort(key=_Finding.weight_of_decision, reverse=True)
    chiefs = leads[:1]
    for each in leads[1:]:
        is_new = all(each.at.topic != chief.at.topic for chief in chiefs) and each.is_strong
        turns = not result and all(each.lean != chief.lean for chief in chiefs)
        is_own = each.upheld or not (each.judges_below or _SUPPOSED.match(each.at.words))
        if (is_new or turns) and is_own and len(chiefs) < _MOST_DECIDING:
            chiefs.append(each)
    return chiefs


# Places of the sentences of the court below that the one at hand takes over without repeating them.
def _upheld(found: list["_Finding"], adopting: "_Finding", result: int) -> tuple[int, ...]:
    if not adopting.is_adoption:
        return ()
    told: list[_Finding] = []
    for each in reversed(found[max(0, adopting.place - _FARTHEST_BELOW) : adopting.place]):
        if each.at.voice is Voice.BELOW and each.length <= _LONGEST_WEIGHING:
            told.append(each)
        elif each.is_adoption or (told and each.at.lead < 0):
            break
    told = [each for each in told if (each.is_valued or each.lean) and not each.leaves_untold]
    if result and not any(each.lean == result for each in told):
        told = [each for each in told if not each.lean]
    chosen = sorted(told, key=lambda each: (each.lean != result, not each.lean, not each.is_strong))
    return tuple(sorted(each.place for each in chosen[:_MOST_BELOW]))


# True for what is said of the ruling below: that it was right, or where it went wrong.
def _judges_below(words: str) -> bool:
    return bool(_JUDGES_BELOW.search(words)) and (bool(_BLAMED.search(words)) or calls_right(words))


# Questions on which the ruling below was right, in a ruling that quashes it on another.
def _settled_otherwise(found: list["_Finding"]) -> set[int]:
    judging = [each for each in found if each.at.voice is Voice.COURT and _judges_below(each.at.words)]
    right = {each.at.topic for each in judging if calls_right(each.at.words)}
    wrong = {each.at.topic for each in judging if _BLAMED.search(each.at.words)} - right
    return right if wrong else set()


# Which way a statement leans, and whether it does so in the terms in which rulings are decided.
def _weigh(each: Statement, outcome: Outcome, side: Side, of_time: bool) -> tuple[int, bool]:
    result = _RESULTS.get(outcome, 0)
    if each.voice is Voice.COURT and _judges_below(each.words):
        blamed = not calls_right(each.words)
        return (result if blamed == (outcome in _REMANDED) else -result), True
    if _GRADED.search(each.words[-110:]) and not of_time:
        return result, True
    # A suit that is inadmissible is so whoever brought it.
    leaning = lean(each.words, Side.PLAINTIFF if outcome is Outcome.DISMISSED else side)
    return leaning, bool(leaning and in_terms_of_law(each.words[-160:]))


@dataclass(frozen=True, slots=True)
class _Finding:
    place: int
    at: Statement
    lean: int
    is_strong: bool
    opens: bool
    upheld: tuple[int, ...] = ()

    # Says in one sentence what the court below held, and that it is right.
    @property
    def takes_over(self) -> bool:
        return self.at.voice is Voice.COURT and takes_over_below(self.at.words)

    # `원심은 그 판시와 같은 사정을 들어 …라고 판단하였다`: what the court below went by stands there, not here.
    @property
    def leaves_untold(self) -> bool:
        words = self.at.words
        return not self.opens and len(words) < _LONGEST_BARE and bool(_UNTOLD.search(words))

    # Judges under a heading of its own; that the ruling below is adopted may stand under such a heading alone.
    @property
    def judges(self) -> bool:
        at = self.at
        judged = at.part is Part.JUDGMENT and at.voice is Voice.COURT and (self.lean or self.is_valued)
        return bool(judged) and not (self.judges_below and not self.upheld)

    # Says of the court below that it was right or wrong, and not what it held.
    @property
    def judges_below(self) -> bool:
        return self.at.voice is Voice.COURT and _judges_below(self.at.words) and not self.takes_over

    # Says that the court below was right, and not what it held.
    @property
    def is_adoption(self) -> bool:
        return self.at.voice is Voice.COURT and upholds_below(self.at.words)

    # `위와 같은 사정들을 종합하면 …`: what it rests on stands before it.
    @property
    def points_back(self) -> bool:
        return bool(_POINTS_BACK.search(self.at.words))

    # What may be shown beside a deciding sentence: the court's own finding or a fact it found.
    @property
    def can_be_told(self) -> bool:
        at = self.at
        return at.voice in (Voice.COURT, Voice.FACT) and not (at.conceded or at.answers or self.is_bare)

    # True where the deciding sentence rests on another one: of its list, or before it in its paragraph.
    def rests_on(self, other: "_Finding", text: str) -> bool:
        return other.at.lead == self.place if self.opens else _leads_up(text, other, self)

    @property
    def length(self) -> int:
        return self.at.end - self.at.start

    # Only that the decision stands or falls, that an argument is not accepted, or where more is said: not why.
    @property
    def is_bare(self) -> bool:
        words = self.at.words
        if len(words) >= _LONGEST_BARE or _MERITS.search(without_names(words)):
            return False
        return bool(_POINTS.search(words) or (_BARE.search(words) and not _WEIGHED.search(words)))

    # What follows for the decision, or that reasons will be given for it.
    @property
    def restates(self) -> bool:
        words = self.at.words
        end = words[-60:]
        if _ANNOUNCES.search(end) and len(words) < _LONGEST_BARE:
            return True
        return bool(_OF_DECISION.search(end) and (_SUMS_UP.match(words) or "전제" in end))

    # A judgment and not a bare fact, by how the sentence ends.
    @property
    def is_valued(self) -> bool:
        end = self.at.words[-36:]
        return bool(_VALUED.search(end)) or denials(end[-24:]) > 0

    @property
    def is_weighed(self) -> bool:
        return self.is_valued and bool(_WEIGHED.search(self.at.words))

    @property
    def is_deciding(self) -> bool:
        words = self.at.words
        in_terms = self.is_strong or (self.lean and _WEIGHED.search(words))
        weighs = (self.is_strong and _WEIGHED.search(words)) or _POINTS_WEIGHED.search(words)
        return bool(in_terms and self.is_valued) and bool(weighs or not self.at.answers)

    def can_be_a_reason(self, judged: bool) -> bool:
        at = self.at
        in_place = at.part is Part.JUDGMENT or not (judged or at.part in _NOT_REASONED)
        if self.judges_below and not self.upheld and (self.is_adoption or not _TELLS_HELD.search(at.words)):
            return False
        return (
            in_place
            and at.voice is Voice.COURT
            and not at.conceded
            and not (self.is_bare and not self.upheld)
        )

    # A circumstance leans itself, or stands in a list that the court gave for a finding that does.
    def supports(self, supported: set[int]) -> bool:
        if not self.is_valued and not (self.lean and self.at.lead in supported):
            return False
        return bool(self.lean) or self.at.lead in supported or (self.opens and self.place in supported)

    def weight_of_decision(self) -> float:
        words = self.at.words
        return (
            2.0 * self.opens
            + 2.0 * self.is_strong
            + 1.0 * (self.at.lead < 0)
            - 1.5 * bool(_SUMS_UP.match(words))
            - 2.0 * bool(_SUPPOSED.match(words))
            - 2.0 * bool(_READS.search(words))
            - 1.5
            * bool(
                _JUDGES_BELOW.search(words)
                and (_JUDGED.search(words[-TAIL:]) or _BLAMED.search(words[-TAIL:]))
            )
            + 3.0 * bool(_WEIGHED.search(words))
            + 2.0 * bool(re.search(r"사정|사실|점|증거|법리", words))
            + 1.0 * (len(words) > 90)
            - max(0, len(words) - 400) / 400
            + 0.001 * self.place
        )

    def weight(self, chief: "_Finding | None") -> float:
        words = self.at.words
        return (
            2.0 * bool(self.lean)
            + 1.0 * bool(self.is_strong)
            + 1.0 * bool(chief and self.at.lead == chief.place)
            + 1.0 * bool(_WEIGHTY.search(words))
            + 0.8 * bool(_ADOPTS.search(words))
            - 1.0 * self.at.answers
            - 2.0
            * bool(_SUMS_UP.match(words) and (len(words) < _LONGEST_BARE or _OF_DECISION.search(words[-60:])))
            - abs(len(words) - 140) / 200
        )


# True for a sentence before the deciding one in its paragraph, or next to one that points back to it.
def _leads_up(text: str, each: _Finding, chief: _Finding) -> bool:
    beside = each.place == chief.place - 1 and (chief.points_back or bool(_SUMS_UP.match(chief.at.words)))
    return (
        each.at.part is Part.JUDGMENT
        and chief.place - 3 <= each.place < chief.place
        and (beside or "\n" not in text[each.at.end : chief.at.start])
    )


_NOT_REASONED = (Part.HISTORY, Part.FACTS, Part.LAW, Part.MEDICAL, Part.CONCLUSION)
