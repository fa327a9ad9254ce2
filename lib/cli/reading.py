"""Single rulings: classify, summarize, show."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from lib.cli.asking import answer_or_notice, ledger, removed_lines, watch
from lib.cli.program import (
    CommandError,
    cli,
    held_ruling,
    id_argument,
    json_option,
    offline_option,
    opened,
    output,
    paths_argument,
    require,
)
from lib.domain.classify import classify as read_labels
from lib.domain.records import StoredRuling
from lib.domain.ruling import Precedent
from lib.domain.scope import is_industrial_accident
from lib.rulings.retelling import RulingRetold, ask_retelling, can_be_retold, connect, kept_retelling
from lib.rulings.summary import Summary
from lib.rulings.summary import summarize as summary_of
from lib.settings import Settings, read_settings
from lib.sources.archive import Refused, read_paths
from lib.store import Store


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
                click.echo(f"{item.path}: {item.reason}", err=True)
            elif named or is_industrial_accident(item.precedent):
                classified += 1
                document = _classified(item.precedent)
                output(as_json, document, [_CLASSIFIED.format_map(document)])
            else:
                click.echo(f"{item.path}: 산재보험 사건이 아니어서 뺐습니다(--all로 포함).", err=True)
    if refused and not classified:
        raise CommandError("분류할 수 있는 판례가 없습니다.")


_CLASSIFIED = (
    "{court} {case_number} ({instance}심): {outcome} | {kind_b} | {kind_c}"
    " | {disease_category} | {issue_category}"
)


def _classified(precedent: Precedent) -> dict[str, object]:
    labels = read_labels(precedent)
    single = ("instance", "outcome", "kind_b", "kind_c", "disease_category", "issue_category")
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
    retold: RulingRetold | None = None
    notice = ""
    with opened() as (store, _index):
        ruling = held_ruling(store, id)
        summary = summary_of(ruling)
        if settings.has_summary_model and not offline and can_be_retold(ruling):
            retold, notice = answer_or_notice(lambda: _retelling(ruling, store, settings))
    document = (
        asdict(summary)
        | (_retold_document(retold) if retold else {})
        | {"model": asdict(retold.use) if retold else None, "notice": notice}
    )
    output(as_json, document, _summary_lines(summary, retold, notice))


def _retelling(ruling: StoredRuling, store: Store, settings: Settings) -> RulingRetold:
    gemini = connect(settings)
    if kept_retelling(ruling, store, settings) is None:
        click.echo(f"공개된 판결문을 {gemini.recipient}(으)로 보냅니다.", err=True)
    return ask_retelling(ruling, gemini, ledger(store, settings), settings, watch())


def _retold_document(retold: RulingRetold) -> dict[str, object]:
    """The fields of a summary that the model wrote; what it left empty, and the result, stay ours."""
    written = retold.retelling.model_dump(
        mode="json", exclude={"result", "background_quotes", "issue_quotes", "reason_quotes"}
    )
    return {
        **{field: words for field, words in written.items() if words},
        "quotes": [asdict(quote) for quote in retold.quotes],
        "how": "model",
        "removed": [asdict(each) for each in retold.removed],
    }


def _summary_lines(summary: Summary, retold: RulingRetold | None, notice: str) -> Iterator[str]:
    text: Any = retold.retelling if retold else summary
    for heading, words in (
        ("", text.preview), ("원고", text.plaintiff), ("피고", text.defendant), ("결과", summary.result),
        ("배경", text.background), ("쟁점", text.issue), ("판단", text.reason),
    ):  # fmt: skip
        if words:
            yield f"{heading}: {words}" if heading else words
    yield from (f"  - {factor}" for factor in text.deciding_factors)
    if retold:
        if retold.retelling.meaning:
            yield f"비슷한 처지라면: {retold.retelling.meaning}"
        yield f"({retold.use.name}이(가) 풀어 쓴 글입니다. 틀릴 수 있으니 판결문을 확인하세요.)"
        yield from removed_lines(len(retold.removed))
    if notice:
        yield notice


@cli.command()
@id_argument
@json_option
def show(id: str, as_json: bool) -> None:
    """보유한 판례 하나를 그대로 보여 줍니다: 출처, 분류, 디지스트, 전문."""
    with opened() as (store, _index):
        ruling = held_ruling(store, id)
    precedent, digest = ruling.precedent, ruling.precedent.digest
    document = _classified(precedent) | {
        "source_url": precedent.source_url,
        "sources": [sighting.source for sighting in ruling.sightings],
        "digest": digest.model_dump(mode="json") if digest else None,
        "text": precedent.text,
    }
    output(
        as_json,
        document,
        [_CLASSIFIED.format_map(document), precedent.text or (digest.gist if digest else "")],
    )
