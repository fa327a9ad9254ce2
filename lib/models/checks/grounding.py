"""Takes out of a model's answer what is not in what the model was given.

Sentence by sentence: a case number, statute, date, amount, share, count, name or quote must be given;
links never are. What a ground says must be in the rulings it rests on or in the person's own story,
and it must rest on something. What is taken out is told by place and reason, never by its words: they
are made up, or private.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from typing import Generic, TypeVar

from lib.domain.side import Side
from lib.domain.taxonomy import Outcome
from lib.models.checks.claims import (
    claims_another_stage,
    claims_case_law,
    generalises,
    has_made_up_limit,
    header_of,
    is_open,
    made_up_circumstance,
    made_up_finding,
    made_up_stand_of_the_employer,
    reverses_first_stage,
    reverses_the_link,
    tells_the_past,
)  # fmt: skip
from lib.models.checks.facts import Fact, Known, Why, case_numbers, case_of, facts, must_be_given, normal
from lib.models.checks.support import FLOOR, MILD_FLOOR, is_supported, pieces, shares_words
from lib.models.schemas import Answer, Retelling
from lib.text.citations import normal_court

__all__ = [
    "Given", "Grounded", "Quote", "Removed", "Source", "Why", "ground_retelling", "is_bare",
]  # fmt: skip

T = TypeVar("T", bound=Answer)

SHORTEST_QUOTE = 8
"""Characters without white space; what is shorter stands in any ruling."""


@dataclass(frozen=True, slots=True)
class Source:
    """A ruling or a criterion that the model was given.

    `id` is the ruling's or the criterion's, `tag` how the prompt names it ("R1", "C2"), `text`
    what the model was given of it. `outcome` is the ruling's label where it is known.
    """

    id: str
    tag: str
    text: str
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """All that the model was given for an opinion; `other` is our own words (base rate, labels)."""

    intake: str
    sources: tuple[Source, ...]
    other: str = ""


@dataclass(frozen=True, slots=True)
class Removed:
    """That something was taken out: of which field, and why."""

    where: str
    why: Why


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the ruling that a field rests on: `text == ruling_text[start:end]`."""

    where: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Grounded(Generic[T]):
    """What is left of an answer, what was taken out of it, and the quotes that were found."""

    answer: T
    removed: tuple[Removed, ...]
    quotes: tuple[Quote, ...] = ()


def ground_retelling(
    answer: Retelling, ruling: Source, side: Side = Side.PLAINTIFF, other: str = ""
) -> Grounded[Retelling]:
    """A retelling without what the ruling does not say; its quotes as they stand in the ruling.

    `side` is the worker's side in the suit: with `ruling.outcome` it tells a wrong result.
    """
    held = _Held(Given("", (ruling,), other))
    quotes: list[Quote] = []

    def once(one: Retelling, log: list[Removed]) -> Retelling:
        quotes.clear()
        return _retelling(one, held, side, log, quotes)

    answer, removed = _until_stable(answer, once)
    return Grounded(answer, removed, tuple(quotes))


def is_bare(answer: Retelling) -> bool:
    """True where nothing is left that is worth showing."""
    return not (
        answer.preview or answer.background or answer.issue or answer.reason or answer.deciding_factors
    )


_MOST_ROUNDS = 6


def _until_stable(answer: T, once: Callable[[T, list[Removed]], T]) -> tuple[T, tuple[Removed, ...]]:
    """What is taken out may change how the rest reads (an unpaired quotation mark), so read it again."""
    removed: list[Removed] = []
    for _ in range(_MOST_ROUNDS):
        before, answer = answer, once(answer, removed)
        if answer == before:
            break
    return answer, tuple(removed)


# --- what was given ------------------------------------------------------------------------------


@dataclass
class _Text:
    """A given text, and what is known from it."""

    known: Known
    is_source: bool = True
    source: Source | None = None

    @cached_property
    def pieces(self) -> frozenset[str]:
        return pieces(self.known.normal)

    @cached_property
    def spelled(self) -> "_Spelled":
        return _Spelled(self.known.text)


_FROM_SOURCES = frozenset({Why.CASE_NUMBER, Why.STATUTE, Why.QUOTE})
"""What a person's story cannot give: it may hold made-up rulings and laws."""


class _Held:
    def __init__(self, given: Given) -> None:
        self.sources = [
            _Text(Known(source.text, _own_number(source)), source=source) for source in given.sources
        ]
        self.intake = _Text(Known(given.intake), is_source=False)
        self.other = _Text(Known(given.other))
        self._by_name = dict(_names(given.sources))
        self._stated: dict[str, list[Fact]] = {}

    def stated(self, sentence: str) -> list[Fact]:
        """The facts of a sentence of the answer, read once."""
        if sentence not in self._stated:
            self._stated[sentence] = facts(sentence)
        return self._stated[sentence]

    @property
    def everything(self) -> list[_Text]:
        return [*self.sources, self.intake, self.other]

    def about(self, cited: Iterable[Source]) -> list[_Text]:
        """The cited sources, and what is known of the case itself."""
        wanted = {source.id for source in cited}
        texts = [text for text in self.sources if text.source and text.source.id in wanted]
        return [*texts, self.intake, self.other]

    def find(self, name: str) -> Source | None:
        """The source that a tag, an id or a case number names; None where a court or number differs."""
        cleaned = re.sub(r"\s+", "", normal(name)).strip("[](){}.,\"'").lower()
        if cleaned in self._by_name:
            return self._by_name[cleaned]
        for court, number, _, _ in case_numbers(normal(name)):
            return self.of_number(court, number)
        return None

    def of_number(self, court: str, number: str) -> Source | None:
        """The retrieved ruling with a case number, of that court where one is named."""
        for text in self.sources:
            for own in map(case_of, _own_number(text.source) if text.source else ()):
                if own[1] == number and court in ("", own[0]):
                    return text.source
        return None


def _own_number(source: Source) -> tuple[Fact, ...]:
    """The case number in a ruling's id; nothing for a criterion."""
    court, _, number = normal(source.id).rpartition("_")
    for _, found, _, _ in case_numbers(number):
        return (Fact(Why.CASE_NUMBER, (normal_court(court), found)),)
    return ()


def _names(sources: Iterable[Source]) -> Iterator[tuple[str, Source]]:
    for source in sources:
        for name in (source.tag, source.id):
            if name.strip():
                yield re.sub(r"\s+", "", normal(name)).lower(), source


# --- sentences -----------------------------------------------------------------------------------

_SENTENCE_END = re.compile(
    r"(?<!\d)[.!?。]+[\"'”’」)\]]*(?=\s|$)|(?<=\d)[.!?。]+(?=\s*$)|(?<=[다요])\.(?=[가-힣])|\n+"
)
_QUOTED = re.compile(
    r"“[^”\n]*”|\"[^\"\n]*\"|「[^」\n]*」|『[^』\n]*』|‘[^’\n]*’|(?<![\w])'[^'\n]*'|«[^»\n]*»|〈[^〉\n]*〉|《[^》\n]*》"
)


def _sentences(text: str) -> list[str]:
    """The sentences of a text with the white space behind them; quoted words are never taken apart."""
    spans = [match.span() for match in _QUOTED.finditer(text)]
    cuts = [
        match.end()
        for match in _SENTENCE_END.finditer(text)
        if not any(start < match.end() < end for start, end in spans)
    ]
    bounds = [0, *cuts, len(text)]
    return [text[a:b] for a, b in pairwise(bounds) if text[a:b].strip()]


_LINK = re.compile(
    r"(?:h\s*t\s*t\s*p|hxxp|ftp)\s*s?\s*:|:\s*//|www\s*\.|\]\s*\(|!\s*\[|\]\s*\[|^\s*\[[^\]]+\]\s*:|<\s*[/!]?\s*[a-z][^>]*>?|&(?:#\w+|lt|gt|quot|amp|nbsp);|"
    r"(?:data|javascript|vbscript|file|mailto|tel|sms|intent|kakaotalk)\s*:\s*\S|@\s*[\w가-힣]|"
    r"[\w가-힣-]{1,40}\s?(?:\.|\(dot\)|\[dot\]|점)\s?(?:com|net|org|kr|co|io|info|biz|me|xyz|ai|app|dev|site|online|shop|link|click|top|ly|gg|gov|edu|"
    r"tv|to|cc|us|jp|cn|uk|example|test|invalid)(?![a-z])|[\w가-힣-]{1,40}\s?\.\s?(?:한국|닷컴|닷넷)|"
    r"(?<![a-z0-9])[a-z0-9][a-z0-9-]{1,40}\.(?!jpe?g|png|pdf|hwp|docx?|xlsx?|txt|gif|bmp|tiff?|mp\d)[a-z]{3,24}(?![a-z])|[가-힣a-z0-9]\s?(?:닷|쩜|도트)\s?(?:컴|넷|케이알|오알지|씨오|코리아|코|한국|인포|티브이|숍|샵|스토어|[a-z]{2,})|"
    r"(?:카페|블로그|유튜브|채널|오픈\s?채팅|단톡방|단체방|밴드|커뮤니티|인스타그램?|틱톡|팟캐스트)(?![가-힣]{0,2}\s?(?:에서|직원|종업원|알바|아르바이트|매장)\s?일)[^.]{0,14}(?:검색|가입|구독|접속|들어오|들어와|참여|문의|팔로|찾아|연락|참고|보세요|오세요|확인)|"
    r"(?:네이버|구글|다음|유튜브|포털|인터넷)(?:에서|에|으로)?\s[^.]{0,24}(?:검색|쳐\s?보|치면)|"
    r"[\w가-힣](?:닷컴|닷넷)|(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)|"
    r"[☎☏✆📞]|(?:카카오톡|카톡|카카오|텔레그램|라인|인스타그램|인스타|위챗|페이스북|아이디|ID)\s?(?:은|는|이|:|\s)?\s?[a-z][\w.]{3,}|(?<![가-힣])[공영일이삼사오육칠팔구]{3,4}[\s·-]{1,3}[공영일이삼사오육칠팔구]{4}|(?<![\d.,-])(?:\+?82[-.\s)]*)?\(?0\d{1,2}\)?[-.\s·]{0,3}\d{3,4}[-.\s·]{1,3}\d{4}(?!\d)|(?<!\d)01\d{8,9}(?!\d)|"
    r"(?<![\d.,-])(?:1[568]\d{2}|13\d{2})\s?[-.·]\s?\d{4}(?!\d)|"
    r"(?:전화|연락처|상담|콜센터|국번\s*없이)(?:번호)?(?:는|은|:)?\s{0,2}\(?\d{3,4}(?:[-.\s]\d{4})?(?=\s*번?(?:으로|에|로|입|이|\)|\.(?!\d)|\s*$))",
    re.IGNORECASE | re.MULTILINE,
)


def _is_link(text: str) -> bool:
    return bool(_LINK.search(re.sub(r"[\[(]([.:])[\])]", r"\1", text.replace("。", "."))))


_TAG = re.compile(
    r"\[\s*(?P<listed>[A-Za-z]\s?\d{1,3}(?:\s*[,·/&과와및]\s*[A-Za-z]?\s?\d{1,3})*)\s*\](?!\s*\()|(?<![A-Za-z\d])(?P<bare>R\s?\d{1,2}|C\d{1,2})(?![\d.\-/~A-Za-z])"
    r"|(?:판결|사례|판례|출처)\s?(?P<counted>\d{1,2})(?![\d.]|\s?[건심차년월일명개])"
)
_EMPTY_SENTENCE = re.compile(r"[\W_]*")

_OF_THE_PERSON = re.compile(
    r"(?:신청인|청구인|의뢰인|상담인|상담자|질문자|선생님|귀하|당신|본인|이\s?사람|이\s?분|고인|망인|이\s?사건의?\s?(?:근로자|재해자|당사자)|저|제)"
    r"(?:께서는|께서|은|는|이|가|의|도|에게|께|에게는)(?=\s)"
)
_OF_A_RULING = re.compile(
    r"(?<![A-Za-z])R\s?\d|판결|판례|사례|법원|재판|원고|피고|비교|(?:그|비슷한|다른|앞의|앞선|위|유사한|같은)\s?사건|그\s?근로자|통계"
)
"""With none of these words a sentence speaks of no ruling."""
_WEIGHS = re.compile(
    r"점[이은을도에]|인정[되된한했받]|감정|비슷|닮|같습|같은|다릅|다르|유리|불리|근거|기준|고\s?(?:했|하였|밝혔|여겼|봤)|지적|여겼|봤|보았|판단|보입|따르면|도움|힘이"
)
"""A ground in these words weighs what its rulings hold; without them it tells what happened to the person."""
_SOMEONE = re.compile(
    r"(?:근로자|노동자|직원|여성|남성|사람|유족|[가-힣]{1,6}공|[가-힣]{2,6}(?<!병)(?<!의)(?<!법)(?<!인)(?<!지)원|(?:기|교|간호|조리|정비|미용|운전|설계|강)사)(?:이|가|들이)\s"
)
"""Brings somebody in ("일용직 타일공이"), as nobody speaks of the person whose case it is."""
_OF_A_CRITERION = re.compile(
    r"기준|요건|고시|규정|시행령|별표|법[은이에률상]|C\s?\d|인정받으려면|심사|소송|기한|시효|해당|이상이?면|였다면|었다면|하면|되면"
)
_FIGURES = frozenset({Why.NUMBER, Why.DATE, Why.MONEY, Why.PERCENT})
_ASKED = re.compile(r"인지[^.]{0,12}(?:쟁점|문제|다툼|다투)|는지[^.]{0,12}(?:쟁점|문제|다툼|다투)")
"""What was in dispute is put in nobody's words but the teller's."""
_ALSO = re.compile(r"(?:신청인|청구인|본인|귀하)도\s")
"""Likens the person to a ruling, in the ruling's words."""
_OF_THE_STORY = 0.3
"""Share of a sentence about the person, without figures or names, that must stand in the story."""
_OF_ONE_CASE = _FIGURES | {Why.TERM}
_UNITS_OF_DOCUMENTS = frozenset(
    {
        "",
        "년",
        "개월",
        "주",
        "일",
        "시간",
        "회",
        "명",
        "부",
        "통",
        "장",
        "건",
        "종",
        "대",
        "차",
        "곳",
        "개",
        "가",
    }
)
_CLAUSE_END = re.compile(
    r",\s?|(?<=지만)\s|(?<=으나)\s|(?<=는데)\s|(?<=[았었했였]고)\s|(?<=며)\s|(?<=[과와] 달리)\s"
)


def _clauses(sentence: str) -> list[str]:
    return [clause for clause in _CLAUSE_END.split(sentence) if clause.strip()]


_ADVISES = re.compile(
    r"(?:하면|두면|모으면|내면|있으면|받으면|것이|것도|게)\s?[^.]{0,8}(?:좋|유리|도움|낫|바람직)|(?:하세요|보세요|두세요|권합니다|"
    r"필요합니다|필요하다|바랍니다|해야\s?합니다|해야\s?한다)"
)


@dataclass
class _Check:
    """What the sentences of one field are held against."""

    held: _Held
    texts: Sequence[_Text]
    floor: float = 0.0
    """Share of a sentence that must stand in the texts; 0 where it may be the model's own."""
    cites_only_retrieved: bool = False
    names_are_free: bool = False
    may_advise: bool = False
    """True where a sentence may say what would help: it tells nothing of a ruling."""
    is_about_person: bool = False
    """True where a sentence that names no ruling speaks of the person's own case."""

    def why_not(self, sentence: str) -> Why | None:
        """Why a sentence cannot be shown; None where it can."""
        plain = normal(sentence)
        if _is_link(plain) or _LINK.search(sentence):
            return Why.LINK
        cited, is_unknown = cited_in(plain, self.held)
        if is_unknown:
            return Why.CITATION
        texts = [*self.texts, *(text for text in self.held.sources if text.source in cited)]
        stated = [
            fact
            for fact in self.held.stated(_without_tags(plain, self.held))
            if not self._is_free(fact, plain)
        ]
        about_person = self._is_about_person(plain, cited)
        own = self._texts_of_the_person(plain) if about_person else texts
        for fact in stated:
            if not self._is_given(fact, own if fact.why in _OF_ONE_CASE else texts):
                return fact.why
        if why := self._mixes_up(plain):
            return why
        if _misquotes(sentence, self.held):
            return Why.QUOTE
        if self._reverses(plain, cited):
            return Why.CONTRADICTION
        if why := self._made_up_kind(plain, texts, own, cited):
            return why
        tells = about_person and tells_the_past(plain) and not is_open(plain)
        if tells and not stated and not _ALSO.search(plain):
            story = frozenset[str]().union(*(text.pieces for text in own))
            if not shares_words(plain, story, _OF_THE_STORY):
                return Why.UNSUPPORTED
        # A sentence with a number or a name that is given speaks of this case, whatever words it takes.
        is_mild = bool(stated) or bool(_ASKED.search(plain))
        floor = min(self.floor, MILD_FLOOR) if is_mild else self.floor
        if self.may_advise and _ADVISES.search(plain):
            return None
        if floor and not is_supported(plain, [text.pieces for text in texts], floor):
            return Why.UNSUPPORTED
        return None

    def _is_about_person(self, sentence: str, cited: Sequence[Source]) -> bool:
        """True where an opinion's sentence speaks of the person and of no ruling."""
        if not self.cites_only_retrieved or cited or _OF_A_RULING.search(sentence):
            return False
        if self.is_about_person or _OF_THE_PERSON.search(sentence):
            return True
        return tells_the_past(sentence) and not (_WEIGHS.search(sentence) or _SOMEONE.search(sentence))

    def _texts_of_the_person(self, sentence: str) -> Sequence[_Text]:
        """What gives the facts of the person's own case: the story, and a criterion where one is spoken of."""
        own = [self.held.intake, self.held.other]
        if _OF_A_CRITERION.search(sentence):
            own += [text for text in self.texts if text.source and not _own_number(text.source)]
        return own

    def _mixes_up(self, sentence: str) -> Why | None:
        """Why a part of a sentence cannot be shown that gives a person what is another's, or a ruling another end."""
        if not self.cites_only_retrieved:
            return None
        for clause in _clauses(sentence):
            cited, _ = cited_in(clause, self.held)
            if any(_reverses_in_part(clause, source.outcome) for source in cited):
                return Why.CONTRADICTION
            if cited or _OF_A_RULING.search(clause) or not _OF_THE_PERSON.search(clause):
                continue
            own = self._texts_of_the_person(clause)
            for fact in self.held.stated(_without_tags(clause, self.held)):
                if fact.why in _FIGURES and not self._is_free(fact, clause) and not self._is_given(fact, own):
                    return fact.why
        return None

    def _made_up_kind(
        self, sentence: str, texts: Sequence[_Text], own: Sequence[_Text], cited: Sequence[Source]
    ) -> Why | None:
        """Why a sentence of a kind that costs somebody a case cannot be shown."""
        in_sources = [text.known.normal for text in texts if text.is_source]
        in_own = [text.known.normal for text in own]
        if has_made_up_limit(sentence, in_sources) or generalises(sentence, in_sources):
            return Why.UNSUPPORTED
        if claims_another_stage(sentence, in_sources):
            return Why.UNSUPPORTED
        if not cited and claims_case_law(sentence, in_sources):
            return Why.UNSUPPORTED
        if self.names_are_free or (self.may_advise and _ADVISES.search(sentence)) or is_open(sentence):
            return None

        def has(pattern: re.Pattern[str]) -> bool:
            return any(pattern.search(text.known.squeezed_case) for text in own)

        if made_up_circumstance(sentence, has, in_own) or made_up_stand_of_the_employer(sentence, in_own):
            return Why.UNSUPPORTED
        return Why.UNSUPPORTED if made_up_finding(sentence, in_own) else None

    def _is_free(self, fact: Fact, sentence: str) -> bool:
        """True for the names and usual numbers of documents ("최근 10년간 진료내역"), which nothing needs to give."""
        if not self.names_are_free:
            return False
        if fact.why is Why.TERM:
            return str(fact.value) not in must_be_given(sentence)
        return (
            fact.why is Why.NUMBER
            and isinstance(fact.value, tuple)
            and fact.value[1] in _UNITS_OF_DOCUMENTS
            and not tells_the_past(sentence)
        )

    def _is_given(self, fact: Fact, texts: Sequence[_Text]) -> bool:
        if fact.why is Why.CASE_NUMBER and self.cites_only_retrieved:
            court, number = case_of(fact)
            return self.held.of_number(court, number) is not None
        if fact.why is Why.CASE_NUMBER and not any(_is_of_its_time(fact, text) for text in texts):
            return False
        if fact.why is Why.STATUTE:
            # A law is not a fact of one ruling; any source may give it, our own words too.
            return any(text.known.has(fact) for text in (*self.held.sources, self.held.other))
        if fact.why in _FROM_SOURCES:
            texts = [text for text in texts if text.is_source]
        return any(text.known.has(fact) for text in texts)

    def _reverses(self, sentence: str, cited: Sequence[Source]) -> bool:
        if not self.cites_only_retrieved:
            return False
        rulings = cited or [t.source for t in self.texts if t.source and t.source.outcome]
        if not rulings or len({_favour(ruling) for ruling in rulings}) > 1:
            return False
        only = rulings[0]
        if _reverses_label(sentence, only.outcome):
            return True
        text = next((t.known.normal for t in self.held.sources if t.source == only), "")
        return len(rulings) == 1 and reverses_the_link(sentence, only.outcome, text)

    def keep(self, text: str, where: str, log: list[Removed]) -> str:
        """A text without the sentences that cannot be shown."""
        kept = []
        for sentence in _sentences(text):
            if _EMPTY_SENTENCE.fullmatch(sentence):
                continue
            if why := self.why_not(sentence):
                log.append(Removed(where, why))
            else:
                kept.append(sentence)
        return "".join(kept).strip()


def _is_of_its_time(fact: Fact, text: _Text) -> bool:
    """False where a case number is later than the ruling's own, and no list of the same dispute holds it."""
    own = _own_number(text.source) if text.source else ()
    if not own:
        return False
    number = case_of(fact)[1]
    if _year(number) <= _year(case_of(own[0])[1]):
        return True
    return any(number == listed for _, listed, _, _ in case_numbers(header_of(text.known.normal)))


def _year(number: str) -> int:
    digits = re.match(r"\d+", number)
    year = int(digits[0]) if digits else 0
    return year + 1900 if year < 100 else year


def cited_in(sentence: str, held: _Held) -> tuple[list[Source], bool]:
    """The sources a sentence names by tag or case number, and whether it names one that was not given."""
    cited: list[Source] = []
    is_unknown = False
    for match in _TAG.finditer(sentence):
        tags = match["listed"] or match["bare"] or f"R{match['counted']}"
        names = re.findall(r"[A-Za-z]\s?\d{1,3}", tags)
        for name in names:
            source = held.find(name)
            if source:
                cited.append(source)
            elif match["listed"] or name[0].upper() == "R":
                is_unknown = True
    for court, number, _, _ in case_numbers(sentence):
        source = held.of_number(court, number)
        if source:
            cited.append(source)
    return list(dict.fromkeys(cited)), is_unknown


def _without_tags(sentence: str, held: _Held) -> str:
    def blank(match: re.Match[str]) -> str:
        return " " if match["listed"] or match["counted"] or held.find(match["bare"]) else match[0]

    return _TAG.sub(blank, sentence)


def _misquotes(sentence: str, held: _Held) -> bool:
    """True where words in quotation marks are not in any source."""
    for match in _QUOTED.finditer(sentence):
        for part in _parts_of(match[0][1:-1]):
            if len(part) >= SHORTEST_QUOTE and not any(
                part in text.spelled.chars for text in (*held.sources, held.other)
            ):
                return True
    return False


# --- quotes --------------------------------------------------------------------------------------

_MARKS = "\\s\"'“”„‟‘’‛`´＂＇｀「」『』《》〈〉«»·ㆍ‧•・∙⋅?？*＊\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Marks that differ between a ruling and its copies; `？` stands where a middle dot was lost."""
_DROPPED, _KEPT = re.compile(f"[{_MARKS}]+"), re.compile(f"[^{_MARKS}]+")
_ALIKE = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "＂＇｀＊？"},
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("∼〜～", "~"),
}
_OTHER_SPELLING = re.compile(f"[{''.join(_ALIKE)}]")


def _alike(text: str) -> str:
    return _OTHER_SPELLING.sub(lambda match: _ALIKE[match[0]], text)


_CLUSTER = re.compile("[ᄀ-ᅟ][ᅠ-ᆧ]?[ᆨ-ᇿ]?|.[\u0300-\u036f]*", re.DOTALL)
_ELLIPSIS = re.compile(r"\s*(?:\.\s?\.\s?\.[\s.]*|…+|⋯+|[\(\[]\s*(?:중략|생략|후략|전략)\s*[\)\]]|중략)\s*")


class _Spelled:
    """A text as quotes are looked up in it: without white space and marks, with the way back."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def chars(self) -> str:
        """The characters that are compared."""
        if self._is_composed:
            return _alike(_DROPPED.sub("", self.text))
        return "".join(char for char, _, _ in self._clusters)

    @cached_property
    def _is_composed(self) -> bool:
        return unicodedata.is_normalized("NFC", self.text)

    @cached_property
    def _starts(self) -> list[int]:
        """For each compared character, where it stands in the text."""
        if self._is_composed:
            runs = (range(run.start(), run.end()) for run in _KEPT.finditer(self.text))
            return list(chain.from_iterable(runs))
        return [start for _, start, _ in self._clusters]

    @cached_property
    def _ends(self) -> list[int]:
        return [end for _, _, end in self._clusters] if not self._is_composed else []

    @cached_property
    def _clusters(self) -> list[tuple[str, int, int]]:
        """The characters of a decomposed text put together, with their places."""
        found = (
            (_alike(unicodedata.normalize("NFC", match[0])), match.start(), match.end())
            for match in _CLUSTER.finditer(self.text)
        )
        return [(char[0], start, end) for char, start, end in found if not _DROPPED.match(char)]

    def find(self, part: str, after: int = 0) -> tuple[int, int, int] | None:
        """Offsets in the text of a part (in compared characters), and where it ends among those."""
        at = self.chars.find(part, after)
        if at < 0:
            return None
        end = at + len(part)
        if self.chars[end : end + 1] == ".":
            end += 1
        last = self._starts[end - 1] + 1 if self._is_composed else self._ends[end - 1]
        return self._starts[at], last, end


def _parts_of(quote: str) -> list[str]:
    """What of a quote is compared, piece by piece where the model left something out."""
    parts = (_Spelled(part).chars.strip(".,:;!()[]") for part in _ELLIPSIS.split(quote))
    return [part for part in parts if part]


def _found(quotes: Iterable[str], where: str, ruling: _Spelled, log: list[Removed]) -> list[Quote]:
    kept: dict[tuple[int, int], Quote] = {}
    for quote in quotes:
        places = _places(_parts_of(quote), ruling)
        if not places or _is_link(normal(quote)):
            log.append(Removed(where, Why.LINK if places else Why.QUOTE))
            continue
        for start, end in places:
            kept.setdefault((start, end), Quote(where, ruling.text[start:end], start, end))
    return list(kept.values())


def _places(parts: Sequence[str], ruling: _Spelled) -> list[tuple[int, int]]:
    """Where all parts of a quote stand, in their order; nothing where one is missing or too short."""
    places, after = [], 0
    for part in parts:
        found = ruling.find(part, after) if len(part) >= SHORTEST_QUOTE else None
        if found is None:
            return []
        start, end, after = found
        places.append((start, end))
    return places


# --- who won -------------------------------------------------------------------------------------

_WORKER = r"(?:근로자|노동자|유족|유가족|재해자|신청인|청구인|망인|고인|가족|배우자|피재자|산재\s?노동자)(?:\s?(?:쪽|측|본인))?"
_WON = r"(?:승소(?!하지|를\s?하지|할\s?수\s?없|[가를]\s?뒤집)|이겼|이긴|이겨|이김|손을\s?들어|받아들여졌|받아들여진|받아들였|받아들인|인정받)"
_LOST_CASE = r"(?:패소|(?<![가-힣])(?:졌(?:다|습|고|으|지만|음)|져서|져\s|진\s)|지게\s?되|이기지\s?못|승소하지\s?못|받아들여지지\s?않|받아들이지\s?않|인정받지\s?못)"
_PLAINTIFF_LOST = (
    r"(?:원고|"
    + _WORKER
    + r")(?:의|들의)?\s?(?:청구|항소|상고|소송)(?:를|가|는|은|을)?\s?(?:모두|전부)?\s?(?:기각|배척|받아들이지|이유\s?없)"
)
_PLAINTIFF_WON = (
    r"(?:원고|"
    + _WORKER
    + r")(?:의|들의)?\s?(?:청구|항소|상고)(?:를|가|는|은)?\s?(?:모두|전부)?\s?(?:인용|받아들였|받아들여졌|이유\s?있)|"
    r"(?:공단|피고)(?:의)?\s?(?:항소|상고)(?:를|가|는)?\s?(?:모두)?\s?기각"
)
_ORDER_WON = (
    r"(?:처분|결정)(?:은|을|이)?\s?(?:모두|전부)?\s?(?:취소(?:했|하였|한다|되었|됐|된|하라)|위법(?:하다|했|하였)|잘못(?:되|됐|된|이라|이다)|부당하다|"
    r"옳지\s?않|적법하지\s?않|정당하지\s?않)"
)
_ORDER_LOST = (
    r"(?:처분|결정|판단)(?:은|을|이)?\s?(?:적법(?!하지|성)|정당(?!하지|성)|타당(?!하지|성)|옳(?!지)|맞다|맞았|잘못이\s?없|문제(?:가)?\s?없|"
    r"위법하지\s?않|위법하다고\s?(?:볼|할)\s?수\s?없|취소하지\s?않|취소할\s?수\s?없|그대로\s?유지|유지(?:되|했|하)|지지)|"
    r"(?:물리쳤|물리친|물리치|배척했)|공단(?:의|\s?쪽|\s?측)?(?:의)?\s?(?:손을\s?들어|편을\s?들|주장(?:을|이)\s?(?:받아들|옳|맞))"
)
_BARE_WON = r"승소(?!하지|할)|인용(?:되|했|하였)|이겼"
_BARE_LOST = r"패소|청구(?:를|가)?\s?(?:모두\s?)?기각|(?:^|\s)기각|(?<![가-힣])졌(?:다|습)"
_OPPONENT = {Side.PLAINTIFF: r"(?:공단|피고)", Side.DEFENDANT: r"(?:회사|사업주|사용자|원고)"}
_ALL = re.compile(r"(?:전부|모두|완전히|전적으로)\s?(?:승소|이겼|받아들|인용|취소|패소|졌|기각)")
_OTHER_STAGE = re.compile(
    r"1\s?심|원심|하급심|2\s?심|항소심|상고심|대법원|심사\s?청구|재심사|심사위원회|판정위원회|처음에는|당초|공단(?:은|이)\s|주장|다른\s판결|만약|경우"
)


_ALL_STAGES = re.compile(r"심[^.,]{0,12}(?:모두|다|전부)\s")
_COURT_SPEAKS = re.compile(r"(?:이\s?)?법원[은도]|재판부[는도]|판결(?:은|에서는|에서)|사건에서")
_AGENCY_WON = re.compile(
    r"공단(?:이|은|\s?쪽이|\s?측이)\s?(?:최종\s?|결국\s?)?(?:이긴|이겼|승소)|공단(?:의|\s?쪽|\s?측)?(?:의)?\s?(?:손을\s?들어|편을\s?들)"
)
_OTHER_INSTANCE = re.compile(
    r"1\s?심|원심|하급심|2\s?심|항소심|상고심|대법원|당초|처음에는|다른\s판결|만약|경우|주장"
)


def _reverses_in_part(clause: str, outcome: Outcome | None) -> bool:
    """True where a clause that names one ruling tells another result than its label, in the barest words."""
    if outcome is None or _OTHER_STAGE.search(clause) or re.search(r"공단|처분", clause):
        return False
    said = _verdicts(clause, (_BARE_WON,), (_BARE_LOST,))
    return bool(said) and _is_contrary(said[-1][1], outcome)


def _verdicts(sentence: str, won: Sequence[str], lost: Sequence[str]) -> list[tuple[int, bool]]:
    hits = [(m.end(), True) for pattern in won for m in re.finditer(pattern, sentence)]
    hits += [(m.end(), False) for pattern in lost for m in re.finditer(pattern, sentence)]
    return sorted(hits)


def _reverses_label(sentence: str, outcome: Outcome | None) -> bool:
    """True where a sentence about one ruling says that the worker won or lost, and the label differs."""
    if outcome is None:
        return False
    if _AGENCY_WON.search(sentence) and not _OTHER_INSTANCE.search(sentence):
        return _is_contrary(False, outcome)
    if _OTHER_STAGE.search(sentence):
        return False
    gap = r"[^.,]{0,12}?"
    # Whose suit it was is not known here: an employer's is rare, and a lost sentence costs little.
    said = _verdicts(
        sentence,
        (
            _WORKER + gap + _WON,
            r"원고" + gap + _WON,
            _PLAINTIFF_WON,
            r"(?<!불)인정(?:된|한)\s?(?:사건|판결|사례)",
            *((_ORDER_WON,) if _COURT_SPEAKS.search(sentence) else ()),
        ),
        (
            _WORKER + gap + _LOST_CASE,
            r"원고" + gap + _LOST_CASE,
            _PLAINTIFF_LOST,
            r"불인정(?:된|한)?\s?(?:사건|판결|사례)|인정되지\s?않은\s?(?:사건|판결|사례)",
            *((_ORDER_LOST,) if _COURT_SPEAKS.search(sentence) else ()),
        ),
    )
    return bool(said) and _is_contrary(said[-1][1], outcome)


def _favour(ruling: Source) -> object:
    return ruling.outcome.is_favourable if ruling.outcome and ruling.outcome.is_decided else ruling.outcome


def _is_contrary(won: bool, outcome: Outcome) -> bool:
    if outcome in (Outcome.UNKNOWN, Outcome.PARTLY_GRANTED):
        return False
    if not outcome.is_decided:
        return won
    return won != outcome.is_favourable


def _contradicts(sentence: str, outcome: Outcome | None, side: Side, is_result: bool) -> bool:
    """True where a sentence tells another result of the whole case than the ruling's order."""
    if outcome in (None, Outcome.UNKNOWN) or side is Side.NONE:
        return False
    assert outcome is not None
    if not is_result and _OTHER_STAGE.search(sentence) and not _ALL_STAGES.search(sentence):
        return False
    if outcome is Outcome.PARTLY_GRANTED:
        return bool(_ALL.search(sentence)) and (is_result or "원고" in sentence)
    gap = r"[^.,]{0,14}?"
    against = _verdicts(
        sentence,
        (rf"{_OPPONENT[side]}(?:이|가|은|는|\s?[쪽측]이?){gap}{_LOST_CASE}",),
        (rf"{_OPPONENT[side]}(?:이|가|은|는|\s?[쪽측]이?)\s?(?:최종\s?|결국\s?)?(?:승소|이겼|이긴|이겨)",),
    )
    ours = _verdicts(sentence, (_WORKER + gap + _WON,), (_WORKER + gap + _LOST_CASE,))
    said = [*against, *ours] or _plaintiffs_verdicts(sentence, side, is_result)
    return bool(said) and _is_contrary(max(said)[1], outcome)


def _plaintiffs_verdicts(sentence: str, side: Side, is_result: bool) -> list[tuple[int, bool]]:
    """What a sentence says of 원고 or of the order alone, as it is for the worker."""
    gap = r"[^.,]{0,14}?"
    won, lost = [r"원고" + gap + _WON, _PLAINTIFF_WON], [r"원고" + gap + _LOST_CASE, _PLAINTIFF_LOST]
    if is_result or _COURT_SPEAKS.search(sentence):
        won.append(_ORDER_WON)
        lost.append(_ORDER_LOST)
    if is_result:
        won.append(_BARE_WON)
        lost.append(_BARE_LOST)
    return [(at, has_won == (side is Side.PLAINTIFF)) for at, has_won in _verdicts(sentence, won, lost)]


# --- Gemma's opinion -----------------------------------------------------------------------------


# --- Gemini's retelling --------------------------------------------------------------------------

_RESTING = ("background", "issue", "reason")


def _retelling(
    answer: Retelling,
    held: _Held,
    side: Side,
    log: list[Removed],
    quotes: list[Quote],
) -> Retelling:
    strict = _Check(held, held.everything, floor=FLOOR)
    plain = _Check(held, held.everything, floor=MILD_FLOOR)
    advice = _Check(held, held.everything, floor=MILD_FLOOR, may_advise=True)
    party = _Check(held, held.everything)
    ruling = held.sources[0]
    outcome = ruling.source.outcome if ruling.source else None
    whole = ruling.known.normal

    def told(name: str, text: str, check: _Check) -> str:
        kept = []
        for sentence in _sentences(check.keep(text, name, log)):
            plain = normal(sentence)
            if (
                _contradicts(plain, outcome, side, is_result=name == "result")
                or (side is Side.PLAINTIFF and reverses_the_link(plain, outcome, whole))
                or (side is Side.PLAINTIFF and reverses_first_stage(plain, outcome, whole))
            ):
                log.append(Removed(name, Why.CONTRADICTION))
            else:
                kept.append(sentence)
        return "".join(kept).strip()

    update: dict[str, object] = {
        "preview": told("preview", answer.preview, plain),
        "plaintiff": _party(told("plaintiff", answer.plaintiff, party), "plaintiff", held, side, log),
        "defendant": _party(told("defendant", answer.defendant, party), "defendant", held, side, log),
        "result": told("result", answer.result, plain),
        "deciding_factors": tuple(
            kept for factor in answer.deciding_factors if (kept := told("deciding_factors", factor, strict))
        ),
        "meaning": told("meaning", answer.meaning, advice),
    }
    for name in _RESTING:
        found = _found(getattr(answer, f"{name}_quotes"), name, ruling.spelled, log)
        text = told(name, getattr(answer, name), strict)
        if text and not found:
            log.append(Removed(name, Why.NOTHING_TO_REST_ON))
            text = ""
        update[name] = text
        update[f"{name}_quotes"] = tuple(quote.text for quote in found)
        quotes.extend(found)
    return answer.model_copy(update=update)


_WORDS_OF_PARTIES = re.compile(
    r"^(?:근로복지공단|공단|원고|피고|근로자|노동자|직원|사람|당사자|본인|재해자|산재|산업재해|보험|급여|요양|장해|유족급여|장례비|휴업|처분|불승인|부지급|거절|거부|취소|"
    r"소송|신청|청구|일하|일한|일했|다친|다쳐|아픈|병|진단|받은|받고|걸린|숨진|사망|불복|다툰|다투|맡긴|반대|시끄러|판결문|적혀|않|없|나오지|모름|쪽|측|등|및|또는|인|낸|내린|한|하던|하다|하여|해|것|기관|정부|이|그|의|를|을)"
)
_AGENCY_ONLY = re.compile(r"^\W*(?:피고\s?)?근로복지공단\W*$")
_WORKER_PARTY = re.compile(
    r"(?:근로자|노동자|유족|유가족|배우자|아내|남편|자녀)(?:들)?(?:입니다|이다|임)?[.\s]*$"
)
_EMPLOYER_PARTY = re.compile(r"(?:회사|사업주|사용자|기업|사업장|업체)(?:입니다|이다|임)?[.\s]*$")
_KINDS_OF_PARTY = {
    "유족|유가족|망인|고인|미망인|숨진|사망한|돌아가신": "유족|망인|고인|사망|망[가-힣○A-Z]|상속",
    "배우자|아내|남편|부인|미망인|사실혼": "배우자|아내|남편|처|부인|사실혼|혼인",
    "자녀|아들|딸": "자녀|아들|딸|친생자|유족|상속",
    "부모|어머니|아버지|모친|부친": "부모|어머니|아버지|모친|부친|의모|의부|유족",
    "회사|사업주|사용자|기업|법인|사장": "회사|사업주|사용자|기업|법인|주식회사|사업장|업체|사장",
    "장관|시장|도지사|구청장|국가|대한민국|특별시|광역시|도청|시청|국방부|교육감|교육청": "장관|시장|도지사|구청장|국가|대한민국|특별시|광역시|교육감|국방부",
    "노조|노동조합": "노동조합",
    "위원회": "원고위원회|피고[가-힣]{0,12}위원회",
}  # fmt: skip
_PARTIES = tuple((re.compile(claim), re.compile(needed)) for claim, needed in _KINDS_OF_PARTY.items())
_OFFICE = re.compile(
    r"장관|시장|도지사|구청장|국가|대한민국|특별시|광역시|교육감|노동조합|노조|위원회|국방부|지방자치단체"
)


def _party(text: str, name: str, held: _Held, side: Side, log: list[Removed]) -> str:
    """Who a party is, where the ruling knows such a party and it can stand on that side."""
    if text and _is_another_party(normal(text), name, held.sources[0], side):
        log.append(Removed(name, Why.UNSUPPORTED))
        return ""
    return text


def _is_another_party(text: str, name: str, ruling: _Text, side: Side) -> bool:
    if any(kind.search(text) and not given.search(ruling.known.squeezed) for kind, given in _PARTIES):
        return True
    if office := _OFFICE.search(text):
        # A minister or a city stands in many rulings; as a party it stands beside 원고 or 피고.
        party = "원고" if name == "plaintiff" else "피고"
        if not re.search(rf"{party}[^.]{{0,20}}{office[0]}", ruling.known.squeezed[:3000]):
            return True
    if side is Side.PLAINTIFF:
        if name == "plaintiff" and (_AGENCY_ONLY.search(text) or _EMPLOYER_PARTY.search(text)):
            return True
        if name == "defendant" and (_WORKER_PARTY.search(text) or _EMPLOYER_PARTY.search(text)):
            return True
    elif side is Side.DEFENDANT and name == "plaintiff" and _WORKER_PARTY.search(text):
        return True
    words = [word for word in re.findall(r"[가-힣]{2,}", text) if not _WORDS_OF_PARTIES.search(word)]
    return bool(words) and not shares_words(" ".join(words), ruling.pieces, _HALF)


_HALF = 0.3
"""Of the words that tell who a party is, the share that the ruling must have."""
