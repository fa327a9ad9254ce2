"""What tells who somebody is does not come in with a case."""

from dataclasses import replace

from lib.casework.intake_masking import masked
from lib.domain.intake import Intake
from lib.domain.office_case import OfficeCase


def case(story: str, code: str = "", **parties: tuple[str, ...]) -> OfficeCase:
    return OfficeCase(code, Intake(story=story, denial_reason=story), parties, 2)


def test_numbers_and_the_names_of_the_columns_are_masked_however_they_are_spaced() -> None:
    told = masked(
        case(
            "저는 문 희정입니다. 010-1234-5678. 한빛산업에서 일하다 남궁 건에게 맞았고 (주)한빛산업은 모른다 합니다.",
            client=("문희정",),
            company=("(주)한빛산업",),
            attacker=("남궁건",),
        )
    )
    for text in (told.intake.story, told.intake.denial_reason):
        assert not any(name in text for name in ("희정", "1234", "한빛", "남궁"))
        assert "[이름]" in text and "[전화번호]" in text and "[회사]에서 일하다" in text
    assert told.parties["client"] == ("문희정",)


def test_the_offices_note_is_masked_and_who_handles_the_case_stays() -> None:
    told = case("허리를 다쳤다", client=("문희정",))
    told = masked(replace(told, assignee="김지우 노무사", note="문 희정 010-1234-5678 통화"))
    assert told.assignee == "김지우 노무사" and "통화" in told.note
    assert "희정" not in told.note and "5678" not in told.note


def test_a_code_stays_unless_it_names_a_person() -> None:
    assert masked(case("난청입니다", "2026-031", client=("문희정",))).code == "2026-031"
    assert masked(case("난청입니다", "문희정 건", client=("문희정",))).code == ""
    assert masked(case("난청입니다", "010-1234-5678")).code == ""


def test_what_is_no_identifier_stays() -> None:
    story = "용접을 27년 했고 2026년 3월 1일 왼쪽 귀가 안 들렸습니다. 주 60시간 일했습니다."
    assert masked(case(story)).intake.story == story
