"""Summaries: our own digest, or the ruling's own sentences at their place."""

import random
from pathlib import Path

import pytest

from lib.domain.classify import CLASSIFIER_VERSION, classify
from lib.domain.records import StoredRuling
from lib.domain.ruling import Precedent
from lib.rulings.summary import snippet_of, summarize
from lib.sources.markdown import read_file
from lib.store import Store
from tests.conftest import Home
from tests.domain.corpus import own_rulings, real_rulings
from tests.synthetic import BODY, OTHER_LAW, STUB, archive_file


def held(tmp_path: Path, *precedents: Precedent) -> list[StoredRuling]:
    with Store(tmp_path / "sanjae.db") as store:
        store.upsert(precedents, classify, CLASSIFIER_VERSION)
        return list(store.since(0))


def assert_quotes_stand_in_the_text(ruling: StoredRuling) -> None:
    summary = summarize(ruling)
    text = ruling.precedent.text
    for quote in summary.quotes:
        assert text[quote.start : quote.end] == quote.text
        assert quote.text.strip()
    if summary.how == "extractive":
        quoted = {quote.text for quote in summary.quotes}
        for part in (summary.background, summary.denial_reason, summary.reason):
            assert part == "\n".join(quote.text for quote in summary.quotes if quote.text in part)
            assert all(line in text for line in part.split("\n"))
        assert set(summary.deciding_factors) <= quoted


def test_a_ruling_without_a_digest_is_quoted(tmp_path: Path) -> None:
    (ruling,) = held(tmp_path, read_file(archive_file().encode()))
    summary = summarize(ruling)
    assert summary.how == "extractive"
    assert "합판을 나르다가" in summary.background
    assert "자료가 모자란다" in summary.reason + " ".join(summary.deciding_factors)
    assert summary.plaintiff == "근로자(본인)"
    assert "졌습니다" in summary.result
    assert_quotes_stand_in_the_text(ruling)


def test_a_digest_speaks_for_itself(starter_home: Home) -> None:
    ruling = starter_home.store.get("서울행정법원_2022구단14998")
    assert ruling and ruling.precedent.digest
    summary = summarize(ruling)
    assert summary.how == "digest"
    assert summary.preview == ruling.precedent.digest.gist
    assert summary.deciding_factors == ruling.precedent.digest.tipped
    assert summary.quotes == (), "no text is held, so nothing can be quoted"


@pytest.mark.parametrize("body", [STUB, "", "내용 없음"])
def test_a_stub_says_that_nothing_is_known(tmp_path: Path, body: str) -> None:
    precedent = Precedent(
        case_number="2020누5",
        court="한빛고등법원",
        title="유족급여부지급처분취소",
        source="archive",
        text=body,
    )
    summary = summarize(held(tmp_path, precedent)[0])
    assert "알 수 없습니다" in summary.preview
    assert summary.plaintiff == summary.background == summary.reason == ""
    assert summary.quotes == summary.deciding_factors == ()


def test_quotes_survive_any_cut(tmp_path: Path) -> None:
    """Whatever is left of a text, a quote is a substring at its offsets."""
    draw = random.Random(7)
    noise = "가나다. 1) ① 。？\t\n 다. 함. 【】「」한다.\x00\u3000"
    cuts = []
    for number in range(150):
        body = BODY * draw.randint(1, 3) + OTHER_LAW
        start, end = sorted(draw.sample(range(len(body)), 2))
        middle = "".join(draw.choices(noise, k=draw.randint(0, 400)))
        cuts.append(
            Precedent(
                case_number=f"2020구단{number}",
                court="한빛지방법원",
                title="요양불승인처분취소",
                source="archive",
                text=body[:start] + middle + body[end:],
            )
        )
    for ruling in held(tmp_path, *cuts):
        assert_quotes_stand_in_the_text(ruling)


def test_whole_rulings_are_quoted_truly(tmp_path: Path) -> None:
    for ruling in held(tmp_path, *(ruling for ruling, _ in (*own_rulings(), *real_rulings()))):
        assert_quotes_stand_in_the_text(ruling)
        if summarize(ruling).plaintiff:
            assert summarize(ruling).quotes or summarize(ruling).no_reasons


def test_a_snippet_shows_the_legal_word_for_a_lay_question(starter_home: Home) -> None:
    ruling = starter_home.store.get("서울행정법원_2022구단59779")
    assert ruling
    assert "난청" in snippet_of(ruling, "귀가 잘 안 들려요").marked()
