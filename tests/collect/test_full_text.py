"""The text of a ruling that shipped as a digest: fetched from a real server, or pasted."""

from dataclasses import replace

import pytest

from lib.access import OWNER
from lib.collect.full_text import Refusal, TextRefusedError, fetch_text, keep_pasted, serial_of_ruling
from lib.collect.importing import load_starter
from lib.domain.records import StoredRuling
from lib.sources.http import SourceError
from lib.sources.lawgo import Lawgo
from tests.collect.home import Home, settings
from tests.servers.faults import Faults
from tests.servers.lawgo import LawgoServer
from tests.servers.rulings import Served, generate
from tests.synthetic import BODY

ID = "서울행정법원_2022구단64283"
TITLE = "요양급여불승인처분취소\n[서울행정법원 2023. 5. 4. 선고 2022구단64283 판결]\n"


@pytest.fixture
def ruling(home: Home) -> StoredRuling:
    load_starter(home.store, home.index.sync)
    found = home.store.get(ID)
    assert found is not None and not found.precedent.text
    return found


def served(ruling: StoredRuling, **other: str) -> Served:
    own = {"case_number": ruling.precedent.case_number, "court": ruling.precedent.court, "text": BODY}
    return replace(generate(1)[0], serial=ruling.precedent.source_serial or "", **(own | other))


def held(home: Home) -> StoredRuling:
    found = home.store.get(ID)
    assert found is not None
    return found


def test_one_call_brings_the_text_and_the_digest_stays(home: Home, ruling: StoredRuling) -> None:
    with LawgoServer([served(ruling)]) as server:
        assert serial_of_ruling(ruling)
        fetch_text(ruling, Lawgo(settings(server)), home.store, home.index.sync, OWNER)
        assert sum(server.calls.values()) == 1
    found = held(home)
    assert found.precedent.text == BODY and found.precedent.digest == ruling.precedent.digest
    assert {seen.source for seen in found.sightings} == {"starter", "lawgo"}


@pytest.mark.parametrize(
    "other, why",
    [
        ({"case_number": "2022구단64284"}, Refusal.OF_ANOTHER),
        ({"court": "한빛지방법원"}, Refusal.OF_ANOTHER),
        ({"text": ""}, Refusal.MISSING),
    ],
)
def test_another_ruling_or_none_is_refused(
    home: Home, ruling: StoredRuling, other: dict[str, str], why: Refusal
) -> None:
    with LawgoServer([served(ruling, **other)]) as server, pytest.raises(TextRefusedError, match=why):
        fetch_text(ruling, Lawgo(settings(server)), home.store, home.index.sync, OWNER)
    assert not held(home).precedent.text


def test_a_server_that_fails_is_told_in_a_sentence(home: Home, ruling: StoredRuling) -> None:
    with (
        LawgoServer([served(ruling)], Faults(1.0, kinds=("html",))) as server,
        pytest.raises(SourceError, match="국가법령정보"),
    ):
        fetch_text(ruling, Lawgo(settings(server)), home.store, home.index.sync, OWNER)
    assert held(home) == ruling


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        "서울행정법원 2022구단64283 요양급여불승인처분취소\n",
        "요양급여불승인처분취소\n[서울행정법원, 2022구단64283, 20230504]\n",
        "[서울행법 2022 구단 64283]\n",
        "2022구단64283 (서울행정법원)\n",
    ],
)
def test_a_pasted_text_is_kept(home: Home, ruling: StoredRuling, title: str) -> None:
    keep_pasted(ruling, f"  {title}{BODY}", home.store, home.index.sync, OWNER)
    found = held(home)
    assert BODY.strip() in found.precedent.text and found.sections.has_order
    assert found.precedent.title == ruling.precedent.title and found.precedent.digest


@pytest.mark.parametrize(
    "pasted, why",
    [
        (BODY.replace("【연관판결】한빛고등법원,2022누77,2심\n", ""), Refusal.UNNAMED),
        (BODY, Refusal.OF_ANOTHER),
        (TITLE.replace("2022구단64283", "2022구단64282") + BODY, Refusal.OF_ANOTHER),
        (TITLE.replace("서울행정법원", "한빛지방법원") + BODY, Refusal.OF_ANOTHER),
        (TITLE + "이 화면은 준비 중입니다.", Refusal.NO_RULING),
    ],
)
def test_what_is_not_this_ruling_is_refused(
    home: Home, ruling: StoredRuling, pasted: str, why: Refusal
) -> None:
    with pytest.raises(TextRefusedError, match=why):
        keep_pasted(ruling, pasted, home.store, home.index.sync, OWNER)
    assert held(home) == ruling
