"""What a row says in two ways is found with both words; a row that says one thing is left in peace."""

from datetime import date

import pytest

from lib.casework.contradictions import contradictions
from lib.domain.intake import Intake
from lib.domain.office_case import Awaited
from lib.domain.taxonomy import Stage

TODAY = date(2026, 11, 30)


def found(**told: object) -> list:
    return contradictions(Intake.model_validate(told), TODAY)


@pytest.mark.parametrize(
    ("told", "field", "column", "story"),
    [
        (
            {"story": "10월 9일에 불승인 통지서를 우편으로 받았습니다. 프레스공 12년입니다.", "received_on": "2026-10-19", "stage": "결정"},
            "received_on", "2026-10-19", "10월 9일에 불승인 통지서",
        ),
        (
            {"story": "행정소송 1심에서 졌고 판결문은 11월 6일에 송달받았습니다.", "received_on": "2026-11-12", "stage": "1심판결"},
            "received_on", "2026-11-12", "11월 6일",
        ),
        (
            {"story": "통지서는 10월 6일에 받았습니다. 아내 말로는 통지서를 받은 날은 9월 28일이라고 합니다.", "stage": "결정"},
            "received_on", "9월 28일", "10월 6일",
        ),
        (
            {"story": "공단이 9월 15일자로 불승인 결정을 했습니다.", "decision_date": "2026-10-20", "stage": "결정"},
            "decision_date", "2026-10-20", "9월 15일자",
        ),
        (
            {"story": "2026년 6월 12일 비계에서 떨어져 갈비뼈가 부러졌습니다.", "accident_on": "2026-05-02", "stage": "결정"},
            "accident_on", "2026-05-02", "6월 12일",
        ),
        (
            {"story": "불승인 통지서는 2026년 9월 1일에 받았습니다.", "accident_on": "2026-10-01", "stage": "결정"},
            "received_on", "2026-10-01", "9월 1일",
        ),
        # Told by how long ago it was; told to be decided before it happened; nothing claimed at all.
        (
            {"story": "결정서가 온 지 벌써 다섯 달이 넘었습니다. 도배를 했습니다.", "received_on": "2026-11-12", "stage": "결정"},
            "received_on", "2026-11-12", "결정서가 온 지 벌써 다섯 달이 넘었습니다",
        ),
        (
            {"story": "2026년 6월 20일에 계단에서 굴러 다리가 부러졌습니다. 불승인 결정은 2026년 4월 2일에 났습니다.", "stage": "결정"},
            "accident_on", "4월 2일", "6월 20일에 계단에서",
        ),
        (
            {"story": "공단에 요양급여 신청을 한 적이 없어요. 도금공장에 다녔습니다.", "stage": "결정"},
            "stage", "결정", "신청을 한 적이 없어요",
        ),
        (
            {"story": "공단에서 불승인 통지를 받았고 아직 심사청구는 하지 않았습니다.", "stage": "심사결정"},
            "stage", "심사결정", "심사청구는 하지 않았습니다",
        ),
        (
            {"story": "공단에 산재 신청은 아직 안 했습니다. 손목이 저립니다.", "stage": "심사결정"},
            "stage", "심사결정", "아직 안 했습니다",
        ),
        (
            {"story": "1심에서 졌습니다. 판결문은 11월 19일에 받았습니다.", "received_on": "2026-11-19", "stage": "결정"},
            "stage", "결정", "1심에서 졌습니다",
        ),
        (
            {"story": "저는 운전은 면허도 없고요. 평생 급식실 튀김솥 앞에 있었어요.", "occupation": "택시기사", "stage": "결정"},
            "occupation", "택시기사", "면허도 없고요",
        ),
        (
            {"story": "저는 용접은 한 적이 없습니다. 도장만 20년 했어요.", "occupation": "용접공", "stage": "결정"},
            "occupation", "용접공", "한 적이 없습니다",
        ),
        (
            {"story": "붐대에 맞아서 오른쪽 정강이뼈가 튀어나왔어요. 왼다리는 멀쩡합니다.", "diagnoses": ["좌측 경골 개방골절"]},
            "diagnoses", "좌측 경골", "오른쪽 정강이뼈",
        ),
        (
            {"story": "프레스 소리 때문에 귀가 멀어서 신청한 건데 허리 얘기는 왜 적혀 있어요. 저는 허리 아픈 적 없어요.", "diagnoses": ["요추간판탈출"]},
            "diagnoses", "요추간판탈출", "허리 얘기는 왜 적혀 있어요",
        ),
        (
            {"story": "2024년 크리스마스 이브 날 자재가 떨어져 갈비뼈가 부러졌어요.", "accident_on": "2026-05-11"},
            "accident_on", "2026-05-11", "크리스마스 이브",
        ),
        (
            {"story": "2023년 여름에 사다리가 무너져 허리를 다쳤습니다.", "accident_on": "2026-06-02"},
            "accident_on", "2026-06-02", "2023년 여름",
        ),
        (
            {"story": "불승인 통지만 받았고 아무 데도 낸 게 없습니다.", "stage": "1심판결"},
            "stage", "1심판결", "아무 데도 낸 게 없습니다",
        ),
        (
            {"story": "소송은 안 했어요. 심사위원회에서 기각된 게 마지막입니다.", "stage": "1심판결"},
            "stage", "1심판결", "소송은 안 했어요",
        ),
        (
            {"story": "저는 멀쩡히 걸어 다닙니다. 발목 장해등급이 14급으로 나와서 다시 받으려고요.", "kind_b": "유족"},
            "kind_b", "유족", "장해등급이 14급",
        ),
        (
            {"story": "프레스 작업 중에 손가락이 끼였습니다. 출퇴근하고는 아무 관계 없어요.", "kind_c": "출퇴근재해"},
            "kind_c", "출퇴근재해", "아무 관계 없어요",
        ),
        (
            {"story": "주방에서 솥을 들다 미끄러져 손목이 부러졌습니다.", "kind_c": "출퇴근재해"},
            "kind_c", "출퇴근재해", "주방에서 솥을",
        ),
        (
            {"story": "무릎은 아무렇지 않아요. 목디스크 진단을 받고 신청했습니다.", "diagnoses": ["무릎 연골 파열"]},
            "diagnoses", "무릎 연골 파열", "무릎은 아무렇지 않아요",
        ),
        (
            {"story": "귀는 멀쩡합니다. 어깨 때문에 신청했어요.", "diagnoses": ["소음성 난청"]},
            "diagnoses", "소음성 난청", "귀는 멀쩡합니다",
        ),
        (
            {"story": "저는 화물차를 몬 적이 없습니다. 사무실에서 경리를 봤어요.", "occupation": "화물차 운전기사"},
            "occupation", "화물차 운전기사", "몬 적이 없습니다",
        ),
        (
            {"story": "질병판정위원회에 나가서 진술까지 했는데 불승인됐습니다.", "panel": False, "stage": "결정"},
            "panel", "거치지 않음", "질병판정위원회에 나가서",
        ),
        (
            {"story": "제가 상하차를 하다 어깨가 찢어져 지금 재활치료를 받고 있습니다.", "kind_b": "유족"},
            "kind_b", "유족", "재활치료를 받고 있습니다",
        ),
        (
            {"story": "남편이 심근경색으로 사망했습니다. 유족급여를 청구했는데 부지급 결정을 받았습니다.", "kind_b": "휴업"},
            "kind_b", "휴업", "유족급여를 청구했는데",
        ),
        (
            {"story": "수거차에서 내리다가 무릎을 접질렸습니다.", "diagnoses": ["경추 추간판탈출증"]},
            "diagnoses", "경추 추간판탈출증", "무릎을 접질렸습니다",
        ),
        (
            {"story": "숨이 차고 기침이 나서 병원에 갔더니 진폐증이라고 합니다.", "diagnoses": ["소음성 난청"]},
            "diagnoses", "소음성 난청", "진폐증이라고 합니다",
        ),
        (
            {"story": "왼쪽 어깨가 올라가지 않아 수술을 했습니다.", "diagnoses": ["우측 회전근개 파열"]},
            "diagnoses", "우측 회전근개 파열", "왼쪽 어깨",
        ),
    ],
)  # fmt: skip
def test_both_words_are_quoted(told: dict[str, object], field: str, column: str, story: str) -> None:
    (one,) = found(**told)
    assert (
        one.field == field and column in one.says and story in one.says and one.asks.endswith(("요?", "요."))
    )


def test_of_two_days_the_earlier_is_given_and_of_two_stages_that_of_the_story() -> None:
    (late,) = found(story="10월 9일에 불승인 통지서를 받았습니다.", received_on="2026-10-19", stage="결정")
    assert late.day == date(2026, 10, 9)
    (early,) = found(story="10월 29일에 불승인 통지서를 받았습니다.", received_on="2026-10-19", stage="결정")
    assert early.day == date(2026, 10, 19)
    (stage,) = found(
        story="1심에서 졌습니다. 판결문은 11월 19일에 받았습니다.", received_on="2026-11-19", stage="결정"
    )
    assert stage.stage is Stage.FIRST_INSTANCE


@pytest.mark.parametrize(
    "told",
    [
        # What lies between accident and letter is no second day of either.
        {"story": "8월 3일에 청소하다 미끄러졌고 8월 5일에 병원에서 골절 진단을 받았습니다.", "accident_on": "2026-08-03"},
        {"story": "동료는 10월 1일에 승인 통지를 받았는데 저는 11월 5일에 불승인 통지를 받았습니다.", "received_on": "2026-11-05", "stage": "결정"},
        {"story": "문자가 11월 9일에 먼저 오고 봉투는 11월 12일에 왔습니다. 열어 보니 불승인.", "received_on": "2026-11-12", "stage": "결정"},
        {"story": "공단 편지는 11월 3일에 왔고 노동청 편지는 11월 17일에 왔는데 임금체불 건이에요.", "received_on": "2026-11-03", "stage": "결정"},
        # Of another decision than the column's.
        {"story": "3월 5일에 불승인 통지서를 받았습니다. 심사청구를 했는데 기각됐습니다.", "received_on": "2026-11-10", "stage": "심사결정"},
        {"story": "주치의 소견서는 10월 5일 자입니다. 불승인 통지를 받았습니다.", "decision_date": "2026-10-28", "stage": "결정"},
        # Yesterday depends on when it was told.
        {"story": "불승인 통지서를 어제 받았습니다.", "received_on": "2026-11-20", "stage": "결정"},
        {"story": "불승인 통지는 석 달 가까이 전에 왔어요. 버스를 몰았습니다.", "received_on": "2026-09-06", "stage": "결정"},
        {"story": "처음 불승인 통지를 받은 지는 여덟 달 됐고 심사에서 또 떨어졌습니다.", "received_on": "2026-11-16", "stage": "심사결정"},
        {"story": "2026년 3월 2일 불승인됐던 건 말고, 2026년 6월 20일에 또 넘어져 부러졌습니다.", "received_on": "2026-11-16", "stage": "결정"},
        # A remedy further on was not filed; a story that stops early; a judgment on something else.
        {"story": "심사청구를 했는데 기각됐습니다. 아직 재심사청구는 안 했습니다.", "stage": "심사결정"},
        {"story": "심사청구는 아직 안 냈습니다.", "stage": "결정"},
        {"story": "공단에서 불승인을 받았습니다. 경비 일을 9년 했습니다.", "stage": "심사결정"},
        {"story": "해고 소송은 11월 12일에 판결문 받았고 그건 별개예요. 산재는 10월 26일에 불승인 통지 왔습니다.", "stage": "결정"},
        # The bereaved tell of treatment before the death, and of their own.
        {"story": "남편이 뇌출혈로 치료를 받다가 석 달 뒤 사망했습니다. 저도 요즘 병원 치료를 받고 있습니다.", "kind_b": "유족"},
        {"story": "요양은 승인됐는데 휴업급여가 부지급됐습니다.", "kind_b": "휴업"},
        # A disc is felt elsewhere; an old injury; both sides; a symptom beside the illness.
        {"story": "고개를 숙이고 일해서 팔이 저리고 손목도 다친 것 같습니다.", "diagnoses": ["경추 추간판탈출증"]},
        {"story": "도장 일을 17년 했습니다. 예전에 손목을 다쳐 산재를 받은 적이 있습니다.", "diagnoses": ["회전근개 파열"]},
        {"story": "왼쪽 무릎이 붓고 아픕니다. 오른쪽도 아프지만 신청은 왼쪽만 했습니다.", "diagnoses": ["좌측 슬관절염"]},
        {"story": "폭언으로 잠을 못 자고 어깨도 뭉칩니다.", "diagnoses": ["적응장애"]},
        {"story": "조선소에서 용접을 하다 진폐증을 앓았고 폐암 진단을 받았습니다.", "diagnoses": ["폐암"]},
        {"story": "입사 전에는 허리 아픈 적 없어요. 지게차를 몰다 허리 디스크 진단을 받아 신청했어요.", "diagnoses": ["요추간판탈출"]},
        {"story": "면허도 없이 지게차를 운전하다 다쳤습니다.", "occupation": "지게차 기사", "stage": "결정"},
        {"story": "9/29 행정법원 접수했고 첫 기일은 1월입니다.", "received_on": "2026-07-13", "stage": "결정"},
        # What the agency or the company denies, what was so before, and another side that is well.
        {"story": "공단은 제 허리가 업무와 관련이 없다고 합니다. 디스크 수술을 했어요.", "diagnoses": ["요추 추간판탈출증"]},
        {"story": "회사는 출퇴근과 상관없다고 하는데 퇴근길에 버스에서 내리다 다쳤어요.", "kind_c": "출퇴근재해"},
        {"story": "귀가 멀쩡했는데 조선소에 다니고 나서 안 들려요.", "diagnoses": ["소음성 난청"]},
        {"story": "왼쪽 무릎 수술을 했고 오른쪽 무릎을 예전에 다친 것은 이번과 상관없습니다.", "diagnoses": ["좌측 무릎 연골 파열"]},
        {"story": "2015년에 입사해서 용접을 하다 어깨를 다쳤습니다.", "accident_on": "2026-03-02", "occupation": "용접공"},
        {"story": "탄광은 아니고 조선소에서 용접을 삼십 년 했습니다.", "occupation": "용접공"},
        {"story": "음주운전은 한 적이 없습니다. 배달하다 넘어졌어요.", "occupation": "배달기사"},
        {"story": "재심사도 기각됐고 소송은 아직 안 냈습니다.", "stage": "재심사재결"},
        {"story": "혼인신고는 안 했지만 십 년을 같이 살았습니다. 남편이 쓰러져 숨졌어요.", "kind_b": "유족"},
        {"story": "회사로 가던 길에 빙판에서 넘어져 발목이 부러졌습니다.", "kind_c": "출퇴근재해"},
    ],
)  # fmt: skip
def test_a_row_that_says_one_thing_is_left_in_peace(told: dict[str, object]) -> None:
    assert found(**told) == []


def beside(story: str, **columns: object) -> list[str]:
    return [each.says for each in contradictions(Intake(story=story, stage=Stage.DECISION), TODAY, **columns)]  # type: ignore[arg-type]


def test_what_stands_in_no_field_of_the_intake_is_read_beside_the_story_as_well() -> None:
    filed = Awaited(Stage.REVIEW, "심사청구 접수함")
    (waits,) = beside("심사청구를 할지 아직 못 정했습니다. 아무것도 안 냈고 오늘 처음 왔어요.", awaited=filed)
    assert "심사청구 접수함" in waits and "아무것도 안 냈고" in waits
    (grant,) = beside("공단에서 부지급이라고 왔습니다.", granted="승인")
    assert "‘승인’" in grant and "부지급" in grant
    (consent,) = beside("제 이야기를 저장하는 건 싫습니다. 동의한 적 없어요.", consent=True)
    assert "동의한 적 없어요" in consent


def test_consent_to_something_else_and_what_goes_on_contradict_no_column() -> None:
    filed = Awaited(Stage.REVIEW, "심사청구 접수함")
    assert beside("심사청구를 냈는데 아직 답이 없습니다.", awaited=filed) == []
    assert beside("요양은 승인받았는데 장해급여가 부지급됐어요.", granted="승인") == []
    assert beside("자료를 쓰는 데 동의합니다. 회사에는 동의한 적 없어요.", consent=True) == []


def test_a_refusal_that_is_told_twice_says_no_more_than_once() -> None:
    told = "공단에서 불승인 통지를 받았고 그 뒤로 장해급여를 알아보고 있습니다."
    once, twice = (
        [each.field for each in found(story=story, kind_b="요양", stage="결정")]
        for story in (told, f"{told} 허리를 다쳤습니다. {told}")
    )
    assert once == twice == []


def test_what_the_story_alone_tells_is_not_said_of_a_column() -> None:
    story = "5월에 소를 냈고 아직 결과를 기다립니다. 재판은 아직 한 적이 없습니다."
    awaited = Awaited(Stage.FIRST_INSTANCE, "5월에 소를 냈고", "")
    told = contradictions(Intake(story=story), TODAY, awaited)
    assert all("칸에는" not in each.says for each in told) and told
