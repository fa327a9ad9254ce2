"""Whose words the sentences of a ruling's reasons are, and which of them the court only concedes.

A court reports much before it finds anything: what the parties argue, what experts answer, what the
court below held, what the law says. The speaker of a sentence is told by its main clause (`…라고
주장한다`, `…라는 소견을 밝혔다`); where that is silent, by the line that introduced the list it stands in
(`감정의의 소견은 다음과 같다.`), by the box it is printed in, or by the heading above it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from lib.domain.sections import Part, Section, Sections, numbering
from lib.text.sentences import Sentence, is_sentence, sentences
from lib.text.spelling import squeeze
from lib.text.stance import denials


class Voice(StrEnum):
    """Who speaks: only what the court says for itself (`COURT`) can be a reason of the court.

    `FACT` is a fact that the court found, without saying what follows from it; `LAW` a rule of law or its
    reading; `RECORD` a witness or a paper; `FORMULA` what courts write in every ruling (이유 기재와 같다).
    """

    COURT = "법원의 판단"
    FACT = "법원이 인정한 사실"
    PLAINTIFF = "원고의 주장"
    AGENCY = "피고의 주장"
    EXPERT = "의사·감정인의 의견"
    RECORD = "진술·자료"
    BELOW = "앞선 법원의 판단"
    LAW = "법리"
    FORMULA = "정해진 말"


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the reasons: `text[start:end]`, without the numbering in front.

    `words` is the main thread of it: no white space, nothing quoted or in parentheses. `lead` is the place,
    in the row of statements, of the sentence that introduced the list it stands in, or -1. `conceded`: the
    court grants it and then says why that does not matter. `answers` an argument named in the same sentence.
    """

    start: int
    end: int
    words: str
    part: Part | None
    voice: Voice
    lead: int = -1
    conceded: bool = False
    answers: bool = False


def read_voices(sections: Sections) -> tuple[Statement, ...]:
    """Every sentence of the reasons up to the conclusion, in order, with its speaker."""
    return _concede(_recite(list(_Reader(sections).statements())))


_ADOPTS = re.compile(r"420조|제1심판결(?:서|문)?의?이유와같다")


def adopts_below(reasons: str) -> bool:
    """True where reasons, without white space, are those of the court below (민사소송법 제420조)."""
    return bool(_ADOPTS.search(reasons))


# --- what a sentence says of its speaker ---------------------------------------------------------

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|‘[^’]{0,900}’|“[^”]{0,900}”|'[^']{0,900}'|\"[^\"]{0,900}\"")
# Characters up to which what is quoted is a name and not a speech.
_LONGEST_NAME = 32


def main_thread(words: str) -> str:
    """The words without white space, and without what is quoted at length or in parentheses in them."""
    thread = squeeze(words)
    for _ in range(2):
        thread = _ASIDE.sub(_kept, thread)
    return thread


def _kept(aside: re.Match[str]) -> str:
    return aside[0] if aside[0][0] not in "([" and len(aside[0]) <= _LONGEST_NAME else ""


_TAIL = 46
_PARTY = r"(?P<who>원고|피고|공단|참가인|처분청|상고인|항소인)(?:들|측|보조참가인|소송대리인|대리인)*"
_PARTY_SPEAKS = re.compile(rf"{_PARTY}(?:은|는|이|가|도|의)")
_ARGUED = re.compile(
    r"(?:주장|항변|반박|다투|다툰|항소이유로)[^,]{0,3}(?:한다|고있다|하였다|이다|했다)\W*\d*$"
    r"|(?:주장|항변)(?:하는취지|의요지|하고있)[^,]{0,8}$|취지(?:의)?(?:로)?주장[^,]{0,4}$|전제에서있다\W*$"
)
_PARTY_STATES = re.compile(rf"{_PARTY}(?:은|는|이|가|도)")
_STATED = re.compile(r"(?:진술|호소)(?:한다|하고있다|하였다)\W*\d*$")
_ARGUMENT_NAMED = re.compile(
    r"주장(?:하나|하지만|하고있으나|하는바|에대하여|에관하여|과같이|처럼|하는사정|하면서)"
)
_EXPERT = (
    r"(?:감정의|감정인|감정촉탁의|주치의|자문의|자문의사|전문의|담당의사?|의사|의료진|병원장?|의원|학회|위원회|연구원|연구소|역학조사|판정위|심의회|자문의사회의"
    r"|진료기록감정|신체감정|감정결과|감정서|소견서|평가서|회신서?|진단서|협회장?|의학계)"
)
_EXPERT_SPEAKS = re.compile(
    rf"{_EXPERT}(?:들|님|측)?(?:은|는|이|가|도|에서는|에서|에의하면|에따르면|역시|또한|모두|상으로?는?)"
)
# An expert is what the sentence is about, and the court nowhere takes up again what he says.
_EXPERT_TOPIC = re.compile(
    r"\W*(?:또한|한편|그리고|나아가|이에대하여|이에대해)?,?(?:위|이|제1심|피고|원고|당심|[가-힣]{2,12}과)*(?:법원)?(?:의)?(?:각)?(?:진료기록|신체|필름)?(?:감정의|감정인|주치의|자문의|자문의사|전문의)(?:들|\d)?(?:은|는|도)"
)
_TAKEN_UP = re.compile(
    r"(?:밝혔|제시하였|하였|했|보았|있|이)(?:으나|는바|는데|지만|으므로|고,|으며,|기도하|던점|는점|은점)|점등|비추어|종합|고려"
)
_REPORTED = re.compile(
    r"(?:밝[혔히힌]|제시|회신|답변|답하|설명|진단|진술|추정하였|추정하고|평가하였|평가하고|지적|언급|판단하였|판단하고|판정하였|판정하고|보았|보고있|의심하였|동의|감정하였|심의하였|의결하였|기재)[^,]{0,10}$"
)
_OPINION = re.compile(
    r"(?:소견|의견|견해|취지의?감정|답변|회신)(?:을|를|도|이기도)?(?:각|모두|함께|일치하여|분명히|추가로)*(?:밝|제시|회신|진술|내놓|냈다|내었|표명|기재|피력|하였다|했다|이다)[^,]{0,8}$|사료(?:된다|됨|함)|(?:라|다)는(?:의학적)?(?:소견|의견)\W*$"
)
_TOLD = re.compile(
    r"다고한다\W*$|알려져있다\W*$|(?:진술|증언|확인|답변|회신|기재|기록|기술|표시|체크)(?:하였|하고있|한다|했|되어있|되었|되어|가있|이있)[^,]{0,8}$"
)
_BELOW = re.compile(
    r"^\W*(?:이에대하여|이에|그런데|그럼에도|그런데도|한편|[^,]{0,20}쟁점에대하여)?,?(?:원심|제1심|제일심|환송전원심|항소심)(?:법원|판결)?(?:은|이(?!적법하게|유)|에서는)"
)
_BELOW_HELD = re.compile(r"(?:판단|판시|인정|보|단정|배척|인용|기각)(?:하였|하고|한|았|고있)[^,]{0,6}$")
_JUDGED_BELOW = re.compile(
    r"(?:원심|제1심|제일심)[\s\S]*(?:정당|옳|수긍|타당|잘못|위법|오해|위반|심리를다하|미진|유탈|판결에영향|파기)|상고이유(?:의)?주장[은에]"
)
_LAW_CITED = re.compile(r"(?:판결|결정|판례)(?:들|등)?(?:의)?(?:취지)?(?:를)?(?:각)?참조")
_LAW_STATED = re.compile(
    r"(?:규정|명시|정)하(?:고있|였|여)[^,]{0,6}$|(?:의미|말)(?:한다|하는것이다|하고)[^,]{0,4}$|하여야(?:한다|할것이다|하는것이다)\W*\d*$|(?:아니|안)된다\W*\d*$"
)
_LAW_SPEAKS = re.compile(
    r"(?:법|시행령|시행규칙|조|항|호|목|고시|지침|기준|규정|조항|별표)\W*(?:은|는|이|가|에서|에의하면|에따르면|의취지는|의요지는|의내용)[\s\S]*(?:규정|정하|취지|것이다|명시|요구|제한|포함)[^,]{0,10}$"
)
# What speaks of this dispute and not of disputes in general.
_THIS_CASE = re.compile(
    r"원고|망인|고인|피고|참가인|이사건|소외\d|소외인|재해자|앞서|위와같은(?:의학적|사|소견|감정|경위|점|업무)|이법원|위사고|위감정|위인정|위사정|위에서본|이러한사정|이러한소견|살피건대|보건대|이와같은사정|○|A|B|원심|기록에|제출(?:된|한)|달리이를"
)
_FORMULA = re.compile(
    r"이유(?:부분)?(?:의)?(?:기재|란|설시)?(?:와|과)(?:같|동일)|제1심판결(?:서|문)?[^.]{0,30}(?:적힌|기재|이유)[^.]{0,12}같|그대로인용|이를인용하|인용하기로|고쳐쓰|고친다|추가하(?:는외|고)|다툼없는사실|변론전체의취지\W*$|관여(?:대)?법관|상고이유를(?:함께)?(?:판단|본)"
    r"|상고이유에대하여(?:판단|본)|특례법|(?:에관하여|에대하여|를|을|여부를|에관해|지)?(?:먼저)?(?:차례로)?(?:살펴|살피|판단하|검토하)?(?:보기로|기로)한다\W*$|(?:에관하여|에대하여|지)(?:살펴)?본다\W*$|별지|기재와같다\W*$|살펴볼필요가있다\W*$"
    r"|다음과같다\W*$|아래와같다\W*$|라고줄여쓴다|라고한다\W*$"
)
_SAME_GROUNDS = re.compile(r"\W*(?:원고|피고|참가인)[가-힣]{0,3}의?항소이유는[^.]{0,30}제1심[^.]{0,30}다르지")
_FACT = re.compile(
    r"(?:사실|점|바)(?:이|은|을|도|과|등)?(?:각|모두|이미)?(?:인정(?:된다|되고|할수있다|한다)|알수있다|다툼이없다|기록상명백하다|확인된다|현저하다)\W*\d*$|앞(?:서|에서)본바와같다\W*$"
)
_CONCLUDES = re.compile(
    r"주문과같이(?:판결|결정)|^\W*(?:그렇다면|그러므로|따라서|이에),?[^.]{0,80}(?:청구|항소|상고|소)[^.]{0,80}(?:인용|기각|각하)(?:하기로)?한다"
)
_NOT_YET = re.compile(r"하라고|하기로하였다")


# The voice that a sentence itself tells; None where it is silent, and its context speaks.
def _own_voice(words: str, whole: str) -> Voice | None:
    tail = words[-_TAIL:]
    if _FORMULA.search(tail) or _ADOPTS.search(whole) or _SAME_GROUNDS.match(words):
        return Voice.FORMULA
    if _JUDGED_BELOW.search(words) and not _BELOW_HELD.search(tail):
        return Voice.COURT
    if _BELOW.search(words) and _BELOW_HELD.search(tail):
        return Voice.BELOW
    if _ARGUED.search(tail):
        speaker = _PARTY_SPEAKS.search(words)
        return _party(speaker["who"]) if speaker else Voice.RECORD
    if _STATED.search(tail) and (speaker := _PARTY_STATES.match(words)):
        return _party(speaker["who"])
    if _OPINION.search(tail) or (_EXPERT_SPEAKS.search(words) and _REPORTED.search(tail)):
        return Voice.EXPERT
    if _EXPERT_TOPIC.match(words) and not _TAKEN_UP.search(words):
        return Voice.EXPERT
    speaker = _PARTY_SPEAKS.match(words)
    if speaker and _party(speaker["who"]) is Voice.AGENCY and _REPORTED.search(tail):
        return Voice.AGENCY
    if _TOLD.search(tail):
        return Voice.RECORD
    if _is_law(words, whole):
        return Voice.LAW
    return Voice.FACT if _FACT.search(tail) else None


def _party(who: str) -> Voice:
    return Voice.PLAINTIFF if who in ("원고", "항소인", "상고인") else Voice.AGENCY


# A rule, or a reading of it, without a word on this dispute behind it.
def _is_law(words: str, whole: str) -> bool:
    tail = words[-_TAIL:]
    if cited := list(_LAW_CITED.finditer(whole)):
        behind = whole[cited[-1].end() :]
        return not (len(behind) > _SHORTEST_FINDING and _THIS_CASE.search(behind))
    if _LAW_SPEAKS.search(words):
        return True
    if not _THIS_CASE.search(words) and _NORM.search(tail):
        return True
    if _THIS_CASE.search(words):
        return bool(_LAW_STATED.search(tail)) and not _FINDING.search(tail)
    if _ANYBODY.search(words):
        return not _SEEN.search(tail)
    return bool(_OF_LAW.search(words)) and not (
        _FINDING.search(tail) or _SEEN.search(tail) or denials(tail[-12:])
    )


# Characters behind a cited ruling in which a court can have said something of this case.
_SHORTEST_FINDING = 24
_NORM = re.compile(
    r"(?:본다|보지(?:않|아니)[는한]다|따른다|야한다|야할것이다|말한다|한한다|정한다|준다|의미한다)\W*\d*$"
)
_ANYBODY = re.compile(
    r"(?<!근로기준법상의)(?<!소속)(?<!동료)근로자(?:가|의|에게|로서|를)|사업주(?:가|의|에게)|행정청|당해|취소소송|항고소송에"
)
_OF_LAW = re.compile(r"법제\d|[법령칙]\W{0,3}제\d|조항|규정|법리|입법취지|이라함은")
_SEEN = re.compile(r"보인다|보이지|추단된다|추정된다|확인되|발견되|[았었였]다\W*$")
_FINDING = re.compile(
    r"봄이|보아야|취소되어야|보인다|판단된다|타당|상당하다|어렵|인정|위법하다|적법하다|갖추"
)


def is_prose(words: str) -> bool:
    """True for a sentence as a court writes it: it ends in 다, or in 점 as an item of its circumstances."""
    bare = words.rstrip(" \t.,。;:1234567890)]】』」’”'\"")
    return bare.endswith("다") or (bare.endswith("점") and _modifies(bare[-2:-1]))


# True for the last syllable of a verb that stands before its noun: …한 점, …는 점, …던 점.
def _modifies(syllable: str) -> bool:
    return "가" <= syllable <= "힣" and (ord(syllable) - ord("가")) % 28 == 4


# --- what stands around a sentence ---------------------------------------------------------------

_EXPERT_HEADING = re.compile(
    rf"{_EXPERT}|소견|감정|회신|촉탁|의학적|특별진찰|질의|질문|답변|의료기록|진료내역|수진"
)
_ARGUMENT_HEADING = re.compile(r"주장|항변|청구원인|항소이유|상고이유")
_JUDGED_HEADING = re.compile(r"판단|여부|관하여|대하여|당부|검토|쟁점|신빙")
_OF_AGENCY = re.compile(r"피고|공단|참가인|처분사유")
_LIST_FOLLOWS = re.compile(
    r"(?:다음|아래|이하)(?:의|과같은|와같은|과같이|와같이|과같다|와같다|과같고|각|에서보는|사정|사실|점)|(?:다음|아래)(?:각)?(?:사정|사실)|구체적(?:인)?이유는"
)
_LISTED = re.compile(
    r"(?:다음|아래|이하)(?:과|와)?(?:같은|같이|의)(?:의학적|취지의|내용의|각|이유로|[^,]{0,6}취지로)*(?P<whose>소견|의견|회신|감정|답변|견해|주장|진술|밝)"
)
_RESULT_FOLLOWS = re.compile(
    rf"(?:{_EXPERT}|소견|결과|회신|의견|내용)[^,]{{0,20}}(?:은|는)(?:다음|아래)(?:과|와)같다\W*$"
)
_BOX = re.compile(r"\n[ \t]*\n?[ \t]*\t[ \t]*\n")
_TURN = re.compile(
    r"^\W*(?:그러므로)?(?:살피건대|보건대|살펴보건대|이사건에관하여|위감정|위와같은|이와같은|위사정|위각|이상의|이러한|앞서)"
)
_DEEPEST = 9


_FOREIGN = (Voice.EXPERT, Voice.PLAINTIFF, Voice.AGENCY, Voice.RECORD, Voice.BELOW)


@dataclass(frozen=True, slots=True)
class _Lead:
    level: int
    voice: Voice
    place: int


# Sentences, with those put together again that a line break tore apart in the middle.
def _mended(text: str, found: Iterable[Sentence]) -> Iterator[Sentence]:
    held: Sentence | None = None
    for each in found:
        between = text[held.end : each.start] if held else ""
        torn = between.strip(" \r\u3000") == "\n" and each.body == each.start
        if held and torn and not _ends(held.words) and each.words[0] not in "[【<※":
            held = Sentence(text[held.start : each.end], held.start, each.end, held.body)
            continue
        if held:
            yield held
        held = each
    if held:
        yield held


# True where a line may end: a sentence, a title, evidence, a picture; not in the middle of a word or a clause.
def _ends(words: str) -> bool:
    return words[-1] in ".)]】>:음임됨함" or (numbering(words) is not None and len(words) < _LONGEST_TITLE)


_LONGEST_TITLE = 50


class _Reader:
    def __init__(self, sections: Sections) -> None:
        self.text = sections.text
        self.reasons = sections.of(Part.REASONS)
        first = self.reasons[0].start if self.reasons else 0
        self.parts = [
            part for part in sections.parts if part.start >= first and part.part is not Part.REASONS
        ]
        self.starts = [part.start for part in self.parts]
        self.leads: list[_Lead] = []
        self.heading: tuple[int, Voice | None] = (0, None)
        self.level = 0
        self.in_box = False
        self.listed: _Lead | None = None

    def statements(self) -> Iterator[Statement]:
        count = before = 0
        part: Section | None = None
        for reasons in self.reasons[:1]:
            before = reasons.start
            for sentence in _mended(self.text, sentences(self.text, reasons.start, reasons.end)):
                section = self._section(sentence.body)
                if section and section.part is Part.CONCLUSION:
                    return
                gap = self.text[before : sentence.start]
                before = sentence.end
                # A box that is never closed ends with its part.
                self.in_box = (self.in_box and section is part) != bool(_BOX.search(gap))
                part = section
                whole = squeeze(self.text[sentence.body : sentence.end])
                words = main_thread(self.text[sentence.body : sentence.end])
                if sentence.body == sentence.end or not words or self._is_heading(sentence, words):
                    continue
                if _CONCLUDES.search(words[-160:]) and "420조" not in words and not _NOT_YET.search(words):
                    return
                yield self._statement(sentence, section, gap, words, whole, count)
                count += 1

    def _section(self, place: int) -> Section | None:
        index = bisect_right(self.starts, place) - 1
        return self.parts[index] if index >= 0 and place < self.parts[index].end else None

    # A title in front of what follows; it may name who speaks there.
    def _is_heading(self, sentence: Sentence, whole: str) -> bool:
        level = None if self.in_box else numbering(sentence.words)
        if level is None or len(whole) > 60 or is_prose(whole) or is_sentence(whole):
            return False
        voice: Voice | None = None
        if _ARGUMENT_HEADING.search(whole) and not _JUDGED_HEADING.search(whole):
            voice = Voice.AGENCY if _OF_AGENCY.search(whole) and "원고" not in whole else Voice.PLAINTIFF
        elif _EXPERT_HEADING.search(whole) and not _JUDGED_HEADING.search(whole):
            voice = Voice.EXPERT
        self._close(level)
        if voice or level <= self.heading[0]:
            self.heading = (level, voice)
        self.level = level
        return True

    def _close(self, level: int) -> None:
        while self.leads and self.leads[-1].level >= level:
            self.leads.pop()
        self.listed = self.leads[-1] if self.leads else None

    def _statement(
        self, sentence: Sentence, section: Section | None, gap: str, words: str, whole: str, count: int
    ) -> Statement:
        level = None if self.in_box else numbering(sentence.words)
        bullet = level is None and sentence.body > sentence.start
        if level is not None:
            self._close(level)
            if level <= self.heading[0] and is_prose(whole):
                self.heading = (level, None) if level < self.heading[0] else self.heading
            self.level = level
        part = section.part if section else None
        if level is not None or bullet or self.in_box or "\n" in gap:
            unmarked = level is None and not bullet and not self.in_box
            if self.leads and self.leads[-1].voice in _FOREIGN and unmarked and _TURN.search(words):
                self.leads.pop()
            self.listed = self.leads[-1] if self.leads else None
        voice = self._voice(part, words, whole)
        if voice not in (Voice.LAW, Voice.RECORD) and _LIST_FOLLOWS.search(words):
            self.leads.append(_Lead(self.level, self._listed_voice(voice, words), count))
        answers = voice is Voice.COURT and bool(_ARGUMENT_NAMED.search(words))
        place = self.listed.place if self.listed else -1
        return Statement(sentence.body, sentence.end, words, part, voice, place, answers=answers)

    # Whose list it is that a sentence introduces: `감정의는 다음과 같은 소견을 제시하였는바, 이는 …` is the expert's.
    def _listed_voice(self, voice: Voice, words: str) -> Voice:
        named = _LISTED.search(words)
        if named and named["whose"] == "주장":
            speaker = _PARTY_SPEAKS.search(words)
            return _party(speaker["who"]) if speaker else Voice.PLAINTIFF
        if named or _RESULT_FOLLOWS.search(words):
            return Voice.EXPERT
        return Voice.COURT if voice is Voice.FORMULA else voice

    def _voice(self, part: Part | None, words: str, whole: str) -> Voice:
        context = self.listed.voice if self.listed else self._context(part)
        foreign = context in _FOREIGN
        if self.in_box or not is_prose(words):
            return context if foreign else Voice.RECORD
        if foreign and not (context is Voice.PLAINTIFF and (_TURN.search(words) or "쟁점은" in words)):
            return context
        return _own_voice(words, whole) or context

    def _context(self, part: Part | None) -> Voice:
        if self.heading[1]:
            return self.heading[1]
        if part is Part.ARGUMENT:
            return Voice.COURT
        return _BY_PART.get(part, Voice.COURT)


_BY_PART: dict[Part | None, Voice] = {
    Part.MEDICAL: Voice.EXPERT,
    Part.LAW: Voice.LAW,
    Part.FACTS: Voice.FACT,
    Part.HISTORY: Voice.FACT,
    Part.CONCLUSION: Voice.FORMULA,
}

# --- concessions ---------------------------------------------------------------------------------

_BUT = re.compile(r"^\W*(?:그러나|하지만|그렇지만|다만|그런데(?!도)|반면|그렇다고하여)")
_GRANTED = re.compile(
    r"(?:사실|것|점|가능성|여지|측면|사정|면|바|듯)(?:은|도|이있기는|이없지는)[^,]{0,6}(?:인정|있|보이|보인|확인|사실이|없지|배제)[^,]{0,12}$|기는(?:하다|한다|하였다)\W*$|(?:안타까|유감)"
)
_SUPPOSED = re.compile(r"(?:다면|라면)[^.]{0,90}(?:수있을것이다|였을것이다|여지가있을것이다)\W*$")


# What stands beside a rule of law and says nothing of this case belongs to its recital.
def _recite(row: list[Statement]) -> tuple[Statement, ...]:
    for places in (range(len(row) - 2, -1, -1), range(1, len(row))):
        step = 1 if places.step < 0 else -1
        for place in places:
            each, beside = row[place], row[place + step]
            general = each.voice is Voice.COURT and not _THIS_CASE.search(each.words)
            if (
                general
                and beside.voice is Voice.LAW
                and each.lead == beside.lead
                and not _DECIDES.search(each.words[-34:])
            ):
                row[place] = replace(each, voice=Voice.LAW)
    return tuple(row)


_DECIDES = re.compile(r"보인다|부족하|인정된다|인정하기|위법하|적법하|아니다|[았었였]다")


def _concede(row: tuple[Statement, ...]) -> tuple[Statement, ...]:
    followed = [
        bool(_BUT.match(after.words)) and before.lead == after.lead for before, after in pairwise(row)
    ]
    return tuple(
        replace(each, conceded=True)
        if turned or _is_granted(each.words[-_TAIL:]) or _SUPPOSED.search(each.words)
        else each
        for each, turned in zip(row, [*followed, False], strict=False)
    )


# True where the court lets something stand: `…한 사실은 인정된다`; not where it says that there is none of it.
def _is_granted(tail: str) -> bool:
    granted = _GRANTED.search(tail)
    return bool(granted) and not denials(tail[granted.start() :] if granted else "")
