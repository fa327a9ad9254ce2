import pytest

from lib.text.stance import own_conduct


@pytest.mark.parametrize(
    ("story", "gone", "kept"),
    [
        ("상대방이 음주운전을 했고 저는 출근 중이었습니다", "음주운전", "출근 중"),
        ("상대 차가 신호를 위반해서 저를 쳤습니다", "신호", "저를 쳤습니다"),
        ("동료가 술에 취해 저를 밀었습니다", "술에", "저를 밀었습니다"),
        ("마주 오던 차가 중앙선을 넘어왔어요", "중앙선", "마주 오던"),
    ],
)
def test_what_others_did_is_blanked(story: str, gone: str, kept: str) -> None:
    own = own_conduct(story)
    assert gone not in own
    assert kept in own
    assert len(own) == len(story), "offsets stay"


@pytest.mark.parametrize(
    "story",
    [
        "제가 음주운전을 했습니다",
        "신호를 위반해서 직진하다가 상대 차와 부딪쳤습니다",
        "회식에서 동료와 술을 마셨습니다",
        "",
    ],
)
def test_what_the_person_did_stays(story: str) -> None:
    assert own_conduct(story) == story
