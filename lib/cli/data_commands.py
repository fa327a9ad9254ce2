"""What is held and taking in more: status, sync, import."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from lib.access import OWNER
from lib.cli.program import (
    CommandError,
    called,
    cli,
    json_option,
    opened,
    output,
    paths_argument,
    progress_bar,
    require,
)
from lib.collect.importing import CollectionError, ImportReport, Sample, import_paths
from lib.collect.sync import SyncProgress, SyncReport, last_sync, totals_stated
from lib.collect.sync import sync as run_sync
from lib.collect.taking_back import NoImportError, take_back, vouch
from lib.domain.disagreements import disagreements
from lib.domain.records import KOREA, Collection, Import, Origin, Way
from lib.settings import read_settings
from lib.sources.found import Note
from lib.sources.registry import LIVE, TITLES
from lib.sources.starter import refused_starter

_LABEL_NAMES = {"outcome": "결과", "kind_b": "급여·처분", "kind_c": "사고·질병"}


@cli.command()
@json_option
def status(as_json: bool) -> None:
    """보유한 판례의 수, 출처, 색인 상태를 보여 줍니다."""
    with opened() as (store, index):
        counts, collections = store.status(), store.collections()
        indexed = index.state(store)
        runs = {name: run for name in LIVE if (run := last_sync(store, name))}
        compared = disagreements(store.source_kinds(), examples=5)
    document = {
        "rulings": counts.rulings,
        "by_source": counts.by_source,
        "with_text": counts.with_text,
        "index": asdict(indexed),
        "sources": {
            name: {
                "rulings": counts.by_source.get(name, 0),
                "last_fetched": _iso(counts.last_fetched.get(name)),
                "last_sync": asdict(runs[name]) | {"at": _iso(runs[name].at)} if name in runs else None,
            }
            for name in sorted(counts.by_source.keys() | runs.keys())
        },
        "disagreements": [asdict(each) | {"disagreed": each.disagreed} for each in compared],
    }
    if collections:
        document["collections"] = [_collection(each) for each in collections]
    if refused := refused_starter():
        document["starter_refused"] = [asdict(each) for each in refused]
    if store.read_only:
        document["read_only"] = True
    output(as_json, document, _status_lines(document, collections))


def _status_lines(document: dict[str, Any], collections: Sequence[Collection]) -> Iterator[str]:
    yield f"판례 {document['rulings']:,}건 (전문이 있는 판례 {document['with_text']:,}건)"
    for source, count in document["by_source"].items():
        yield f"  {TITLES.get(source, source)}: {count:,}건"
    yield from map(_collection_line, collections)
    for name in LIVE:
        if run := document["sources"].get(name, {}).get("last_sync"):
            stated = f", 출처에 {totals_stated(run['says'])}건" if run["says"] else ""
            state = "끝까지 받음" if run["finished"] else run["problem"] or "일부만 받음"
            yield f"  {TITLES[name]} 마지막으로 받은 때: {run['at']} ({state}{stated})"
    for each in document["disagreements"]:
        yield (
            f"{TITLES.get(each['source'], each['source'])} {_LABEL_NAMES[each['label']]}: "
            f"{each['compared']:,}건 가운데 {each['disagreed']:,}건이 우리 분류와 다름"
        )
    for each in document.get("starter_refused", ()):
        yield f"기본 판례 {each['path']} 파일을 읽지 못해 건너뛰었습니다. {each['reason']}"
    if document.get("read_only"):
        yield "데이터 폴더에 쓸 수 없습니다. 가진 판례를 찾고 읽는 것만 됩니다."
    step = "판례와 일치" if document["index"]["in_step"] else "판례와 다름: 다음 실행 때 맞춥니다"
    yield f"검색 색인 {document['index']['documents']:,}건 ({step})"


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


@cli.command()
@click.argument("source", type=click.Choice(list(LIVE)))
@click.option("--limit", type=click.IntRange(1), help="새로 받을 판례의 최대 건수.")
@click.option(
    "--since-serial", type=click.IntRange(0), help="이 판례일련번호보다 새로운 판례만(lawgo에서만)."
)
@json_option
def sync(source: str, limit: int | None, since_serial: int | None, as_json: bool) -> None:
    """공공 서비스에서 판례를 받습니다. 언제든 멈출 수 있고, 다시 실행하면 이어서 받습니다."""
    live = LIVE[source](read_settings())
    try:
        if since_serial is not None and not live.keys_grow:
            raise click.UsageError(f"{source}에는 판례일련번호가 없어 --since-serial을 쓸 수 없습니다.")
        with opened(load=False) as (store, index), progress_bar(unit="건") as bar:
            report = run_sync(live, store, index.sync, limit, since_serial, _progress(bar))
    finally:
        live.close()
    document = asdict(report)
    if not report.notes:
        del document["notes"]
    output(as_json, document, _sync_lines(report))
    if report.problem:
        raise CommandError(report.problem)


def _progress(bar: Callable[..., None]) -> Callable[[SyncProgress], None]:
    return lambda progress: bar(
        progress.done,
        progress.total,
        "목록" if progress.phase == "listing" else "판결문",
        {"새로": progress.new, "바뀜": progress.changed, "거부": progress.refused},
    )


def _sync_lines(report: SyncReport) -> Iterator[str]:
    stated = f"{totals_stated(report.says)}건" if report.says else "알 수 없음"
    yield (
        f"{TITLES[report.source]}: 새로 받음 {report.new:,}, 바뀜 {report.changed:,}, "
        f"변화 없음 {report.unchanged:,}, 다른 법 {report.left_out:,}, 거부 {len(report.refused):,} "
        f"(출처에 {stated}, 보유 {report.holds:,}건)"
    )
    yield from (f"  {refused.path}: {refused.reason}" for refused in report.refused)
    yield from _note_lines(report.notes)
    if not report.finished and not report.problem:
        yield "정한 건수까지만 받았습니다. 다시 실행하면 이어서 받습니다."


@cli.command("import")
@paths_argument
@json_option
@click.option("--strict", is_flag=True, help="받아들이지 못한 파일이 있으면 종료 상태를 1로 합니다.")
@click.option(
    "--listing",
    "is_listing",
    is_flag=True,
    help="여기에 공개된 산재 판결이 빠짐없이 들어 있다고 확인합니다. 그래야 이긴 비율을 셀 수 있습니다.",
)
@click.option(
    "--trusted",
    is_flag=True,
    help="출처를 확인한 믿을 수 있는 파일입니다. 이 파일에만 있는 판결도 건수에 넣습니다.",
)
@click.option("--sample", "size", type=int, help="산재 판결 가운데 이만큼만 무작위로 뽑아 불러옵니다.")
@click.option("--seed", type=int, help="뽑기의 씨앗(정수). 같은 씨앗은 같은 판결을 뽑습니다.")
def import_(
    paths: tuple[Path, ...],
    as_json: bool,
    strict: bool,
    is_listing: bool,
    trusted: bool,
    size: int | None,
    seed: int | None,
) -> None:
    """공개 판례 저장소의 파일, 폴더, 압축 파일, 또는 판례 표(CSV, XLSX, JSONL)를 불러옵니다.

    그냥 불러온 판결은 누군가 고른 것으로 보고, 이긴 비율을 세지 않습니다. 파일에만 있는 판결은 표시하고
    건수에도 넣지 않습니다. 믿을 수 있는 파일이면 --trusted를 붙이세요. 되돌리려면 imports remove를 쓰세요.
    """
    sample = _sample(is_listing, size, seed)
    require(paths)
    with opened(load=False) as (store, index), progress_bar("불러오는 중") as bar:
        try:
            report = import_paths(
                paths, store, index.sync, bar, is_listing=is_listing, sample=sample, trusted=trusted
            )
        except CollectionError as error:
            raise CommandError(str(error)) from error
    document = asdict(report)
    del document["collection"], document["batch"]
    if not report.notes:
        del document["notes"]
    if report.batch:
        document["import"] = report.batch.number
    if report.collection:
        document["collection"] = _collection(report.collection)
    output(as_json, document, _import_lines(report))
    if is_listing and not report.collection:
        raise CommandError("산재 판결이 한 건도 없어 공개 목록으로 적어 두지 않았습니다.")
    if not (report.added or report.updated or report.unchanged or report.left_out):
        raise CommandError(
            "받아들인 판례가 없습니다. 위의 이유를 보고 파일을 고쳐 다시 불러와 주세요."
            if report.refused
            else "불러올 판례가 없습니다. 파일이나 폴더를 확인해 주세요."
        )
    if strict and report.refused:
        raise CommandError(f"받아들이지 못한 파일이 {len(report.refused):,}개 있습니다.")


def _sample(is_listing: bool, size: int | None, seed: int | None) -> Sample | None:
    if size is None:
        if seed is not None:
            raise click.UsageError("--seed는 --sample과 함께 씁니다.")
        return None
    if is_listing:
        raise click.UsageError("--listing과 --sample은 함께 쓸 수 없습니다: 뽑은 판결은 목록의 일부입니다.")
    if size < 1:
        raise click.UsageError(f"--sample에는 1 이상의 건수를 적어 주세요: {size}")
    if seed is None or abs(seed) >= 2**63:
        raise click.UsageError(
            "같은 표본을 다시 뽑을 수 있게 --seed에 정수를 하나 적어 주세요(예: --seed 1)."
        )
    return Sample(size, seed)


def _collection(collection: Collection) -> dict[str, object]:
    return asdict(collection) | {"at": _iso(collection.at)}


def _collection_line(collection: Collection) -> str:
    if collection.origin is Origin.RANDOM:
        return f"무작위 표본 {collection.total:,}건(씨앗 {collection.seed}, {collection.day}): {collection.place}"
    return f"공개 목록 전체 {collection.total:,}건({collection.day}): {TITLES.get(collection.place, collection.place)}"


def _note_lines(notes: Sequence[Note]) -> Iterator[str]:
    if notes:
        yield f"들어왔지만 확인할 것 {len(notes):,}"
        yield from (f"  {note.path}: {note.reason}" for note in notes)


def _import_lines(report: ImportReport) -> Iterator[str]:
    yield (
        f"파일 {report.read:,}개: 추가 {report.added:,}, 갱신 {report.updated:,}, "
        f"변화 없음 {report.unchanged:,}, 다른 법 {report.left_out:,}, 거부 {len(report.refused):,}"
    )
    yield from (f"  {refused.path}: {refused.reason}" for refused in report.refused)
    yield from _note_lines(report.notes)
    if report.collection:
        yield _collection_line(report.collection)
    if report.batch:
        yield from _import_notes(report.batch)
        yield f"되돌리려면: {called()} imports remove {report.batch.number}"


# What a person should know of an import beyond its numbers.
def _import_notes(batch: Import) -> Iterator[str]:
    if batch.uncounted:
        yield (
            f"  파일에만 있는 판결 {batch.uncounted:,}건은 표시하고 건수에서 뺍니다. "
            f"출처를 확인했으면: {called()} imports trust {batch.number}"
        )
    if batch.differing:
        yield (
            f"  이미 가진 판결과 다르게 적힌 판결이 {batch.differing:,}건 있습니다. "
            "판결은 그대로 두고 파일의 말로만 적어 둡니다."
        )


@cli.group(invoke_without_command=True)
@json_option
@click.pass_context
def imports(context: click.Context, as_json: bool) -> None:
    """불러온 것을 번호로 보여 줍니다. 번호로 되돌릴 수 있습니다(imports remove 번호)."""
    if context.invoked_subcommand:
        return
    with opened(load=False) as (store, _index):
        held = store.imports()
    output(as_json, [_import_document(each) for each in held], _imports_lines(held))


@imports.command("remove")
@click.argument("number", type=click.IntRange(0))
@json_option
def imports_remove(number: int, as_json: bool) -> None:
    """불러온 것 하나를 되돌립니다. 그 파일에만 있던 판결은 사라지고, 나머지는 불러오기 전과 같아집니다."""
    with opened(load=False) as (store, index):
        try:
            taken = take_back(number, store, index.sync_after_removal, OWNER)
        except NoImportError as error:
            raise CommandError(str(error)) from error
    document = {"removed": number, "changed": taken.changed}
    output(as_json, document, [f"{number}번을 되돌렸습니다. 바뀌거나 사라진 판결: {taken.changed:,}건"])


@imports.command("trust")
@click.argument("number", type=click.IntRange(0))
@json_option
def imports_trust(number: int, as_json: bool) -> None:
    """출처를 확인했다고 적습니다. 그 파일에만 있는 판결도 이제 건수에 넣습니다."""
    with opened(load=False) as (store, index):
        try:
            batch = vouch(number, store, index.sync, OWNER)
        except NoImportError as error:
            raise CommandError(str(error)) from error
    output(as_json, _import_document(batch), _imports_lines([batch]))


def _import_document(batch: Import) -> dict[str, object]:
    return asdict(batch) | {"at": _iso(batch.at)}


_WAYS = {Way.FILES: "파일", Way.UPLOAD: "올림", Way.PASTED: "붙여 넣음", Way.BEFORE: "이전 버전이 넣음"}


def _imports_lines(held: Sequence[Import]) -> Iterator[str]:
    if not held:
        yield "불러온 것이 없습니다."
    for each in held:
        what = " ".join(filter(None, (_WAYS[each.way], each.what)))
        counts = (
            f"판결 {each.rulings:,}건"
            if each.way is Way.BEFORE
            else f"판결 {each.rulings:,}건, 새로 넣음 {each.added:,}, 바뀜 {each.changed:,}"
        )
        trusted = ", 믿을 수 있는 파일" if each.vouched else ""
        yield f"{each.number}번 {each.at.astimezone(KOREA):%Y-%m-%d %H:%M} {what} ({counts}{trusted})"
        if each.way is Way.BEFORE:
            yield "  이 프로그램의 이전 버전이 넣은 것이라 나누어 되돌릴 수 없습니다."
        yield from _import_notes(each)
