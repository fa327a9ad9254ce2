"""What a letter says is read right, marked where it is not sure, and never made up."""

import difflib
import json
import random
from collections import Counter
from datetime import date
from functools import lru_cache

import pytest

from lib.casework.letter import Letter
from lib.casework.letter_intake import intake_of, letter_document, settled_items
from lib.casework.letter_masking import mask_letter
from lib.casework.letter_reading import understand_letter
from lib.domain.taxonomy import KindB, Stage
from lib.sources.letter_file import LetterText, Word
from lib.text.spelling import squeeze
from tests.casework.forty_letters import LETTERS, Written
from tests.casework.spoilt import photographed

PANELS = {"판정위": "업무상질병판정위원회", "자문의": "자문의", "": None}


def typed(text: str) -> LetterText:
    return LetterText(text, (), (), by_ocr=False)


@lru_cache(maxsize=64)
def read(number: int) -> Letter:
    return understand_letter(typed(LETTERS[number].text))


def offices(letter: Letter) -> str:
    return " ".join(each.value for each in (letter.office, letter.first_office) if each)


def given(letter: Letter) -> list[str]:
    return [words for each in letter.reasons for words in (each.words, *each.more_words)]


def is_same(one: str, other: str) -> bool:
    one, other = squeeze(one), squeeze(other)
    blocks = difflib.SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= 0.6 * min(len(one), len(other))


@pytest.mark.parametrize("number", range(len(LETTERS)))
def test_a_letter_is_read(number: int) -> None:
    told, letter = LETTERS[number], read(number)
    assert letter.kind and letter.kind.value == told.kind
    assert letter.stage == told.stage
    assert told.office in offices(letter)
    assert letter.printed_on and letter.printed_on.value == told.printed_on
    assert not letter.doubts_of("printed_on")
    assert letter.benefit and letter.benefit.value == told.benefit
    assert letter.decision and told.decision in letter.decision.value.what
    assert (letter.panel.value if letter.panel else None) == PANELS[told.panel]
    assert bool(letter.review_told) == told.review_told
    assert (letter.accident_on.value if letter.accident_on else None) == told.accident_on


def test_the_reasons_are_those_of_the_letter_and_no_others() -> None:
    found = invented = 0
    for number, told in enumerate(LETTERS):
        words = given(read(number))
        found += sum(any(squeeze(reason) in squeeze(each) for each in words) for reason in told.reasons)
        invented += sum(not any(is_same(reason, each) for reason in told.reasons) for each in words)
        assert not any(squeeze(other) in squeeze(each) for other in told.not_reasons for each in words)
        text = squeeze(read(number).text)
        assert all(squeeze(each) in text for each in words)
    assert found >= 0.95 * sum(len(told.reasons) for told in LETTERS)
    assert invented == 0


def test_diagnoses_are_named_as_the_letter_names_them() -> None:
    for number, told in enumerate(LETTERS):
        names = [squeeze(each.value) for each in read(number).diagnoses]
        assert len(names) == len(told.diagnoses)
        assert all(any(name.startswith(squeeze(each)) for name in names) for each in told.diagnoses)


def test_what_was_read_stands_in_the_letter_where_it_says() -> None:
    letter = read(1)
    reads = [
        letter.kind,
        letter.office,
        letter.printed_on,
        letter.benefit,
        letter.decision,
        letter.panel,
        *letter.diagnoses,
    ]
    assert all(each and letter.text[each.start : each.end] for each in reads)
    assert letter.printed_on and letter.printed_on.words == "2024. 12. 03."
    for each in letter.reasons:
        assert squeeze(letter.text[each.start : each.end]) == squeeze(each.words)


def _right(letter: Letter, told: Written) -> dict[str, bool]:
    return {
        "kind": bool(letter.kind and letter.kind.value == told.kind and letter.stage == told.stage),
        "printed": bool(letter.printed_on and letter.printed_on.value == told.printed_on),
        "office": told.office in offices(letter),
        "panel": (letter.panel.value if letter.panel else None) == PANELS[told.panel],
    }


@pytest.mark.parametrize(("rate", "seed"), [(0.03, 1), (0.06, 2)])
def test_a_poor_photo_is_read_and_a_wrong_day_is_marked(rate: float, seed: int) -> None:
    chance = random.Random(seed)
    right: Counter[str] = Counter()
    found = 0
    for told in LETTERS:
        letter = understand_letter(photographed(told.text, chance, rate))
        right.update(name for name, is_right in _right(letter, told).items() if is_right)
        if not (letter.printed_on and letter.printed_on.value == told.printed_on):
            assert letter.doubts_of("printed_on")
        found += sum(any(is_same(reason, each) for each in given(letter)) for reason in told.reasons)
    assert right["kind"] >= 37 and right["printed"] >= 36 and right["office"] >= 36 and right["panel"] >= 36
    assert found >= 0.85 * sum(len(told.reasons) for told in LETTERS)


def test_a_day_that_was_put_right_is_marked() -> None:
    text = LETTERS[2].text.replace("2025년 1월 21일", "2O25년 l월 2l일")
    letter = understand_letter(LetterText(text, (), (b"",), by_ocr=True))
    assert letter.printed_on and letter.printed_on.value == date(2025, 1, 21)
    assert letter.doubts_of("printed_on")


def test_two_days_that_may_be_the_letters_are_told() -> None:
    text = LETTERS[0].text.replace(
        "근로복지공단 서울남부지사장", "2025. 3. 17.\n\n근로복지공단 서울남부지사장"
    )
    letter = understand_letter(typed(text))
    assert letter.doubts_of("printed_on")


def test_a_day_to_come_is_no_letters_day() -> None:
    letter = understand_letter(typed(LETTERS[0].text), today=date(2025, 1, 1))
    assert letter.printed_on is None or letter.doubts_of("printed_on")


def test_words_that_are_not_sure_are_marked_and_have_a_place_on_the_picture() -> None:
    text = LETTERS[2].text
    at = text.index("창원지사장")
    words = [Word("창원지사장", 0.4, 0, (100, 900, 260, 930), at)]
    letter = understand_letter(LetterText(text, tuple(words), (b"",), by_ocr=True))
    assert letter.office and letter.office.sure == 0.4 and letter.doubts_of("office")
    assert list(letter.boxes(letter.office.start, letter.office.end)) == [(0, (100, 900, 260, 930), False)]


@pytest.mark.parametrize(
    "text", ["", "   \n\n", "냐옹", "오늘 점심은 김치찌개였다. 맛있었다.", "2024. 3. 1."]
)
def test_what_is_no_letter_is_none(text: str) -> None:
    letter = understand_letter(typed(text))
    assert letter.kind is None and letter.stage is None and not letter.reasons and not letter.diagnoses
    assert letter.doubts


IDENTIFIERS = ["홍길동", "이영희", "김철수", "900101-1234567", "010-1234-5678", "백범로", "1966. 2. 8."]


def test_nothing_that_says_who_somebody_is_is_left() -> None:
    own = "\n주민등록번호 900101-1234567  휴대전화 010-1234-5678"
    for told in LETTERS:
        letter = understand_letter(typed(told.text + own))
        said = json.dumps(letter_document(letter), ensure_ascii=False)
        assert not [each for each in IDENTIFIERS if each in said]
        intake = intake_of(letter)
        assert intake and not [each for each in IDENTIFIERS if each in intake.model_dump_json()]


def test_names_of_offices_and_days_of_accidents_are_not_masked() -> None:
    text = "근로복지공단 태백지사장\n재해발생일: 2024. 6. 30.\n성 명  홍 길 동\n청구인 : 이영희(배우자)"
    masked = mask_letter(text)
    assert (
        masked.text
        == "근로복지공단 태백지사장\n재해발생일: 2024. 6. 30.\n성 명  [이름]\n청구인 : [이름](배우자)"
    )
    at = masked.text.index("(배우자)")
    assert text[slice(*masked.as_read(at, at + 5))] == "(배우자)"


def test_the_case_that_follows_has_no_day_of_receipt() -> None:
    for number, told in enumerate(LETTERS):
        intake = intake_of(read(number))
        assert intake and intake.received_on is None
        assert (intake.stage, intake.decision_date, intake.kind_b) == (
            told.stage,
            told.printed_on,
            told.benefit,
        )
    asked = intake_of(read(0), received_on=date(2025, 3, 20))
    assert asked and asked.received_on == date(2025, 3, 20)


def test_the_items_of_a_request_that_the_letter_settles() -> None:
    items = settled_items(read(1))
    assert items["branch"] == "부산지역본부"
    assert items["decision"] == "요양 불승인" and items["decided_on"] == date(2024, 12, 3)
    assert items["notice"] and "재심사청구를 할 수 있으며" in items["notice_words"]
    of_a_review = settled_items(read(20))
    assert of_a_review["branch"] == "서울북부지사" and "decided_on" not in of_a_review
    untold = settled_items(read(39))
    assert untold["notice"] is False and "notice_words" not in untold


def test_a_grant_gives_no_reasons() -> None:
    letter = read(22)
    assert letter.decision and not letter.decision.value.refuses and not letter.reasons
    assert letter.benefit and letter.benefit.value is KindB.ADDED_DIAGNOSIS and letter.stage is Stage.REVIEW


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("성명 노을빛 원부번호 2019-1-2", "성명 [이름] 원부번호"),
        ("재해자 / 재해일 노을빛 / 2024. 2. 6.", "재해자 / 재해일 [이름] / 2024. 2. 6."),
        ("위원장\n위원: 노을빛, 하늘별, 강바람", "위원: [이름], [이름], [이름]"),
        ("간사 노을빛 전화 051-111-2222", "간사 [이름] 전화 [전화번호]"),
        ("원고의 배우자인 망 노을빛은 2021. 6. 30. 사망하였다.", "망 [이름]은 2021. 6. 30."),
        ("재해자 노을빛 (1951. 10. 5.)\n2024. 5. 1.", "[이름] ([생년월일])\n2024. 5. 1."),
        ("시행 요양보상3부-40417 (2023. 11. 6.)", "시행 요양보상3부-[식별번호] (2023. 11. 6.)"),
        ("사건 2021구합55555 요양불승인처분취소", "사건 2021구합[식별번호] 요양불승인"),
        ("제1심판결 수원지방법원 2022. 5. 18. 선고 2020구단777 판결", "선고 2020구단[식별번호] 판결"),
        ("사업장명 한들식품 주식회사 (관리번호", "사업장명 [회사] (관리번호"),
        ("소속 사업장 (주)노을정밀 재해일 2024. 2. 6.", "소속 사업장 [회사] 재해일"),
        ("원고는 (주)노을정밀에서 일하다가 다쳤다.", "원고는 [회사]에서 일하다가"),
        ("사업장 노을종합관리 재해일 2024. 2. 6.", "사업장 [회사] 재해일"),
        ("주소 경남 김해시 분성로 37번길 2\n원처분기관 근로복지공단", "김해시 [주소]\n원처분기관"),
        ("(우 04501 서울 마포구", "(우 [주소] 서울 마포구"),
    ],
)
def test_who_somebody_is_is_masked_where_letters_say_it(text: str, masked: str) -> None:
    assert masked in mask_letter(text).text


@pytest.mark.parametrize(
    "text",
    [
        "휴무일에 사업장 밖에서 발생하여 사업주의 지배 아래 있었다고 볼 수 없음",
        "고용노동부 고시 제2022-40호에 따라 판단함",
        "대법원 2017. 3. 9. 선고 2013두16708 판결 참조",
        "8. 10. 이후 귀하 명의의 배달앱 접속 기록이 있습니다.",
        "의뢰기관 근로복지공단 양산지사\n심의회의 2023년 제12차",
    ],
)
def test_what_says_nothing_of_a_person_stays(text: str) -> None:
    assert mask_letter(text).text == text


_NOTICE = """요양급여 불승인 결정 통지서
근로복지공단 안산지사
수신 노을빛 귀하
신청상병 요추 염좌
결정내용 불승인
결정이유
{reasons}
{behind}
2023. 5. 2.
근로복지공단 안산지사장"""


@pytest.mark.parametrize(
    "aside",
    [
        "산업재해보상보험법 제37조에 따르면 업무상의 재해로 인정되려면 업무와 재해 사이에 인과관계가 있어야 합니다.",
        "귀하가 8년간 용접 작업을 한 사실은 인정됩니다.",
        "귀하는 매일 무거운 자재를 들었다고 주장합니다.",
        "따라서 귀하의 신청을 불승인합니다.",
        "(업무상질병판정위원회 심의: 해당 없음)",
        "심사청구: 안 날부터 90일 이내, 우리 지사 경유",
    ],
)
def test_what_a_letter_only_tells_is_no_reason(aside: str) -> None:
    reasons = "1. 영상에서 급성 파열의 소견이 보이지 않고 퇴행성 변화가 확인됩니다."
    letter = understand_letter(typed(_NOTICE.format(reasons=f"{reasons}\n2. {aside}", behind="")))
    assert given(letter)
    assert not [words for words in given(letter) if squeeze(words)[:12] in squeeze(aside)]
    assert any("급성 파열의 소견" in words for words in given(letter))


def test_each_item_of_a_list_gives_its_own_reason() -> None:
    items = (
        "① 발병 전 1주일간 업무량이 30퍼센트 이상 늘지 않아 단기 과로로 보기 어려움",
        "② 발병 전 12주간 업무시간이 1주 평균 48시간으로 만성 과로로 보기 어려움",
        "③ 고혈압이 있어 기존 질환의 자연경과로 판단됨",
    )
    letter = understand_letter(typed(_NOTICE.format(reasons="\n".join(items), behind="")))
    words = given(letter)
    for item in items:
        assert sum(squeeze(item[2:30]) in squeeze(each) for each in words) == 1
    assert not [each for each in words if sum(squeeze(item[2:30]) in squeeze(each) for item in items) > 1]


@pytest.mark.parametrize(
    ("said", "panel"),
    [
        ("이 건은 업무상질병판정위원회 심의 대상이 아닙니다.", None),
        ("질병판정위원회 심의 없이 우리 지사가 조사하여 결정하였습니다.", None),
        ("업무상질병판정위원회가 업무상 질병으로 인정하지 않아 불승인합니다.", "업무상질병판정위원회"),
    ],
)
def test_a_panel_that_was_not_asked_is_none(said: str, panel: str | None) -> None:
    letter = understand_letter(
        typed(_NOTICE.format(reasons=f"목격자가 없어 사고를 확인할 수 없습니다. {said}", behind=""))
    )
    assert (letter.panel.value if letter.panel else None) == panel


@pytest.mark.parametrize(
    "told",
    [
        "불복: 안 날부터 90일 이내 심사청구 가능",
        "권리구제\n- 심사청구: 안 날부터 90일 이내\n- 행정소송: 안 날부터 90일 이내",
        "이 결정에 불복하려면 90일 이내에 심사청구를 하시기 바랍니다",
    ],
)
def test_remedies_are_told_in_few_words_too(told: str) -> None:
    letter = understand_letter(typed(_NOTICE.format(reasons="퇴행성 변화로 판단됩니다.", behind=told)))
    assert letter.review_told and "심사청구" in letter.review_told.value.remedies
    assert letter.review_told.value.days == 90
    # Without a point at its end the sentence does not take the day below it.
    assert letter.printed_on and letter.printed_on.value == date(2023, 5, 2)


def test_what_a_law_says_of_a_suit_tells_of_no_remedy() -> None:
    text = """수원지방법원
판결
사건 2020구단123 휴업급여부지급처분취소
원고 노을빛
피고 근로복지공단
판결선고 2021. 9. 9.
주문
이 사건 소를 각하한다.
이유
1. 피고는 이 사건 소가 제소기간을 지나 부적법하다고 항변한다.
2. 취소소송은 처분이 있음을 안 날부터 90일 이내에 제기하여야 한다. 원고가 낸 이 사건 소는 그로부터 90일이 지나 제기되었으므로 제소기간을 준수하지 못하였다."""
    letter = understand_letter(typed(text))
    assert letter.review_told is None
    assert given(letter)
    assert not [words for words in given(letter) if "항변" in words]
