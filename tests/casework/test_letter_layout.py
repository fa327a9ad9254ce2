"""What the layout of a letter tells: heads above their cells, headings in any words, and what was granted in part."""

import pytest

from lib.casework.letter import Letter
from lib.casework.letter_chapters import headings
from lib.casework.letter_reading import understand_letter
from lib.casework.letter_tables import under_heads
from lib.sources.letter_file import letter_of_text
from lib.text.cells import cells, spaced
from lib.text.spelling import squeeze

HEADS = ("성명", "생년월일", "재해일자", "사업장", "신청상병", "처리결과", "관계", "사망일")


def read(text: str) -> Letter:
    return understand_letter(letter_of_text(text))


def given(letter: Letter) -> list[str]:
    return [words for each in letter.reasons for words in (each.words, *each.more_words)]


def test_a_wide_gap_parts_cells_and_spreads_a_title() -> None:
    assert spaced("성   명\t 홍길동    재해일 2024.  1.   2.") == "성 명  홍길동  재해일 2024. 1. 2."
    assert [spaced("가나  다라")[slice(*each)] for each in cells("가나  다라")] == ["가나", "다라"]


@pytest.mark.parametrize(
    ("text", "under"),
    [
        ("성명  생년월일  소속 사업장\n[이름]  1979. 4. 8.  [회사]", ["[이름]", "1979. 4. 8.", "[회사]"]),
        ("성명 신청상병 재해일자\n[이름] 제4-5 요추간 탈출증 2024. 1. 2.", ["[이름]", "제4-5 요추간 탈출증", "2024. 1. 2."]),
        ("신청 상병  처리 결과\n요추 염좌  승인\n이명  불승인", ["요추 염좌", "승인", "이명", "불승인"]),
        # Heads beside their values are no row of heads.
        ("성명  [이름]\n재해일자  2024. 1. 2.", []),
    ],
)  # fmt: skip
def test_cells_stand_under_their_heads(text: str, under: list[str]) -> None:
    assert [text[each.start : each.end] for each in under_heads(text, HEADS)] == under


def test_who_stands_under_a_head_is_masked_and_no_day_of_a_birth_is_one_of_an_accident() -> None:
    letter = read(
        "요양급여 결정 통지서\n성명  생년월일  재해일자  소속 사업장\n문가람  1979. 4. 8.  2026. 6. 11.  대성주물\n"
        "결정  불승인\n불승인 사유\n초진기록에 다친 이야기가 없습니다.\n2026. 7. 1.\n근로복지공단 창원지사장"
    )
    assert not [each for each in ("문가람", "1979", "대성주물") if each in letter.text]
    assert letter.accident_on and str(letter.accident_on.value) == "2026-06-11"


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Ⅲ. 청구인이 말하는 바\n…라고 한다.\nⅤ. 심사위원회가 본 바\n1. 시간이 모자란다.\nⅥ. 맺음\n기각한다.", ["other", "reasons", "other"]),
        ("[인정하지 않는 까닭]\n가. 부검을 하지 않았습니다.\n나. 기록이 없습니다.", ["reasons"]),
        ("2. 승인한 부분\n염좌는 인정하였습니다.\n3. 일부 불승인 사유\n새로 생긴 것이 아닙니다.", ["other", "reasons"]),
        ("3. 본안에 관하여\n가. 시간이 모자란다.", ["chapter"]),
        # Items of a list and sentences head nothing.
        ("1. 요추 염좌\n2. 추간판탈출증\n3. 기록이 없습니다.", []),
    ],
)  # fmt: skip
def test_headings_are_told_by_their_form(text: str, roles: list[str]) -> None:
    assert [each.role for each in headings(text)] == roles


def test_a_court_judges_behind_what_the_parties_say() -> None:
    letter = read(
        "서울고등법원\n판결\n사건 2025누51234 요양불승인처분취소\n원고, 항소인 석다온\n피고, 피항소인 근로복지공단\n"
        "판결선고 2026. 4. 23.\n주문\n원고의 항소를 기각한다.\n이유\n1. 처분의 경위\n원고는 뇌경색 진단을 받았다.\n"
        "2. 피고의 본안 전 항변에 관하여\n피고는 제소기간이 지나 소가 각하되어야 한다고 한다.\n3. 본안에 관하여\n"
        "가. 한 주에 마흔여섯 시간을 일하여 고시가 정한 시간에 이르지 않는다.\n"
        "나. 쓰러지기 하루 안에 놀라거나 두려워할 만한 일이 없었다.\n4. 결론\n원고의 항소는 이유 없어 기각한다."
    )
    assert letter.decision and letter.decision.value.what == "기각"
    assert [each.kind for each in letter.reasons] == ["hours", "event"]


@pytest.mark.parametrize(
    ("told", "what"),
    [
        ("신청 상병  처리 결과\n요추 염좌  승인\n제4-5요추간 추간판탈출증  불승인", "일부승인"),
        ("결정: 2026. 5. 1.부터 2026. 7. 31.까지만 승인", "일부승인"),
        ("결정: 2월분은 지급하고 나머지 기간은 일하지 못한 기간이라 볼 수 없음", "일부지급"),
        ("중소기업사업주 보험급여 지급제한 결정", "부지급"),
        ("결정: 승인", "승인"),
    ],
)
def test_what_was_granted_in_part_refuses(told: str, what: str) -> None:
    letter = read(f"요양급여 처리 결과 통지서\n{told}\n2026. 9. 3.\n근로복지공단 창원지사장")
    assert letter.decision and letter.decision.value.what == what


@pytest.mark.parametrize(
    "aside",
    [
        "그달에 통원하느라 일하지 못한 사실은 인정됩니다.",
        "귀하가 18시에 퇴근한 것은 근무표로 확인됩니다.",
        "귀하는 사장이 날마다 시켰으니 일꾼이나 다름없었다고 하십니다.",
        "청구인이 실제로 통증을 느끼고 있음은 부인하지 않습니다.",
        "근로자인지는 실질에 따라 가려야 한다.",
    ],
)
def test_what_is_granted_or_claimed_in_any_words_gives_no_reason(aside: str) -> None:
    letter = read(
        f"요양급여 결정 통지서\n결정  불승인\n불승인 사유\n가. {aside}\n나. 초진기록에 다친 이야기가 없습니다.\n"
        "2026. 7. 1.\n근로복지공단 창원지사장"
    )
    assert [squeeze(each) for each in given(letter)] == ["초진기록에다친이야기가없습니다."]


@pytest.mark.parametrize(
    "left",
    [
        "문서: 목포보상-2026-2093", "대상자 모한결 (", "청구인: 잔나바예바 아이굴", "진위농산에서 일용으로",
        "두리판금 대표", "세움노무사사무소", "신청인 (63****-1)",
    ],
)  # fmt: skip
def test_identifiers_in_forms_of_their_own_are_masked(left: str) -> None:
    letter = read(f"요양급여 결정 통지서\n{left}\n결정  불승인\n2026. 7. 1.\n근로복지공단 창원지사장")
    told = ("2093", "모한결", "잔나바예바", "진위농산", "두리판금", "세움", "63*")
    assert not [each for each in told if each in letter.text]


def test_the_day_beside_the_papers_number_is_its_day() -> None:
    letter = read(
        "근로복지공단 김해지사\n김해조사팀-0582    2026. 9. 29.\n부당이득 징수 결정\n"
        "귀하는 취업 사실이 없다고 표시하여 거짓으로 급여를 받았습니다.\n납부 기한  2026. 10. 30.\n근로복지공단 김해지사장"
    )
    assert letter.printed_on and str(letter.printed_on.value) == "2026-09-29"
