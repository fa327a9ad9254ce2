"""A person's case, as JSON from a file or standard input, as a person or an office has it: similar, analyze, deadlines."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from lib.casework.analysis import (
    Analysis,
    Similar,
    limits,
    nothing_held,
    on_the_choice,
    on_the_language,
)
from lib.casework.analysis import analyze as analyze_case
from lib.casework.analysis import similar as find_similar
from lib.casework.comparable import Comparable
from lib.casework.crisis import first_said, support
from lib.casework.opinion import CaseOpinion, ask_opinion, case_prompt
from lib.casework.pairings import Pair, Said, Written
from lib.casework.rates import rate_in_words
from lib.cli.case_input import intake_argument, today_option
from lib.cli.denial_reasons import reason_document, reason_lines
from lib.cli.next_steps import steps_document, steps_lines
from lib.cli.program import (
    CommandError,
    answer_or_notice,
    cli,
    json_option,
    ledger,
    offline_option,
    opened,
    output,
    recipient_told,
    removed_lines,
    say,
    watch,
)
from lib.cli.ruling_commands import hit_document
from lib.domain.intake import DATES, Case, Intake
from lib.domain.records import StoredRuling
from lib.domain.told_dates import Told, filled
from lib.guidance.deadlines import Deadline, deadlines, said_if_passed
from lib.guidance.official_figures import OfficialFigure
from lib.guidance.periods import CALENDAR_KNOWN_TO
from lib.guidance.told_impossible import impossible
from lib.models.clients import Client, analysis_client
from lib.rulings.summary import summarize
from lib.search.read_by_words import Understood
from lib.search.understanding import understand
from lib.settings import Settings, read_settings_or_without_models
from lib.store import Store

# What a story tells → how it is called.
_TOLD = {
    "stage": "단계는",
    "received_on": "받은 날은",
    "decision_date": "편지에 적힌 날짜는",
    "panel": "업무상질병판정위원회가 판정했는지는",
    "accident_on": "다치거나 병이 난 날은",
    "benefit_from": "급여가 시작되는 날은",
}


def _in_words(value: object) -> str:
    return {True: "예", False: "아니오"}[value] if isinstance(value, bool) else str(value)


@cli.command("deadlines")
@intake_argument
@today_option
@json_option
def show_deadlines(intake: Intake, today: date, as_json: bool) -> None:
    """INTAKE.json(또는 표준 입력)의 기한을 셉니다: 무엇을, 언제부터, 언제까지, 어느 조문으로."""
    if wrong := impossible(intake, today):
        raise CommandError(wrong)
    intake, told = filled(intake, today)
    case = understand(intake)
    document = deadlines_document(deadlines(intake, case, today), case, today, told)
    output(as_json, document, deadline_lines(document))


def deadlines_document(
    found: Sequence[Deadline], case: Case, today: date, told: Sequence[Told]
) -> dict[str, Any]:
    """The deadlines of a case, what is said of those that passed, and what was read from the story for them."""
    return {
        "today": today.isoformat(),
        "told": [
            {
                "field": each.field,
                "value": each.value.isoformat() if isinstance(each.value, date) else each.value,
                "words": each.words,
            }
            for each in told
        ],
        "deadlines": [
            {
                "what": each.what.ko,
                "event": each.event.ko,
                "from": each.from_ and each.from_.isoformat(),
                "due": each.due and each.due.isoformat(),
                "days_left": each.days_left(today),
                "passed": each.passed(today),
                "article": each.basis[0].in_language("ko"),
                "moved_by": ", ".join(each.moved_by) or None,
                "assumes": " ".join(text.ko for text in each.assumes) or None,
                "to_whom": each.to_whom and each.to_whom.ko,
                "note": each.note and each.note.ko,
            }
            for each in found
        ],
        "if_passed": [
            {"says": said.says.ko, "article": ", ".join(basis.in_language("ko") for basis in said.basis)}
            for said in said_if_passed(found, case, today)
        ],
        "calendar_known_to": CALENDAR_KNOWN_TO.isoformat(),
    }


def deadline_lines(document: dict[str, Any]) -> Iterator[str]:
    """The same for people."""
    for each in document["told"]:
        yield f"이야기에서 읽었습니다: {_TOLD[each['field']]} {_in_words(each['value'])} (“{each['words']}”)"
    for each in document["deadlines"]:
        when = "날짜 모름"
        if each["due"]:
            left = each["days_left"]
            over = f"{-left}일 지남" if each["passed"] else "지났을 수 있습니다. 받은 날을 확인하세요"
            when = f"{each['due']}까지 ({f'{left}일 남음' if left >= 0 else over})"
        yield f"{each['what']}: {when}"
        yield f"  {each['event']} {each['from'] or ''}부터 셉니다. {each['article']}"
        if each["moved_by"]:
            yield f"  마지막 날을 미룬 것: {each['moved_by']}"
        yield from (f"  {each[name]}" for name in ("to_whom", "note", "assumes") if each[name])
    yield from (f"{said['says']} {said['article']}" for said in document["if_passed"])
    yield f"공휴일은 {document['calendar_known_to']}까지 알고 셌습니다."


@cli.command()
@intake_argument
@json_option
def similar(intake: Intake, as_json: bool) -> None:
    """INTAKE.json(또는 표준 입력)의 이야기와 비슷한 판례를 양쪽으로 찾습니다."""
    understood = understand(intake)
    with opened() as (store, index):
        found = find_similar(intake, store, index, understood=understood)
    document = similar_document(found, intake)
    first = first_said(found.needs_support, understood)
    output(as_json, document, [*filter(None, [first]), *similar_lines(found, understood, document)])


def similar_document(found: Similar, intake: Intake) -> dict[str, Any]:
    """Both sides and the base rate, as JSON has them."""

    def side(comparables: tuple[Comparable, ...]) -> list[dict[str, object]]:
        return [
            hit_document(each.ruling, each.dispute, each.score, intake.text)
            | {"reasons": [asdict(reason) for reason in each.reasons], "tipped": _tipped(each.ruling)}
            | {"is_near": each.is_near}
            for each in comparables
        ]

    rate = found.base_rate
    return {
        "favourable": side(found.favourable),
        "unfavourable": side(found.unfavourable),
        "asks": found.asks,
        "needs_support": found.needs_support,
        "on_the_choice": on_the_choice(found),
        "base_rate": {
            "basis": rate.basis,
            "n": rate.n,
            "favourable": rate.favourable,
            "rate": rate.rate,
            "low": rate.low,
            "high": rate.high,
            "group": " · ".join(rate.group) or "모름",
            "by": "dispute",
        },
    }


def _tipped(ruling: StoredRuling) -> list[str]:
    digest = ruling.precedent.digest
    return list(digest.tipped if digest else summarize(ruling).deciding_factors)


def similar_lines(found: Similar, understood: Understood, document: dict[str, Any]) -> Iterator[str]:
    """The same for people; no numbers for who is in despair."""
    if found.is_told and not found.needs_support:
        yield rate_in_words(found.base_rate)
    yield from document["on_the_choice"]
    if document["asks"]:
        return
    for heading, side in (("이긴", "favourable"), ("진", "unfavourable")):
        yield f"근로자 쪽이 {heading} 판결"
        if not document[side]:
            yield "  " + nothing_held(side == "favourable", understood)
        for hit in document[side]:
            apart = "" if hit["is_near"] else " (쟁점은 같지만 사정이 다름)"
            yield f"  - {hit['court']} {hit['case_number']}{apart}: {'; '.join(hit['tipped'][:2])}"


@cli.command()
@intake_argument
@today_option
@json_option
@offline_option
def analyze(intake: Intake, today: date, as_json: bool, offline: bool) -> None:
    """INTAKE.json(또는 표준 입력)의 상황을 분석합니다. 결과를 예측하지는 않습니다.

    AI 모델을 설정했으면 개인정보를 가린 이야기를 그 서버로 보내 의견을 함께 보여 줍니다.
    """
    settings, wrong = read_settings_or_without_models()
    client = analysis_client(settings)
    with opened(settings=settings) as (store, index):
        analysis = analyze_case(intake, store, index)
        opinion, notice = (
            answer_or_notice(lambda: _opinion(analysis, store, client, settings))
            if client is not None and not offline and analysis.kind == "case"
            else (None, "" if offline else wrong)
        )
    understood = analysis.understood
    document = {
        "kind": analysis.kind,
        **_in_time(intake, understood, today, analysis.kind),
        "turn_to": [
            {"name": turn.place.name.ko, "phone": turn.place.phone, "why": turn.why.ko}
            for turn in analysis.turn_to
        ],
        "understood": {
            "kind_b": understood.kind_b,
            "kind_c": understood.kind_c,
            "disease_category": understood.disease_category,
            "issue_category": understood.issue_category,
            "suit": understood.suit,
            "further": [
                asdict(further) | {"words": [intake.own_words(word) for word in further.words]}
                for further in understood.further
            ],
            "words": {
                label: list(dict.fromkeys(map(intake.own_words, words)))
                for label, words in understood.words.items()
            },
        },
        "issue": understood.issue_category,
        **similar_document(analysis.similar, intake),
        "criteria": [
            {"says": criterion.says.ko, "basis": [basis.in_language("ko") for basis in criterion.basis]}
            for criterion in analysis.criteria
        ],
        "factors_for": [_factor(factor) for factor in analysis.factors_for],
        "factors_against": [_factor(factor) for factor in analysis.factors_against],
        "neutral": [_factor(factor) for factor in analysis.neutral],
        "missing_evidence": [
            {
                "evidence": item.what.ko,
                "weight": item.weight,
                "state": item.state,
                "named": item.named or None,
                "fades": item.fades,
                "why": item.why.ko,
                "how": item.how.ko,
                "takes": item.takes and item.takes.says.ko,
                "substitute": item.substitute.says.ko,
            }
            for item in analysis.missing_evidence
        ],
        "denial": [reason_document(reason) for reason in analysis.denial],
        "official": [_official(figure) for figure in analysis.official],
        "limits": [
            *([support()] if analysis.needs_support else []),
            *filter(None, [on_the_language(analysis)]),
            *limits(analysis),
        ],
        "opinion": _opinion_document(opinion) if opinion else None,
        "model": asdict(opinion.use) if opinion else None,
        "notice": notice,
    }
    output(as_json, document, _case_lines(document, analysis, opinion))


# What hangs on the days told. A matter of another law has neither these deadlines nor these steps.
def _in_time(intake: Intake, case: Case, today: date, kind: str) -> dict[str, Any]:
    tells_where_it_stands = intake.stage or any(getattr(intake, day) for day in DATES)
    if kind == "other_law" or (kind != "case" and not tells_where_it_stands):
        return {"steps": [], "deadlines": None}
    if wrong := impossible(intake, today):
        return {"steps": [], "deadlines": {"problem": wrong}}
    intake, told = filled(intake, today)
    found = deadlines(intake, case, today)
    return {
        "steps": steps_document(intake, case, found, today),
        "deadlines": deadlines_document(found, case, today, told),
    }


def _factor(factor: Any) -> dict[str, object]:
    return {
        "factor": factor.says.ko,
        "words": factor.words,
        "basis": [basis.model_dump(mode="json") for basis in factor.basis],
        "rulings": list(factor.rulings),
    }


def _official(figure: OfficialFigure) -> dict[str, object]:
    return {
        "says": figure.sentence("ko"),
        "value": figure.value,
        "year": figure.year,
        "publisher": figure.source("ko"),
        "denominator": figure.denominator.ko,
        "url": figure.url,
        "grade": figure.grade,
    }


def _case_lines(document: dict[str, Any], analysis: Analysis, opinion: CaseOpinion | None) -> Iterator[str]:
    if first := first_said(analysis.needs_support, analysis.understood):
        yield first
    if note := on_the_language(analysis):
        yield note
    if analysis.kind != "case":
        yield from document["on_the_choice"]
        for place in document["turn_to"]:
            yield f"  - {' '.join(filter(None, (place['name'], place['phone'])))}: {place['why']}"
        return
    if "problem" in document["deadlines"]:
        yield document["deadlines"]["problem"]
    else:
        yield from deadline_lines(document["deadlines"])
        yield from steps_lines(document["steps"])
    yield f"쟁점: {document['issue'] or '모름'}"
    for further in document["understood"]["further"]:
        yield f"함께 다투는 것: {further['value']} ({', '.join(further['words'])})"
    yield from (f"  - {each['says']} ({', '.join(each['basis'])})" for each in document["criteria"])
    yield from similar_lines(analysis.similar, analysis.understood, document)
    for reason in document["denial"]:
        yield from reason_lines(reason)
    for heading, side in (
        ("유리한 사정", "factors_for"),
        ("불리한 사정", "factors_against"),
        ("법에 따로 기준이 있는 사정", "neutral"),
    ):
        if document[side] or side != "neutral":
            yield heading
        yield from (f'  - {factor["factor"]} ("{factor["words"]}")' for factor in document[side])
    yield "더 필요한 증거"
    yield from (
        f"  - {'[꼭 필요] ' if item['weight'] == 'needed' else ''}{item['evidence']}: "
        + (item["substitute"] if item["state"] == "cannot" else item["how"])
        for item in document["missing_evidence"]
    )
    for figure in document["official"]:
        yield f"{figure['says']} 출처: {figure['publisher']} {figure['url']}"
        yield f"  센 것: {figure['denominator']}"
    if opinion:
        yield from _opinion_lines(opinion)
    if document["notice"]:
        yield document["notice"]
    yield from (f"* {sentence}" for sentence in limits(analysis))


def _opinion(analysis: Analysis, store: Store, client: Client, settings: Settings) -> CaseOpinion:
    prompt = case_prompt(analysis, client.room)
    say(f"이야기를 {recipient_told(client)}(으)로 보냅니다(개인정보 {prompt.masked}곳을 가림).", err=True)
    return ask_opinion(analysis, prompt, client, ledger(store, settings), watch())


def _opinion_document(answer: CaseOpinion) -> dict[str, object]:
    opinion = answer.opinion
    return {
        "for": [_pair(each) for each in opinion.for_claimant],
        "against": [_pair(each) for each in opinion.for_agency],
        "differences": [
            {"kind": each.kind.value, "story": _told(each.story), "ruling": _said(each.said)}
            for each in opinion.differences
        ],
        "missing_evidence": [{"evidence": each.what.ko, "how": each.how.ko} for each in opinion.missing],
        "leaning": opinion.leaning.value,
        "disagrees_with_base_rate": answer.disagrees,
        "dropped": dict(opinion.dropped),
    }


def _pair(pair: Pair) -> dict[str, object]:
    criterion = pair.rule.criterion if pair.rule else None
    return {
        "story": _told(pair.story),
        "law": {"says": criterion.says.ko, "basis": [each.in_language("ko") for each in criterion.basis]}
        if criterion
        else None,
        "ruling": _said(pair.said) if pair.said else None,
    }


def _told(story: Sequence[Written]) -> list[dict[str, str]]:
    return [
        {"speaker": "공단의 말" if each.is_agencys else "당신의 말", "words": each.text} for each in story
    ]


def _said(said: Said) -> dict[str, str]:
    return {"id": said.ruling.id, "speaker": said.passage.speaker.value, "words": said.passage.text}


def _opinion_lines(answer: CaseOpinion) -> Iterator[str]:
    opinion = answer.opinion
    yield f"AI의 의견({answer.use.name}): {opinion.leaning.value}"
    for heading, pairs in (("근로자", opinion.for_claimant), ("공단", opinion.for_agency)):
        for pair in map(_pair, pairs):
            yield f"  - {heading}에게 유리"
            yield from _parts(pair)
    for each in opinion.differences:
        yield f"  - 다른 점: {each.kind.value}"
        yield from _parts({"story": _told(each.story), "law": None, "ruling": _said(each.said)})
    yield from (f"  - 부족한 증거: {missing.what.ko} {missing.how.ko}" for missing in opinion.missing)
    if answer.disagrees:
        yield "AI의 의견과 비슷한 판결의 통계가 서로 다릅니다."
    yield from removed_lines(answer.use.removed)


# The parts of a pair, each under the name of who says it.
def _parts(pair: dict[str, Any]) -> Iterator[str]:
    yield from (f"      {told['speaker']}: {told['words']}" for told in pair["story"])
    if law := pair["law"]:
        yield f"      법의 기준: {law['says']} ({', '.join(law['basis'])})"
    if said := pair["ruling"]:
        yield f"      {said['speaker']} [{said['id']}]: {said['words']}"
