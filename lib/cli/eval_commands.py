"""How well the models do, measured over sets of a careful reader: eval analysis, eval summaries."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

import click

from lib.casework.analysis import Analysis
from lib.casework.evaluation import Evaluation, SetError, Share, evaluate, read_questions
from lib.casework.gloss_evaluation import GlossEvaluation, Verify, evaluate_glosses, read_judged
from lib.casework.opinion import CaseOpinion, ask_opinion, case_prompt
from lib.casework.pairings import Dropped
from lib.cli.program import (
    CommandError,
    cli,
    json_option,
    ledger,
    offline_option,
    opened,
    output,
    progress_bar,
    recipient_told,
    require,
    say,
    watch,
)
from lib.domain.records import StoredRuling
from lib.models.clients import Client, analysis_client, summary_client
from lib.models.reply import SENTENCES, ModelError, Problem
from lib.models.schemas import Retelling
from lib.rulings.retelling import read_again
from lib.settings import Settings, read_settings
from lib.store import Store

T = TypeVar("T")
Command = TypeVar("Command", bound=Callable[..., Any])


@cli.group("eval")
def eval_() -> None:
    """모델이 하는 일을, 답을 아는 자료로 잽니다."""


def _set_option(help: str) -> Callable[[Command], Command]:
    return click.option("--set", "path", required=True, type=click.Path(path_type=Path), help=help)


# A set, or why it is none in one line.
def _read(path: Path, read: Callable[[Path], T]) -> T:
    require((path,))
    try:
        return read(path)
    except SetError as error:
        raise CommandError(str(error)) from error


@eval_.command("analysis")
@_set_option("이야기(story)와 결과(outcome) 열이 있는 CSV. 판례(id) 열이 있으면 그 판결은 빼고 찾습니다.")
@json_option
@offline_option
def eval_analysis(path: Path, as_json: bool, offline: bool) -> None:
    """CSV의 질문을 모두 분석해, 한쪽을 고른 비율, 맞힌 비율(95% 구간), 기준 비율의 Brier 점수를 냅니다."""
    questions, refused = _read(path, read_questions)
    settings = read_settings()
    with opened() as (store, index), progress_bar("분석하는 중") as bar:
        client = analysis_client(settings)
        opine = _opine(store, client, settings) if client is not None and not offline else None
        found = evaluate(questions, refused, store, index, opine, lambda done: bar(done, len(questions)))
    output(as_json, asdict(found), _evaluation_lines(found))


def _opine(store: Store, client: Client, settings: Settings) -> Callable[[Analysis], CaseOpinion]:
    budget = ledger(store, settings, whole_day=True)
    say(f"질문을 {recipient_told(client)}(으)로 보냅니다(개인정보를 가림).", err=True)
    return lambda analysis: ask_opinion(analysis, case_prompt(analysis, client.room), client, budget, watch())


def _evaluation_lines(found: Evaluation) -> Iterator[str]:
    yield f"질문 {found.questions:,}개 (쓸 수 없는 행 {len(found.refused):,}개)"
    yield from (f"  {refused.row}행: {refused.reason}" for refused in found.refused)
    if found.model is None and not found.failed:
        yield "AI 모델을 쓰지 않았습니다."
    else:
        yield f"모델 {found.model or '모름'} ({found.prompt_version or '답 없음'}), 답 {found.answered:,}개"
        yield from (
            f"  답 없음: {SENTENCES[Problem(problem)]} {n:,}번" for problem, n in found.failed.items()
        )
        if found.unasked:
            yield f"  같은 까닭으로 더 묻지 않음: {found.unasked:,}개"
        yield f"한쪽을 고름: {_share(found.took_side)}"
        yield f"그 가운데 맞음: {_share(found.correct)}"
        yield f"통계와 어긋난 의견 {found.disagreed:,}개"
        yield f"보인 짝 {found.pairs_shown:,}개, 보이지 않은 것 {sum(found.dropped.values()):,}개"
        yield from (f"  {_WHY_DROPPED[Dropped(why)]} {n:,}개" for why, n in found.dropped.items())
        if found.seconds_median is not None:
            yield f"시간: 가운뎃값 {found.seconds_median:.1f}초, 모두 {found.seconds_total:.0f}초"
    brier = found.base_rate
    if brier.score is None:
        yield "기준 비율의 Brier 점수: 잴 수 없음"
    else:
        between = f", 95% 구간 {brier.low:.3f}~{brier.high:.3f}" if brier.low is not None else ""
        yield f"기준 비율의 Brier 점수: {brier.score:.3f} (n={brier.n:,}{between}; 0.25는 동전 던지기)"


_WHY_DROPPED = {
    Dropped.UNKNOWN: "주지 않은 번호",
    Dropped.ALONE: "짝이 없는 것",
    Dropped.NOT_THE_COURTS: "법원의 말이 아닌 것",
    Dropped.OTHER_SIDE: "반대쪽 말",
    Dropped.UNRELATED: "서로 다른 이야기",
    Dropped.NOTHING_TO_REST_ON: "짝이나 견줄 수가 없는 쏠림",
}


def _share(share: Share) -> str:
    if share.share is None or share.low is None or share.high is None:
        return "잴 수 없음"
    return f"{share.hits:,}/{share.n:,} ({share.share:.0%}, 95% 구간 {share.low:.0%}~{share.high:.0%})"


@eval_.command("summaries")
@_set_option("판례(ruling), 칸(field), 쉬운말(gloss), 문장번호(sentences), 맞음(right/wrong) 열이 있는 CSV.")
@json_option
@offline_option
def eval_summaries(path: Path, as_json: bool, offline: bool) -> None:
    """사람이 맞음·틀림을 매긴 쉬운 말로, 틀린 것이 보이는 비율과 맞는 것을 잃는 비율(95% 구간)을 냅니다.

    요약 모델을 설정했으면 한 번 더 견주게 한 뒤의 비율도 냅니다.
    """
    judged, refused = _read(path, read_judged)
    settings = read_settings()
    with opened() as (store, _index):
        client = None if offline else summary_client(settings)
        verify = _verify(store, client, settings) if client is not None else None

        def ruling_of(id: str) -> StoredRuling | None:
            found = store.find(id)
            return store.get(id) or (store.get(found[0].id) if len(found) == 1 else None)

        try:
            found = evaluate_glosses(judged, refused, ruling_of, verify)
        except ModelError as error:
            raise CommandError(str(error)) from error
    output(as_json, asdict(found), _gloss_lines(found))


def _verify(store: Store, client: Client, settings: Settings) -> Verify:
    budget = ledger(store, settings, whole_day=True)
    say(f"공개된 판결문의 문장을 {recipient_told(client)}(으)로 보냅니다.", err=True)

    def verify(ruling: StoredRuling, answer: Retelling) -> Mapping[int, bool]:
        return read_again(ruling, answer, client, budget, watch())

    return verify


def _gloss_lines(found: GlossEvaluation) -> Iterator[str]:
    yield f"쉬운 말 {found.glosses:,}개 (쓸 수 없는 행 {len(found.refused):,}개)"
    yield from (f"  {refused.row}행: {refused.reason}" for refused in found.refused)
    yield f"틀린 것 가운데 보이는 것: {_share(found.wrong_shown)}"
    yield f"맞는 것 가운데 잃는 것: {_share(found.right_lost)}"
    if found.verified_wrong_shown and found.verified_right_lost:
        yield f"다시 견준 뒤 틀린 것 가운데 보이는 것: {_share(found.verified_wrong_shown)}"
        yield f"다시 견준 뒤 맞는 것 가운데 잃는 것: {_share(found.verified_right_lost)}"
    else:
        yield "다시 견주지 않았습니다(요약 모델이 없습니다)."
