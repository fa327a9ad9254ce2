"""Cells of an office's table: days, stages and benefits as offices write them, what stays open, and what is refused."""

from datetime import date

import pytest

from lib.domain.taxonomy import KindB, KindC, Stage
from lib.domain.told_cell import (
    CellError,
    is_ditto,
    letter_and_remark,
    read_benefit_cell,
    read_kind_cell,
)
from lib.domain.told_cell_days import read_day_cell
from lib.domain.told_cell_receipts import received_by_stage
from lib.domain.told_cell_stages import read_stage_cell, stage_of_letter, with_letter

TODAY = date(2026, 11, 29)
TOLD_ON = date(2026, 11, 20)


@pytest.mark.parametrize(
    "cell",
    [
        "10/6", "10/6(화)", "10/6 화(대체공휴일에 문자로)", "10/6화", "10.6.화", "10/6화요일", "10월 6일 화", "동거하는 아들이 10/6 받고 나는 10/9에 봄",
        "10/5일경? → 지사 확인 결과 10/6 송달", "9/25 추석날 아니고 10/6 등기", "10/6에 판결문 옴", "10월 6일", "10월 6일(화) 등기", "2026. 10. 6.(아들이 받음)", "2026.10.6 우편 수령", "20261006", "261006",
        "26.10.6", "’26. 10. 6", "26/10/6", "２０２６．１０．６", "2026-10-06T00:00:00", "46301", "시월 6일", "Oct 6, 2026",
        "결정 10/1, 수령 10/6", "통지서는 10/1자, 받은 건 10/6", "선고 9/30 → 송달 10/6", "결정 10/1 받은날 10/6", "10/6(개천절 사흘 뒤)",
        "10/2→ 아님, 등기조회 결과 10/6이 맞음", "처음 적은 10월 2일은 잘못. 10월 6일로 정정함", "10/2 (X) 10/6", "10/2로 적었으나 10/6이 맞음",
        "2026年 10月 6日", "十月 六日", "1006", "6-Oct-26", "2026년 10월 6일 오전", "10-6", "10.6.", "지난달 6일",
    ],
)  # fmt: skip
def test_a_day_is_read_as_offices_write_it(cell: str) -> None:
    assert read_day_cell(cell, TODAY, TOLD_ON, is_recent=True).day == date(2026, 10, 6)


@pytest.mark.parametrize(
    "cell",
    ["10/6 아니면 10/7", "10/6인지 11/6인지", "발송 10/6 (수령일 미상)", "통지서에 10/6로 찍힘, 받은 날은 다시 알려주기로", "11.2", "10월 초쯤", "지난주쯤", "모름(아들이 보관)", "확인요", "〃", "10/6?", "10/6~10/9", "10/6 아님", "문자 10/6, 등기 10/8", "10월 6일(수)", "10/6 발송",
     "아직 못 받음", "10/6 월", "아들이 10/6쯤 받고 나는 10/9에 봄", "어머니께 물어보기로", "early October"],
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
        ("#REF!", "수식이 깨졌"),
        ("2026.8.20 / 2026.9.24", "날짜가 둘"),
        ("10/6, 10/19", "날짜가 둘"),
        ("퇴행성 소견으로 판단됨", "날짜가 아닌"),
        ("불승인", "날짜가 아닌"),
        ("(주)가온", "날짜가 아닌"),
    ],
)
def test_a_day_that_cannot_be_or_may_be_two_is_refused(cell: str, reason: str) -> None:
    with pytest.raises(CellError, match=reason):
        read_day_cell(cell, TODAY, TOLD_ON, is_recent=True)


@pytest.mark.parametrize(
    "cell, day",
    [
        ("10/5 월(문자로)", 5),
        ("10/26월", 26),
        ("11/9월요일", 9),
        ("10.26 월", 26),
        ("10/5월", 5),
        ("10/19월 수령", 19),
    ],
)
def test_monday_behind_a_day_is_no_month(cell: str, day: int) -> None:
    found = read_day_cell(cell, TODAY, TOLD_ON, is_recent=True).day
    assert found and found.day == day and found.weekday() == 0


@pytest.mark.parametrize(
    "cell, day",
    [
        ("상담 당일 아침", date(2026, 11, 20)),
        ("상담 온 날 오전에 등기로", date(2026, 11, 20)),
        ("상담 전날", date(2026, 11, 19)),
        ("결정일과 같은 날 문자로", date(2026, 10, 2)),
        ("상담 뒤에 받음", None),
    ],
)
def test_a_cell_may_point_to_the_day_of_another(cell: str, day: date | None) -> None:
    assert read_day_cell(cell, TODAY, TOLD_ON, True, date(2026, 10, 2)).day == day
    assert read_day_cell(cell, TODAY, None, True).day is None


def test_two_months_are_no_monday() -> None:
    assert read_day_cell("9/10월", TODAY, TOLD_ON, is_recent=True).day is None


def test_a_rough_time_of_a_told_year_is_of_that_year() -> None:
    assert read_day_cell("2021년 6월", TODAY, TOLD_ON).earliest == date(2021, 6, 1)


def test_of_two_days_that_it_may_be_the_earlier_is_told() -> None:
    assert read_day_cell("11/6 아니면 10/6", TODAY, TOLD_ON, is_recent=True).earliest == date(2026, 10, 6)


@pytest.mark.parametrize("cell", ["어제", "지난주 금요일", "사흘 전", "지난달 6일"])
def test_a_day_told_by_how_long_ago_it_was_is_none_where_nobody_knows_when_that_was_told(cell: str) -> None:
    assert read_day_cell(cell, TODAY, TOLD_ON, is_recent=True).day
    open_ = read_day_cell(cell, TODAY, None, is_recent=True)
    assert open_.day is None and open_.unclear


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
        ("심사 엑스 / 다음 단계 상의", Stage.REVIEW),
        ("1차 ✕", Stage.DECISION),
        ("지사 빠꾸", Stage.DECISION),
        ("재심사 청구 예정", Stage.REVIEW),
        ("재심사기각(소송 검토)", Stage.SECOND_REVIEW),
        ("1심 패소, 항소 준비", Stage.FIRST_INSTANCE),
        ("상고 준비", Stage.SECOND_INSTANCE),
        ("심사청구 2026-07-07 기각", Stage.REVIEW),
        ("일부만 나옴", Stage.DECISION),
        ("적용제외", Stage.DECISION),
        ("12급 나옴", Stage.DECISION),
        ("정정 거부", Stage.DECISION),
        ("승인", Stage.DECISION),
        ("산재 신청 전", Stage.BEFORE_CLAIM),
        ("지사 불승", Stage.DECISION),
        ("불승(이의 아직)", Stage.DECISION),
        ("原처분 / 심사 前", Stage.DECISION),
        ("거절, 이의신청 안 함", Stage.DECISION),
        ("불승(심사 건너뛰고 소송 검토)", Stage.DECISION),
        ("심사까지 짐", Stage.REVIEW),
        ("행소 1심 패", Stage.FIRST_INSTANCE),
        ("상담만(미신청)", Stage.BEFORE_CLAIM),
        ("아직 안 냄", Stage.BEFORE_CLAIM),
        ("신청", Stage.BEFORE_CLAIM),
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
        ("행소 1심 계속中(재결 거침)", Stage.SECOND_REVIEW, Stage.FIRST_INSTANCE),
        ("심사 걸어둠", Stage.DECISION, Stage.REVIEW),
        ("재심사 결과 아직", Stage.REVIEW, Stage.SECOND_REVIEW),
        ("공단 접수(조사중)", Stage.BEFORE_CLAIM, Stage.DECISION),
        ("산재 신청함", Stage.BEFORE_CLAIM, Stage.DECISION),
        ("심사청구 2026-07-07(화)", Stage.DECISION, Stage.REVIEW),
        ("재심사 청구 20260615", Stage.REVIEW, Stage.SECOND_REVIEW),
        ("재심사 바로 청구(2026.6.2.)", Stage.REVIEW, Stage.SECOND_REVIEW),
        ("재요양 신청 '26. 10. 2.", Stage.BEFORE_CLAIM, Stage.DECISION),
        ("진료계획서 병원이 냄, 답 없음", Stage.BEFORE_CLAIM, Stage.DECISION),
    ],
)
def test_what_was_filed_is_awaited_and_no_new_decision(
    cell: str, stage: Stage | None, awaited: Stage | None
) -> None:
    read = read_stage_cell(cell)
    assert (read.stage, read.is_pending, read.awaited) == (stage, True, awaited)


@pytest.mark.parametrize(
    "cell",
    ["요양급여", "2026-10-06", "010-1234-5678", "(주)가온", "라인에서 12년 일하다 팔꿈치가 아파서 병원에 다녔다고 하십니다.",
     "연령에 의한 변화로 판단되어 업무관련성을 인정하기 어려움"],
)  # fmt: skip
def test_what_belongs_into_another_column_is_no_stage(cell: str) -> None:
    with pytest.raises(CellError, match="단계가 아닌"):
        read_stage_cell(cell)


@pytest.mark.parametrize("cell", ["조정", "4차(?)", "가3-보류", "모르신다 함", "?"])
def test_words_that_name_no_stage_leave_it_open(cell: str) -> None:
    read = read_stage_cell(cell)
    assert (read.stage, read.is_pending) == (None, False) and read.unclear


@pytest.mark.parametrize(
    "letter, stage",
    [
        ("안양지사 요양 불승인 통지: 심사 자료가 부족함", Stage.DECISION),
        ("본부 심사 기각, 원처분 그대로. 근거 없음", Stage.REVIEW),
        ("재결서 정본(기각). 이유: 퇴행성", Stage.SECOND_REVIEW),
        ("수원지법 2025구단1 원고 청구 기각. 근거 없음", Stage.FIRST_INSTANCE),
        ("고등법원 '원고의 항소를 기각한다'", Stage.SECOND_INSTANCE),
        ("불승인 사유: 노화", None),
        ("나이 탓으로 보임", None),
    ],
)
def test_a_letter_tells_of_which_decision_it_is(letter: str, stage: Stage | None) -> None:
    assert stage_of_letter(letter) is stage


def test_what_a_cell_leaves_open_is_told_by_the_letter() -> None:
    unknown, filed, alone = (read_stage_cell(cell) for cell in ("?", "접수함", "심사청구"))
    assert with_letter(unknown, Stage.REVIEW).stage is Stage.REVIEW
    awaited = with_letter(filed, Stage.REVIEW)
    assert (awaited.stage, awaited.awaited, awaited.is_pending) == (Stage.REVIEW, Stage.SECOND_REVIEW, True)
    assert with_letter(alone, Stage.REVIEW).unclear == ""
    assert with_letter(alone, None) is alone


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


@pytest.mark.parametrize(
    ("cell", "letter", "remark"),
    [
        ('의학적 소견상 "급성 파열로 보기 어려워 제외함"(통지서 그대로) → 원장 의견은 다름',
         '의학적 소견상 "급성 파열로 보기 어려워 제외함"', "원장 의견은 다름"),
        ('"퇴행성 변화가 뚜렷함"→ 나이 43세', '"퇴행성 변화가 뚜렷함"', "나이 43세"),
        ("과로 기준 미달 -> 근무시간표로 반박할 것", "과로 기준 미달", "근무시간표로 반박할 것"),
        # Within the letter.
        ("청력 45dB → 50dB로 기준에 미달함", "청력 45dB → 50dB로 기준에 미달함", ""),
        ("12주 평균 48시간 → 불승인", "12주 평균 48시간 → 불승인", ""),
        ("나이 탓이라고 합니다.", "나이 탓이라고 합니다.", ""),
    ],
)  # fmt: skip
def test_an_offices_remark_is_no_word_of_the_letter(cell: str, letter: str, remark: str) -> None:
    assert letter_and_remark(cell) == (letter, remark)


@pytest.mark.parametrize(
    "cell, day",
    [
        ("1심 패소 11/18 송달", date(2026, 11, 18)),
        ("1심 패소(11/18 송달)", date(2026, 11, 18)),
        ("재심사 중. 심사기각 8/31 송달", date(2026, 8, 31)),
        ("재심사 중(심사는 9/30 기각 통지받음)", date(2026, 9, 30)),
        ("심사 기각 8/31 송달, 재심사 기각", None),
        ("심사청구 접수 10/20 / 결정 대기", None),
        ("1심 패소, 11/17 항소장 냄", None),
        ("불승인", None),
    ],
)
def test_the_cell_of_the_stage_may_tell_when_the_last_decision_came(cell: str, day: date | None) -> None:
    assert received_by_stage(cell, read_stage_cell(cell), TODAY, TOLD_ON) == day


@pytest.mark.parametrize(
    "cell",
    ["장해 14급", "준용 12급", "장해 조정 8급 → 10급 재판정", "환수 고지", "수급권 상실 통보", "간병료 부지급", "징수 결정", "반려", "일부 승인"],
)  # fmt: skip
def test_a_decision_may_be_named_by_what_it_decided(cell: str) -> None:
    told = read_stage_cell(cell)
    assert (told.stage, told.is_pending, told.unclear) == (Stage.DECISION, False, "")


@pytest.mark.parametrize("cell", ["환수 예고", "장해 결정 전", "장해 12급 신청", "재판정 대기"])
def test_what_is_only_expected_is_no_decision(cell: str) -> None:
    try:
        told = read_stage_cell(cell)
    except CellError:
        return
    assert told.stage is not Stage.DECISION or told.unclear


@pytest.mark.parametrize(
    "cell", ["-", "신청 전이라 없음", "(아직 결정 없음)", "아직", "결정 대기중", "통지서 안 옴"]
)
def test_a_cell_that_says_there_is_no_letter_holds_none(cell: str) -> None:
    assert letter_and_remark(cell) == ("", "")


@pytest.mark.parametrize(
    "cell", ["업무 관련성 없음", "인과관계 없음", "의학적 근거 없음", "자료 미제출", "소음 노출 아님"]
)
def test_what_the_letter_denies_is_a_letter(cell: str) -> None:
    assert letter_and_remark(cell) == (cell, "")
