"""What a person's file says ranks below what ships and what sources say, and can be taken back."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lib.access import OWNER
from lib.collect.full_text import Refusal, TextRefusedError, keep_pasted
from lib.collect.importing import ImportReport, Sample, import_paths, import_upload, load_starter
from lib.collect.taking_back import NoImportError, take_back, vouch
from lib.domain.classify import CLASSIFIER_VERSION, classify
from lib.domain.labels import Labels
from lib.domain.records import ListedRuling, Origin, StoredRuling, Way
from lib.domain.ruling import Precedent
from lib.domain.taxonomy import Outcome
from lib.rulings.statistics import basis
from lib.search.query import search
from lib.sources.markdown import read_file
from lib.sources.packed import Limits
from tests.collect.home import Home
from tests.store.made_up import COMWEL, LAWGO
from tests.synthetic import BODY, STUB, archive_file, write_archive

WON, LOST = "창원지방법원_2022구단10741", "서울행정법원_2022구단64283"
OTHER = BODY.replace("기각한다", "모두 기각한다")
LIMITS = Limits(10**8, 100)
DERIVED = {"counters", "removed"}
"""Tables that count what happened, not what is held."""


@pytest.fixture
def shipped(home: Home) -> Home:
    load_starter(home.store, home.index.sync)
    return home


def dump(home: Home) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, without the revisions."""
    with closing(sqlite3.connect(home.store.path)) as database:
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {}
        for name in sorted(set(names) - DERIVED):
            columns = [row[1] for row in database.execute(f"PRAGMA table_info({name})")]
            kept = ", ".join(column for column in columns if column != "revision")
            found[name] = sorted(database.execute(f"SELECT {kept} FROM {name}"), key=repr)
        return found


def seen_by_search(home: Home, *questions: str) -> list[object]:
    state = home.index.state(home.store)
    assert state.in_step and state.documents == home.store.count()
    return [
        sorted((-round(hit.score, 6), hit.id) for hit in search(home.index, each, limit=1_000).hits)
        for each in ("", "합판 허리", "오토바이 신호위반", "2022구단10741", *questions)
    ]


def held(home: Home, id: str) -> StoredRuling:
    found = home.store.get(id)
    assert found is not None
    return found


def listed(home: Home, id: str) -> ListedRuling:
    return next(each for each in home.store.listing() if each.id == id)


def table(*rows: str, header: str = "법원명,사건번호,사건명,선고일자,결과유형,판결문") -> tuple[str, bytes]:
    return "표.csv", "\n".join([header, *rows]).encode()


def upload(home: Home, *files: tuple[str, bytes], trusted: bool = False) -> ImportReport:
    return import_upload(files, LIMITS, home.store, home.index.sync, OWNER, trusted=trusted)


def archive(home: Home, id: str, **other: Any) -> tuple[str, bytes]:
    precedent = held(home, id).precedent
    file = archive_file(precedent.case_number, precedent.court, precedent.title, **other)
    return f"{precedent.case_number}.md", file.encode()


def in_one_line(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


ROWS = {
    "another outcome, day and name": f"가짜 사건,2001-02-03,기각,{in_one_line(BODY)}",
    "another name alone": "가짜 사건,,,",
    "a day alone": ",2001-02-03,,",
    "a result alone": ",,기각,",
    "an order without reasons": ',,,"【주문】피고의 처분을 취소한다."',
}


@pytest.mark.parametrize("trusted", [False, True])
@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
def test_a_made_up_row_for_a_shipped_ruling_only_adds_a_saying(
    shipped: Home, row: str, trusted: bool
) -> None:
    before, found, shown = held(shipped, WON), seen_by_search(shipped), basis(shipped.store)
    kept = dump(shipped)
    report = upload(shipped, table(f"창원지방법원,2022구단10741,{row}"), trusted=trusted)
    assert (report.added, report.updated, report.unchanged, report.refused) == (0, 0, 1, ()) or trusted
    after = held(shipped, WON)
    day = {"decided_on": after.precedent.decided_on} if trusted else {}
    assert after.precedent == replace(before.precedent, **day)  # type: ignore[arg-type]
    assert (after.labels, after.unvouched) == (before.labels, False)
    assert (seen_by_search(shipped) == found and basis(shipped.store).rulings == shown.rulings) or trusted
    assert [(seen.source, seen.from_file) for seen in after.sightings] == [
        ("starter", False),
        ("table", True),
    ]
    (saying,) = shipped.store.sayings(WON)
    assert (saying.number, saying.source, saying.lends_text) == (1, "table", False)

    take_back(1, shipped.store, shipped.index.sync_after_removal, OWNER)
    assert dump(shipped) == kept
    assert seen_by_search(shipped) == found
    assert held(shipped, WON) == replace(before, revision=held(shipped, WON).revision)


def test_a_contradiction_is_listed_with_what_the_file_says(shipped: Home) -> None:
    row = f"창원지방법원,2022구단10741,{ROWS['another outcome, day and name']}"
    upload(shipped, table(row, "서울행정법원,2022구단64283,요양불승인처분취소,,,"))
    ((ruling, saying),) = shipped.store.contradictions()
    assert (ruling.id, ruling.outcome) == (WON, Outcome.GRANTED)
    assert (saying.outcome, saying.title, saying.word) == (Outcome.DENIED, "가짜 사건", "기각")
    (batch,) = shipped.store.imports()
    assert (batch.way, batch.what, batch.rulings, batch.differing) == (Way.UPLOAD, "표.csv", 2, 1)


def test_a_text_that_nobody_vouched_for_stands_beside_the_ruling(shipped: Home) -> None:
    before, shown = held(shipped, LOST), seen_by_search(shipped)
    upload(shipped, archive(shipped, LOST, body=BODY.replace("합판", "장롱")))
    after = held(shipped, LOST)
    assert after.precedent == before.precedent and after.labels == before.labels
    assert seen_by_search(shipped) == shown and search(shipped.index, "장롱").total == 0
    (saying,) = shipped.store.sayings(LOST)
    assert saying.gave_text and not saying.lends_text


def test_a_vouched_text_that_ends_as_the_ruling_does_joins_its_digest(shipped: Home) -> None:
    before, kept, found = held(shipped, LOST), dump(shipped), seen_by_search(shipped)
    body = BODY.replace("합판", "장롱")
    report = upload(shipped, archive(shipped, LOST, body=body), trusted=True)
    assert (report.updated, report.unchanged) == (1, 0)
    after = held(shipped, LOST)
    assert after.precedent.text.strip() == body.strip() and after.precedent.digest == before.precedent.digest
    assert after.precedent.text_source == "archive" and after.precedent.source == "starter"
    # The text tells of a sprained back; the ruling is about lung cancer, and stays so.
    for name in ("outcome", "kind_b", "kind_c", "disease_category", "issue_category", "instance", "suit"):
        assert getattr(after.labels, name).value == getattr(before.labels, name).value, name
    assert after.labels.diagnoses == before.labels.diagnoses
    assert after.labels.related_cases == before.labels.related_cases
    assert after.labels.outcome.how == "rule" and after.labels.disease_category.how == "digest"
    assert "장롱" in body and search(shipped.index, "장롱").total == 1
    assert shipped.store.sayings(LOST)[0].lends_text and shipped.store.contradictions() == []

    take_back(1, shipped.store, shipped.index.sync_after_removal, OWNER)
    assert dump(shipped) == kept and seen_by_search(shipped) == found
    assert search(shipped.index, "장롱").total == 0


def test_a_day_that_an_unvouched_text_tells_dates_no_shipped_ruling(shipped: Home) -> None:
    upload(shipped, archive(shipped, LOST, decided_on="2023-05-04"))
    assert held(shipped, LOST).precedent.decided_on is None
    vouch(1, shipped.store, shipped.index.sync, OWNER)
    assert str(held(shipped, LOST).precedent.decided_on) == "2023-05-04"


def test_a_pasted_text_is_an_import_of_its_own(shipped: Home) -> None:
    kept, ruling = dump(shipped), held(shipped, LOST)
    title = "요양급여불승인처분취소\n[서울행정법원 2022구단64283]\n"
    keep_pasted(ruling, title + BODY, shipped.store, shipped.index.sync, OWNER)
    (batch,) = shipped.store.imports()
    assert (batch.way, batch.what, batch.changed) == (Way.PASTED, "서울행정법원 2022구단64283", 1)
    assert held(shipped, LOST).precedent.text_source == "pasted"
    take_back(batch.number, shipped.store, shipped.index.sync_after_removal, OWNER)
    assert dump(shipped) == kept


def test_a_pasted_text_that_ends_otherwise_is_refused(shipped: Home) -> None:
    kept = dump(shipped)
    with pytest.raises(TextRefusedError) as refused:
        title = "[창원지방법원 2022구단10741]\n"
        keep_pasted(held(shipped, WON), title + BODY, shipped.store, shipped.index.sync, OWNER)
    assert refused.value.why is Refusal.ENDS_OTHERWISE
    assert dump(shipped) == kept


# --- what only files tell of ---------------------------------------------------------------------


def test_a_ruling_known_from_a_file_alone_is_marked_and_not_counted(shipped: Home) -> None:
    kept, found = dump(shipped), seen_by_search(shipped)
    upload(shipped, ("하나.md", archive_file().encode()))
    id = "한빛지방법원_2021구단100"
    assert held(shipped, id).unvouched and listed(shipped, id).unvouched
    assert id not in {each.id for each in basis(shipped.store).rulings}
    assert search(shipped.index, "2021구단100").total == 1
    assert vouch(1, shipped.store, shipped.index.sync, OWNER).vouched
    assert id in {each.id for each in basis(shipped.store).rulings}
    assert not listed(shipped, id).unvouched
    take_back(1, shipped.store, shipped.index.sync_after_removal, OWNER)
    assert dump(shipped) == kept and seen_by_search(shipped) == found


def test_who_vouches_at_once_is_counted_at_once(shipped: Home) -> None:
    upload(shipped, ("하나.md", archive_file().encode()), trusted=True)
    assert "한빛지방법원_2021구단100" in {each.id for each in basis(shipped.store).rulings}


def test_a_made_up_appeal_does_not_turn_how_a_shipped_case_ended(shipped: Home) -> None:
    before = basis(shipped.store).disputes
    body = BODY.replace("한빛고등법원,2022누77,2심", "창원지방법원,2022구단10741,1심").replace(
        "원고의 청구를 기각한다", "제1심판결을 취소한다. 원고의 청구를 기각한다"
    )
    upload(shipped, ("가짜.md", archive_file("2023누1", "부산고등법원", body=body).encode()))
    assert basis(shipped.store).disputes == before


def test_an_unvouched_file_does_not_turn_a_vouched_one(home: Home) -> None:
    upload(home, ("하나.md", archive_file().encode()), trusted=True)
    before = held(home, "한빛지방법원_2021구단100")
    longer = OTHER.replace("원고의 청구를 모두 기각한다", "피고의 처분을 취소한다") + "더 긴 글" * 50
    upload(home, ("둘.md", archive_file(title="가짜 요양불승인처분취소", body=longer).encode()))
    after = held(home, before.id)
    assert (after.precedent, after.labels) == (before.precedent, before.labels)
    assert len(home.store.contradictions()) == 1


# --- official sources beside files ----------------------------------------------------------------


@pytest.mark.parametrize("official", [COMWEL, LAWGO], ids=["comwel", "lawgo"])
def test_a_source_takes_the_place_of_a_file_and_outlives_it(home: Home, official: Any) -> None:
    source = replace(official, text=BODY.replace("합판", "목재"), title="원래 이름")
    home.store.upsert([source], classify, CLASSIFIER_VERSION)
    home.index.sync(home.store)
    alone = dump(home)
    for order in (0, 1):
        longer = archive_file(
            title="가짜 요양불승인처분취소", body=BODY + "더 긴 글" * 99, decided_on="2001-02-03"
        )
        if order:
            home.store.remove_import(1, classify, CLASSIFIER_VERSION)
        upload(home, ("하나.md", longer.encode()))
        home.store.upsert([source], classify, CLASSIFIER_VERSION)
        assert held(home, source.id).precedent == source
    for batch in home.store.imports():
        take_back(batch.number, home.store, home.index.sync_after_removal, OWNER)
    assert dump(home) == alone


def test_a_source_that_comes_after_the_file_replaces_it(home: Home) -> None:
    upload(
        home, ("하나.md", archive_file(title="가짜 요양불승인처분취소", body=BODY + "더 긴 글" * 99).encode())
    )
    source = replace(LAWGO, text=BODY)
    home.store.upsert([source], classify, CLASSIFIER_VERSION)
    after = held(home, source.id)
    assert after.precedent == source and not after.unvouched
    take_back(1, home.store, home.index.sync_after_removal, OWNER)
    assert held(home, source.id).precedent == source
    assert [seen.source for seen in held(home, source.id).sightings] == ["lawgo"]


# --- imports beside imports ----------------------------------------------------------------------


@pytest.mark.parametrize("first", [1, 2])
def test_what_two_imports_gave_stays_with_the_other(home: Home, tmp_path: Path, first: int) -> None:
    short, whole = archive_file(body=STUB).encode(), archive_file().encode()
    upload(home, ("짧은.md", short))
    alone = dump(home), held(home, "한빛지방법원_2021구단100")
    upload(home, ("긴.md", whole))
    assert held(home, alone[1].id).labels.outcome.value is Outcome.DENIED
    take_back(first, home.store, home.index.sync_after_removal, OWNER)
    after = held(home, alone[1].id)
    if first == 2:
        assert dump(home) == alone[0] and seen_by_search(home)
        assert after == replace(alone[1], revision=after.revision)
    else:
        assert after.labels.outcome.value is Outcome.DENIED and home.store.count() == 1
    take_back(3 - first, home.store, home.index.sync_after_removal, OWNER)
    assert home.store.count() == 0
    assert dump(home)["sayings"] == dump(home)["officials"] == dump(home)["imports"] == []
    assert seen_by_search(home)[0] == []


def test_a_ruling_taken_back_and_given_again_is_found(home: Home) -> None:
    file = ("하나.md", archive_file().encode())
    upload(home, file)
    home.store.remove_import(1, classify, CLASSIFIER_VERSION)
    # The index has seen neither.
    upload(home, file)
    assert [each.number for each in home.store.imports()] == [2]
    assert search(home.index, "합판").total == 1 and home.index.state(home.store).in_step


def test_the_same_file_again_is_another_import_that_changes_nothing(home: Home) -> None:
    file = ("하나.md", archive_file().encode())
    upload(home, file)
    revision = home.store.revision()
    assert upload(home, file).unchanged == 1
    assert home.store.revision() == revision
    take_back(1, home.store, home.index.sync_after_removal, OWNER)
    assert home.store.count() == 1
    take_back(2, home.store, home.index.sync_after_removal, OWNER)
    assert home.store.count() == 0


def test_so_much_is_said_of_one_ruling_and_no_more(home: Home) -> None:
    for number in range(4):
        upload(home, ("하나.md", archive_file(body=BODY + f"{number}. 가나다라마바사. " * 65_000).encode()))
    full = upload(
        home,
        ("하나.md", archive_file(body=BODY + "또").encode()),
        ("둘.md", archive_file("2021구단2").encode()),
    )
    assert full.added == 1 and ["이미 여러 파일의 말이" in each.reason for each in full.refused] == [True]
    take_back(2, home.store, home.index.sync_after_removal, OWNER)
    assert not upload(home, ("하나.md", archive_file(body=BODY + "또").encode())).refused


def test_another_saying_has_no_other_read_anew(home: Home) -> None:
    read: list[str] = []

    def reading(precedent: Precedent) -> Labels:
        read.append(precedent.text)
        return classify(precedent)

    for number in range(4):
        given = home.store.begin_import(Way.FILES, "하나", False)
        ruling = read_file(archive_file(body=BODY + "가나다라. " * (40 - number)).encode())
        read.clear()
        home.store.upsert([ruling], reading, CLASSIFIER_VERSION, given)
    assert len(set(read)) <= 2


def take_in(home: Home, *paths: Path, **options: Any) -> ImportReport:
    return import_paths(paths, home.store, home.index.sync, **options)


def origins(home: Home) -> Sequence[tuple[str, Origin]]:
    return sorted((each.id, seen.origin) for each in home.store.since(0) for seen in each.sightings)


def test_a_listing_taken_back_gives_its_place_to_the_one_before(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "판례"
    write_archive(folder, 12)
    take_in(home, folder, sample=Sample(4, seed=1))
    take_in(home, folder, is_listing=True)
    before, came = dump(home), origins(home)
    write_archive(folder, 3, first=50)
    take_in(home, folder, is_listing=True)
    assert [each.total for each in home.store.collections()] == [15, 4]
    take_back(3, home.store, home.index.sync_after_removal, OWNER)
    assert (dump(home), origins(home)) == (before, came)
    take_back(2, home.store, home.index.sync_after_removal, OWNER)
    assert [(each.origin, each.total) for each in home.store.collections()] == [(Origin.RANDOM, 4)]
    assert len(home.store.ids_of(Origin.RANDOM)) == home.store.count() == 4


def test_an_import_of_hundreds_goes_whole(home: Home, tmp_path: Path) -> None:
    write_archive(tmp_path / "판례", 700)
    take_in(home, tmp_path / "판례")
    upload(home, ("하나.md", archive_file("2021구단7").encode()))
    assert take_back(1, home.store, home.index.sync_after_removal, OWNER).changed == 700
    assert [each.case_number for each in home.store.listing()] == ["2021구단7"]
    assert home.index.state(home.store).documents == 1 and home.index.state(home.store).in_step


def test_an_import_without_a_ruling_is_none(home: Home) -> None:
    report = upload(home, ("깨짐.md", b"x"))
    assert report.batch is None and home.store.imports() == []


def test_what_is_not_there_is_a_sentence(home: Home) -> None:
    with pytest.raises(NoImportError, match="7번으로 불러온 것이 없습니다"):
        take_back(7, home.store, home.index.sync_after_removal, OWNER)
    with pytest.raises(NoImportError, match="나누어 되돌릴 수 없습니다"):
        take_back(0, home.store, home.index.sync_after_removal, OWNER)
