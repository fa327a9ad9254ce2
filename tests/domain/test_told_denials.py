"""What the writer of a story denies, and what others deny, what was so before, and what is filed and awaited."""

import pytest

from lib.domain.taxonomy import Stage
from lib.domain.told_denials import told_denials, without_denials
from lib.domain.told_filing import told_filing


@pytest.mark.parametrize(
    "story, words",
    [
        ("허리 때문에 왔어요. 귀는 멀쩡합니다.", "귀는 멀쩡합니다."),
        ("불승인을 받았고 심사청구는 한 적 없어요.", "심사청구는 한 적 없어요."),
        ("근무시간이었고 출퇴근하고는 아무 상관 없어요.", "출퇴근하고는 아무 상관 없어요."),
        ("법원 근처에도 가 본 적이 없습니다.", "법원 근처에도 가 본 적이 없습니다."),
    ],
)
def test_what_the_writer_denies_is_found_with_its_clause(story: str, words: str) -> None:
    assert [each.words for each in told_denials(story)] == [words]
    assert words not in without_denials(story) and len(without_denials(story)) == len(story)


@pytest.mark.parametrize(
    "story",
    [
        "공단은 업무와 상관없다고 합니다.",
        "입사 전에는 허리 아픈 적 없어요.",
        "귀가 멀쩡했는데 이제 안 들려요.",
        "소음성 난청이 아니라 노인성이라네요.",
        "심사청구를 안 하면 어떻게 되나요?",
        "도장 일은 3년밖에 안 했는데 병이 났어요.",
    ],
)
def test_what_others_deny_what_was_before_and_what_is_asked_is_no_denial(story: str) -> None:
    assert told_denials(story) == ()


@pytest.mark.parametrize(
    "story, stage",
    [
        ("5월 28일에 심사청구서를 지사에 냈고 답은 아직.", Stage.REVIEW),
        ("심사도 기각됐어요. 재심사를 넣어 놓고 기다리고 있습니다.", Stage.SECOND_REVIEW),
        ("행정소송을 냈고 판결은 아직입니다.", Stage.FIRST_INSTANCE),
        ("심사청구를 했는데 기각됐습니다. 결과가 아직도 믿기지 않아요.", None),
        ("심사청구를 하려고 합니다. 결과가 아직 걱정입니다.", None),
        ("동료는 심사청구를 했고 결과를 기다린대요.", None),
        ("심사청구를 냈습니다.", None),
    ],
)
def test_what_was_filed_and_is_awaited_is_read_from_a_story(story: str, stage: Stage | None) -> None:
    filed = told_filing(story)
    assert (filed and filed.stage) == stage
