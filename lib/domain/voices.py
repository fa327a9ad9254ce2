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

from lib.domain.amendments import Passage, read_passages
from lib.domain.concessions import concede
from lib.domain.sections import Depths, Part, Section, Sections, numbering, numbers
from lib.domain.speakers import (
    ARGUMENT_NAMED,
    EXPERT,
    PARTY_SPEAKS,
    RETOLD,
    THIS_CASE,
    Voice,
    adopts_below,
    is_prose,
    labelled_party,
    main_thread,
    own_voice,
    party_named,
    upholds_below,
)
from lib.domain.statement import Statement
from lib.text.sentences import Sentence, is_sentence, quoted_at_length, sentences, unquoted
from lib.text.spelling import squeeze


def read_voices(sections: Sections) -> tuple[Statement, ...]:
    """Every sentence of the reasons up to the conclusion, in order, with its speaker."""
    return concede(_recite(list(_Reader(sections).statements())))


_CONCLUDES = re.compile(
    r"주문과같이(?:판결|결정)|^\W*(?:그렇다면|그러므로|따라서|이에),?[^.]{0,80}(?:청구|항소|상고|소)[^.]{0,80}(?:인용|기각|각하)(?:하기로)?한다"
)
_NOT_YET = re.compile(r"하라고|하기로하였다")


# --- what stands around a sentence ---------------------------------------------------------------

_EXPERT_HEADING = re.compile(rf"{EXPERT}|소견|감정|회신|촉탁|의학적|특별진찰|의료기록|진료내역|수진")
# Questions put to anybody, and what was answered.
_ASKED_HEADING = re.compile(r"질의|질문|문답|답변")
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
    rf"(?:{EXPERT}|소견|결과|회신|의견|내용)[^,]{{0,20}}(?:은|는)(?:다음|아래)(?:과|와)같다\W*$"
)
# What a contract or the like says: `계약을 체결하였는데, 그 중 관련되는 내용은 다음과 같다`.
_WRITING_FOLLOWS = re.compile(
    r"(?:계약|약정|협약|취업규칙|내규|정관|합의서|각서)(?!직)[^.]{0,60}내용[^,]{0,20}(?:은|는)(?:다음|아래)(?:과|와)같다\W*$"
)
# `원심은 다음과 같은 사실을 인정하였다`: facts are facts, whoever found them.
_FINDS_FACTS = re.compile(r"사실(?:들)?을(?:각|모두)?인정하였다\W*$")
_BOX = re.compile(r"\n[ \t]*\n?[ \t]*\t[ \t]*\n")
_TURN = re.compile(
    r"^\W*(?:그러므로)?(?:살피건대|보건대|살펴보건대|이사건에관하여|위(?:감정|회신|소견|의견)|위와같은|이와같은|위사정|위각|이상의|이러한|앞서)"
)


# A passage that goes on in the ruling below.
_BREAKS_OFF = re.compile(r"(?:으?며|[였았었보렵]고)\W*$")
_AMENDS = re.compile(r"추가|고치|고쳐|바꾸|변경")
# Characters: what is shorter only replaces some words.
_INSERTED = re.compile(r"[「『【]([^「」『』【】]{60,})[」』】]")
_ASKS = re.compile(r"여부|상병|부분|[인는은된]지|관하여|대하여|에관한판단")
_NEXT = re.compile(
    r"\W*(?:다음으로|둘째|셋째|나아가|마지막으로|그리고다음으로),?[^,]{0,80}(?:여부|[인는은]지|관하여|대하여|주장|상병|부분)"
)
_FOREIGN = (Voice.EXPERT, Voice.PLAINTIFF, Voice.AGENCY, Voice.RECORD, Voice.BELOW)


@dataclass(frozen=True, slots=True)
class _Lead:
    level: float
    voice: Voice
    place: int


# Sentences, with those put together again that a line break tore apart in the middle.
def _mended(text: str, found: Iterable[Sentence]) -> Iterator[Sentence]:
    held: Sentence | None = None
    for each in found:
        between = text[held.end : each.start] if held else ""
        torn = between.strip(" \r\u3000") == "\n" and each.body == each.start
        joins = held and torn and each.end - held.start < _LONGEST_MENDED
        if held and joins and not _ends(held.words) and each.words[0] not in "[【<※":
            held = Sentence(text[held.start : each.end], held.start, each.end, held.body)
            continue
        if held:
            yield held
        held = each
    if held:
        yield held


# Sentences that run over pages are shorter.
_LONGEST_MENDED = 20_000


# The words of a short title in brackets or behind a bullet, without white space.
def _title(words: str) -> str:
    found = _UNNUMBERED.fullmatch(squeeze(words))
    return found["title"] or found["bare"] if found else ""


_UNNUMBERED = re.compile(
    r"[\[<【〈《](?P<title>[^\[\]<>【】]{2,24})[\]>】〉》]|[○◎●■□▶◆◇*·-](?P<bare>[^.,]{0,14}(?:주장|판단)(?:의?요지)?)"
)


# True where a line may end: a sentence, a title, evidence, a picture; not in the middle of a word or a clause.
def _ends(words: str) -> bool:
    is_short = len(words) < _LONGEST_TITLE
    return (
        words[-1] in ".)]】』」>:음임됨함"
        or bool(_EVIDENCE.match(squeeze(words[:_LONGEST_TITLE])))
        or (is_short and (bool(_title(words)) or numbering(words) is not None))
    )


_LONGEST_TITLE = 50


_EVIDENCE = re.compile(r"\W*인정근거")
_WEIGHS_FACTS = re.compile(
    r"\W*(?:살피건대|보건대|위(?:와같은)?인정(?:된|한)?사실|위사실관계|앞서(?:본|인정한))[^.]{0,24}?(?:의하면|비추어|종합|따르면|,|보면)"
)


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
        self.heading: tuple[float, Voice | None] = (0, None)
        self.level: float = 0
        self.depths = Depths()
        # Depth of the first and of the last number in front of the sentence at hand.
        self.first: float | None = None
        self.last: float | None = None
        self.in_box = False
        self.listed: _Lead | None = None
        self.topic = self.put_in = 0
        # Where the part of facts begins whose evidence was named, and that which is weighed already.
        self.proved = self.weighed = -1
        self.quoted = quoted_at_length(self.text)
        self.passages = [
            passage
            for each in self.reasons[:1]
            if adopts_below(squeeze(self.text[each.start : each.end]))
            for passage in read_passages(self.text, each.start, each.end)
        ]

    def statements(self) -> Iterator[Statement]:
        count = before = 0
        part: Section | None = None
        for reasons in self.reasons[:1]:
            before = reasons.start
            for sentence in _mended(self.text, sentences(self.text, reasons.start, reasons.end)):
                if put_in := [
                    each for each in self.passages if each.start < sentence.end and sentence.start < each.end
                ]:
                    told = self._put_in([each for each in put_in if each.start >= before])
                    yield from told
                    count += len(told)
                    before = max(sentence.end, put_in[-1].start + 1)
                    continue
                section = self._section(sentence.end - 1)
                if section and section.part is Part.CONCLUSION:
                    return
                gap = self.text[before : sentence.start]
                before = sentence.end
                # A box ends with its part, closed or not.
                left = self.in_box and section is not part
                self.in_box = not left and self.in_box != bool(_BOX.search(gap))
                entered = (
                    [] if self.in_box else [self.depths.enter(*each) for each in numbers(sentence.words)]
                )
                self.first, self.last = (entered[0], entered[-1]) if entered else (None, None)
                part = section
                # A title that runs into the sentence is no part of it.
                start = max(sentence.body, section.start) if section else sentence.body
                whole = squeeze(self.text[start : sentence.end])
                words = main_thread(self.text[start : sentence.end])
                if self._is_heading(sentence, words) or sentence.body == sentence.end or not words:
                    continue
                if _CONCLUDES.search(words[-160:]) and "420조" not in words and not _NOT_YET.search(words):
                    return
                statement = self._statement(sentence, section, gap, words, whole, count)
                own = self._inserted(statement)
                start = max(start, statement.start)
                end = own[0].start if own else statement.end
                if (start, end) != (statement.start, statement.end):
                    statement = replace(statement, start=start, end=end)
                told = [statement, *own]
                # A paragraph that is put in the place of one below is read without its marks.
                told = own if own and statement.voice is not Voice.FORMULA else told
                yield from told
                count += len(told)

    # What a court adds of its own to the reasons that it adopts: `…다음에 「다만, …없다.」를 추가하는 외에는`.
    def _inserted(self, formula: Statement) -> list[Statement]:
        is_amended = formula.voice is Voice.FORMULA and _AMENDS.search(formula.words)
        if not (is_amended or _INSERTED.fullmatch(self.text, formula.start, formula.end)):
            return []
        added = []
        for found in _INSERTED.finditer(self.text, formula.start, formula.end):
            for sentence in sentences(self.text, found.start(1), found.end(1)):
                whole, words = squeeze(sentence.words), main_thread(sentence.words)
                if is_prose(whole):
                    voice = own_voice(words, whole) or Voice.COURT
                    added.append(Statement(sentence.body, sentence.end, words, Part.JUDGMENT, voice))
        return added

    # The sentences of passages that are put into the ruling below.
    def _put_in(self, passages: list[Passage]) -> list[Statement]:
        found = []
        for passage in passages:
            self.put_in += 1
            for sentence in sentences(self.text, passage.start, passage.end):
                said = self.text[sentence.body : sentence.end]
                whole, words = squeeze(said), main_thread(said)
                if is_prose(whole) or _BREAKS_OFF.search(whole):
                    voice = own_voice(words, whole) or Voice.COURT if passage.is_own else Voice.RECORD
                    found.append(
                        Statement(
                            sentence.body, sentence.end, words, Part.JUDGMENT, voice, topic=-self.put_in
                        )
                    )
        return found

    def _section(self, place: int) -> Section | None:
        index = bisect_right(self.starts, place) - 1
        return self.parts[index] if index >= 0 and place < self.parts[index].end else None

    # A title in front of what follows; it may name who speaks there.
    def _is_heading(self, sentence: Sentence, whole: str) -> bool:
        level = self.first
        if level is None and (title := _title(sentence.words)):
            return self._is_unnumbered_heading(title)
        if level is None or len(whole) > 60 or is_prose(whole) or is_sentence(whole):
            return False
        voice = _argued_under(whole)
        if voice is None and not _JUDGED_HEADING.search(whole):
            is_asked = _ASKED_HEADING.search(whole)
            voice = Voice.EXPERT if _EXPERT_HEADING.search(whole) else Voice.RECORD if is_asked else None
        self._close(level)
        self.topic += bool(_ASKS.search(whole))
        if voice or level <= self.heading[0]:
            self.heading = (level, voice)
        self.level = level
        return True

    # `[원고의 주장]`, `○ 판단`: it holds until the next one, or to the end of the part it stands in.
    def _is_unnumbered_heading(self, title: str) -> bool:
        voice = _argued_under(title)
        if voice is None and not _JUDGED_HEADING.search(title):
            return False
        self._close(self.level + 1)
        self.heading = (self.heading[0] if self.heading[1] else self.level + 1, voice)
        return True

    def _close(self, level: float) -> None:
        while self.leads and self.leads[-1].level >= level:
            self.leads.pop()
        self.listed = self.leads[-1] if self.leads else None

    def _statement(
        self, sentence: Sentence, section: Section | None, gap: str, words: str, whole: str, count: int
    ) -> Statement:
        level = self.first
        bullet = level is None and sentence.body > sentence.start
        if level is not None:
            self._close(level)
            if level <= self.heading[0] and is_prose(whole):
                self.heading = (level, None) if level < self.heading[0] else self.heading
            self.level = self.last or level
        if section and self._weighs_facts(section, whole):
            section = section._replace(part=Part.JUDGMENT)
        part = section.part if section else None
        if level is not None or bullet or self.in_box or "\n" in gap:
            unmarked = level is None and not bullet and not self.in_box
            turns = (unmarked and _TURN.search(words)) or upholds_below(words)
            if self.leads and self.leads[-1].voice in _FOREIGN and turns:
                self.leads.pop()
            self.listed = self.leads[-1] if self.leads else None
        voice = self._voice(section, words, whole)
        if voice is Voice.COURT and any(first < sentence.start < last for first, last in self.quoted):
            # Of several sentences between one pair of quotation marks only the first names who speaks.
            voice = Voice.RECORD
        if voice not in (Voice.LAW, Voice.RECORD) and _LIST_FOLLOWS.search(words):
            self.leads.append(_Lead(self.level, self._listed_voice(voice, words), count))
        self.topic += voice in (Voice.COURT, Voice.FORMULA) and bool(_NEXT.match(words))
        answers = voice is Voice.COURT and bool(ARGUMENT_NAMED.search(words))
        place = self.listed.place if self.listed else -1
        marked = level is not None or bullet
        start, end = unquoted(self.text, sentence.body, sentence.end)
        return Statement(start, end, words, part, voice, place, False, answers, marked, self.topic)

    # True from where the court weighs the facts it found, behind their evidence and without a title of its own.
    def _weighs_facts(self, section: Section, whole: str) -> bool:
        if section.part not in (Part.FACTS, Part.MEDICAL):
            return False
        if self.proved == section.start and _WEIGHS_FACTS.match(whole):
            self.weighed, self.leads, self.listed, self.heading = section.start, [], None, (0, None)
        if _EVIDENCE.match(whole):
            self.proved = section.start
        return self.weighed == section.start

    # Whose list it is that a sentence introduces: `감정의는 다음과 같은 소견을 제시하였는바, 이는 …` is the expert's.
    def _listed_voice(self, voice: Voice, words: str) -> Voice:
        named = _LISTED.search(words)
        if named and named["whose"] == "주장":
            speaker = PARTY_SPEAKS.search(words)
            return party_named(speaker["who"]) if speaker else Voice.PLAINTIFF
        if not named and _WRITING_FOLLOWS.search(words):
            return Voice.RECORD
        if named or _RESULT_FOLLOWS.search(words):
            return Voice.EXPERT
        if voice is Voice.BELOW and _FINDS_FACTS.search(words):
            return Voice.FACT
        return Voice.COURT if voice is Voice.FORMULA else voice

    def _voice(self, section: Section | None, words: str, whole: str) -> Voice:
        context = self.listed.voice if self.listed else self._context(section)
        if context is Voice.FACT and section and section.part is Part.MEDICAL:
            # Found is that they were given, not that they are right.
            context = Voice.EXPERT
        if party := labelled_party(words):
            return party
        foreign = context in _FOREIGN
        if self.in_box or not is_prose(words):
            return context if foreign else Voice.RECORD
        if context is Voice.BELOW:
            # The court below, too, tells what others say.
            own = own_voice(words, whole)
            is_others = (own in _FOREIGN or own is Voice.LAW) and not RETOLD.search(words)
            return own if own and is_others else context
        if foreign and not (context is Voice.PLAINTIFF and (_TURN.search(words) or "쟁점은" in words)):
            return context
        return own_voice(words, whole) or context

    def _context(self, section: Section | None) -> Voice:
        if self.heading[1] or section is None:
            return self.heading[1] or Voice.COURT
        if section.part is Part.ARGUMENT:
            return _argued_under(squeeze(section.heading)) or Voice.COURT
        return _BY_PART.get(section.part, Voice.COURT)


# Whose argument stands under a heading; None where it announces the court's own view of it.
def _argued_under(heading: str) -> Voice | None:
    if not _ARGUMENT_HEADING.search(heading) or _JUDGED_HEADING.search(heading):
        return None
    return Voice.AGENCY if _OF_AGENCY.search(heading) and "원고" not in heading else Voice.PLAINTIFF


_BY_PART: dict[Part | None, Voice] = {
    Part.MEDICAL: Voice.EXPERT,
    Part.LAW: Voice.LAW,
    Part.FACTS: Voice.FACT,
    Part.HISTORY: Voice.FACT,
    Part.CONCLUSION: Voice.FORMULA,
}


# What stands beside a rule of law and says nothing of this case belongs to its recital.
def _recite(row: list[Statement]) -> tuple[Statement, ...]:
    for places in (range(len(row) - 2, -1, -1), range(1, len(row))):
        step = 1 if places.step < 0 else -1
        for place in places:
            each, beside = row[place], row[place + step]
            general = each.voice is Voice.COURT and not THIS_CASE.search(each.words)
            if (
                general
                and beside.voice is Voice.LAW
                and each.lead == beside.lead
                and not _DECIDES.search(each.words[-34:])
            ):
                row[place] = replace(each, voice=Voice.LAW)
    return tuple(row)


_DECIDES = re.compile(r"보인다|부족하|인정된다|인정하기|위법하|적법하|아니다|[았었였]다")
