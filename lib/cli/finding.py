"""Rulings for a question or a story: search, similar."""

import time
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import click

from lib.casework.analysis import Comparable, Similar
from lib.casework.analysis import similar as find_similar
from lib.cli.intakes import intake_argument
from lib.cli.program import cli, json_option, opened, output, query_argument
from lib.domain.intake import Intake
from lib.domain.records import StoredRuling
from lib.domain.taxonomy import Disease, Instance, KindC, Outcome
from lib.rulings.summary import snippet_of, summarize
from lib.search.query import Filters
from lib.search.query import search as find

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
@click.option("--year-from", type=int, help="이 해부터(사건번호의 연도).")
@click.option("--year-to", type=int, help="이 해까지.")
@json_option
def search(query: str, limit: int, as_json: bool, **asked: Any) -> None:
    """말, 문장, 사건번호로 판례를 찾습니다."""
    filters = Filters(
        outcome=tuple(map(Outcome, asked["outcome"])),
        kind_c=tuple(map(KindC, asked["kind_c"])),
        disease_category=tuple(map(Disease, asked["disease"])),
        instance=tuple(Instance(int(value)) for value in asked["instance"]),
        year_from=asked["year_from"],
        year_to=asked["year_to"],
    )
    with opened() as (store, index):
        started = time.perf_counter()
        found = find(index, query, filters, limit)
        milliseconds = (time.perf_counter() - started) * 1000
        rulings = {ruling.id: ruling for ruling in store.get_many([hit.id for hit in found.hits])}
    hits = [_hit(rulings[hit.id], hit.score, query) for hit in found.hits if hit.id in rulings]
    output(
        as_json,
        {"query": query, "total": found.total, "took_ms": round(milliseconds, 1), "hits": hits},
        [f"{found.total:,}건 가운데 {len(hits)}건", *map(_HIT.format_map, hits)],
    )


_HIT = "{court} {case_number} [{outcome}] {title}\n    {snippet}"


def _hit(ruling: StoredRuling, score: float, query: str) -> dict[str, object]:
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
    }


@cli.command()
@intake_argument
@json_option
def similar(intake: Intake, as_json: bool) -> None:
    """INTAKE.json(또는 표준 입력)의 이야기와 비슷한 판례를 양쪽으로 찾습니다."""
    with opened() as (store, index):
        found = find_similar(intake, store, index)
    document = similar_document(found, intake)
    output(as_json, document, similar_lines(document))


def similar_document(found: Similar, intake: Intake) -> dict[str, Any]:
    """Both sides and the base rate, as JSON has them."""

    def side(comparables: tuple[Comparable, ...]) -> list[dict[str, object]]:
        return [
            _hit(each.ruling, each.score, intake.text)
            | {"reasons": [asdict(reason) for reason in each.reasons], "tipped": _tipped(each.ruling)}
            for each in comparables
        ]

    rate = found.base_rate
    return {
        "favourable": side(found.favourable),
        "unfavourable": side(found.unfavourable),
        "base_rate": {
            "n": rate.n,
            "favourable": rate.favourable,
            "rate": rate.rate,
            "low": rate.low,
            "high": rate.high,
            "group": " · ".join(rate.group) or "전체",
            "partly": rate.partly,
            "widened": rate.is_widened,
            "narrowest": {"group": " · ".join(rate.narrowest) or "전체", "n": rate.narrowest_n},
        },
    }


def _tipped(ruling: StoredRuling) -> list[str]:
    digest = ruling.precedent.digest
    return list(digest.tipped if digest else summarize(ruling).deciding_factors)


_RATE = (
    "{group}: {n}건 가운데 {favourable}건이 근로자 쪽에 유리 "
    "({rate:.0%}, 95% 구간 {low:.0%}~{high:.0%}, 일부인정 {partly}건 포함)"
)


def similar_lines(document: dict[str, Any]) -> Iterator[str]:
    """The same for people."""
    rate = document["base_rate"]
    yield "비교할 판결이 없습니다." if rate["rate"] is None else _RATE.format_map(rate)
    for heading, side in (("이긴", "favourable"), ("진", "unfavourable")):
        yield f"근로자 쪽이 {heading} 판결"
        for hit in document[side]:
            yield f"  - {hit['court']} {hit['case_number']}: {'; '.join(hit['tipped'][:2])}"
