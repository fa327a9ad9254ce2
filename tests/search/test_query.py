"""What is found for what is asked, on the shipped rulings."""

import json
from pathlib import Path

import pytest

from lib.domain.taxonomy import Disease, Instance, Issue, KindC, Outcome
from lib.search.nearest_numbers import cases_not_held, nearest_cases
from lib.search.not_held import number_not_held
from lib.search.query import EVERYTHING, Filters, Hits, search
from lib.search.read_by_words import understand_text
from tests.conftest import Home
from tests.forms import FORMS

EVAL = Path(__file__).resolve().parents[1] / "eval"


def lines(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (EVAL / name).read_text(encoding="utf-8").splitlines()]


def asked(home: Home, text: str, filters: Filters = EVERYTHING, **options: int | bool) -> Hits:
    return search(home.index, text, filters, **options)  # type: ignore[arg-type]


def test_a_case_number_finds_its_ruling(starter_home: Home) -> None:
    for text in ("2022구단59779", " 2022 구단 59779 "):
        found = asked(starter_home, text)
        assert [hit.id for hit in found.hits] == ["서울행정법원_2022구단59779"]


@pytest.mark.parametrize(
    "text",
    [
        "2022구단59779 난청",
        "서울행정법원 2022구단59779 판결",
        "저도 소음성 난청인데 2022구단59779 판결처럼 인정받을 수 있을까요?",
        "공단이 2022 구단 59779 사건과 다르다고 합니다. 용접을 20년 했고 폐암입니다.",
    ],
)
def test_a_case_number_in_a_question_brings_its_ruling_first(starter_home: Home, text: str) -> None:
    assert asked(starter_home, text).hits[0].id == "서울행정법원_2022구단59779"


CITED = "대법원_2015두3867"


@pytest.mark.parametrize(
    "text",
    [
        "대법원 2015두3867", "2015두3867 판결", "2015두3867호", "2015 두 3867", "대법 2015두3867", "사건번호: 2015두3867",
        "대법원 2017. 8. 29. 선고 2015두3867 판결", "대법원 2017년 8월 29일 선고 2015두3867 전원합의체 판결 참조",
        "(2015두3867).", "2015두3867, 3868(병합)",
        *(form("대법원 2017. 8. 29. 선고 2015두3867 판결") for form in FORMS.values()),
    ],
)  # fmt: skip
def test_a_citation_brings_its_ruling_alone(starter_home: Home, text: str) -> None:
    assert [hit.id for hit in asked(starter_home, text).hits] == [CITED]
    assert cases_not_held(starter_home.index, text.partition(",")[0]) == ()


def test_words_in_every_form_find_the_same(starter_home: Home) -> None:
    for words in ("소음성 난청", "퇴근길에 오토바이 사고가 났어요"):
        found = asked(starter_home, words)
        assert found.total
        for form in FORMS.values():
            assert asked(starter_home, form(words)) == found


@pytest.mark.parametrize(
    ("text", "number", "nearest"),
    [
        # A slip of the finger, two changed places; another year; the nearest of its kind.
        ("대법원 2015두3876 판결", "2015두3876", CITED),
        ("2016두3867", "2016두3867", CITED),
        ("2022구단99999 난청", "2022구단99999", "서울행정법원_2022구단"),
        ("1950두1", "50두1", "대법원_"),
    ],
)
def test_a_number_that_is_not_held_names_the_nearest(
    starter_home: Home, text: str, number: str, nearest: str
) -> None:
    (missed,) = cases_not_held(starter_home.index, text)
    assert missed.number == number
    ids = nearest_cases(starter_home.index, missed)
    assert ids and ids[0].startswith(nearest)
    said = number_not_held(missed, ids)
    assert number in said and "가지고 있지 않습니다" in said and ids[0].replace("_", " ") in said


def test_keywords_must_all_stand_in_a_ruling(starter_home: Home) -> None:
    one, both = asked(starter_home, "난청").total, asked(starter_home, "난청 광업소").total
    assert 0 < both < one


def test_a_lay_keyword_finds_rulings_that_never_use_it(starter_home: Home) -> None:
    found = asked(starter_home, "허리디스크")
    assert found.total
    assert all(
        "허리디스크" not in r.precedent.text for r in starter_home.store.get_many([h.id for h in found.hits])
    )


def test_an_empty_question_lists_everything(starter_home: Home) -> None:
    assert asked(starter_home, "").total == starter_home.store.count()
    assert asked(starter_home, "  \n").total == starter_home.store.count()


@pytest.mark.parametrize(
    "text", ["?!", "\x00", "😀😀", "AND OR NOT", '"', "(" * 50, "+-*/", "a" * 5000, "가" * 5000]
)
def test_strange_input_never_raises(starter_home: Home, text: str) -> None:
    assert asked(starter_home, text).total >= 0


@pytest.mark.parametrize(
    "filters",
    [
        Filters(outcome=(Outcome.GRANTED,)),
        Filters(kind_c=(KindC.COMMUTE,)),
        Filters(disease_category=(Disease.HEARING, Disease.CANCER)),
        Filters(issue_category=(Issue.EMPLOYEE_STATUS,)),
        Filters(instance=(Instance.THIRD,)),
        Filters(court=("대법원",)),
        Filters(year_from=2007, year_to=2008),
        Filters(year_from=2023),
        Filters(outcome=(Outcome.DENIED,), instance=(Instance.FIRST,), year_to=2022),
    ],
)
def test_filters_count_as_the_store_does(starter_home: Home, filters: Filters) -> None:
    def fits(r: object) -> bool:
        for name in ("outcome", "kind_c", "disease_category", "issue_category", "instance", "court"):
            if (wanted := getattr(filters, name)) and getattr(r, name) not in wanted:
                return False
        year = getattr(r, "year", None) or 0
        return (filters.year_from or 0) <= year <= (filters.year_to or 9999)

    listing = starter_home.store.listing()
    expected = {r.id for r in listing if fits(r)}
    assert {r.id for r in filters.select(listing)} == expected
    found = asked(starter_home, "", filters, limit=len(listing))
    assert expected
    assert {hit.id for hit in found.hits} == expected
    assert found.total == len(expected)


def test_facets_set_their_own_filter_aside(starter_home: Home) -> None:
    """With 인정 chosen, the outcome facet still shows what the other outcomes would give."""
    everything = asked(starter_home, "", facets=True).facets
    chosen = asked(starter_home, "", Filters(outcome=(Outcome.GRANTED,)), facets=True).facets
    assert chosen["outcome"] == everything["outcome"]
    assert sum(chosen["disease_category"].values()) == everything["outcome"]["인정"]


def test_pages_neither_repeat_nor_skip(starter_home: Home) -> None:
    total = asked(starter_home, "업무상 재해", limit=7).total
    pages = [asked(starter_home, "업무상 재해", limit=7, offset=start) for start in range(0, total, 7)]
    seen = [hit.id for page in pages for hit in page.hits]
    assert len(pages) > 5 and len(seen) == len(set(seen)) == total


def test_stories_find_their_ruling(starter_home: Home) -> None:
    """Lay descriptions of single rulings: first at least 95%, among the first five at least 99%."""
    serials = {r.precedent.source_serial: r.id for r in starter_home.store.since(0)}
    stories = lines("stories.jsonl")
    found = [[h.id for h in asked(starter_home, s["story"], limit=5).hits] for s in stories]
    first = sum(ids[:1] == [serials[s["serial"]]] for ids, s in zip(found, stories, strict=True))
    among = sum(serials[s["serial"]] in ids for ids, s in zip(found, stories, strict=True))
    assert first / len(stories) >= 0.95
    assert among / len(stories) >= 0.99


def test_colloquial_questions_find_their_kind(starter_home: Home) -> None:
    """Of the first five hits, at least 75% of those possible share the disease or issue meant."""
    labels = {r.id: (r.disease_category.value, r.issue_category.value) for r in starter_home.store.listing()}
    got = possible = 0
    for question in lines("questions.jsonl"):
        disease, issue = question["disease_category"], question["issue_category"]

        def meant(id: str, disease: str = disease, issue: str = issue) -> bool:
            return (bool(disease) and labels[id][0] == disease) or (bool(issue) and labels[id][1] == issue)

        got += sum(meant(hit.id) for hit in asked(starter_home, question["question"], limit=5).hits)
        possible += min(5, sum(meant(id) for id in labels))
    assert got / possible >= 0.75


@pytest.mark.parametrize(
    ("question", "disease", "issue"),
    [
        ("조선소 그라인더 작업하다 가는귀먹었는데 나이 탓이래요", Disease.HEARING, Issue.CAUSATION),
        ("지입기사인데 근로자가 아니래요", None, Issue.EMPLOYEE_STATUS),
        ("회식하고 집에 가다 넘어졌는데 사적인 술자리래요", None, Issue.IN_COURSE_OF_WORK),
        ("안녕하세요", None, None),
    ],
)
def test_what_a_question_is_about(question: str, disease: Disease | None, issue: Issue | None) -> None:
    understood = understand_text(question)
    assert understood.issue_category is issue
    if disease:
        assert understood.disease_category is disease


def test_words_that_lost_their_spaces_find_what_the_sentence_finds(starter_home: Home) -> None:
    spaced = search(starter_home.index, "귀가 안 들려요 조선소", limit=8)
    lost = search(starter_home.index, "귀가안들려요 조선소", limit=8)
    # What is nearly as close may change places.
    assert len(lost.hits) == 8 and {hit.id for hit in lost.hits} == {hit.id for hit in spaced.hits}
    assert lost.hits[0].id == spaced.hits[0].id
