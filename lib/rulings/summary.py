"""A ruling in short: from our own digest, or by quoting the ruling's own sentences.

An extractive summary says nothing itself: every sentence is the ruling's, with the offsets at
which it stands, so that it can be opened at its place.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from lib.domain.records import StoredRuling
from lib.domain.sections import Part, Section, Sections
from lib.domain.side import Side
from lib.domain.taxonomy import Instance, KindB, Outcome
from lib.i18n import N_, Translate
from lib.search.snippets import Snippet, snippet
from lib.search.thesaurus import thesaurus
from lib.text.numbers import find_dates, find_quantities
from lib.text.sentences import clause_ends, sentences


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the ruling: `text == ruling_text[start:end]`, always."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Summary:
    """One ruling in short. Empty strings: the ruling does not tell.

    With `how == "extractive"`, background, issue, reason and deciding_factors are made of the
    quotes; with `"digest"` they are our own words and `quotes` is what the held text offers beside.
    """

    id: str
    preview: str
    plaintiff: str
    defendant: str
    result: str
    background: str
    issue: str
    reason: str
    deciding_factors: tuple[str, ...]
    quotes: tuple[Quote, ...]
    how: Literal["digest", "extractive"]


def summarize(ruling: StoredRuling) -> Summary:
    """The summary of a held ruling; never raises, also not for a stub."""
    labels, digest = ruling.labels, ruling.precedent.digest
    decided = ruling.sections.has_order
    extract = _extract(ruling.sections, labels.instance.value) if decided else ([], [], [], [])
    quotes = tuple(_in_order(quote for part in extract for quote in part))
    if digest:
        return Summary(
            id=ruling.id,
            preview=digest.gist,
            plaintiff=digest.plaintiff,
            defendant=digest.defendant,
            result=digest.result,
            background=" ".join(digest.facts),
            issue=digest.question,
            reason=" ".join(digest.weighed),
            deciding_factors=digest.tipped,
            quotes=quotes,
            how="digest",
        )
    background, issue, reason, factors = ([quote.text for quote in _in_order(part)] for part in extract)
    return Summary(
        id=ruling.id,
        preview=_preview(ruling, decided),
        plaintiff=_plaintiff(ruling) if decided else "",
        defendant=_defendant(ruling) if decided else "",
        result=result_in_words(labels.outcome.value, has_order=decided),
        background="\n".join(background),
        issue="\n".join(issue),
        reason="\n".join(reason),
        deciding_factors=tuple(factors),
        quotes=quotes,
        how="extractive",
    )


def snippet_of(ruling: StoredRuling, question: str) -> Snippet:
    """The stretch of a ruling (its digest where no text is held) that answers a question best."""
    digest = ruling.precedent.digest
    own_words = " ".join([digest.gist, *digest.facts, *digest.weighed]) if digest else ""
    legal = tuple(word for met in thesaurus().find(question) for word in met.entry.legal)
    return snippet(ruling.precedent.text or own_words, question, legal)


_RESULTS: dict[Outcome, str] = {
    Outcome.GRANTED: N_("근로자 쪽이 이겼습니다(근로자 승소)."),
    Outcome.PARTLY_GRANTED: N_("근로자 쪽이 일부를 이겼습니다(일부 승소)."),
    Outcome.DENIED: N_("근로자 쪽이 졌습니다(근로자 패소)."),
    Outcome.DISMISSED: N_("법원이 내용을 판단하지 않고 소송을 끝냈습니다(각하)."),
    Outcome.WITHDRAWN: N_("판결 없이 소송이 끝났습니다(취하)."),
    Outcome.REMANDED_FAVOURABLE: N_(
        "대법원이 근로자 쪽에 유리하게 원심을 깨고 다시 재판하라고 했습니다(파기환송)."
    ),
    Outcome.REMANDED_UNFAVOURABLE: N_(
        "대법원이 근로자 쪽에 불리하게 원심을 깨고 다시 재판하라고 했습니다(파기환송)."
    ),
    Outcome.UNKNOWN: N_("이 자료만으로는 결과를 알 수 없습니다(모름)."),
}


_NOBODYS = N_("근로자 쪽이 당사자가 아니거나 결과가 누구에게 유리한지 가릴 수 없는 판결입니다(모름).")


def result_in_words(outcome: Outcome, translate: Translate = str, has_order: bool = False) -> str:
    """The outcome as a layperson says it; an unknown one differs by whether anything was decided."""
    if outcome is Outcome.UNKNOWN and has_order:
        return translate(_NOBODYS)
    return translate(_RESULTS[outcome])


# --- quoting the ruling --------------------------------------------------------------------------

_SHORTEST, _LONGEST = 18, 420


def _quotes(text: str, section: Section) -> Iterator[Quote]:
    """The sentences of a section that can be quoted; numbering in front is not part of them."""
    for sentence in sentences(text, section.start, section.end):
        start, end = sentence.body, sentence.end
        if end - start > _LONGEST:
            end = _break(text, start)
        if end - start >= _SHORTEST:
            yield Quote(text[start:end], start, end)


def _break(text: str, start: int) -> int:
    """Where a sentence too long to quote whole is broken off: after a clause, else after a word."""
    usable = [end for end in clause_ends(text, start, start + _LONGEST) if end - start >= _LONGEST // 3]
    if usable:
        return usable[-1]
    window = text[start : start + _LONGEST]
    return start + (window.rfind(" ") if " " in window[_LONGEST // 2 :] else len(window))


_DECISION = re.compile(
    r"(?:불승인|부지급|거부|반려|승인|지급|징수|결정|등급)[^.]{0,40}(?:처분|결정|통지|통보)"
)
_EVENT = re.compile(r"사고|재해|사망|진단|부상|발병|쓰러|상해|근무|입사|작업")
_ISSUE = re.compile("쟁점|여부이다")
_QUESTION = re.compile(r"쟁점|여부(?:이다|가|에)|문제(?:이다|된다)|주장한다|주장하")
_HOLDING = re.compile(
    r"(?:종합|비추어|보건대|따라서|그렇다면|결국|이와 같은|위와 같은|앞서 본|살피건대)[\s\S]{0,400}"
    r"(?:인정된다|인정할 수|볼 수 없|봄이 (?:타당|상당)|보기 어렵|해당한다|해당하지|적법하다|위법하|상당하다|부족하|타당하다|없다)"
)
_LAW_RECITAL = re.compile(
    r"등\s*참조|판결\s*참조|규정하고|정하고\s*있|라\s*함은|하여야\s*(?:한다|하고)|할\s*것이(?:다|고)|의미한다"
)
_FORMULA = re.compile(
    r"이유\s*(?:부분\s*)?기재와\s*같|그대로\s*인용|고쳐\s*쓰|고친다|다툼\s*없는\s*사실|변론\s*전체의\s*취지$|관여\s*대법관"
)
_HOLDING_ABOVE = re.compile(
    r"원심[\s\S]{0,300}(?:잘못이|위법이|정당하|수긍|법리를\s*오해)|상고이유[\s\S]{0,80}(?:이유\s*있|이유\s*없|정당|받아들일)"
)
_CIRCUMSTANCE = re.compile(r"원고|망인|고인|근로자|재해자|감정의|소견|이\s*사건|업무|병원|사고|회사")


def _extract(sections: Sections, instance: Instance) -> tuple[list[Quote], ...]:
    """What the ruling says of background, issue, reason and the circumstances that tipped it."""

    def quoted(part: Part) -> list[Quote]:
        quotes = [quote for section in sections.of(part) for quote in _quotes(sections.text, section)]
        # A bare dismissal has nothing but its formula; then the formula is what it says.
        return [quote for quote in quotes if not _FORMULA.search(quote.text)] or quotes

    reasons, argument = quoted(Part.REASONS), quoted(Part.ARGUMENT)
    judgment = quoted(Part.JUDGMENT) or reasons
    history = quoted(Part.HISTORY) or _matching(re.compile("원고|망인|고인|소외"), reasons)[:12]
    background = _matching(_EVENT, history)[:2] + _matching(_DECISION, history)[:1]
    issue = _matching(_ISSUE, argument + judgment) or _matching(_QUESTION, argument) or argument
    own = [quote for quote in judgment if not _LAW_RECITAL.search(quote.text)]
    above = _matching(_HOLDING_ABOVE, judgment)[-2:] if instance is Instance.THIRD else []
    reason = above or _matching(_HOLDING, own)[:2] or own[-2:] or quoted(Part.CONCLUSION)[:1]
    # Circumstances the court named, those with numbers or findings first.
    named = [quote for quote in _matching(_CIRCUMSTANCE, own) if quote not in reason]
    return background, issue[:1], reason, sorted(named, key=lambda quote: -_weight(quote.text))[:4]


def _matching(pattern: re.Pattern[str], quotes: Iterable[Quote]) -> list[Quote]:
    return [quote for quote in quotes if pattern.search(quote.text)]


def _weight(text: str) -> float:
    numbers = len(find_quantities(text)) + len(find_dates(text))
    findings = len(re.findall(r"소견|감정|확인|인정|보이지|보인다|점\b|없었|있었", text))
    return 2.0 * min(numbers, 3) + min(findings, 4) - abs(len(text) - 140) / 140


def _in_order(quotes: Iterable[Quote]) -> list[Quote]:
    return sorted({quote.start: quote for quote in quotes}.values(), key=lambda quote: quote.start)


def _preview(ruling: StoredRuling, decided: bool) -> str:
    """One plain sentence from the labels alone."""
    precedent, labels = ruling.precedent, ruling.labels
    place = "" if labels.instance.value is Instance.THIRD else f" {labels.instance.value}심"
    where = f"{precedent.court}{place} {precedent.case_number} {precedent.title} 사건"
    if not decided:
        return f"{where}. 공개된 자료에 판결 내용(주문)이 없어 결과를 알 수 없습니다."
    return f"{where}. {result_in_words(labels.outcome.value, has_order=True)}"


def _plaintiff(ruling: StoredRuling) -> str:
    if ruling.side is Side.DEFENDANT:
        return "사업주(회사)"
    if ruling.side is Side.NONE:
        return "원고(근로자 쪽이 아님)"
    relation = re.search(
        r"(?:망인|고인|망\s*○+|소외\s*\d+)\s*의\s*(배우자|처|남편|아내|아들|딸|자녀|부모|아버지|어머니|부|모|형|누나|동생|형제|유족)(?:인|이다|로서|들인|이고)?",
        ruling.sections.body(Part.HISTORY)[:1500],
    )
    if relation:
        return f"유족({relation[1]})"
    return "유족" if ruling.labels.kind_b.value is KindB.SURVIVORS else "근로자(본인)"


def _defendant(ruling: StoredRuling) -> str:
    sections = ruling.sections
    if "근로복지공단" in sections.body(Part.PARTIES) or re.search(
        r"피고(?:는|인|\()?\s*근로복지공단", sections.text
    ):
        return "근로복지공단"
    if ruling.labels.kind_b.value is not KindB.OTHER:
        return "근로복지공단(판결문에는 '피고'로만 적혀 있음)"
    return "피고(판결문에 이름이 없음)"
