"""What stands first for a question, on made-up rulings that differ in one thing each."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lib.domain.digest import Digest
from lib.domain.labels import Label, Labels
from lib.domain.ruling import Precedent
from lib.domain.taxonomy import Disease, Instance, Issue, KindB, KindC, Outcome
from lib.search.index import SearchIndex
from lib.search.query import search
from lib.sources.starter import read_starter
from lib.store import Store

FILLER = "재판부는 제출된 서류를 차례로 살피고 양쪽의 말을 들었다. "


def digest(word: str) -> Digest:
    shipped = next(iter(read_starter())).digest
    assert shipped
    gist = f"{word} {FILLER * 2}"[:120]
    return shipped.model_copy(update={"gist": gist, "diagnoses": (), "occupation": ""})


Made = dict[str, Any]
"""text, title, digest; other names are those of labels."""


@pytest.fixture
def found(tmp_path: Path) -> Callable[..., list[int]]:
    """Holds the rulings and asks: their places in the order given, the best first."""

    def ask(question: str, *made: Made, limit: int = 50) -> list[int]:
        labels: dict[str, Labels] = {}
        precedents = []
        for number, each in enumerate(made):
            precedent = Precedent(
                f"2020구단{number}", "한빛지방법원", each.get("title", "취소"), "archive",
                text=FILLER + each.get("text", ""), digest=each.get("digest"),
            )  # fmt: skip
            precedents.append(precedent)
            labels[precedent.id] = Labels(
                Label(Instance.FIRST), Label(Outcome.GRANTED), Label(each.get("kind_b", KindB.OTHER)),
                Label(each.get("kind_c", KindC.NONE)), Label(each.get("disease", Disease.OTHER)),
                Label(each.get("issue", Issue.PROCEDURE)), diagnoses=each.get("diagnoses", ()),
            )  # fmt: skip
        with Store(tmp_path / "sanjae.db") as store:
            store.upsert(precedents, lambda precedent: labels[precedent.id], 1)
            index = SearchIndex(tmp_path / "index")
            index.sync(store)
        ids = [precedent.id for precedent in precedents]
        return [ids.index(hit.id) for hit in search(index, question, limit=limit).hits]

    return ask


NOTHING: Made = {}


# question, rulings; the last is to stand first, alone where nothing else may be found
FIRST: dict[str, tuple[str, list[Made]]] = {
    "the word itself": ("은방울꽃 때문인가요?", [{"text": "해바라기"}, {"text": "은방울꽃"}]),
    # The digest has it and the text does not.
    "a word of the digest": ("은방울꽃 때문인가요?", [{"text": "해바라기"}, {"digest": digest("은방울꽃")}]),
    "a diagnosis before a mention": (
        "은방울꽃 때문인가요?", [{"text": "은방울꽃"}, {"text": "은방울꽃", "diagnoses": ("은방울꽃",)}],
    ),
    "a title before a mention": (
        "은방울꽃 때문인가요?", [{"text": "은방울꽃", "title": "취소"}, {"text": "은방울꽃", "title": "은방울꽃"}],
    ),
    "the stem before the ending": ("은방울꽃에서는 아닌가요?", [{"text": "꽃에서는"}, {"text": "은방울꽃"}]),
    "the legal word for a lay one": ("허리디스크로 수술했어요.", [{"text": "해바라기"}, {"text": "추간판탈출증"}]),
    "the disease that is meant": (
        "귀가 잘 안 들려요.", [{"disease": Disease.CANCER}, {"disease": Disease.HEARING}],
    ),
    # The question tells no disease; those nearest in words do.
    "the disease of the nearest": (
        "은방울꽃 화분 때문인가요?",
        [*[{"text": "은방울꽃 화분", "disease": Disease.HEARING}] * 3, {"text": "화분", "disease": Disease.CANCER},
         {"text": "화분", "disease": Disease.HEARING}],
    ),
    # What the digest says besides does not put a ruling before one whose text says it.
    "said in the text before said in the digest": (
        "은방울꽃 때문인가요?", [{"digest": digest("은방울꽃")}, {"text": "은방울꽃"}],
    ),
}  # fmt: skip


@pytest.mark.parametrize("question, made", FIRST.values(), ids=FIRST.keys())
def test_what_stands_first(found: Callable[..., list[int]], question: str, made: list[Made]) -> None:
    place = {id(each): number for number, each in enumerate(made)}
    order = found(question, *made)
    wanted = place[id(made[-1])]
    rivals = [order.index(number) for number in (place[id(made[-2])],) if number in order]
    assert wanted in order and all(order.index(wanted) < rival for rival in rivals)


def test_what_everybody_asks_finds_nothing(found: Callable[..., list[int]]) -> None:
    assert found("산재 신청 거절 이유가 뭐예요?", {"text": "산재 신청 거절 이유 예요"}) == []


def test_keywords_that_no_ruling_has_together_are_asked_as_a_story(found: Callable[..., list[int]]) -> None:
    assert sorted(found("은방울꽃 해바라기", {"text": "은방울꽃"}, {"text": "해바라기"}, NOTHING)[:2]) == [
        0,
        1,
    ]


def test_every_keyword_counts(found: Callable[..., list[int]]) -> None:
    assert found("은방울꽃 해바라기", {"text": "은방울꽃"}, {"text": "은방울꽃 해바라기"}) == [1]


def test_a_keyword_that_only_our_summary_of_the_reasons_has_is_found(found: Callable[..., list[int]]) -> None:
    written = digest("해바라기").model_copy(update={"tipped": ("은방울꽃이 갈랐다",)})
    assert found("은방울꽃", NOTHING, {"digest": written}) == [1]


def test_a_lay_keyword_finds_its_legal_word(found: Callable[..., list[int]]) -> None:
    assert found("허리디스크 은방울꽃", {"text": "은방울꽃"}, {"text": "은방울꽃 추간판탈출증"}) == [1]


def test_nearest_that_disagree_say_nothing(found: Callable[..., list[int]]) -> None:
    """A label voted in by a minority would put the first of these before the second."""
    rulings: list[Made] = [
        {"text": "은방울꽃 화분", "disease": disease, "issue": issue}
        for disease, issue in zip(list(Disease)[:6], list(Issue)[:6], strict=True)
    ]
    last: Made = {"text": "은방울꽃 화분 화분", "disease": Disease.OTHER, "issue": Issue.PROCEDURE}
    # Longer than what is weighed as a short question: that one asks about causes.
    assert found("은방울꽃 화분 때문인가요? " * 5, *rulings, last)[0] == 6


def test_no_hits_are_asked_for(found: Callable[..., list[int]]) -> None:
    assert found("은방울꽃", {"text": "은방울꽃"}, limit=0) == []
