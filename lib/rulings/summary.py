"""A ruling in short: from our own digest, or by quoting the ruling's own sentences.

An extractive summary says nothing itself: every sentence is the ruling's, with the offsets at
which it stands, so that it can be opened at its place.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from lib.domain.reasons import read_reasons
from lib.domain.records import StoredRuling
from lib.domain.sections import Part, Sections
from lib.domain.side import Side
from lib.domain.speakers import Voice, adopts_below, upholds_below
from lib.domain.statement import Statement
from lib.domain.taxonomy import Instance, Issue, KindB, Outcome
from lib.domain.voices import read_voices
from lib.i18n import N_
from lib.search.snippets import Snippet, snippet
from lib.search.thesaurus import thesaurus
from lib.text.english import in_korean
from lib.text.said import Translate
from lib.text.spelling import plain, squeeze


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the ruling: `text == precedent.shown_text[start:end]`, always.

    `voice` says whose they are where they are not the deciding court's own; empty where they are.
    """

    text: str
    start: int
    end: int
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """One ruling in short. Empty strings: the ruling does not tell.

    With `how == "extractive"`, background, denial_reason, reason and deciding_factors are made of the
    quotes, and issue is one or, where the court puts no question, ours for what it decided; reason and
    deciding_factors are the court's own findings, one to four, or `no_reasons` says why there are none.
    With `"digest"` they are our own words and `quotes` is what the held text offers beside.
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
    denial_reason: str = ""
    no_reasons: str = ""


def quotes_of(field: str, quotes: Iterable[Quote]) -> list[Quote]:
    """The quotes that a field of an extractive summary is made of, not those that stand inside one of them."""
    return [quote for quote in quotes if f"\n{quote.text}\n" in f"\n{field}\n"]


def summarize(ruling: StoredRuling) -> Summary:
    """The summary of a held ruling; never raises, also not for a stub."""
    labels, digest = ruling.labels, ruling.precedent.digest
    decided = ruling.sections.has_order
    row = read_voices(ruling.sections) if decided else ()
    read = read_reasons(ruling.sections, row, labels.outcome.value, ruling.side)
    text = ruling.precedent.shown_text
    question, reason, factors, refusal = (
        _quoted(text, places) for places in (read.question, read.deciding, read.circumstances, read.refusal)
    )
    background = _background(text, row, {quote.start for quote in (*reason, *factors, *refusal)})
    adopted = (
        N_("원심(앞선 법원)의 판단을 대법원이 받아들임")
        if labels.instance.value is Instance.THIRD
        else (N_("1심 법원의 판단을 이 법원이 받아들임"))
    )
    quotes = tuple(
        replace(quote, voice=adopted) if (quote.start, quote.end) in read.adopted else quote
        for quote in _in_order([*background, *refusal, *question, *reason, *factors])
    )
    if digest:
        return Summary(
            id=ruling.id,
            preview=preview(ruling),
            plaintiff=digest.plaintiff,
            defendant=digest.defendant,
            result=digest.result,
            background=" ".join(digest.facts),
            issue=digest.question,
            reason=" ".join(digest.weighed),
            deciding_factors=digest.tipped,
            quotes=quotes,
            how="digest",
            denial_reason=digest.denial_reason,
        )
    return Summary(
        id=ruling.id,
        preview=preview(ruling),
        plaintiff=_plaintiff(ruling) if decided else "",
        defendant=_defendant(ruling) if decided else "",
        result=result_in_words(labels.outcome.value, has_order=decided),
        background=_joined(background),
        issue=_joined(question) or _asked(ruling, _joined(reason or factors), _joined(refusal)),
        reason=_joined(reason),
        deciding_factors=tuple(quote.text for quote in factors),
        quotes=quotes,
        how="extractive",
        denial_reason=_joined(refusal),
        no_reasons=_no_reasons(ruling.sections, row) if decided and not (reason or factors) else "",
    )


def _joined(quotes: Iterable[Quote]) -> str:
    return "\n".join(quote.text for quote in quotes)


def snippet_of(ruling: StoredRuling, question: str) -> Snippet:
    """The stretch of a ruling (its digest where no text is held) that answers a question best."""
    question = plain(question)
    digest = ruling.precedent.digest
    own_words = " ".join([digest.gist, *digest.facts, *digest.weighed]) if digest else ""
    legal = tuple(word for met in thesaurus().find(in_korean(question).text) for word in met.entry.legal)
    return snippet(ruling.precedent.plain_text or own_words, question, legal)


_RESULTS: dict[Outcome, str] = {
    Outcome.GRANTED: N_("근로자 쪽이 이겼습니다(근로자 승소)."),
    Outcome.PARTLY_GRANTED: N_("근로자 쪽이 일부를 이겼습니다(일부 승소)."),
    Outcome.DENIED: N_("근로자 쪽이 졌습니다(근로자 패소)."),
    Outcome.DISMISSED: N_("법원이 내용을 판단하지 않고 소송을 끝냈습니다(각하)."),
    Outcome.WITHDRAWN: N_("판결 없이 소송이 끝났습니다(취하)."),
    Outcome.REMANDED_FAVOURABLE: N_(
        "대법원이 앞 재판(2심)의 결론을 뒤집고 근로자 편에서 다시 재판하라고 했습니다(파기환송)."
    ),
    Outcome.REMANDED_UNFAVOURABLE: N_(
        "대법원이 앞 재판(2심)의 결론을 뒤집고 근로자에게 불리하게 다시 재판하라고 했습니다(파기환송)."
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

_EVENT = re.compile(r"사고|재해|사망|진단|부상|발병|쓰러|상해|근무|입사|작업")
_PERSON = re.compile("원고|망인|고인|소외")
# Characters of a sentence of the background; a longer one stands there only where no other tells it.
_LONGEST_EVENT = 420


def _quoted(text: str, places: Iterable[tuple[int, int]]) -> list[Quote]:
    return [Quote(text[start:end], start, end) for start, end in places]


def _background(text: str, row: Iterable[Statement], taken: set[int]) -> list[Quote]:
    """What happened, in the court's words: of its history, else of the facts it found."""
    told = [
        (each.start, each.end)
        for each in row
        if each.voice in (Voice.FACT, Voice.COURT) and each.start not in taken and _EVENT.search(each.words)
        and (each.part is Part.HISTORY or (each.voice is Voice.FACT and _PERSON.search(each.words)))
    ]  # fmt: skip
    short = [(start, end) for start, end in told if end - start <= _LONGEST_EVENT]
    return _quoted(text, short[:2] or told[:1])


_MISCONDUCT = N_("산재에서 빼는 범죄행위로 생긴 재해인지")
_IN_TIME = N_("급여를 청구할 권리가 시간이 지나 없어졌는지(소멸시효)")
_ENTITLED = N_("급여를 받을 자격이 있는 유족인지(수급권자)")
_EMPLOYED = N_("산재보험이 적용되는 근로자인지(근로자성)")
_COMMUTING = N_("출퇴근 재해에 해당하는지")
_IN_CHARGE = N_("사업주의 지배·관리 아래에서 생긴 재해인지")
_WAGE = N_("평균임금을 제대로 계산했는지")
_CAUSED_BY_WORK = N_("일과 병·사고 사이에 마땅한 관련이 있는지(상당인과관계)")
_ADMISSIBLE = N_("소를 낼 수 있는 때와 사건인지(소가 적법한지)")
_GRADE = N_("장해등급을 제대로 매겼는지")
_HEALED = N_("치료가 끝나 장해급여를 받을 때가 되었는지(치유)")
_ILLNESS_FOUND = N_("신청한 병이 실제로 있는지(상병의 확인)")
_UNABLE_TO_WORK = N_("다치거나 아파서 일하지 못한 기간인지(휴업급여 기간)")
# What a court decides, by the words in which it does, and the question that this answers.
_QUESTIONS = (
    (re.compile(r"부적법|제소기간"), _ADMISSIBLE),
    (re.compile(r"시효"), _IN_TIME),
    (re.compile(r"대상이되는처분"), N_("법원에서 다툴 수 있는 처분인지")),
    (re.compile(r"비공개"), N_("공개하지 않아도 되는 정보인지")),
    (re.compile(r"부정한방법|부당이득"), N_("받은 보험급여를 돌려주어야 하는지(부당이득)")),
    # Of a death the type of the dust disease is only a circumstance.
    (
        re.compile(r"^(?!.*인과관계).*진폐(?:장해등급|병형|정밀진단)"),
        N_("진폐가 얼마나 진행되었는지(병형·장해등급)를 바르게 정했는지"),
    ),
    (re.compile(r"생계를같이|수급자격|수급권(?!자[가의])"), _ENTITLED),
    (
        re.compile(r"해외(?:파견|출장)자"),
        N_("해외에 파견된 것인지, 출장 간 것인지(국내 산재보험이 적용되는지)"),
    ),
    (re.compile(r"근로자(?:에해당|로봄|로보|라고|성)"), _EMPLOYED),
    (re.compile(r"범죄행위"), _MISCONDUCT),
    (re.compile(r"출퇴근|출근하던|퇴근하던"), _COMMUTING),
    (re.compile(r"지배[·ㆍ]?(?:나|및|또는)?관리|회식"), _IN_CHARGE),
    (re.compile(r"위험의?범위"), N_("업무에 으레 따르는 위험 안에서 생긴 재해인지")),
    (re.compile(r"지급대상|지급요건"), N_("급여를 줄 대상에 드는지(지급 요건)")),
    (re.compile(r"장해등급"), _GRADE),
    (re.compile(r"평균임금"), _WAGE),
    (re.compile(r"인과관계|기인|유발|악화|발병"), _CAUSED_BY_WORK),
    (re.compile(r"업무상(?:의)?(?:재해|질병|사고)"), N_("업무상 재해에 해당하는지")),
    (re.compile(r"발생"), _CAUSED_BY_WORK),
    (re.compile(r"위법|적법|취소"), ""),
)


_BY_ISSUE = {
    Issue.CAUSATION: _CAUSED_BY_WORK,
    Issue.IN_COURSE_OF_WORK: _IN_CHARGE,
    Issue.COMMUTE_ROUTE: _COMMUTING,
    Issue.EMPLOYEE_STATUS: _EMPLOYED,
    Issue.MISCONDUCT: _MISCONDUCT,
    Issue.DISABILITY_GRADE: _GRADE,
    Issue.TIME_LIMIT: _IN_TIME,
    Issue.BENEFICIARY: _ENTITLED,
    Issue.AVERAGE_WAGE: _WAGE,
    Issue.NEED_OF_TREATMENT: N_("치료가 더 필요한지(요양의 필요성)"),
}
# The last rows, in terms that courts use whatever the question is.
_IN_GENERAL_TERMS = 4
_OF_CAUSE = re.compile(r"인과관계|기인")
_OF_HEALING = re.compile(r"치유|고정")
# Refused because nothing was found, whatever the work was.
_NO_ILLNESS = re.compile(
    r"상병(?:들)?[이은](?:의학적으로|영상(?:의학)?(?:검사|자료)?(?:상|에서))?(?:명확히|분명히)?(?:확인|인지|관찰|진단)되지(?:않|아니)|상병을인정할만한(?:의학적)?(?:근거|소견)"
)
_OF_MISCONDUCT = re.compile(r"제37조제2항|범죄행위|고의[·ㆍ,]?자해")
_OF_GRADE = re.compile(r"제\d+급|장해등급")
_OF_WAGES = re.compile(r"휴업|취업")


def _asked(ruling: StoredRuling, findings: str, refusal: str) -> str:
    """Our words for the question that the court's findings answer; empty where none are known.

    Where they speak in general terms, the decision attacked and the provision it applies tell.
    """
    said, decided = squeeze(findings), squeeze(f"{refusal} {findings}")
    place = next((place for place, (pattern, _) in enumerate(_QUESTIONS) if pattern.search(said)), None)
    labels = ruling.labels
    issue = labels.issue_category.value
    told = issue if labels.issue_category.words else None
    if place is None:
        # Nothing is told but what the dispute is about; where no word told that either, nothing is said.
        if labels.outcome.value is Outcome.DISMISSED:
            return _ADMISSIBLE
        return _BY_ISSUE.get(told, "") if told else ""
    question = _QUESTIONS[place][1]
    if question == _GRADE and told is Issue.NEED_OF_TREATMENT and _OF_HEALING.search(decided):
        return _HEALED
    if place < len(_QUESTIONS) - _IN_GENERAL_TERMS:
        return question
    if issue is Issue.MISCONDUCT and _OF_MISCONDUCT.search(decided):
        return _MISCONDUCT
    if issue is Issue.DISABILITY_GRADE and _OF_GRADE.search(decided):
        return _GRADE
    of_wages = labels.kind_b.value is KindB.WAGE_LOSS or "휴업급여" in squeeze(refusal)
    if of_wages and _OF_WAGES.search(said):
        return _UNABLE_TO_WORK
    if _NO_ILLNESS.search(squeeze(refusal)):
        return _ILLNESS_FOUND
    of_cause = _OF_CAUSE if told is Issue.NEED_OF_TREATMENT else _QUESTIONS[-_IN_GENERAL_TERMS][0]
    return question if told is None or of_cause.search(said) else _BY_ISSUE.get(told, question)


# Of a court that gives no reasons of its own: where they are, or that there are none.
_ADOPTED = N_(
    "이 판결은 앞선 판결(1심)의 이유를 그대로 따랐습니다(민사소송법 제420조). 이유는 앞선 판결에 있습니다."
)
_ADOPTED_IN_MOST = N_(
    "이 판결은 앞선 판결(1심)의 이유를 일부만 고치고 나머지는 그대로 따랐습니다(민사소송법 제420조). "
    "이유는 대부분 앞선 판결에 있습니다."
)
_BUT_FOR_SOME = re.compile(r"(?:추가|고치|고쳐|바꾸|변경|수정|삭제|정정)[^.]{0,40}(?:외|제외)")
_UPHELD = N_("이 판결은 앞선 판결의 판단이 옳다고 하여 받아들였습니다. 이유는 앞선 판결에 있습니다.")
_WITHOUT_TRIAL = N_(
    "대법원이 상고를 더 살펴보지 않고 물리친 판결이어서, 왜 그렇게 판단했는지는 적혀 있지 않습니다(심리불속행)."
)
_UNREAD = N_("판결문에서 법원의 이유를 가려내지 못했습니다(모름). 원문을 읽어 주세요.")


def where_the_reasons_are(ruling: StoredRuling) -> str:
    """That a ruling adopts the reasons of the one below (민사소송법 제420조), in a sentence; else empty."""
    if not ruling.sections.has_order:
        return ""
    reasons = squeeze(ruling.sections.body(Part.REASONS))
    return _adoption(reasons) if adopts_below(reasons) else ""


def _adoption(reasons: str) -> str:
    return _ADOPTED_IN_MOST if _BUT_FOR_SOME.search(reasons) else _ADOPTED


def _no_reasons(sections: Sections, row: Iterable[Statement]) -> str:
    reasons = squeeze(sections.body(Part.REASONS))
    if "상고심절차에관한특례법" in reasons:
        return _WITHOUT_TRIAL
    if adopts_below(reasons):
        return _adoption(reasons)
    return _UPHELD if any(upholds_below(each.words) for each in row) else _UNREAD


def _in_order(quotes: Iterable[Quote]) -> list[Quote]:
    places = {(quote.start, quote.end): quote for quote in quotes}
    return [places[place] for place in sorted(places)]


def preview(ruling: StoredRuling) -> str:
    """A ruling in a sentence or two: our digest's, or what the labels tell; its text is not read for it."""
    precedent, labels = ruling.precedent, ruling.labels
    if precedent.digest:
        return precedent.digest.gist
    place = "" if labels.instance.value is Instance.THIRD else f" {labels.instance.value}심"
    where = f"{precedent.court}{place} {precedent.case_number} {precedent.title} 사건"
    if not ruling.sections.has_order:
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
