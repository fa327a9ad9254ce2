"""Which stories are of another law than this insurance's, by what is asked of whom."""

import pytest

from lib.domain.intake import Intake
from lib.domain.other_law import OtherLaw
from lib.search.law_elsewhere import law_elsewhere


@pytest.mark.parametrize(
    ("story", "law"),
    [
        ("휴일에 가족 여행을 가다 교통사고로 목을 다쳤어요.", OtherLaw.TRAFFIC),
        ("친구 차를 타고 가다 사고가 나서 다리가 부러졌어요.", OtherLaw.TRAFFIC),
        ("주말에 회사에 나가다 차에 치였어요.", None),
        ("출장 중에 친구를 만나러 가다 교통사고가 났습니다.", None),
        ("배달하다 차에 치였는데 가해자가 무보험이래요.", None),
        ("의료사고로 아내가 죽었어요. 병원이 책임을 안 져요.", OtherLaw.MEDICAL),
        ("산재 수술을 받다가 의료사고로 남편이 죽었어요.", None),
        ("이혼한 전남편이 죽었는데 유족급여를 받을 수 있나요?", None),
        ("수습이 끝나자마자 잘렸어요.", OtherLaw.DISMISSAL),
        ("손가락 두 개가 잘렸어요.", None),
        ("어선원보험에서 장해급여가 안 나왔어요.", OtherLaw.SEAFARERS),
        ("My boss has not paid my wages for three months.", OtherLaw.WAGES),
        ("I fell at work and have not been paid.", None),
        # That this insurance is asked about does not make it a matter of it.
        ("설에 처가에 가다 눈길에 차가 미끄러져 다쳤어요. 산재 처리가 될까요?", OtherLaw.TRAFFIC),
        ("윗집에서 쿵쿵거려 잠을 못 잡니다. 산재로 치료비를 받을 수 있나요?", OtherLaw.NEIGHBOURS),
        ("허리가 아파 회사를 그만뒀는데 실업급여를 거절당했어요.", OtherLaw.UNEMPLOYMENT),
        ("회사에서 부당해고를 당해 우울합니다. 복직하고 싶어요.", OtherLaw.DISMISSAL),
        ("산재는 승인받았는데 개인 실손보험에서 치료비를 안 줍니다.", OtherLaw.PRIVATE_INSURANCE),
        ("퇴사하고 나서 아픈데 산재가 되나요?", None),
        ("4대보험을 안 들었는데 산재가 되나요?", None),
        ("산재 보험금을 안 줍니다. 프레스에 손이 끼었어요.", None),
        ("위층에서 떨어진 자재에 맞아 머리를 다쳤어요.", None),
        ("국민연금이랑 산재 장해연금을 같이 받을 수 있나요?", None),
        ("학생연구원인데 대학교 실험실에서 다쳤어요.", None),
        # A relative whose case it is, and one who is told of beside one's own work.
        ("아내는 시청 7급 공무원이었어요. 밤늦게 일하다 쓰러져 죽었습니다.", OtherLaw.OFFICIALS),
        ("아버지는 원양어선 선원이고 저는 창고에서 짐 나르는 일 해요. 허리를 다쳤어요.", None),
        # Who is insured elsewhere, by how long or by which scheme.
        ("공군 중사 9년 했습니다. 무릎이 망가졌는데 비해당이래요.", OtherLaw.SOLDIERS),
        ("재단 사무실에서 일하고 사학연금 가입자입니다. 뇌경색이 왔어요.", OtherLaw.PRIVATE_SCHOOLS),
        (
            "감귤 밭에서 일당 받고 일했어요. 일꾼은 넷이고 법인이 아니에요. 사다리에서 떨어졌어요.",
            OtherLaw.SMALL_FARMS,
        ),
        ("다친 데는 없고 계약을 해지당해 부당해고로 다투고 싶어요.", OtherLaw.DISMISSAL),
    ],
)
def test_which_law(story: str, law: OtherLaw | None) -> None:
    assert law_elsewhere(Intake(story=story)) is law


@pytest.mark.parametrize(
    ("story", "is_other"),
    [
        ("월급을 석 달째 못 받았습니다.", True),
        ("사장이 퇴직금을 안 줘요.", True),
        ("회사에서 해고를 당했습니다.", True),
        ("사장이 월급을 두 달째 안 줍니다", True),
        ("임금을 제대로 안 줬습니다.", True),
        ("월급이 석 달째 안 들어와요.", True),
        ("회사에서 일당을 지급하지 않고 계속 미룹니다.", True),
        ("사장이 밀린 돈을 떼먹었어요.", True),
        ("부당하게 잘렸습니다.", True),
        ("내일부터 나오지 말라고 합니다.", True),
        ("이혼하려는데 재산은 어떻게 나누나요?", True),
        ("국민연금공단에서 국민연금을 깎았어요.", True),
        ("아파트 전세금을 돌려받지 못했어요.", True),
        # Who was asked to pay decides, whatever the harm.
        ("국민연금에 장애등급 심사를 넣었는데 탈락했어요. 뇌졸중으로 한쪽을 못 씁니다.", True),
        ("허리 디스크인데 보험사가 도수치료비를 못 주겠대요.", True),
        ("공무원연금공단에 공무상 요양을 신청했지만 뇌출혈이 불승인되었습니다.", True),
        ("우울증으로 그만뒀는데 고용센터가 구직급여를 거부합니다.", True),
        ("국민연금 장애연금은 받고 있는데 근로복지공단은 뇌출혈을 불승인했습니다.", False),
        ("실손보험은 나왔는데 산재는 불승인되었습니다.", False),
        ("다쳐서 치료비를 건강보험으로 냈는데 공단이 불승인했습니다.", False),
        ("보험회사 콜센터에서 일하다 우울증이 왔는데 승인이 거절되었습니다.", False),
        # Family and neighbours harm too.
        ("층간소음 때문에 귀가 안 들리고 이명이 생겼습니다.", True),
        ("이혼 소송 중인데 우울증이 심합니다. 위자료를 받을 수 있나요?", True),
        ("아파트 경비원인데 이웃 주민이 때려서 다쳤습니다.", False),
        # Harm at work, or this insurance, is told of beside it.
        ("일하다 다쳐서 쉬는 동안 월급을 못 받았습니다.", False),
        ("해고를 당하고 우울증이 왔습니다.", False),
        ("이혼한 아버지가 일하다 죽었습니다.", False),
        ("산재로 쉬었다고 해고를 당했습니다.", False),
        ("근로복지공단이 유족연금을 안 줘요.", False),
        ("프레스에 손가락이 잘렸는데 사장이 월급을 안 줍니다.", False),
        ("컨베이어에 끼였는데 회사에서 그만두라고 합니다.", False),
        ("레지오넬라 폐렴에 걸렸는데 회사에서 그만두라고 합니다.", False),
        ("휴업급여를 안 줍니다.", False),
        ("간병 급여를 안 줍니다.", False),
        # Nothing speaks for another law.
        ("안녕하세요", False),
        ("", False),
    ],
)
def test_a_story_of_another_law(story: str, is_other: bool) -> None:
    told = Intake.model_construct(story=story)
    assert (law_elsewhere(told) is not None) is is_other
