"""The shipped digests: valid, faithful to the ruling, and in our own words."""

import json
from dataclasses import replace
from functools import cache

import pytest
from pydantic import ValidationError

from lib.domain.classify import classify
from lib.domain.digest import Digest
from lib.domain.ruling import Precedent
from lib.domain.sections import read_sections
from lib.domain.taxonomy import Outcome, Suit
from lib.sources.starter import FOLDER, read_starter
from tests.domain.corpus import CORPUS, read_ruling
from tests.domain.made_up import ruling_text
from tools.starter import problems_at

FILES = sorted(FOLDER.glob("*.json"))
needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="no real rulings in ../shared/corpus, and nothing installs them"
)

OTHER_SUITS = dict.fromkeys(
    ("414166", "415336", "415976", "416156", "198414", "225783", "183037", "412716"), Suit.EMPLOYER
) | dict.fromkeys(
    ("415256", "416138", "173319", "186814", "195410", "369468", "390326", "242119"), Suit.OTHER
)
"""Read one by one; every other digest tells of a worker or a family against a refusal."""


@cache
def digest_of(serial: str) -> Digest:
    return Digest.model_validate_json((FOLDER / f"{serial}.json").read_bytes())


@pytest.fixture(params=[path.stem for path in FILES])
def serial(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_there_are_digests_and_no_two_of_one_ruling() -> None:
    ids = [ruling.id for ruling in read_starter()]
    assert len(ids) == len(set(ids)) == len(FILES) >= 50


def test_a_digest_is_valid_and_agrees_with_itself(serial: str) -> None:
    digest = digest_of(serial)
    assert digest.serial == serial
    assert digest.source_url.endswith(f"precSeq={serial}")
    assert set(digest.label_words) <= set(type(digest.labels).model_fields)
    assert all(len(words) <= 30 for words in digest.label_words.values())
    assert digest.labels.outcome is not Outcome.UNKNOWN, "a digest is written only of a ruling with an order"
    labels = classify(Precedent(digest.case_number, digest.court, digest.title, "starter", digest=digest))
    assert labels.suit and labels.suit.value is OTHER_SUITS.get(digest.serial, Suit.CLAIMANT)
    assert labels.outcome.value is digest.labels.outcome
    assert labels.outcome.how == "digest"
    assert (labels.statutes, labels.related_cases) == (digest.statutes, digest.related_cases)


def test_a_text_with_an_order_is_read_itself() -> None:
    digest = digest_of(FILES[0].stem)
    lost = digest.labels.outcome is Outcome.DENIED
    order = "피고가 2021. 3. 4. 원고에게 한 이 사건 처분을 취소한다." if lost else "원고의 청구를 기각한다."
    precedent = Precedent(digest.case_number, digest.court, digest.title, "archive", digest=digest)
    labels = classify(replace(precedent, text=ruling_text(order)))
    assert labels.outcome.how == "rule"
    assert labels.outcome.value is (Outcome.GRANTED if lost else Outcome.DENIED)
    assert classify(replace(precedent, text="주문이 없는 글")).outcome.how == "digest"


def test_the_digests_occupation_stays_where_the_text_tells_none() -> None:
    digest = digest_of(FILES[0].stem).model_copy(update={"occupation": "목수"})
    precedent = Precedent(digest.case_number, digest.court, digest.title, "archive", digest=digest)
    for history, expected in (
        ("원고는 한빛에서 일요일에도 운송 업무를 하였다.", "목수"),
        ("원고는 한빛에서 용접공으로 근무하였다.", "용접공"),
    ):
        # Of a dismissal in a few lines nothing is read.
        text = ruling_text("원고의 청구를 기각한다.", history=history + " 원고는 몸이 아팠다." * 100)
        assert classify(replace(precedent, text=text)).occupation == expected


@pytest.mark.parametrize(
    "change",
    [
        {"serial": "12a"}, {"source_url": "https://example.org/1"}, {"gist": "짧다."}, {"gist": "길" * 141}, {"facts": []},
        {"facts": ["일곱은 많다"] * 7}, {"weighed": []}, {"weighed": ["일곱은 많다"] * 7}, {"tipped": []}, {"tipped": ["다섯은 많다"] * 5},
        {"result": "끝"}, {"title": " "}, {"label_words": {"outcome": ""}}, {"label_words": {"outcome": "길" * 31}}, {"opinion": "우리 생각"},
        {"labels": {"outcome": "승소"}},
    ],
    ids=str,
)  # fmt: skip
def test_what_no_digest_may_be(change: dict[str, object]) -> None:
    good = digest_of(FILES[0].stem).model_dump(mode="json")
    assert Digest.model_validate(good) == digest_of(FILES[0].stem)
    with pytest.raises(ValidationError):
        Digest.model_validate(good | change)


def test_a_digest_says_nothing_of_what_the_ruling_does_not_say(serial: str) -> None:
    words = digest_of(serial).model_dump_json()
    assert "판결문" not in words and "연관판결" not in words


def test_the_gist_is_told_in_english_too(serial: str) -> None:
    digest = digest_of(serial)
    assert 100 <= len(digest.gist_en) <= 220 and digest.gist_en.endswith(".") and digest.gist_en.isascii()
    assert digest.gist_in("en") == digest.gist_en and digest.gist_in("ko") == digest.gist
    assert digest.model_copy(update={"gist_en": ""}).gist_in("en") == digest.gist


@needs_corpus
def test_a_digest_holds_against_its_ruling() -> None:
    """Of the rulings that are at hand; `python -m tools.starter` compares all with a clone of the archive."""
    at_hand = {path.stem: path for path in (CORPUS / "rulings").glob("*.md")}
    compared = [path.stem for path in FILES if path.stem in at_hand]
    assert len(compared) >= 50
    found = {serial: list(problems_at(at_hand[serial], digest_of(serial))) for serial in compared}
    assert {serial: told for serial, told in found.items() if told} == {}


@needs_corpus
def test_every_digest_is_of_a_ruling_with_an_order() -> None:
    with_order = {
        path.stem
        for path in (CORPUS / "rulings").glob("*.md")
        if read_sections(read_ruling(path).text).has_order
    }
    held = {path.stem for path in (CORPUS / "rulings").glob("*.md")}
    assert {path.stem for path in FILES} & held <= with_order


@needs_corpus
def test_labels_agree_with_the_careful_reader() -> None:
    lines = (CORPUS / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    for labelled in map(json.loads, lines):
        if (FOLDER / f"{labelled['serial']}.json").exists():
            assert digest_of(labelled["serial"]).labels.outcome == labelled["outcome"], labelled["serial"]
