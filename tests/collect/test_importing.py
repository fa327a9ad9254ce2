"""Importing files, uploads and the starter rulings, with the real classifier and the real index."""

import io
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from lib.access import OWNER, AccessRefusedError, Role, Used, Visitor
from lib.collect.importing import (
    CollectionError,
    ImportReport,
    Sample,
    import_paths,
    import_upload,
    load_starter,
)
from lib.domain.classify import classify
from lib.domain.records import Origin
from lib.domain.taxonomy import Outcome
from lib.search.index import SearchIndex
from lib.search.query import search
from lib.sources import starter
from lib.sources.found import Refused
from lib.sources.packed import Limits
from lib.store import Store
from tests.forms import FORMS
from tests.synthetic import BODY, OTHER_LAW, STUB, archive_file, write_archive

ROOT = Path(__file__).parents[2]


@dataclass
class Home:
    store: Store
    index: SearchIndex

    def take_in(self, *paths: Path, is_listing: bool = False, sample: Sample | None = None) -> ImportReport:
        return import_paths(paths, self.store, self.index.sync, is_listing=is_listing, sample=sample)

    def ids(self) -> set[str]:
        return {ruling.id for ruling in self.store.listing()}

    def in_step(self) -> bool:
        state = self.index.state(self.store)
        return state.in_step and state.documents == self.store.count()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    with Store(tmp_path / "home" / "sanjae.db") as store:
        yield Home(store, SearchIndex(tmp_path / "home" / "index"))


def counts(report: ImportReport) -> tuple[int, int, int, int, int, int]:
    return (
        report.read,
        report.added,
        report.updated,
        report.unchanged,
        report.left_out,
        len(report.refused),
    )


def test_a_folder_twice(home: Home, tmp_path: Path) -> None:
    write_archive(tmp_path / "판례", 250)
    assert counts(home.take_in(tmp_path / "판례")) == (250, 250, 0, 0, 0, 0)
    revision = home.store.revision()
    assert counts(home.take_in(tmp_path / "판례")) == (250, 0, 0, 250, 0, 0)
    assert home.store.revision() == revision
    assert home.in_step()


def test_good_bad_and_other_law(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "판례"
    write_archive(folder, 5)
    good = archive_file()
    for number in range(10):
        content = archive_file(f"2020구합{number}", title="이행강제금부과처분취소", body=OTHER_LAW)
        (folder / f"다른 법 {number}.md").write_text(content, encoding="utf-8")
    (folder / "잘림.md").write_text(good[:90], encoding="utf-8")
    (folder / "이진.md").write_bytes(b"\x7fELF\0\0")
    (folder / "빈.md").write_bytes(b"")
    (folder / "깨짐.md").write_bytes(good.encode()[:-300] + b"\xff\xff" + b"\n")
    (folder / "번호 없음.md").write_text(good.replace("사건번호: 2021구단100\n", ""), encoding="utf-8")
    report = home.take_in(folder)
    assert counts(report) == (20, 5, 0, 0, 10, 5)
    assert {Path(refused.path).name for refused in report.refused} == {
        "잘림.md",
        "이진.md",
        "빈.md",
        "깨짐.md",
        "번호 없음.md",
    }
    assert all(refused.reason.endswith(".") for refused in report.refused)


def test_a_fuller_text_updates_a_stub(home: Home, tmp_path: Path) -> None:
    stub, whole = tmp_path / "stub.md", tmp_path / "whole.md"
    stub.write_text(archive_file(body=STUB), encoding="utf-8")
    whole.write_text(archive_file(), encoding="utf-8")
    assert counts(home.take_in(stub)) == (1, 1, 0, 0, 0, 0)
    assert counts(home.take_in(whole)) == (1, 0, 1, 0, 0, 0)
    assert counts(home.take_in(stub)) == (1, 0, 0, 1, 0, 0)
    held = home.store.get("한빛지방법원_2021구단100")
    assert held is not None and held.labels.outcome.value == "불인정"
    assert home.in_step()


def test_progress_counts_every_file(home: Home, tmp_path: Path) -> None:
    write_archive(tmp_path / "판례", 3)
    (tmp_path / "판례" / "빈.md").touch()
    seen: list[tuple[int, int | None]] = []
    import_paths([tmp_path / "판례"], home.store, home.index.sync, lambda *step: seen.append(step))
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_an_upload(home: Home) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        target.writestr("하나.md", archive_file("2021구단1"))
        target.writestr("../둘.md", archive_file("2021구단2"))
    files = [
        ("판례.zip", packed.getvalue()),
        ("셋.md", archive_file("2021구단3").encode()),
        ("넷.md", b"x"),
    ]
    report = import_upload(files, Limits(10**7, 10), home.store, home.index.sync, OWNER)
    assert counts(report) == (4, 2, 0, 0, 0, 2)
    assert report.refused[0] == Refused("판례.zip/../둘.md", "압축 파일 안의 이름이 폴더 밖을 가리킵니다.")
    assert home.in_step()


class _Share:
    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, what: Used, amount: int) -> bool:
        self.left -= amount
        return self.left >= 0


def test_an_upload_beyond_this_machine_is_a_keepers_and_within_their_share(home: Home) -> None:
    files = [("하나.md", archive_file("2021구단1").encode())]

    def upload(*roles: Role, left: int = 1) -> ImportReport:
        who = Visitor(is_owner=False, name="kim", roles=frozenset(roles), meter=_Share(left))
        return import_upload(files, Limits(10**7, 10), home.store, home.index.sync, who)

    for refused in (lambda: upload(), lambda: upload(Role.ATTORNEY), lambda: upload(Role.KEEPER, left=0)):
        with pytest.raises(AccessRefusedError):
            refused()
        assert not home.store.imports()
    assert upload(Role.KEEPER).added == 1


def test_starter_rulings_load_once(home: Home, tmp_path: Path) -> None:
    load_starter(home.store, home.index.sync)
    shipped = len(list(starter.FOLDER.glob("*.json")))
    assert home.store.status().by_source == {"starter": shipped}
    revision = home.store.revision()
    load_starter(home.store, home.index.sync)
    assert (home.store.revision(), home.store.count()) == (revision, shipped)
    assert home.in_step()


def test_starter_follows_its_folder(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "starter"
    shutil.copytree(starter.FOLDER, folder)
    first, *rest = sorted(folder.glob("*.json"))
    first.unlink()
    load_starter(home.store, home.index.sync, folder)
    assert home.store.count() == len(rest)
    shutil.copy(starter.FOLDER / first.name, first)
    load_starter(home.store, home.index.sync, folder)
    assert home.store.count() == len(rest) + 1
    # A file that broke costs neither the others nor what was held of it before.
    first.write_text("{}", encoding="utf-8")
    load_starter(home.store, home.index.sync, folder)
    assert home.store.count() == len(rest) + 1 and home.in_step()


def test_a_text_joins_the_starter_digest(home: Home, tmp_path: Path) -> None:
    load_starter(home.store, home.index.sync)
    lost = (each for each in home.store.since(0) if each.labels.outcome.value is Outcome.DENIED)
    held = next(lost).precedent
    (tmp_path / "전문.md").write_text(
        archive_file(held.case_number, held.court, held.title), encoding="utf-8"
    )
    report = import_paths([tmp_path / "전문.md"], home.store, home.index.sync, trusted=True)
    assert counts(report) == (1, 0, 1, 0, 0, 0)
    both = home.store.get(held.id)
    assert both is not None
    assert both.precedent.digest == held.digest and both.precedent.text
    assert {seen.source for seen in both.sightings} == {"archive", "starter"}


def import_command(folder: Path, home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "lib.cli", "import", str(folder)],
        cwd=ROOT,
        env=os.environ | {"SANJAE_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_killed_in_the_middle_and_run_again(tmp_path: Path) -> None:
    folder, data = tmp_path / "판례", tmp_path / "home"
    write_archive(folder, 1200)
    with Store(data / "sanjae.db") as store:
        process = import_command(folder, data)
        while store.count() == 0 and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        kept = store.count()
        assert process.returncode == -signal.SIGKILL and 0 < kept < 1200
        report = import_paths([folder], store, SearchIndex(data / "index").sync)
        assert counts(report) == (1200, 1200 - kept, 0, kept, 0, 0)
        assert store.count() == store.revision() == 1200
        assert SearchIndex(data / "index").state(store).in_step


def test_many_rulings_are_labelled_as_few_are(home: Home, tmp_path: Path) -> None:
    write_archive(tmp_path / "판례", 350)
    assert counts(home.take_in(tmp_path / "판례")) == (350, 350, 0, 0, 0, 0)
    assert all(held.labels == classify(held.precedent) for held in home.store.since(0))
    # Now half of them are held, and one of these is known better.
    write_archive(tmp_path / "판례", 700)
    longer = archive_file(case_number="2021구단7", body=BODY.replace("기각한다", "모두 기각한다"))
    (tmp_path / "판례" / "한빛지방법원_0000-00-00_2021구단7.md").write_text(longer, encoding="utf-8")
    assert counts(home.take_in(tmp_path / "판례")) == (700, 350, 1, 349, 0, 0)
    assert all(held.labels == classify(held.precedent) for held in home.store.since(0))


def test_stopped_by_the_person(tmp_path: Path) -> None:
    folder, data = tmp_path / "판례", tmp_path / "home"
    write_archive(folder, 1200)
    with Store(data / "sanjae.db") as store:
        process = import_command(folder, data)
        while store.count() == 0 and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate()
        assert process.returncode == 130
        assert errors.count("\n") == 1 and "이어서" in errors
        assert 0 < store.count() < 1200


def test_two_imports_at_once(tmp_path: Path) -> None:
    write_archive(tmp_path / "가", 400, first=1)
    write_archive(tmp_path / "나", 400, first=201)
    processes = [import_command(tmp_path / name, tmp_path / "home") for name in ("가", "나")]
    assert [(process.communicate()[1], process.returncode) for process in processes] == [("", 0)] * 2
    with Store(tmp_path / "home" / "sanjae.db") as store:
        assert store.count() == 600
        assert SearchIndex(tmp_path / "home" / "index").sync(store).in_step


# --- how they came -------------------------------------------------------------------------------


def mixed(folder: Path) -> Path:
    """20 rulings, one of them in two files, with one of other law and one that cannot be read."""
    write_archive(folder, 20)
    (folder / "다시.md").write_text(archive_file(case_number="2021구단7"), encoding="utf-8")
    other = archive_file("2020구합1", title="이행강제금부과처분취소", body=OTHER_LAW)
    (folder / "다른 법.md").write_text(other, encoding="utf-8")
    (folder / "빈.md").write_bytes(b"")
    return folder


def test_what_is_imported_was_chosen_unless_it_is_said_otherwise(home: Home, tmp_path: Path) -> None:
    report = home.take_in(mixed(tmp_path / "판례"))
    assert report.collection is None
    assert (home.store.collections(), home.store.ids_of(Origin.LISTING)) == ([], set())


def test_a_folder_that_somebody_vouches_for_is_a_listing(home: Home, tmp_path: Path) -> None:
    folder = mixed(tmp_path / "판례")
    home.take_in(folder)
    report = home.take_in(folder, is_listing=True)
    (found,) = home.store.collections()
    assert report.collection == found
    assert (found.origin, found.place, found.total) == (Origin.LISTING, str(folder), 20)
    assert home.store.ids_of(Origin.LISTING) == home.ids()
    assert home.in_step()


def test_a_table_may_be_a_listing(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "표.csv"
    path.write_text("사건번호,법원명,판결문\n2021구단1,한빛지방법원,【주문】기각한다.\n", encoding="utf-8")
    assert home.take_in(path, is_listing=True).collection
    assert home.store.ids_of(Origin.LISTING) == {"한빛지방법원_2021구단1"}


def test_nothing_is_no_listing(home: Home, tmp_path: Path) -> None:
    (tmp_path / "빈 폴더").mkdir()
    assert home.take_in(tmp_path / "빈 폴더", is_listing=True).collection is None
    assert home.store.collections() == []


def test_half_a_listing_is_none(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "판례"
    write_archive(folder, 250)
    upsert, calls = home.store.upsert, []

    def stops(*arguments: object) -> object:
        calls.append(arguments)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return upsert(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(home.store, "upsert", stops)
    with pytest.raises(KeyboardInterrupt):
        home.take_in(folder, is_listing=True)
    assert home.store.count() and not home.store.ids_of(Origin.LISTING)


def test_a_sample_is_drawn_of_the_industrial_accident_rulings_alone(home: Home, tmp_path: Path) -> None:
    folder = mixed(tmp_path / "판례")
    report = home.take_in(folder, sample=Sample(5, seed=1))
    (found,) = home.store.collections()
    assert report.collection == found
    assert (found.origin, found.place, found.total, found.seed) == (Origin.RANDOM, str(folder), 5, 1)
    assert home.store.count() == 5 and home.store.ids_of(Origin.RANDOM) == home.ids()
    assert (report.added, report.left_out, len(report.refused)) == (5, 1, 1)


def test_a_seed_draws_the_same_again_and_another_seed_others() -> None:
    ids = [f"한빛지방법원_2021구단{number}" for number in range(1000)]
    drawn = Sample(100, seed=1).drawn(ids)
    assert len(drawn) == 100
    assert Sample(100, seed=1).drawn(reversed(ids)) == drawn
    assert len(Sample(100, seed=2).drawn(ids) & drawn) < 30


def test_every_ruling_has_the_same_chance() -> None:
    ids = [str(number) for number in range(10)]
    counts = Counter(id for seed in range(2000) for id in Sample(3, seed).drawn(ids))
    # 600 each is expected, with a standard deviation of 20.
    assert all(abs(counts[id] - 600) < 100 for id in ids)


def test_a_sample_larger_than_the_folder_takes_nothing_in(home: Home, tmp_path: Path) -> None:
    with pytest.raises(CollectionError, match="20건뿐이라 21건을"):
        home.take_in(mixed(tmp_path / "판례"), sample=Sample(21, seed=1))
    assert home.store.count() == 0


def test_one_ruling_in_every_spelling_of_its_number_is_one(home: Home, tmp_path: Path) -> None:
    def table(name: str, *numbers: str, court: str = "대법원") -> Path:
        rows = "".join(f'"{number}",{court},요양불승인처분취소,"{BODY}"\n' for number in numbers)
        path = tmp_path / f"{name}.csv"
        path.write_text("사건번호,법원명,사건명,판결문\n" + rows, encoding="utf-8")
        return path

    report = home.take_in(table("a", "대법원 2031두3867", "2031두3867 판결", "2031두3867호", "2031 두 3867"))
    assert (report.read, report.added, home.ids()) == (4, 1, {"대법원_2031두3867"})
    assert [each.case_number for each in home.store.find("2031두3867")] == ["2031두3867"]
    for form in FORMS.values():
        assert home.take_in(table("b", form("2031두3867"), court=form("대법원"))).added == 0
    # The branch before the number, in the name of the court, in words.
    home.take_in(table("c", "(창원)2031누10258", court="부산고등법원"))
    same = [
        table("d", "2031누10258", court="부산고등법원(창원)"),
        table("e", "2031누10258", court="부산고등법원 창원재판부"),
    ]
    assert home.take_in(*same).added == 0
    (branch,) = home.store.find("2031누10258")
    assert branch.year == 2031
    # Joined cases, found by each of their numbers.
    home.take_in(table("f", "2031구단52563, 2031구단60724(병합)", court="서울행정법원"))
    assert home.take_in(table("g", "2031구단52563, 60724(병합)", court="서울행정법원")).added == 0
    assert [hit.id for hit in search(home.index, "2031구단60724").hits] == ["서울행정법원_2031구단52563"]


@pytest.mark.parametrize("form", FORMS)
def test_a_file_in_every_form_is_the_same_ruling(home: Home, tmp_path: Path, form: str) -> None:
    written = archive_file(body=BODY)
    plain = tmp_path / "a.md"
    plain.write_text(written, encoding="utf-8")
    home.take_in(plain)
    (ours,) = home.store.get_many(sorted(home.ids()))
    assert ours.labels.outcome.value is not Outcome.UNKNOWN
    assert home.take_in(plain).batch is not None
    # A whole file, as a Mac or a web page hands it on; and one in which the text alone is so.
    for number, content in enumerate((FORMS[form](written), written.replace(BODY, FORMS[form](BODY)))):
        other = tmp_path / FORMS[form]("판결") / f"{number}.md"
        other.parent.mkdir(exist_ok=True)
        other.write_text(content, encoding="utf-8")
        report = home.take_in(other)
        assert (report.added, report.updated, report.refused) == (0, 0, ())
    (again,) = home.store.get_many(sorted(home.ids()))
    assert again.labels == ours.labels and again.precedent.text == ours.precedent.text
    assert not any(saying.outcome for saying in home.store.sayings(again.id))
