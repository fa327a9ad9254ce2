"""Names in all the ways they are written are one name, and the marks alone give none."""

import random
import unicodedata

import pytest

from lib.privacy.name_marks import NameKeyError, NameMarks, name_forms, new_key
from lib.text.shipped import read_shipped

MARKS = NameMarks(new_key())

SAME = [
    ("문희정", "문 희정"),
    ("문희정", "문  희  정"),
    ("문희정", "문·희·정"),
    ("문희정", "문희정 씨"),
    ("문희정", "문희정님"),
    ("문희정", "문희정 대표"),
    ("문희정", "문희정과장님"),
    ("문희정", "문희정(文熙貞)"),
    ("문희정", "文희정"),
    ("문희정", "원고 문희정"),
    ("문희정", "성명: 문희정"),
    ("문희정", "문희정 외 2명"),
    ("문희정", "문희정(52세, 여)"),
    ("문희정", "문희\u200b정"),
    ("문희정", unicodedata.normalize("NFD", "문희정")),
    ("문희정", "문희정 공인노무사"),
    ("문희정", "변호사 문희정"),
    ("문희정", "문희정 요양보호사님"),
    ("문희정", "문희정 약사"),
    ("Anna Kovacs", "Ms. Anna Kovacs"),
    ("Anna Kovacs", "Dr Anna Kovacs"),
    ("Anna Kovacs", "Prof.Anna Kovacs"),
    ("Anna Kovacs", "Anna Kovacs, Esq."),
    ("문희진", "문희정(개명 전 문희진)"),
    ("류현진", "유 현진"),
    ("이순애", "리순애"),
    ("임꽃님이", "임꽃님이"),
    ("림성호", "임성호"),
    ("라미경", "나미경 씨"),
    ("노상규", "로상규"),
    ("최병렬", "최병열"),
    ("남궁 민수", "남궁민수"),
    ("Nguyễn Văn Anh", "NGUYEN VAN ANH"),
    ("Nguyen Van Anh", "Van Anh, Nguyen"),
    ("응우옌 반 안", "응웬반안"),
    ("한빛", "(주)한빛"),
    ("한빛", "( 주 ) 한빛"),
    ("한빛", "（주）한빛"),
    ("한빛", "㈜한빛"),
    ("한빛㈜", "주식회사 한빛"),
    ("한빛 주식 회사", "주식회사한빛"),
    ("유한회사 한빛", "한빛(유)"),
    ("한빛", "주)한빛"),
    ("한빛", "한빛(주"),
    ("한빛 물산", "한빛물산㈜ 부산영업소"),
    ("(주)한빛", "한빛 서울지점"),
    ("(주)한빛", "한빛서울지점"),
    ("(주)한빛", "한빛(서울지점)"),
    ("한빛산업", "한빛산업 주식회사 제2공장"),
    ("한빛", "주식회사 한빛 대표이사 김철수"),
    ("LG전자", "엘지전자"),
    ("LG 전자 주식회사", "ＬＧ전자"),
    ("S-OIL", "에쓰오일"),
    ("한빛E&C", "한빛이앤씨"),
    ("한빛 ENG", "한빛엔지니어링"),
    ("CJ대한통운", "씨제이 대한통운"),
    ("Hanbit Co., Ltd.", "HANBIT"),
    ("한빛센타", "한빛센터"),
    ("의료법인 한빛병원", "한빛병원"),
]


@pytest.mark.parametrize(("name", "other"), SAME)
def test_one_name_however_it_is_written(name: str, other: str) -> None:
    assert MARKS.of(name) & MARKS.of(other)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("문희정", "문희진"),
        ("김보령", "김보영"),
        ("이재룡", "이재용"),
        ("김철", "김철수"),
        ("한빛전자", "한빛전기"),
        ("한빛건설", "한빛종합건설"),
        ("한빛", "한빛나라"),
        ("새한", "세한"),
        ("한국대표여행사", "한국"),
        ("LG전자", "LG화학"),
        ("대한이사", "대한"),
        ("Nguyen Van Anh", "Nguyen Van Binh"),
    ],
)
def test_other_names_are_others(name: str, other: str) -> None:
    assert MARKS.of(name) and not MARKS.of(name) & MARKS.of(other)


@pytest.mark.parametrize(
    "nobody",
    ["", " ", "김○○", "김OO", "김*수", "박 과장", "이대표", "김모씨", "A씨", "B사", "미상", "없음", "본인", "(주)",
     "주식회사", "서울지점", "회사", "회사 동료", "근로복지공단", "123-45-67890", "\u200b"],
)  # fmt: skip
def test_what_names_nobody_has_no_mark(nobody: str) -> None:
    assert MARKS.of(nobody) == frozenset()


def test_long_and_odd_names_are_read_at_once() -> None:
    for odd in (
        "(" * 5000,
        "대표 " * 3000,
        "주 " * 3000,
        "가" * 100_000,
        "a " * 5000,
        "서울" * 4000 + "지점",
        "\ud83d",
    ):
        assert len(MARKS.of(odd)) <= 8


def made_up(seed: int, count: int) -> list[str]:
    """Names of persons and firms, each once, and no two of one form."""
    names, chosen = read_shipped("names.yaml"), random.Random(seed)
    firsts, lasts = names["first_syllables"], names["last_syllables"]
    starts = [a + b for a in "대동서남북한신세경청우성" for b in "진일광원명림산호양화영보" if a != b]
    kinds = [
        "건설",
        "전자",
        "산업",
        "물산",
        "화학",
        "기계",
        "운수",
        "식품",
        "엔지니어링",
        "테크",
        "중공업",
        "개발",
    ]
    found: dict[frozenset[str], str] = {}
    while len(found) < count:
        person = (
            chosen.choice("김이박최정강조윤장임한오서신권황안송류홍")
            + chosen.choice(firsts)
            + chosen.choice(lasts)
        )
        name = person if chosen.random() < 0.6 else chosen.choice(starts) + chosen.choice(kinds)
        found.setdefault(name_forms(name), name)
    return list(found.values())


def test_forty_variants_among_five_hundred_names() -> None:
    held = made_up(1, 450) + sorted({name for name, _ in SAME})
    marks = {name: MARKS.of(name) for name in held}
    found = [(name, other) for name, other in SAME if marks[name] & MARKS.of(other)]
    assert len(found) == len(SAME) >= 50
    # Names that nobody held, and those of another way of drawing them.
    known = {form for name in held for form in name_forms(name)}
    strangers = [name for name in made_up(2, 500) if not known & name_forms(name)]
    asked = {other: MARKS.of(other) for other in [*strangers, *(other for _, other in SAME)]}
    wrong = [
        (other, name)
        for other, theirs in asked.items()
        for name in held
        if marks[name] & theirs and (name, other) not in SAME
    ]
    # Of one name in the list above the others are the same too.
    assert [pair for pair in wrong if not any(pair[0] == other for _, other in SAME)] == []
    assert len(strangers) > 350


# --- the key -------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["", "한빛", "a" * 31, "a" * 64, "abababab" * 8, "password" * 4])
def test_a_key_that_could_be_tried_is_refused(key: str) -> None:
    with pytest.raises(NameKeyError, match=r"짧거나 단순합니다.*name-key"):
        NameMarks(key)


def test_marks_differ_with_the_key_and_the_key_is_not_shown() -> None:
    key = new_key()
    other = NameMarks(new_key())
    assert not MARKS.of("문희정") & other.of("문희정")
    assert MARKS.key_mark != other.key_mark
    assert key not in repr(NameMarks(key)) and len(key) >= 43
