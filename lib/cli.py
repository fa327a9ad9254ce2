"""`python -m lib.cli …`: the app's use cases for scripts and batch work.

With `--json` a command prints one JSON document to stdout (classify: one per line) and nothing
else there; otherwise it speaks Korean. A command that could not do its job exits with a status
other than zero and one line on stderr.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from tqdm import tqdm

from lib.casework.analysis import Analysis, Comparable, Similar, analyze, limits, similar, support
from lib.casework.opinion import CaseOpinion, ask_opinion, case_prompt
from lib.casework.opinion import connect as connect_gemma
from lib.collect import importing
from lib.collect.sync import SyncProgress, SyncReport, last_sync, sync
from lib.domain.classify import classify
from lib.domain.disagreements import disagreements
from lib.domain.intake import Intake
from lib.domain.records import StoredRuling
from lib.domain.ruling import Precedent, ruling_id
from lib.domain.scope import is_industrial_accident
from lib.domain.taxonomy import Disease, Instance, KindC, Outcome
from lib.guidance.evidence import EvidenceItem
from lib.guidance.factors import FactorFound
from lib.models.budget import Ledger, SessionBudget
from lib.models.reply import SENTENCES, ModelError, Phase, Problem, Watch
from lib.rulings.retelling import RulingRetold, ask_retelling, can_be_retold, kept_retelling
from lib.rulings.retelling import connect as connect_gemini
from lib.rulings.summary import snippet_of, summarize
from lib.search.index import SearchIndex
from lib.search.query import Filters, search
from lib.settings import Settings, SettingsError, read_settings
from lib.sources import archive, registry
from lib.sources.archive import Refused
from lib.sources.http import SourceError
from lib.sources.starter import StarterError
from lib.store import Store, StoreError

if TYPE_CHECKING:
    from lib.casework.evaluation import Evaluation, Share


class CommandError(click.ClickException):
    """The command could not do its job; shown as one line on stderr."""

    def show(self, file: Any = None) -> None:
        """Print the reason and nothing around it."""
        click.echo(" ".join(self.format_message().split()), err=True)


class _Misused(CommandError):
    exit_code = click.UsageError.exit_code


class _Stopped(CommandError):
    # Ended by Ctrl-C, as shells count it.
    exit_code = 130


class _Commands(click.Group):
    """A group whose every failure is one sentence."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (StoreError, SettingsError, StarterError, SourceError) as error:
            raise CommandError(str(error)) from error
        except click.UsageError as error:
            raise _Misused(error.format_message()) from error
        except KeyboardInterrupt:
            raise _Stopped("중단했습니다. 같은 명령을 다시 실행하면 이어서 합니다.") from None
        except OSError as error:
            if isinstance(error, BrokenPipeError):
                # Whoever read the output has seen enough; click ends quietly.
                raise
            raise CommandError(f"파일을 읽거나 쓰지 못했습니다: {error}") from error


@click.group(cls=_Commands)
def cli() -> None:
    """산재 판례 길잡이: 판례를 불러오고, 분류하고, 찾습니다."""


json_option = click.option("--json", "as_json", is_flag=True, help="JSON으로 출력합니다.")
paths_argument = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))


@contextmanager
def opened(load_starter: bool = True) -> Iterator[tuple[Store, SearchIndex]]:
    """The store and the index of this machine, with the starter rulings in them."""
    settings = read_settings()
    with Store(settings.database_path) as store:
        index = SearchIndex(settings.index_path)
        if load_starter:
            importing.load_starter(store, index.sync)
        yield store, index


def print_json(document: object) -> None:
    """One JSON document on one line, in UTF-8 whatever the terminal's own encoding is."""
    click.echo(json.dumps(document, ensure_ascii=False).encode() + b"\n", nl=False)


@cli.command()
@json_option
def status(as_json: bool) -> None:
    """보유한 판례의 수, 출처, 색인 상태를 보여 줍니다."""
    with opened() as (store, index):
        held = store.status()
        indexed = index.state(store)
        runs = {name: last_sync(store, name) for name in registry.LIVE}
        compared = disagreements(store.source_kinds(), examples=5)
    if as_json:
        print_json(
            {
                "rulings": held.rulings,
                "by_source": held.by_source,
                "with_text": held.with_text,
                "index": asdict(indexed),
                "sources": {
                    name: {
                        "rulings": held.by_source.get(name, 0),
                        "last_fetched": _iso(held.last_fetched.get(name)),
                        "last_sync": asdict(run) | {"at": _iso(run.at)} if (run := runs.get(name)) else None,
                    }
                    for name in sorted(held.by_source.keys() | {name for name, run in runs.items() if run})
                },
                "disagreements": [asdict(each) | {"disagreed": each.disagreed} for each in compared],
            }
        )
        return
    click.echo(f"판례 {held.rulings:,}건 (전문이 있는 판례 {held.with_text:,}건)")
    for source, count in held.by_source.items():
        click.echo(f"  {registry.TITLES.get(source, source)}: {count:,}건")
    for name, run in runs.items():
        if run:
            says = "" if run.says is None else f", 출처에 {run.says:,}건"
            state = "끝까지 받음" if run.finished else run.problem or "일부만 받음"
            click.echo(f"  {registry.TITLES[name]} 마지막으로 받은 때: {_iso(run.at)} ({state}{says})")
    for each in compared:
        click.echo(
            f"{registry.TITLES.get(each.source, each.source)} {_LABEL_NAMES[each.label]}: "
            f"{each.compared:,}건 가운데 {each.disagreed:,}건이 우리 분류와 다름"
        )
    step = "판례와 일치" if indexed.in_step else "판례와 다름: 다음 실행 때 맞춥니다"
    click.echo(f"검색 색인 {indexed.documents:,}건 ({step})")


_LABEL_NAMES = {"outcome": "결과", "kind_b": "급여·처분", "kind_c": "사고·질병"}


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


@cli.command("sync")
@click.argument("source", type=click.Choice(list(registry.LIVE)))
@click.option("--limit", type=click.IntRange(1), help="새로 받을 판례의 최대 건수.")
@click.option(
    "--since-serial", type=click.IntRange(0), help="이 판례일련번호보다 새로운 판례만(lawgo에서만)."
)
@json_option
def sync_(source: str, limit: int | None, since_serial: int | None, as_json: bool) -> None:
    """공공 서비스에서 판례를 받습니다. 언제든 멈출 수 있고, 다시 실행하면 이어서 받습니다."""
    settings = read_settings()
    live = registry.LIVE[source](settings, None)
    try:
        if since_serial is not None and not live.keys_grow:
            raise click.UsageError(f"{source}에는 판례일련번호가 없어 --since-serial을 쓸 수 없습니다.")
        with opened(load_starter=False) as (store, index), _sync_progress() as progress:
            report = sync(live, store, index.sync, limit, since_serial, progress)
    finally:
        live.close()
    if as_json:
        print_json(asdict(report))
    else:
        _echo_sync(report)
    if report.problem:
        raise CommandError(report.problem)


def _echo_sync(report: SyncReport) -> None:
    says = "알 수 없음" if report.says is None else f"{report.says:,}건"
    click.echo(
        f"{registry.TITLES[report.source]}: 새로 받음 {report.new:,}, 바뀜 {report.changed:,}, "
        f"변화 없음 {report.unchanged:,}, 다른 법 {report.left_out:,}, 거부 {len(report.refused):,} "
        f"(출처에 {says}, 보유 {report.holds:,}건)"
    )
    for refused in report.refused:
        click.echo(f"  {refused.path}: {refused.reason}")
    if not report.finished and not report.problem:
        click.echo("정한 건수까지만 받았습니다. 다시 실행하면 이어서 받습니다.")


@contextmanager
def _sync_progress() -> Iterator[Callable[[SyncProgress], None] | None]:
    """A progress bar on stderr, only where a person watches."""
    if not sys.stderr.isatty():
        yield None
        return
    with tqdm(unit="건", file=sys.stderr) as bar:

        def show(progress: SyncProgress) -> None:
            bar.set_description("목록" if progress.phase == "listing" else "판결문")
            bar.total = progress.total
            bar.update(progress.done - bar.n)
            bar.set_postfix({"새로": progress.new, "바뀜": progress.changed, "거부": progress.refused})

        yield show


@cli.command("import")
@paths_argument
@json_option
@click.option("--strict", is_flag=True, help="받아들이지 못한 파일이 있으면 종료 상태를 1로 합니다.")
def import_(paths: tuple[Path, ...], as_json: bool, strict: bool) -> None:
    """공개 판례 저장소의 파일, 폴더, 압축 파일, 또는 판례 표(CSV, XLSX, JSONL)를 불러옵니다."""
    _require(paths)
    with opened(load_starter=False) as (store, index), _progress("불러오는 중") as progress:
        report = importing.import_paths(paths, store, index.sync, progress)
    if as_json:
        print_json(asdict(report))
    else:
        click.echo(
            f"파일 {report.read:,}개: 추가 {report.added:,}, 갱신 {report.updated:,}, "
            f"변화 없음 {report.unchanged:,}, 다른 법 {report.left_out:,}, 거부 {len(report.refused):,}"
        )
        for refused in report.refused:
            click.echo(f"  {refused.path}: {refused.reason}")
    if strict and report.refused:
        raise CommandError(f"받아들이지 못한 파일이 {len(report.refused):,}개 있습니다.")


@cli.command("classify")
@paths_argument
@json_option
@click.option("--all", "everything", is_flag=True, help="산재가 아닌 판례도 분류합니다.")
def classify_(paths: tuple[Path, ...], as_json: bool, everything: bool) -> None:
    """판례 파일에서 심급, 결과, 급여, 쟁점 등을 읽어 한 건씩 출력합니다.

    폴더에서는 산재 판례만, 이름을 준 파일은 모두 분류합니다.
    """
    _require(paths)
    classified = refused = 0
    for path in paths:
        asked_for = everything or (path.is_file() and path.suffix.lower() != ".zip")
        for item in archive.read_paths([path]):
            if isinstance(item, Refused):
                refused += 1
                click.echo(f"{item.path}: {item.reason}", err=True)
            elif asked_for or is_industrial_accident(item.precedent):
                classified += 1
                document = _classified(item.precedent)
                if as_json:
                    print_json(document)
                else:
                    click.echo(_CLASSIFIED.format_map(document))
            else:
                click.echo(f"{item.path}: 산재보험 사건이 아니어서 뺐습니다(--all로 포함).", err=True)
    if refused and not classified:
        raise CommandError("분류할 수 있는 판례가 없습니다.")


_CLASSIFIED = (
    "{court} {case_number} ({instance}심): {outcome} | {kind_b} | {kind_c}"
    " | {disease_category} | {issue_category}"
)


def _classified(precedent: Precedent) -> dict[str, object]:
    labels = classify(precedent)
    return {
        "id": precedent.id,
        "case_number": precedent.case_number,
        "court": precedent.court,
        "serial": precedent.source_serial,
        "instance": labels.instance.value,
        "outcome": labels.outcome.value,
        "kind_b": labels.kind_b.value,
        "kind_c": labels.kind_c.value,
        "disease_category": labels.disease_category.value,
        "issue_category": labels.issue_category.value,
        "diagnoses": labels.diagnoses,
        "occupation": labels.occupation,
        "statutes": labels.statutes,
        "cited_cases": labels.cited_cases,
        "related_cases": [case.model_dump(mode="json") for case in labels.related_cases],
        "evidence": labels.evidence(),
    }


_MOST_HITS = 100


@cli.command("search")
@click.argument("query", callback=lambda _context, _parameter, value: _text(value))
@click.option(
    "-k", "limit", default=10, show_default=True, type=click.IntRange(1, _MOST_HITS), help="보여 줄 개수."
)
@click.option(
    "--kind-c", multiple=True, type=click.Choice([kind.value for kind in KindC]), help="사고·질병 구분."
)
@click.option(
    "--outcome", multiple=True, type=click.Choice([outcome.value for outcome in Outcome]), help="결과."
)
@click.option(
    "--disease", multiple=True, type=click.Choice([disease.value for disease in Disease]), help="상병 분류."
)
@click.option("--instance", multiple=True, type=click.Choice(["1", "2", "3"]), help="심급.")
@click.option("--year-from", type=int, help="이 해부터(사건번호의 연도).")
@click.option("--year-to", type=int, help="이 해까지.")
@json_option
def search_(
    query: str,
    limit: int,
    kind_c: tuple[str, ...],
    outcome: tuple[str, ...],
    disease: tuple[str, ...],
    instance: tuple[str, ...],
    year_from: int | None,
    year_to: int | None,
    as_json: bool,
) -> None:
    """말, 문장, 사건번호로 판례를 찾습니다."""
    filters = Filters(
        outcome=tuple(map(Outcome, outcome)),
        kind_c=tuple(map(KindC, kind_c)),
        disease_category=tuple(map(Disease, disease)),
        instance=tuple(Instance(int(value)) for value in instance),
        year_from=year_from,
        year_to=year_to,
    )
    with opened() as (store, index):
        started = time.perf_counter()
        found = search(index, query, filters, limit)
        took = (time.perf_counter() - started) * 1000
        rulings = {ruling.id: ruling for ruling in store.get_many([hit.id for hit in found.hits])}
    hits = [_hit(rulings[hit.id], hit.score, query) for hit in found.hits if hit.id in rulings]
    if as_json:
        print_json({"query": query, "total": found.total, "took_ms": round(took, 1), "hits": hits})
        return
    click.echo(f"{found.total:,}건 가운데 {len(hits)}건")
    for hit in hits:
        click.echo(_HIT.format_map(hit))


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


@cli.command("similar")
@click.argument("intake", type=click.File("r", encoding="utf-8-sig"), default="-")
@json_option
def similar_(intake: TextIO, as_json: bool) -> None:
    """INTAKE.json(또는 표준 입력)의 이야기와 비슷한 판례를 양쪽으로 찾습니다."""
    told = _intake(intake)
    with opened() as (store, index):
        found = similar(told, store, index)
    if as_json:
        print_json(_similar(found, told))
        return
    _echo_similar(found)


offline_option = click.option(
    "--offline", is_flag=True, help="AI 모델을 쓰지 않습니다. 아무것도 밖으로 보내지 않습니다."
)


@cli.command("analyze")
@click.argument("intake", type=click.File("r", encoding="utf-8-sig"), default="-")
@json_option
@offline_option
def analyze_(intake: TextIO, as_json: bool, offline: bool) -> None:
    """INTAKE.json(또는 표준 입력)의 상황을 분석합니다. 결과를 예측하지는 않습니다.

    AI 모델을 설정했으면 개인정보를 가린 이야기를 그 서버로 보내 의견을 함께 보여 줍니다.
    """
    told = _intake(intake)
    settings = read_settings()
    opinion: CaseOpinion | None = None
    notice = ""
    with opened() as (store, index):
        analysis = analyze(told, store, index)
        if settings.has_case_model and not offline:
            opinion, notice = _opinion(analysis, store, settings)
    understood = analysis.understood
    if as_json:
        print_json(
            {
                "understood": {
                    "kind_b": understood.kind_b,
                    "kind_c": understood.kind_c,
                    "disease_category": understood.disease_category,
                    "issue_category": understood.issue_category,
                    "words": understood.words,
                },
                "issue": understood.issue_category,
                **_similar(analysis.similar, told),
                "criteria": [
                    {
                        "says": criterion.says.ko,
                        "basis": [basis.in_language("ko") for basis in criterion.basis],
                    }
                    for criterion in analysis.criteria
                ],
                "factors_for": [_factor(factor) for factor in analysis.factors_for],
                "factors_against": [_factor(factor) for factor in analysis.factors_against],
                "missing_evidence": [_evidence(item) for item in analysis.missing_evidence],
                "limits": ([support()] if analysis.needs_support else []) + limits(analysis),
                "opinion": _told_opinion(opinion) if opinion else None,
                "model": asdict(opinion.use) if opinion else None,
                "notice": notice,
            }
        )
        return
    if analysis.needs_support:
        click.echo(support())
    click.echo(f"쟁점: {understood.issue_category or '모름'}")
    for criterion in analysis.criteria:
        click.echo(
            f"  - {criterion.says.ko} ({', '.join(basis.in_language('ko') for basis in criterion.basis)})"
        )
    _echo_similar(analysis.similar)
    for heading, factors in (
        ("유리한 사정", analysis.factors_for),
        ("불리한 사정", analysis.factors_against),
    ):
        click.echo(heading)
        for factor in factors:
            click.echo(f'  - {factor.says.ko} ("{factor.words}")')
    click.echo("더 필요한 증거")
    for item in analysis.missing_evidence:
        click.echo(f"  - {item.what.ko}: {item.how.ko}")
    if opinion:
        _echo_opinion(opinion)
    if notice:
        click.echo(notice)
    for sentence in limits(analysis):
        click.echo(f"* {sentence}")


def _opinion(analysis: Analysis, store: Store, settings: Settings) -> tuple[CaseOpinion | None, str]:
    """The model's opinion, or a sentence why there is none: the analysis stands without it."""
    gemma, sent = connect_gemma(settings), case_prompt(analysis, settings)
    click.echo(f"이야기를 {gemma.recipient}(으)로 보냅니다(개인정보 {sent.masked}곳을 가림).", err=True)
    ledger = Ledger(store, settings, SessionBudget.of(settings))
    try:
        return ask_opinion(analysis, sent, gemma, ledger, settings, _watch()), ""
    except (ModelError, StoreError) as error:
        return None, str(error)


def _watch() -> Watch:
    """Says on stderr that a server is being waked: that takes minutes."""
    return Watch(
        on_phase=lambda phase, status: (
            click.echo(f"서버를 깨우는 중입니다. {status}".rstrip(), err=True)
            if phase is Phase.WAKING
            else None
        )
    )


def _told_opinion(told: CaseOpinion) -> dict[str, object]:
    return {
        **told.opinion.model_dump(mode="json"),
        "disagrees_with_base_rate": told.disagrees,
        "removed": [asdict(each) for each in told.removed],
    }


def _echo_opinion(told: CaseOpinion) -> None:
    opinion = told.opinion
    click.echo(f"AI의 의견({told.use.name}): {opinion.leaning}. {opinion.reason}")
    for heading, grounds in (("근로자", opinion.for_claimant), ("공단", opinion.for_agency)):
        for ground in grounds:
            click.echo(f"  - {heading}에게 유리: {ground.says} [{', '.join(ground.rests_on)}]")
    for missing in opinion.missing_evidence:
        click.echo(f"  - 부족한 증거: {missing.what} {missing.how}")
    if told.disagrees:
        click.echo("AI의 의견과 비슷한 판결의 통계가 서로 다릅니다.")
    _echo_removed(len(told.removed))


def _echo_removed(removed: int) -> None:
    if removed:
        click.echo(f"확인되지 않아 표시하지 않음: {removed}곳")


def _text(argument: str) -> str:
    """An argument as text: bytes that are no UTF-8 become question marks instead of breaking the output."""
    return argument.encode("utf-8", "replace").decode("utf-8")


_INVALID = {
    "string_too_long": "너무 깁니다(최대 {max_length}자).",
    "extra_forbidden": "모르는 항목입니다.",
    "enum": "쓸 수 있는 값이 아닙니다: {expected} 가운데 하나여야 합니다.",
    "too_long": "개수가 너무 많습니다(최대 {max_length}개).",
    "string_type": "글이어야 합니다.",
    "string_unicode": "글자로 읽을 수 없는 것이 들어 있습니다.",
    "tuple_type": "목록이어야 합니다.",
    "model_type": "항목과 값을 담은 JSON 객체여야 합니다.",
    "model_attributes_type": "항목과 값을 담은 JSON 객체여야 합니다.",
}


def _why(error: ErrorDetails) -> str:
    """What is wrong with a value, as a sentence."""
    if error["type"].startswith("date"):
        return "날짜는 2026-01-31처럼 연-월-일로 적습니다."
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    return _INVALID.get(error["type"], error["msg"]).format_map(error.get("ctx", {}))


def _intake(file: TextIO) -> Intake:
    try:
        document = json.load(file)
    except (ValueError, UnicodeDecodeError) as error:
        raise CommandError(f"INTAKE가 올바른 JSON이 아닙니다: {error}") from error
    try:
        return Intake.model_validate(document)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        where = f"INTAKE의 {place} 값을 쓸 수 없습니다" if place else "INTAKE를 쓸 수 없습니다"
        raise CommandError(f"{where}: {_why(first)}") from error


def _similar(found: Similar, told: Intake) -> dict[str, object]:
    def side(comparables: tuple[Comparable, ...]) -> list[dict[str, object]]:
        return [
            _hit(each.ruling, each.score, told.text)
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


def _factor(factor: FactorFound) -> dict[str, object]:
    return {
        "factor": factor.says.ko,
        "words": factor.words,
        "basis": [basis.model_dump(mode="json") for basis in factor.basis],
        "rulings": list(factor.rulings),
    }


def _evidence(item: EvidenceItem) -> dict[str, object]:
    return {"evidence": item.what.ko, "why": item.why.ko, "how": item.how.ko}


def _echo_similar(found: Similar) -> None:
    rate = found.base_rate
    group = " · ".join(rate.group) or "전체"
    if rate.rate is None or rate.low is None or rate.high is None:
        click.echo("비교할 판결이 없습니다.")
    else:
        click.echo(
            f"{group}: {rate.n}건 가운데 {rate.favourable}건이 근로자 쪽에 유리 "
            f"({rate.rate:.0%}, 95% 구간 {rate.low:.0%}~{rate.high:.0%}, 일부인정 {rate.partly}건 포함)"
        )
    for heading, side in (
        ("근로자 쪽이 이긴 판결", found.favourable),
        ("근로자 쪽이 진 판결", found.unfavourable),
    ):
        click.echo(heading)
        for each in side:
            precedent = each.ruling.precedent
            click.echo(
                f"  - {precedent.court} {precedent.case_number}: {'; '.join(_tipped(each.ruling)[:2])}"
            )


@cli.command("summarize")
@click.argument("id", callback=lambda _context, _parameter, value: _text(value))
@json_option
@offline_option
def summarize_(id: str, as_json: bool, offline: bool) -> None:
    """판례 하나를 요약합니다. ID는 `법원_사건번호`이며 사건번호만 적어도 됩니다.

    AI 모델을 설정했으면 판결문을 그 서버로 보내 쉬운 말로 풀어 씁니다. 한 번 받은 요약은 보관해 다시 씁니다.
    """
    settings = read_settings()
    retold: RulingRetold | None = None
    notice = ""
    with opened() as (store, _):
        ruling = _held(store, id)
        summary = summarize(ruling)
        if settings.has_summary_model and not offline and can_be_retold(ruling):
            retold, notice = _retelling(ruling, store, settings)
    if as_json:
        print_json(
            asdict(summary)
            | (_told_retelling(retold) if retold else {})
            | {"model": asdict(retold.use) if retold else None, "notice": notice}
        )
        return
    told = retold.retelling if retold else summary
    for heading, words in (
        ("", told.preview), ("원고", told.plaintiff), ("피고", told.defendant), ("결과", summary.result),
        ("배경", told.background), ("쟁점", told.issue), ("판단", told.reason),
    ):  # fmt: skip
        if words:
            click.echo(f"{heading}: {words}" if heading else words)
    for factor in told.deciding_factors:
        click.echo(f"  - {factor}")
    if retold:
        if retold.retelling.meaning:
            click.echo(f"비슷한 처지라면: {retold.retelling.meaning}")
        click.echo(f"({retold.use.name}이(가) 풀어 쓴 글입니다. 틀릴 수 있으니 판결문을 확인하세요.)")
        _echo_removed(len(retold.removed))
    if notice:
        click.echo(notice)


def _retelling(ruling: StoredRuling, store: Store, settings: Settings) -> tuple[RulingRetold | None, str]:
    """The ruling retold, or a sentence why not: the summary stands without it."""
    gemini = connect_gemini(settings)
    if kept_retelling(ruling, store, settings) is None:
        click.echo(f"공개된 판결문을 {gemini.recipient}(으)로 보냅니다.", err=True)
    ledger = Ledger(store, settings, SessionBudget.of(settings))
    try:
        return ask_retelling(ruling, gemini, ledger, settings, _watch()), ""
    except (ModelError, StoreError) as error:
        return None, str(error)


def _told_retelling(retold: RulingRetold) -> dict[str, object]:
    """The fields of a summary that the model told; what it left empty, and the result, stay ours."""
    told = retold.retelling.model_dump(
        mode="json", exclude={"result", "background_quotes", "issue_quotes", "reason_quotes"}
    )
    return {
        **{field: words for field, words in told.items() if words},
        "quotes": [asdict(quote) for quote in retold.quotes],
        "how": "model",
        "removed": [asdict(each) for each in retold.removed],
    }


@cli.group("eval")
def eval_() -> None:
    """결과를 아는 질문으로 분석을 잽니다."""


@eval_.command("analysis")
@click.option(
    "--set",
    "path",
    required=True,
    type=click.Path(path_type=Path),
    help="이야기(story)와 결과(outcome) 열이 있는 CSV. 판례(id) 열이 있으면 그 판결은 빼고 찾습니다.",
)
@json_option
@offline_option
def eval_analysis(path: Path, as_json: bool, offline: bool) -> None:
    """CSV의 질문을 모두 분석해, 한쪽을 고른 비율, 맞힌 비율(95% 구간), 기준 비율의 Brier 점수를 냅니다."""
    # Loaded here: it brings pandas, which takes longer to load than most commands take to run.
    from lib.casework.evaluation import SetError, evaluate, read_questions

    _require((path,))
    settings = read_settings()
    try:
        questions, refused = read_questions(path)
    except SetError as error:
        raise CommandError(str(error)) from error
    with opened() as (store, index), _progress("분석하는 중") as progress:
        opine = _opine(store, settings) if settings.has_case_model and not offline else None
        found = evaluate(
            questions,
            refused,
            store,
            index,
            opine,
            lambda done: progress(done, len(questions)) if progress else None,
        )
    if as_json:
        print_json(asdict(found))
    else:
        _echo_evaluation(found)


def _opine(store: Store, settings: Settings) -> Callable[[Analysis], CaseOpinion]:
    # What one evaluation may use is the day's limit: whoever runs it has said how many questions.
    session = SessionBudget(settings.model_calls_per_day, settings.model_tokens_per_day)
    gemma = connect_gemma(settings)
    click.echo(f"질문을 {gemma.recipient}(으)로 보냅니다(개인정보를 가림).", err=True)

    def opine(analysis: Analysis) -> CaseOpinion:
        ledger = Ledger(store, settings, session)
        return ask_opinion(analysis, case_prompt(analysis, settings), gemma, ledger, settings, _watch())

    return opine


def _echo_evaluation(found: "Evaluation") -> None:
    click.echo(f"질문 {found.questions:,}개 (쓸 수 없는 행 {len(found.refused):,}개)")
    for refused in found.refused:
        click.echo(f"  {refused.row}행: {refused.reason}")
    if found.model is None and not found.failed:
        click.echo("AI 모델을 쓰지 않았습니다.")
    else:
        click.echo(
            f"모델 {found.model or '모름'} ({found.prompt_version or '답 없음'}), 답 {found.answered:,}개"
        )
        for problem, n in found.failed.items():
            click.echo(f"  답 없음: {SENTENCES[Problem(problem)]} {n:,}번")
        if found.unasked:
            click.echo(f"  같은 까닭으로 더 묻지 않음: {found.unasked:,}개")
        click.echo(f"한쪽을 고름: {_told_share(found.took_side)}")
        click.echo(f"그 가운데 맞음: {_told_share(found.correct)}")
        click.echo(f"통계와 어긋난 의견 {found.disagreed:,}개, 확인되지 않아 뺀 문장 {found.removed:,}개")
        if found.seconds_median is not None:
            click.echo(f"시간: 가운뎃값 {found.seconds_median:.1f}초, 모두 {found.seconds_total:.0f}초")
    brier = found.base_rate
    if brier.score is None:
        click.echo("기준 비율의 Brier 점수: 잴 수 없음")
    else:
        between = f", 95% 구간 {brier.low:.3f}~{brier.high:.3f}" if brier.low is not None else ""
        click.echo(f"기준 비율의 Brier 점수: {brier.score:.3f} (n={brier.n:,}{between}; 0.25는 동전 던지기)")


def _told_share(share: "Share") -> str:
    if share.share is None or share.low is None or share.high is None:
        return "잴 수 없음"
    return f"{share.hits:,}/{share.n:,} ({share.share:.0%}, 95% 구간 {share.low:.0%}~{share.high:.0%})"


@cli.command("show")
@click.argument("id", callback=lambda _context, _parameter, value: _text(value))
@json_option
def show(id: str, as_json: bool) -> None:
    """보유한 판례 하나를 그대로 보여 줍니다: 출처, 분류, 디지스트, 전문."""
    with opened() as (store, _):
        ruling = _held(store, id)
    precedent = ruling.precedent
    if as_json:
        print_json(
            _classified(precedent)
            | {
                "source_url": precedent.source_url,
                "sources": [sighting.source for sighting in ruling.sightings],
                "digest": precedent.digest.model_dump(mode="json") if precedent.digest else None,
                "text": precedent.text,
            }
        )
        return
    click.echo(_CLASSIFIED.format_map(_classified(precedent)))
    click.echo(precedent.text or (precedent.digest.gist if precedent.digest else ""))


def _held(store: Store, id: str) -> StoredRuling:
    court, _, number = id.rpartition("_")
    candidates = [
        id,
        ruling_id(court, number) if court else id,
        *(held.id for held in store.find(number or id)),
    ]
    if id.isdigit() and (held_as := store.of_serial(id)):
        candidates.append(held_as)
    for candidate in candidates:
        if ruling := store.get(candidate):
            return ruling
    raise CommandError(f"가지고 있지 않은 판례입니다: {id}")


def _require(paths: tuple[Path, ...]) -> None:
    for path in paths:
        # One that may not even be looked at is for the archive to report.
        with suppress(PermissionError):
            if not path.exists():
                raise CommandError(f"파일이나 폴더가 없습니다: {path}")


@contextmanager
def _progress(label: str) -> Iterator[importing.Progress | None]:
    """A progress bar on stderr, only where a person watches."""
    if not sys.stderr.isatty():
        yield None
        return
    with tqdm(desc=label, unit="개", file=sys.stderr) as bar:

        def show(done: int, total: int | None) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield show


if __name__ == "__main__":
    cli(prog_name="python -m lib.cli")
