"""Rulings, found or named: search, classify, summarize, show."""

import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from lib.cli.program import (
    CommandError,
    answer_or_notice,
    cli,
    held_ruling,
    id_argument,
    json_option,
    ledger,
    offline_option,
    opened,
    output,
    paths_argument,
    query_argument,
    recipient_told,
    removed_lines,
    require,
    say,
    watch,
)
from lib.domain.classify import classify as read_labels
from lib.domain.disagreements import told_otherwise
from lib.domain.dispute import Dispute, by_ruling, disputes
from lib.domain.passages import Passage
from lib.domain.records import Saying, StoredRuling
from lib.domain.reference import cite, place_of
from lib.domain.ruling import Precedent
from lib.domain.scope import is_industrial_accident
from lib.domain.taxonomy import Disease, Instance, KindC, Outcome, Suit
from lib.models.clients import Client, summary_client
from lib.rulings.retelling import RulingRetold, ask_retelling, can_be_retold, kept_retelling
from lib.rulings.summary import Summary, preview, snippet_of
from lib.rulings.summary import summarize as summary_of
from lib.search.nearest_numbers import cases_not_held, nearest_cases
from lib.search.not_held import none_about, not_held, number_not_held
from lib.search.query import LONGEST_QUESTION, Filters
from lib.search.query import search as find
from lib.settings import Settings, read_settings
from lib.sources.archive import read_paths
from lib.sources.found import Refused
from lib.sources.shapes import public_address
from lib.store import Store

_MOST_HITS = 100


def _one_of(vocabulary: Any) -> click.Choice[str]:
    return click.Choice([str(value.value) for value in vocabulary])


@cli.command()
@query_argument
@click.option(
    "-k", "limit", default=10, show_default=True, type=click.IntRange(1, _MOST_HITS), help="보여 줄 개수."
)
@click.option("--kind-c", multiple=True, type=_one_of(KindC), help="사고·질병 구분.")
@click.option("--outcome", multiple=True, type=_one_of(Outcome), help="결과.")
@click.option("--disease", multiple=True, type=_one_of(Disease), help="상병 분류.")
@click.option("--instance", multiple=True, type=_one_of(Instance), help="심급.")
@click.option("--suit", multiple=True, type=_one_of(Suit), help="근로자 쪽, 회사, 그 밖의 소송.")
@click.option("--year-from", type=int, help="이 해부터(사건번호의 연도).")
@click.option("--year-to", type=int, help="이 해까지.")
@json_option
def search(query: str, limit: int, as_json: bool, **asked: Any) -> None:
    """말, 문장, 사건번호로 판례를 찾습니다."""
    if len(query) > LONGEST_QUESTION:
        raise CommandError(
            f"찾을 말은 {LONGEST_QUESTION:,}자까지입니다({len(query):,}자). 긴 이야기는 analyze로 물어보세요."
        )
    filters = Filters(
        outcome=tuple(map(Outcome, asked["outcome"])),
        kind_c=tuple(map(KindC, asked["kind_c"])),
        disease_category=tuple(map(Disease, asked["disease"])),
        instance=tuple(Instance(int(value)) for value in asked["instance"]),
        suit=tuple(map(Suit, asked["suit"])),
        year_from=asked["year_from"],
        year_to=asked["year_to"],
    )
    with opened() as (store, index):
        started = time.perf_counter()
        unknown = not_held(index, query)
        numbers = [(number, nearest_cases(index, number)) for number in cases_not_held(index, query)]
        found = find(index, query, filters, limit, only=unknown)
        milliseconds = (time.perf_counter() - started) * 1000
        rulings = {ruling.id: ruling for ruling in store.get_many([hit.id for hit in found.hits])}
        dispute_of = by_ruling(disputes(store.listing(), store.related())) if rulings else {}
    hits = [
        hit_document(rulings[hit.id], dispute_of[hit.id], hit.score, query)
        for hit in found.hits
        if hit.id in rulings
    ]
    output(
        as_json,
        {
            "query": query, "total": found.total, "took_ms": round(milliseconds, 1), "hits": hits,
            "not_held": [*unknown, *(number.number for number, _nearest in numbers)],
            **({"nearest": {number.number: nearest for number, nearest in numbers}} if numbers else {}),
        },
        [
            *([none_about(unknown)] if unknown else []),
            *(number_not_held(number, nearest) for number, nearest in numbers),
            f"{found.total:,}건 가운데 {len(hits)}건",
            *(_HIT.format(**hit, mark=_UNVOUCHED if hit["unvouched"] else "") for hit in hits),
        ],
    )  # fmt: skip


_HIT = "{court} {case_number} [{outcome}] {title}{mark}\n    {snippet}"
# What stands behind a ruling that only files which nobody vouched for tell of.
_UNVOUCHED = " (올린 파일에만 있는 판결, 세지 않음)"


def hit_document(ruling: StoredRuling, dispute: Dispute, score: float, query: str) -> dict[str, object]:
    """One ruling that was found, as JSON has it, with every instance of its dispute that is known."""
    labels = ruling.labels
    return {
        "id": ruling.id,
        "case_number": ruling.precedent.case_number,
        "court": ruling.precedent.court,
        "title": ruling.precedent.title,
        "outcome": labels.outcome.value,
        "kind_c": labels.kind_c.value,
        "disease_category": labels.disease_category.value,
        "issue_category": labels.issue_category.value,
        "score": round(score, 3),
        "snippet": snippet_of(ruling, query).marked(),
        "dispute": dispute.id,
        "instances": [
            {
                "case_number": step.ruling.case_number,
                "instance": int(step.ruling.instance),
                "outcome": step.ruling.outcome.value if step.is_held else None,
            }
            for step in dispute.steps
        ],
        "suit": ruling.suit.value,
        "unvouched": ruling.unvouched,
        "gist": preview(ruling),
        "source_url": public_address(ruling.precedent.source_url),
        "citation": cite(ruling.precedent),
    }


@cli.command()
@paths_argument
@json_option
@click.option("--all", "everything", is_flag=True, help="산재가 아닌 판례도 분류합니다.")
def classify(paths: tuple[Path, ...], as_json: bool, everything: bool) -> None:
    """판례 파일에서 심급, 결과, 급여, 쟁점 등을 읽어 한 건씩 출력합니다.

    폴더에서는 산재 판례만, 이름을 준 파일은 모두 분류합니다.
    """
    require(paths)
    classified = refused = 0
    for path in paths:
        named = everything or (path.is_file() and path.suffix.lower() != ".zip")
        for item in read_paths([path]):
            if isinstance(item, Refused):
                refused += 1
                say(f"{item.path}: {item.reason}", err=True)
            elif named or is_industrial_accident(item.precedent):
                classified += 1
                document = _classified(item.precedent)
                output(as_json, document, [_CLASSIFIED.format_map(document)])
            else:
                say(f"{item.path}: 산재보험 사건이 아니어서 뺐습니다(--all로 포함).", err=True)
    if refused and not classified:
        raise CommandError("분류할 수 있는 판례가 없습니다.")


_CLASSIFIED = (
    "{court} {case_number} ({instance}심): {outcome} | {kind_b} | {kind_c}"
    " | {disease_category} | {issue_category}"
)


def _classified(precedent: Precedent) -> dict[str, object]:
    labels = read_labels(precedent)
    single = ("instance", "outcome", "kind_b", "kind_c", "disease_category", "issue_category", "suit")
    return {
        "id": precedent.id,
        "case_number": precedent.case_number,
        "court": precedent.court,
        "serial": precedent.source_serial,
        **{name: getattr(labels, name).value for name in single},
        "diagnoses": labels.diagnoses,
        "occupation": labels.occupation,
        "statutes": labels.statutes,
        "cited_cases": labels.cited_cases,
        "related_cases": [case.model_dump(mode="json") for case in labels.related_cases],
        "evidence": labels.evidence(),
    }


@cli.command()
@id_argument
@json_option
@offline_option
def summarize(id: str, as_json: bool, offline: bool) -> None:
    """판례 하나를 요약합니다. ID는 `법원_사건번호`이며 사건번호만 적어도 됩니다.

    AI 모델을 설정했으면 판결문을 그 서버로 보내 쉬운 말로 풀어 씁니다. 한 번 받은 요약은 보관해 다시 씁니다.
    """
    settings = read_settings()
    client = summary_client(settings)
    with opened() as (store, index):
        ruling = held_ruling(store, index, id)
        summary = summary_of(ruling)
        retold, notice = (
            answer_or_notice(lambda: _retelling(ruling, store, client, settings))
            if client is not None and not offline and can_be_retold(ruling)
            else (None, "")
        )
    document: dict[str, Any] = (
        asdict(summary)
        | (_retold_document(retold, ruling.precedent) if retold else {})
        | {"citation": cite(ruling.precedent)}
        | {"model": asdict(retold.use) if retold else None, "notice": notice}
    )
    for quote in document["quotes"]:
        quote["place"] = place_of(ruling.sections, quote["start"])
        quote["start"], quote["end"] = ruling.precedent.place_in_text(quote["start"], quote["end"])
        quote["text"] = ruling.precedent.text[quote["start"] : quote["end"]]
    output(as_json, document, _summary_lines(summary, retold, notice))


def _retelling(ruling: StoredRuling, store: Store, client: Client, settings: Settings) -> RulingRetold:
    if kept_retelling(ruling, store, client, settings.verify_glosses) is None:
        say(f"공개된 판결문을 {recipient_told(client)}(으)로 보냅니다.", err=True)
    return ask_retelling(ruling, client, ledger(store, settings), watch(), settings.verify_glosses)


# What a model put into plain words, each with the sentences it stands above; their places are those in the
# text as it is held.
def _retold_document(retold: RulingRetold, precedent: Precedent) -> dict[str, object]:
    def place(told: Passage) -> tuple[int, int]:
        return precedent.place_in_text(told.start, told.end)

    return {
        "how": "model",
        "retold": {
            field: [
                {
                    "gloss": each.gloss,
                    "sentences": [
                        {
                            "n": told.number,
                            "speaker": told.speaker,
                            "text": told.text,
                            "start": place(told)[0],
                            "end": place(told)[1],
                        }
                        for told in each.sentences
                    ],
                }
                for each in items
            ]
            for field, items in retold.parts.items()
        },
        "verified": retold.verified,
        "dropped": dict(retold.dropped),
    }


# Behind a sentence that is not the court's own, whose it is.
def _with_voices(words: str, summary: Summary) -> str:
    for quote in summary.quotes:
        if quote.voice:
            words = words.replace(quote.text, f"{quote.text} ({quote.voice})")
    return words


def _summary_lines(summary: Summary, retold: RulingRetold | None, notice: str) -> Iterator[str]:
    for heading, words in (
        ("", summary.preview), ("원고", summary.plaintiff), ("피고", summary.defendant), ("결과", summary.result),
    ):  # fmt: skip
        if words:
            yield f"{heading}: {words}" if heading else words
    if retold:
        yield from _retold_lines(retold)
    else:
        for heading, words in (
            ("배경", summary.background), ("공단의 결정과 그 이유", summary.denial_reason), ("쟁점", summary.issue),
            ("판단", _with_voices(summary.reason, summary) or summary.no_reasons),
        ):  # fmt: skip
            if words:
                yield f"{heading}: {words}"
        yield from (f"  - {_with_voices(factor, summary)}" for factor in summary.deciding_factors)
    if notice:
        yield notice


_FIELDS = {
    "facts": "무슨 일이 있었나",
    "issue": "무엇이 다툼이었나",
    "reasons": "법원은 왜 그렇게 판단했나",
    "factors": "결과를 이끈 사정",
}


def _retold_lines(retold: RulingRetold) -> Iterator[str]:
    for field, title in _FIELDS.items():
        if retold.parts[field]:
            yield f"{title}:"
        for each in retold.parts[field]:
            if each.gloss:
                yield f"  - 쉬운 말(AI): {each.gloss}"
            yield from (f"    {told.speaker}: {told.text}" for told in each.sentences)
    yield f"(쉬운 말은 {retold.use.name}이(가) 썼습니다. 아래 원문과 견주어 보세요.)"
    yield from removed_lines(retold.use.removed)


@cli.command()
@id_argument
@json_option
def show(id: str, as_json: bool) -> None:
    """보유한 판례 하나를 그대로 보여 줍니다: 출처, 분류, 디지스트, 전문."""
    with opened() as (store, index):
        ruling = held_ruling(store, index, id)
        sayings = store.sayings(ruling.id)
        # A number without its court may be held of several.
        others = [each for each in store.named(id) if each != ruling.id]
    precedent, digest = ruling.precedent, ruling.precedent.digest
    document = _classified(precedent) | {
        "unvouched": ruling.unvouched,
        "text_source": precedent.text_source,
        "sayings": [
            asdict(each) | {"decided_on": each.decided_on and each.decided_on.isoformat()} for each in sayings
        ],
        "citation": cite(precedent),
        "same_number": others,
        "source_url": public_address(precedent.source_url),
        "sources": [sighting.source for sighting in ruling.sightings],
        "digest": digest.model_dump(mode="json") if digest else None,
        "text": precedent.text,
    }
    output(
        as_json,
        document,
        [
            _CLASSIFIED.format_map(document) + (_UNVOUCHED if ruling.unvouched else ""),
            *(f"  번호가 같은 다른 판결이 있습니다: {each.replace('_', ' ')}" for each in others),
            *(f"  {line}" for each in sayings if (line := _said_otherwise(each, ruling))),
            precedent.text or (digest.gist if digest else ""),
        ],
    )


# In what an import contradicts a held ruling, in a line; empty where it does not.
def _said_otherwise(saying: Saying, ruling: StoredRuling) -> str:
    ours, instance = (
        (ruling.precedent.title, ruling.precedent.decided_on, ruling.labels.outcome.value),
        (ruling.labels.instance.value),
    )
    theirs = (saying.title, saying.decided_on, saying.outcome)
    words = {
        "outcome": ("결과", saying.outcome.value if saying.outcome else saying.word),
        "decided_on": ("선고일", saying.decided_on),
        "title": ("사건명", saying.title),
    }
    said = [words[name] for name in told_otherwise(ours, instance, theirs, saying.word)]
    return (
        f"{saying.number}번으로 불러온 파일은 다르게 말합니다: "
        + ", ".join(f"{name} {word}" for name, word in said)
        if said
        else ""
    )
