"""Whom this insurance leaves out, by what they tell of whom they work for."""

import pytest

from lib.domain.left_out import LeftOut, left_out


@pytest.mark.parametrize(
    ("story", "law"),
    [
        ("소방관인데 허리디스크 공상을 거절당했습니다.", LeftOut.OFFICIALS),
        ("구청 9급인데 민원인에게 맞았어요.", LeftOut.OFFICIALS),
        ("교사입니다. 공립 초등학교에서 폭언을 들어 우울증이 왔어요.", LeftOut.OFFICIALS),
        ("공무원이라 산재가 안 된대요. 과로로 쓰러졌습니다.", LeftOut.OFFICIALS),
        ("사립고등학교 교사인데 수업하다 쓰러졌습니다.", LeftOut.PRIVATE_SCHOOLS),
        ("군 복무 중 훈련하다 무릎을 다쳤어요.", LeftOut.SOLDIERS),
        ("원양어선을 타다가 손가락이 잘렸어요.", LeftOut.SEAFARERS),
        ("아기 엄마가 저를 직접 고용해서 시터로 일하다 넘어졌어요.", LeftOut.HOUSEHOLDS),
        ("개인 과수원에서 사람 셋이 일하는데 사다리에서 떨어졌어요.", LeftOut.SMALL_FARMS),
        # Insured although it sounds otherwise.
        ("시청 공무직인데 공무원이 아니라며 안 된대요.", None),
        ("구청 기간제로 산불을 감시하다 넘어졌는데 공무원이라 안 된대요.", None),
        ("산업기능요원으로 공장에서 일하다 손이 끼었어요.", None),
        ("특성화고 현장실습생인데 손을 다쳤어요.", None),
        ("제대하고 취직한 공장에서 다쳤는데 군대에서 다친 거래요.", None),
        ("조선소에서 배를 만들다 떨어졌어요.", None),
        ("가사도우미 업체 소속으로 손님 집에서 넘어졌어요.", None),
        ("영농조합법인 직원인데 트랙터에 다쳤어요. 직원은 세 명입니다.", None),
        ("과수원에서 열 명이 일하는데 농약에 중독됐어요.", None),
        ("경찰이 와서 조사했어요. 사다리에서 떨어졌습니다.", None),
        ("교사는 아니고 급식실 조리원입니다.", None),
        ("군대에서 훈련하다 다친 적이 있다며 공장에서 다친 허리를 안 해 줍니다.", None),
        ("경찰 형사가 조사하고 갔습니다. 사다리에서 떨어졌어요.", None),
        ("남편이 공무원인데 저는 급식실에서 일하다 허리를 다쳤어요.", None),
        ("간병인을 직접 고용했는데 간병급여를 안 줍니다.", None),
        ("맞벌이라 아이를 돌볼 사람이 없는데 공장에서 손을 다쳤어요.", None),
        ("동료 한 명이 사과를 했지만 저는 골절이 됐어요. 의논을 했습니다.", None),
    ],
)
def test_whom_the_person_works_for(story: str, law: LeftOut | None) -> None:
    assert left_out(story) is law
