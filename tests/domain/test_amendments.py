"""Passages that a court of appeal puts into the reasons of the court below."""

import pytest

from lib.domain.amendments import instructs, read_passages

FINDING = "망인이 창고 열쇠를 가지러 사무실에 들른 것 말고는 그 시각에 그곳에 갈 다른 까닭을 찾을 수 없는 점"


@pytest.mark.parametrize(
    ("written", "own"),
    [
        (f'다. 제7면 제13행의 "것으로 보이는 점" 다음에 아랫 부분을 추가한다.\n"⑦ {FINDING}"\n3. 결론', True),
        # Whose list it is that an item is put into does not show.
        (
            f"다. 제5면 7행 다음에 아래의 내용을 추가\n'⑥ {FINDING[:-4]} 있는 상태여서 치료가 필요하다.'\n2. 결론",
            False,
        ),
        (
            f"바. 제6면 13행 다음에 아래의 판단을 추가\n'살피건대, {FINDING} 등을 보면 그렇지 아니하다.'\n2. 결론",
            True,
        ),
        # What replaces some words begins in the middle.
        (
            f'① 제6면 제1행의 "…다툰다"를 다음과 같이 변경 :\n"출근하였다고 다투나, {FINDING}에서 믿지 아니한다"\n3. 결론',
            False,
        ),
    ],
)
def test_a_passage_is_the_courts_where_it_can_be_read_by_itself(written: str, own: bool) -> None:
    (passage,) = read_passages(written, 0, len(written))
    assert passage.is_own is own
    assert "면" not in written[passage.start : passage.end].split("열쇠")[0][:4]


def test_a_change_of_a_date_and_a_part_with_its_own_numbers_are_no_passages() -> None:
    dates = "가. 제2면 5행의 '1997년경' 부분을 '1996. 3.경'으로 수정하고, '받아' 다음에 '1999. 3.경부터'를 추가\n나. 끝"
    assert read_passages(dates, 0, len(dates)) == ()
    whole = f'가. 제3면 제14행을 다음과 같이 고쳐 쓴다.\n"나. 인정사실\n(1) {FINDING}\n(2) 쉬었다."\n나. 끝'
    assert read_passages(whole, 0, len(whole)) == ()


def test_an_instruction_says_nothing_of_the_case() -> None:
    assert instructs('제7면제13행의"것으로보이는점"다음에아랫부분을추가한다.')
    assert not instructs("원고는7면에걸친진술서를냈으나그내용을믿기어렵다.")
