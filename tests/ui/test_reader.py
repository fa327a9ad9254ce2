"""A ruling's text cut for reading, and the person's own words."""

import pytest

from lib.domain.intake import Intake
from lib.domain.sections import Part, read_sections
from lib.domain.taxonomy import Disease, Issue
from lib.search.understanding import understand
from lib.ui.reader import own_words, passages
from tests.synthetic import BODY, STUB

TEXTS = [
    BODY,
    STUB,
    "",
    "   \n",
    "제목이 하나도 없는 글",
    "머리말\n【주문】기각한다.\n【이유】",
    f"앞말\n{BODY}",
]


@pytest.mark.parametrize("text", TEXTS)
def test_every_character_is_in_one_passage(text: str) -> None:
    found = passages(read_sections(text))
    assert "".join(text[passage.start : passage.end] for passage in found) == (text if text.strip() else "")


def test_passages_are_named_by_their_headings() -> None:
    found = [(passage.part, passage.heading) for passage in passages(read_sections(BODY))]
    assert found == [
        (Part.RELATED, "연관판결"),
        (Part.ORDER, "주문"),
        (Part.CLAIM, "청구취지"),
        (Part.HISTORY, "1. 처분의 경위"),
        (Part.JUDGMENT, "2. 판단"),
        (Part.CONCLUSION, "3. 결론"),
    ]


def test_own_words_are_as_written() -> None:
    intake = Intake(story="그라인더 소리에 가는 귀가 먹었어요. 허리도 아픕니다.", denial_reason="나이 탓")
    words = own_words(intake.text, understand(intake), Disease.HEARING)
    assert words and all(word in intake.text for word in words)
    assert own_words(intake.text, understand(intake), Issue.AVERAGE_WAGE) == ()
    assert own_words("", understand(intake), Disease.HEARING) == ()
