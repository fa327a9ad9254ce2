"""Why a court decided as it did: its own findings that carry the result, and the question it answered.

A finding leans to the worker's side or away from it by what it speaks of (`상당인과관계`, `적법`) and how
often it denies that. What leans against the result, is only conceded, or is another's (see `voices`)
is no reason. In an employer's suit what is said of the decision and of 원고 turns round.
"""

import re
from dataclasses import dataclass, replace

from lib.domain.contested import puts_question, read_question, read_refusal
from lib.domain.sections import Part, Sections
from lib.domain.side import Side
from lib.domain.speakers import TAIL, Voice, calls_right, takes_over_below, upholds_below
from lib.domain.taxonomy import Outcome
from lib.domain.voices import Statement
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
# Characters of the sentence that weighs everything, where none shorter decides.
_LONGEST_WEIGHING = 2600

# --- which way a finding leans -------------------------------------------------------------------

# What speaks for the worker's side where it is affirmed, and what against it; the last in a clause counts.
_FOR = "|".join(
    (
        # That work and injury belong together.
        r"인과관계|업무상(?:의)?(?:재해|질병|사고|부상|사유)|업무(?:와|와의|의)?(?:관련성|연관성|기인성)|업무에기인|업무(?:로|상의?과로|상스트레스)",
        r"업무와(?:는|의|도)?(?:직접|직접적인|아무런)?관련|출퇴근(?:중의|중|의)?(?:재해|사고)|시간적(?:으로)?(?:밀접|근접)|긍정할|추단|현실화",
        r"(?:사고|재해|외상|추락|충격|작업|업무)로(?:인하여|인해|말미암아)?(?:새로)?(?:발생|발병|생긴|생겼)|악화|촉진|유발|발병(?:하였|한것|된|되었|케)|기여",
        # The place and the ways in which work is done.
        r"통상(?:적인|의)?(?:경로|위험)|통상(?:적으로)?(?:수반|따르)|지배[·ㆍ\W]?(?:나|및)?관리|위험의?범[위주](?:내|안|에)",
        # The burden of work.
        r"(?<![결효경])과로|과중|노출(?!이중단)|업무량[이을]?[가-힣]{0,4}(?:늘|증가)|강도[가는]?(?:매우|상당히)?높|통상의?(?:범위|수준)를(?:넘|초과|벗어)|부담(?:을주|이되|으로작용)",
        # Who is a worker.
        r"근로자(?:에해당|로봄|로보|성|의지위|라고)|종속|임금을목적|지휘[·ㆍ\W]?감독|구속되",
        # What the law asks for.
        r"요건을(?:갖추|충족)|(?:지급|수급|급여|인정)(?:대상|요건|기준)|수급권|급여(?:등)?를(?:지급)?받을|(?<![할볼])필요(?:하다|성|가있|한상태)|(?:증명|입증)(?:되|이|도|책임을다)|취업[이을]?(?:하지못|할수없|불가능)",
        r"장해등급|제\d+급[^,]{0,20}해당(?=한다고(?:볼수없|보기는?어렵|인정할수없|할수없)|하지(?:않|아니))",
        # In time, and before the right court.
        r"기간을(?:지키|준수)|시효[가는]?(?:중단|정지)|(?:구할|소의)(?:법률상)?이익|소(?:는|가)(?:모두)?적법",
        r"(?:신의칙|신의성실의?원칙|신의성실|권리남용)(?:(?:에|으로서?)?(?:반하여|위배되어|어긋나|해당하여)?(?:허용될수없|허용되지않|허용되지아니))?",
    )
)
_AGAINST = "|".join(
    (
        # Other causes.
        r"(?:무관하게|관련없이|관계없이|다른(?:원인|요인)으로)[^,]{0,24}(?:발병|발생|악화|사망)|(?:전부터|이전에|이전부터)[^,]{0,24}(?:발병|있었|악화|앓)",
        r"(?:당뇨병?|고혈압|흡연|음주|비만|고령|(?<!발병)(?:연령|나이)|노화|체질|유전|기저질환|가족력|생활습관)[^,업과]{0,40}?(?:발병|악화|유발|기여|원인)(?:[^,]{0,5}(?:발병|악화|유발))?",
        r"자연(?:적|적인|적인진행|진행)?(?:경과|진행)(?:과정|속도)?(?![^,]{0,14}(?:이상|보다|넘|앞질))(?:[^,]{0,12}(?:악화|발병|진행|발생))?",
        r"기왕증|기존(?:의)?(?:질환|질병|병변)|퇴행|노인성|다른(?:원인|질환|요인)|업무이?외(?:의|적인?)?[^,]{0,8}(?:요인|원인|사유)|무관|배제|부정(?!한)|부인(?=하기|할수|하지)|단절",
        # The worker's own doing.
        r"사적|자발적|독자적|개인적|일탈|벗어[나난났]|범죄행위|(?<![원피참보신사최재])고의|자해|도발(?![견생병달전])|한도를넘|오로지|전적(?:인|으로)과실",
        r"(?:원고|망인)의(?:행위|과실|음주|잘못|신호위반)[^,]{0,24}원인|(?:요양|치료|회복)[을를]?방해|부정한방법(?:으로(?:보험)?급여를(?:지급)?받)?",
        # No worker.
        r"독립(?:된|한|적|사업자)|(?:자신|스스로)의?계산으로|위험을(?:스스로)?부담",
        # Too late, too early, or done.
        r"(?:기간|시효)[가이은는]?(?:모두|이미)?(?:완성|도과|경과)(?!된(?!것|이후|뒤|후|다음))|(?:아직|이미)완성|도과|시효로|부적법|회복|호전|고정(?!급)|제외(?:할|하는|되는|된다|하여야)|거부(?:할|하는것)|취업[이을]?(?:할수있|가능)",
    )
)
# Of the decision and of what the parties say; these turn round where 원고 attacks a grant.
_FOR_PLAINTIFF = r"(?:대상이되는|행정)처분|처분성|법률상(?:의)?(?:불)?이익|위법|취소(?:되어야|한다|할)|원고(?:들)?의?(?:이부분|위|이러한|나머지)*주장|(?<!의)잘못(?:이|은|평가|산정|판단)|재량권(?:의|을)?\W?(?:일탈|남용)(?:\W?남용)?|평등(?:의)?원칙|비례(?:의)?원칙|신뢰보호"
_AGAINST_PLAINTIFF = (
    r"비공개(?:대상|사유)|(?<!부)적법|정당하|(?:피고|공단|참가인)(?:보조참가인)?의?(?:이부분|위|이러한)*주장"
)
_CUE = re.compile(
    rf"(?P<pro>{_FOR})|(?P<con>{_AGAINST})|(?P<plaintiff>{_FOR_PLAINTIFF})|(?P<defendant>{_AGAINST_PLAINTIFF})"
)
# Names of things, in which the word says nothing of them.
_NAMES = re.compile(
    r"업무상질병판정위원회|업무상재해(?:인지|여부)|(?:업무관련성|업무상재해|인과관계)[가-힣]{0,3}(?:여부|평가서?|판단기준|있는지)|요양(?:불)?승인처분|가능성을(?:완전히)?배제|관계[가는]?악화|개인적인?사정으로불참|살필필요(?:도|가)?없이|적법(?:한지|여부)|위법(?:한지|여부)|업무상재해(?:로|인)(?:인한|이사건)"
)
_CLAUSES = re.compile(
    r"(?<=,)|(?<=므로)|(?<=으나)|(?<=지만)|(?<=하고)(?!있)|(?<=있고)|(?<=없고)|(?<=않고)|(?<=렵고)|(?<=[였았었]고)|(?<=으며)|(?<=더라도)|(?:뿐(?:만)?)?아니라(?![고는할거])|(?<=[하되이있]며)|(?<=[한인된]바)"
)
_STRONG = re.compile(
    r"인과관계|취업|업무상(?:의)?(?:재해|질병|사고|사유)|출퇴근(?:중의|중|의)?재해|업무에기인|통상(?:수반|따르)|요건을|이익이|근로자(?:에해당|로봄|로보|라고)|(?:지급|수급|급여|인정)(?:대상|요건|기준)|수급권|장해등급|업무와(?:는|의|도)?(?:직접|아무런)?관련|부적법|시효|범죄행위|위법|취소|적법|지배|비공개|대상이되는처분|행정처분|법률상(?:의)?(?:불)?이익|급여(?:등)?를(?:지급)?받을"
)


def lean(words: str, side: Side = Side.PLAINTIFF) -> int:
    """1 where a finding, without white space, speaks for the worker's side, -1 against it, 0 neither."""
    clauses = _CLAUSES.split(_NAMES.sub("", words))
    while clauses:
        clause = clauses.pop()
        if _RUNS.search(clause):
            # When a time limit starts tells for neither side yet.
            return 0
        if cues := list(_CUE.finditer(clause)):
            cue, behind = cues[-1], clause[cues[-1].end() :]
            denied = (denials(behind) + len(_WEAK.findall(behind))) % 2
            if denied and _ANOTHER.search(behind):
                return 0
            sign = 1 if cue.lastgroup in ("pro", "plaintiff") else -1
            if side is Side.DEFENDANT and cue.lastgroup in ("plaintiff", "defendant"):
                sign = -sign
            return -sign if denied else sign
        if not (_TAKES_UP.match(clause) or len(clause) < 3):
            break
    return 0


_WEAK = re.compile(
    r"설득력이?(?:약하|떨어)|무리(?:가있|이다|다\W*$)|의심스럽|(?:데|에)(?:방해|장애)가|가능성[은이](?:제한|떨어)"
)
_RUNS = re.compile(r"시효[\s\S]*부터(?:다시)?진행")
# A clause that says no more than the one before it: `달리 이를 인정할 증거가 없다`.
_TAKES_UP = re.compile(
    r"\W*(?:달리|이를|그로|이와|그와|이는|더구나이를|이점)|[\s\S]*(?:이를|위(?:추정|추단|인정|판단)을)(?:뒤집|번복)"
)
# Between a cue and a denial, what is denied instead: `노출된 수준을 측정하지 않았다`.
_ANOTHER = re.compile(r"^.{2,}?(?<![음점것실바임])[을를](?!인정)")


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
_FARTHEST_BELOW, _MOST_BELOW = 9, 2
_WEIGHED = re.compile(r"종합|비추어|고려하|감안|살펴보(?:면|건대)|보건대|더하여보면|보태어|의하면")
_POINTS_WEIGHED = re.compile(r"점[^점]{1,90}점(?:들)?(?:등|을|에)[^,]{0,24}(?:종합|고려|감안|비추어|보태)")
_MERITS = re.compile(
    r"인과관계|업무상(?:의)?(?:재해|질병|사고|부상)|기인|근로자(?:에해당|로|라고)|지배|통상|위험|요건|대상|등급|시효|기간|필요|범죄행위|수급권|비공개|이익|산정|유발|악화|발병"
)
_BARE = re.compile(r"처분|주장|청구|항소|상고이유|원심의판단|원심판결")
_LONGEST_BARE = 100
_VALUED = re.compile(
    r"봄이|보인다|보이지|보이는점|판단된다|타당|상당하다|합리적|평가|추단|추정|해당한다(?!는)|해당하(?:지|므로|여)|것이다|보아야|볼수있|인정된다|인정할수있|여지가|의문|일치한다|부합한다|위법|적법|완성|도과|단정|영향|이유가|충분|수긍|정당하|옳"
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
    opening = {each.lead for each in row if each.voice is Voice.COURT}
    found = [
        _Finding(place, each, *_weigh(each, outcome, side), place in opening)
        for place, each in enumerate(row)
    ]
    result = _RESULTS.get(outcome, 0)
    found = [replace(each, upheld=_upheld(found, each, result)) for each in found]
    judged = any(each.part is Part.JUDGMENT for each in row)
    asked = {each.place for each in found if puts_question(each.at.words)}
    own = [
        each
        for each in found
        if each.can_be_a_reason(judged)
        and each.lean in (result, 0, result or each.lean)
        and not asked & {each.place, each.at.lead}
    ]
    chiefs = _deciding(own, result)
    chief = chiefs[0] if chiefs else None
    supported = {each.place for each in own if each.lean}
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
        and not (each.judges_below or (chief and each.takes_over))
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
            and each.length <= _LONGEST
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
    return Reasons(
        tuple(spans),
        tuple(sorted((each.at.start, each.at.end) for each in rest)),
        read_question(sections.text, row),
        read_refusal(sections, row),
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
        return sorted(plain, key=lambda each: (bool(each.lean), not each.at.marked, each.place))[-1:]
    leads.sort(key=_Finding.weight_of_decision, reverse=True)
    chiefs = leads[:1]
    for each in leads[1:]:
        is_new = all(each.at.topic != chief.at.topic for chief in chiefs) and each.is_strong
        turns = not result and all(each.lean != chief.lean for chief in chiefs)
        is_own = not (each.judges_below or _SUPPOSED.match(each.at.words))
        if (is_new or turns) and is_own and len(chiefs) < _MOST_DECIDING:
            chiefs.append(each)
    return chiefs


# Places of the sentences of the court below that the one at hand takes over without repeating them.
def _upheld(found: list["_Finding"], adopting: "_Finding", result: int) -> tuple[int, ...]:
    if not adopting.is_adoption:
        return ()
    told: list[_Finding] = []
    for each in reversed(found[max(0, adopting.place - _FARTHEST_BELOW) : adopting.place]):
        if each.at.voice is Voice.BELOW and each.length <= _LONGEST_DECIDING:
            told.append(each)
        elif told or each.is_adoption:
            break
    told = [each for each in told if each.is_valued or each.lean]
    if result and not any(each.lean == result for each in told):
        told = [each for each in told if not each.lean]
    chosen = sorted(told, key=lambda each: (each.lean != result, not each.lean, not each.is_strong))
    return tuple(sorted(each.place for each in chosen[:_MOST_BELOW]))


# True for what is said of the ruling below: that it was right, or where it went wrong.
def _judges_below(words: str) -> bool:
    return bool(_JUDGES_BELOW.search(words)) and (bool(_BLAMED.search(words)) or calls_right(words))


# Which way a statement leans, and whether it does so in the terms in which rulings are decided.
def _weigh(each: Statement, outcome: Outcome, side: Side) -> tuple[int, bool]:
    result = _RESULTS.get(outcome, 0)
    if each.voice is Voice.COURT and _judges_below(each.words):
        blamed = not calls_right(each.words)
        return (result if blamed == (outcome in _REMANDED) else -result), True
    if _GRADED.search(each.words[-110:]):
        return result, True
    # A suit that is inadmissible is so whoever brought it.
    leaning = lean(each.words, Side.PLAINTIFF if outcome is Outcome.DISMISSED else side)
    return leaning, bool(leaning and _STRONG.search(each.words[-160:]))


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

    # Only that the decision stands or falls, or that an argument is not accepted, and not why.
    @property
    def is_bare(self) -> bool:
        words = self.at.words
        return (
            len(words) < _LONGEST_BARE
            and bool(_BARE.search(words))
            and not _WEIGHED.search(words)
            and not _MERITS.search(_NAMES.sub("", words))
        )

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
        if self.is_adoption and not self.upheld:
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


# True for a sentence before the deciding one in its paragraph.
def _leads_up(text: str, each: _Finding, chief: _Finding) -> bool:
    return (
        each.at.part is Part.JUDGMENT
        and chief.place - 3 <= each.place < chief.place
        and "\n" not in text[each.at.end : chief.at.start]
    )


_NOT_REASONED = (Part.HISTORY, Part.FACTS, Part.LAW, Part.MEDICAL, Part.CONCLUSION)
