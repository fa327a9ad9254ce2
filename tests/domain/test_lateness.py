"""A time limit that has passed, or is asked about, is told from how long somebody worked or suffered."""

import pytest

from lib.domain.lateness import appeal_run_out, tells_of_lateness


@pytest.mark.parametrize(
    ("story", "words"),
    [
        ("남편이 사망한 지 6년 만에 유족급여를 신청했더니 안 된대요", "6년 만에"),
        ("다친 지 4년이 지나서 휴업급여를 청구했어요", "4년이 지나서"),
        ("불승인 통지를 받고 넉 달 뒤에 소송을 냈어요", "넉 달 뒤에"),
        ("진단받은지 오년 넘었다고 시효 지났대요", "오년 넘었다고"),
        # By when something has to be done.
        ("며칠 안에 심사청구를 내야 하나요", "며칠 안에 심사청구를 내야"),
        ("장해급여는 몇 년까지 청구되나요", "장해급여는 몇 년까지"),
        ("재판을 늦게 접수했다고 각하됐어요", "늦게 접수했다고"),
        # How long somebody worked, suffered or was late for work; what came soon.
        ("30년을 일했고 난청 진단을 받아 신청했습니다", ""),
        ("퇴직한 지 10년이 지나 신청했습니다", ""),
        ("허리 아픈 지 3년 됐는데 산재가 되나요", ""),
        ("늦게 퇴근하다 넘어져 산재를 신청했습니다", ""),
        ("통지를 받고 이 주 뒤에 심사를 청구했어요", ""),
        ("사고 난 지 5년이 지났는데 아직도 다리가 아파요", ""),
    ],
)  # fmt: skip
def test_lateness(story: str, words: str) -> None:
    assert tells_of_lateness(story) == words


@pytest.mark.parametrize(
    ("story", "words"),
    [
        ("불승인됐는데 90일이 지나버렸습니다. 어떻게 하나요", "90일이 지나버렸습니다"),
        ("불승인 받고 석 달이 넘었는데 이제 끝인가요", "석 달이 넘었는데"),
        # The agency's reason, and another time.
        ("심사청구가 90일을 넘겼다고 각하래요", ""),
        ("심사청구를 90일 지나서 냈다고 각하됐어요", ""),
        ("퇴원하고 90일이 지났어요", ""),
    ],
)
def test_that_the_time_to_contest_ran_out_is_no_reason_of_a_refusal(story: str, words: str) -> None:
    assert "".join(story[slice(*span)] for span in appeal_run_out(story)) == words
