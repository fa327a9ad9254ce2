"""Cells of an office's table: days, stages and benefits as offices write them, what stays open, and what is refused."""

from datetime import date

import pytest

from lib.domain.taxonomy import KindB, KindC, Stage
from lib.domain.told_cell import (
    CellError,
    is_ditto,
    read_benefit_cell,
    read_kind_cell,
)
from lib.domain.told_cell_days import read_day_cell
from lib.domain.told_cell_stages import read_stage_cell

TODAY = date(2026, 11, 29)
TOLD_ON = date(2026, 11, 20)


@pytest.mark.parametrize(
    "cell",
    [
        "10/6", "10/6(화)", "10월 6일", "10월 6일(화) 등기", "2026. 10. 6.(아들이 받음)", "2026.10.6 우편 수령", "20261006", "261006",
        "26.10.6", "’26. 10. 6", "26/10/6", "２０２６．１０．６", "2026-10-06T00:00:00", "46301", "시월 6일", "Oct 6, 2026",
        "결정 10/1, 수령 10/6", "2026년 10월 6일 오전", "10-6", "10.6.", "지난달 6일",
    ],
)  # fmt: skip
def test_a_day_is_read_as_offices_write_it(cell: str) -> None:
    assert read_day_cell(cell, TODAY, TOLD_ON, is_recent=True).day == date(2026, 10, 6)


@pytest.mark.parametrize(
    "cell",
    ["10월 초쯤", "지난주쯤", "모름(아들이 보관)", "확인요", "〃", "10/6?", "10/6~10/9", "문자 10/6, 등기 10/8", "10월 6일(수)", "10/6 발송",
     "아직 못 받음", "어머니께 물어보기로", "early October"],
)  # fmt: skip
def test_what_tells_no_certain_day_leaves_it_open_and_says_why(cell: str) -> None:
    read = read_day_cell(cell, TODAY, TOLD_ON, is_recent=True)
    assert read.day is None and read.unclear


@pytest.mark.parametrize(
    "cell, reason",
    [
        ("2026-02-30", "있을 수 없는"),
        ("9월 31일", "있을 수 없는"),
        ("2026-13-05", "있을 수 없는"),
        ("2026-12-24", "보다 뒤"),
        ("10/09/26", "차례를 알 수 없"),
        ("9/10/2026", "차례를 알 수 없"),
        ("10/6 아니면 11/6", "날짜가 둘"),
        ("2026.8.20 / 2026.9.24", "날짜가 둘"),
        ("퇴행성 소견으로 판단됨", "날짜가 아닌"),
        ("불승인", "날짜가 아닌"),
        ("(주)가온", "날짜가 아닌"),
    ],
)
def test_a_day_that_cannot_be_or_may_be_two_is_refused(cell: str, reason: str) -> None:
    with pytest.raises(CellError, match=reason):
        read_day_cell(cell, TODAY, TOLD_ON, is_recent=True)


def test_a_day_without_its_year_is_the_last_before_the_case_was_told() -> None:
    told = date(2026, 3, 5)
    assert read_day_cell("12/28", TODAY, told, is_recent=True).day == date(2025, 12, 28)
    # Since then it may have been added later, of either year; the weekday tells.
    assert read_day_cell("3/20", TODAY, told, is_recent=True).day is None
    assert read_day_cell("3/20(금)", TODAY, told, is_recent=True).day == date(2026, 3, 20)


@pytest.mark.parametrize(
    "cell, stage",
    [
        ("불승인(원처분)", Stage.DECISION),
        ("공단에서 안 된다고 함", Stage.DECISION),
        ("심사청구 준비중", Stage.DECISION),
        ("심사청구 전", Stage.DECISION),
        ("심사청구 기한 지남", Stage.DECISION),
        ("불승인→심사 검토", Stage.DECISION),
        ("심사 기각 → 재심사 준비", Stage.REVIEW),
        ("재심사 청구 예정", Stage.REVIEW),
        ("재심사기각(소송 검토)", Stage.SECOND_REVIEW),
        ("1심 패소, 항소 준비", Stage.FIRST_INSTANCE),
        ("상고 준비", Stage.SECOND_INSTANCE),
        ("산재 신청 전", Stage.BEFORE_CLAIM),
        ("second review dismissed", Stage.SECOND_REVIEW),
    ],
)
def test_the_last_decision_is_read_from_the_words_of_a_stage(cell: str, stage: Stage) -> None:
    read = read_stage_cell(cell)
    assert (read.stage, read.is_pending) == (stage, False)


@pytest.mark.parametrize(
    "cell, stage, awaited",
    [
        ("심사청구함", Stage.DECISION, Stage.REVIEW),
        ("심사청구 넣어둠", Stage.DECISION, Stage.REVIEW),
        ("심사청구 접수(결정 기다리는 중)", Stage.DECISION, Stage.REVIEW),
        ("심사 기각 후 재심사청구 접수", Stage.REVIEW, Stage.SECOND_REVIEW),
        ("행정소송 1심 중", None, Stage.FIRST_INSTANCE),
        ("1심 패소 후 항소함", Stage.FIRST_INSTANCE, Stage.SECOND_INSTANCE),
        ("상고심 계류", Stage.SECOND_INSTANCE, None),
        ("산재 신청함", Stage.BEFORE_CLAIM, Stage.DECISION),
    ],
)
def test_what_was_filed_is_awaited_and_no_new_decision(
    cell: str, stage: Stage | None, awaited: Stage | None
) -> None:
    read = read_stage_cell(cell)
    assert (read.stage, read.is_pending, read.awaited) == (stage, True, awaited)


@pytest.mark.parametrize(
    "cell",
    ["조정", "4차(?)", "요양급여", "2026-10-06", "라인에서 12년 일하다 팔꿈치가 아파서 병원에 다녔다고 하십니다.",
     "연령에 의한 변화로 판단되어 업무관련성을 인정하기 어려움"],
)  # fmt: skip
def test_what_names_no_stage_is_refused_and_not_guessed(cell: str) -> None:
    with pytest.raises(CellError, match="모르는 값"):
        read_stage_cell(cell)


def test_a_name_of_a_stage_alone_says_that_it_is_not_clear() -> None:
    assert read_stage_cell("심사청구").unclear and not read_stage_cell("심사결정").unclear.startswith("모")


@pytest.mark.parametrize(
    "cell, benefit",
    [
        ("요양(최초)", KindB.TREATMENT),
        ("요양불승인 다툼", KindB.TREATMENT),
        ("유족급여 및 장례비", KindB.SURVIVORS),
        ("장해급여(등급)", KindB.DISABILITY),
        ("재요양 신청", KindB.RENEWED_TREATMENT),
        ("추가 상병", KindB.ADDED_DIAGNOSIS),
        ("survivors' benefit", KindB.SURVIVORS),
        ("요양·휴업", None),
        ("보상금", None),
    ],
)
def test_a_benefit_is_read_by_the_words_it_holds(cell: str, benefit: KindB | None) -> None:
    found, why = read_benefit_cell(cell)
    assert found is benefit and bool(why) is (benefit is None)


@pytest.mark.parametrize(
    "cell, kind",
    [
        ("업무상 질병(뇌심)", KindC.DISEASE),
        ("출근길 사고", KindC.COMMUTE),
        ("작업 중 사고", KindC.ACCIDENT),
        ("신규", None),
    ],
)
def test_a_kind_is_read_by_the_words_it_holds(cell: str, kind: KindC | None) -> None:
    assert read_kind_cell(cell)[0] is kind


def test_what_points_at_the_row_above_is_known() -> None:
    assert all(is_ditto(cell) for cell in ("상동", "〃", "위와 같음", "위 내용과 동일함", "ditto"))
    assert not any(is_ditto(cell) for cell in ("동상", "위염", "전신 동일 부위 화상"))
