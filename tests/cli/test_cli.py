"""The command line as scripts use it: exit status, stdout and stderr, of real processes where that matters."""

import json
import os
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from lib.cli import cli
from lib.collect.importing import load_starter
from lib.domain.classify import CLASSIFIER_VERSION, classify
from lib.domain.ruling import Precedent
from lib.privacy.name_marks import NameMarks
from lib.sources import starter
from lib.store import Store
from lib.text.spelling import plain
from tests.forms import FORMS
from tests.servers.comwel import KEY, ComwelServer
from tests.servers.lawgo import OC, LawgoServer
from tests.servers.rulings import generate
from tests.synthetic import BODY, OTHER_LAW, STUB, archive_file, write_archive

ROOT = Path(__file__).parents[2]


class Machine:
    """A fresh home directory and the command in it."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def run(self, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the command in this process: starting Python would take most of the time."""
        given = {"SANJAE_HOME": str(self.home)} | environment
        done = CliRunner().invoke(cli, [*map(str, arguments)], env=given, prog_name="./sanjae")
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return subprocess.CompletedProcess(list(arguments), done.exit_code, done.stdout, done.stderr)

    def process(self, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the command as a process of its own, as a script does."""
        return subprocess.run(
            [sys.executable, "-m", "lib.cli", *map(str, arguments)],
            cwd=ROOT,
            env=os.environ | {"SANJAE_HOME": str(self.home), "PYTHONIOENCODING": "utf-8"} | environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def json(self, *arguments: str | Path) -> Any:
        """The one JSON document of a command that succeeds and says nothing else."""
        done = self.run(*arguments, "--json")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.count("\n") == 1
        return json.loads(done.stdout)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "home")


def test_status_of_a_fresh_machine(machine: Machine) -> None:
    shipped = len(list((ROOT / "data" / "starter").glob("*.json")))
    assert machine.json("status") == {
        "rulings": shipped,
        "by_source": {"starter": shipped},
        "with_text": 0,
        "index": {"documents": shipped, "in_step": True},
        "sources": {"starter": {"rulings": shipped, "last_fetched": None, "last_sync": None}},
        "disagreements": [],
    }
    done = machine.process("status")
    assert (done.returncode, done.stderr) == (0, "") and f"판례 {shipped}건" in done.stdout


def test_import_twice_and_strict(machine: Machine, tmp_path: Path) -> None:
    folder = tmp_path / "판례"
    write_archive(folder, 3)
    (folder / "빈.md").touch()
    other = archive_file("2020구합1", title="이행강제금부과처분취소", body=OTHER_LAW)
    (folder / "다른 법.md").write_text(other, encoding="utf-8")
    refused = [{"path": str(folder / "빈.md"), "reason": "빈 파일입니다."}]
    first = machine.json("import", folder)
    assert first == {
        "read": 5, "added": 3, "updated": 0, "unchanged": 0, "left_out": 1, "refused": refused, "import": 1
    }  # fmt: skip
    again = machine.json("import", folder)
    assert again == {
        "read": 5, "added": 0, "updated": 0, "unchanged": 3, "left_out": 1, "refused": refused, "import": 2
    }  # fmt: skip
    strict = machine.run("import", folder, "--strict", "--json")
    assert strict.returncode == 1
    assert json.loads(strict.stdout) == again | {"import": 3}
    assert strict.stderr == "받아들이지 못한 파일이 1개 있습니다.\n"
    human = machine.run("import", folder)
    assert human.returncode == 0
    assert "변화 없음 3" in human.stdout and "빈.md: 빈 파일입니다." in human.stdout
    held = machine.json("status")
    assert (held["by_source"]["archive"], held["with_text"], held["index"]["in_step"]) == (3, 3, True)


def test_import_takes_tables_too(machine: Machine, tmp_path: Path) -> None:
    table = tmp_path / "표.csv"
    table.write_text(
        "사건번호,법원명,판결문\n2021구단901,한빛지방법원,주문\n,한빛지방법원,주문\n", encoding="cp949"
    )
    write_archive(tmp_path / "판례", 2)
    report = machine.json("import", table, tmp_path / "판례")
    assert report == {
        "read": 4, "added": 3, "updated": 0, "unchanged": 0, "left_out": 0,
        "refused": [{"path": "표.csv 3행", "reason": "사건번호가 없습니다."}], "import": 1,
    }  # fmt: skip


def test_what_came_in_unread_is_told_and_nothing_taken_in_is_a_failure(
    machine: Machine, tmp_path: Path
) -> None:
    head, row = "사건번호,법원명,선고일자,판결문\n", "2021구단901,한빛지방법원,0001-01-01,주문\n"
    (tmp_path / "표.csv").write_text(head + row, encoding="utf-16")
    report = machine.json("import", tmp_path / "표.csv")
    told = "선고일자를 읽지 못해 날짜 없이 넣었습니다: 0001-01-01"
    assert report["notes"] == [{"path": "표.csv 2행", "reason": told}] and report["added"] == 1
    assert f"  표.csv 2행: {told}" in machine.run("import", tmp_path / "표.csv").stdout
    (tmp_path / "머리글만.csv").write_text(head, encoding="utf-8")
    (tmp_path / "빈 폴더").mkdir()
    for name, words in (("머리글만.csv", "받아들인 판례가 없습니다"), ("빈 폴더", "불러올 판례가 없습니다")):
        ran = machine.run("import", tmp_path / name)
        assert ran.returncode == 1 and words in ran.stderr and len(ran.stderr.splitlines()) == 1


def test_a_folder_is_vouched_for_or_drawn_from(machine: Machine, tmp_path: Path) -> None:
    folder = tmp_path / "판례"
    write_archive(folder, 12)
    assert "collection" not in machine.json("import", folder)
    drawn = machine.json("import", folder, "--sample", "5", "--seed", "3")["collection"]
    assert (drawn["origin"], drawn["total"], drawn["seed"]) == ("random", 5, 3)
    listed = machine.json("import", folder, "--listing")["collection"]
    assert (listed["origin"], listed["total"], listed["place"]) == ("listing", 12, str(folder))
    status = machine.json("status")
    assert status["collections"] == [listed, drawn]
    said = machine.run("status").stdout
    assert f"공개 목록 전체 12건({listed['at'][:4]}" in said and "무작위 표본 5건(씨앗 3" in said
    assert "공개 목록 전체 12건" in machine.run("import", folder, "--listing").stdout


@pytest.mark.parametrize(
    ("flags", "status", "words"),
    [
        (("--listing", "--sample", "3", "--seed", "1"), 2, "함께 쓸 수 없습니다"),
        (("--seed", "1"), 2, "--sample과 함께"),
        (("--sample", "3"), 2, "--seed에 정수를"),
        (("--sample", "3", "--seed", str(2**63)), 2, "--seed에 정수를"),
        (("--sample", "0", "--seed", "1"), 2, "1 이상"),
        (("--sample", "13", "--seed", "1"), 1, "12건뿐이라 13건을 뽑을 수 없습니다"),
    ],
)
def test_what_is_no_sample_is_one_line(
    machine: Machine, tmp_path: Path, flags: tuple[str, ...], status: int, words: str
) -> None:
    write_archive(tmp_path / "판례", 12)
    ran = machine.run("import", tmp_path / "판례", *flags)
    assert ran.returncode == status and words in ran.stderr and len(ran.stderr.splitlines()) == 1
    assert "collections" not in machine.json("status")


def test_an_empty_folder_is_no_listing(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "빈 폴더").mkdir()
    ran = machine.run("import", tmp_path / "빈 폴더", "--listing")
    assert ran.returncode == 1 and "공개 목록으로 적어 두지 않았습니다" in ran.stderr


MADE_UP = """법원명,사건번호,사건명,선고일자,결과유형,판결문
창원지방법원,2022구단10741,가짜 사건,2001-02-03,기각,"【주문】원고의 청구를 기각한다. 【이유】1. 판단 졌다."
한빛지방법원,2021구단1,요양불승인처분취소,,,"【주문】원고의 청구를 기각한다."
"""


def test_imports_are_listed_vouched_for_and_taken_back(machine: Machine, tmp_path: Path) -> None:
    assert machine.run("imports").stdout == "불러온 것이 없습니다.\n"
    before = machine.json("show", "2022구단10741"), machine.json("search", "신호위반")["hits"]
    (tmp_path / "표\x1b[31m.csv").write_text(MADE_UP, encoding="utf-8")
    ran = machine.run("import", tmp_path / "표\x1b[31m.csv")
    assert "되돌리려면: ./sanjae imports remove 1" in ran.stdout
    assert "파일에만 있는 판결 1건" in ran.stdout and "다르게 적힌 판결이 1건" in ran.stdout
    (listed,) = machine.json("imports")
    assert (listed["number"], listed["way"], listed["what"]) == (1, "files", "표?[31m.csv")
    assert (listed["rulings"], listed["added"], listed["changed"]) == (2, 1, 0)
    assert (listed["uncounted"], listed["differing"], listed["vouched"]) == (1, 1, False)
    assert "\x1b" not in machine.run("imports").stdout
    shown = machine.json("show", "2022구단10741")
    assert [(each["number"], each["title"]) for each in shown["sayings"]] == [(1, "가짜 사건")]
    assert shown | {"sources": [], "sayings": []} == before[0] | {"sources": [], "sayings": []}
    said = machine.run("show", "2022구단10741").stdout
    assert "1번으로 불러온 파일은 다르게 말합니다: 결과 불인정, 사건명 가짜 사건" in said
    assert "(올린 파일에만 있는 판결, 세지 않음)" in machine.run("search", "2021구단1").stdout
    assert machine.json("imports", "trust", "1")["uncounted"] == 0
    assert "세지 않음" not in machine.run("search", "2021구단1").stdout

    assert machine.json("imports", "remove", "1") == {"removed": 1, "changed": 2}
    assert machine.json("imports") == []
    assert (machine.json("show", "2022구단10741"), machine.json("search", "신호위반")["hits"]) == before
    again = machine.run("imports", "remove", "1")
    assert again.returncode == 1 and again.stderr.startswith("1번으로 불러온 것이 없습니다.")
    # A number is never used again.
    assert machine.json("import", tmp_path / "표\x1b[31m.csv", "--trusted")["import"] == 2
    assert machine.json("imports")[0]["uncounted"] == 0


def test_what_an_earlier_program_took_in_cannot_be_taken_apart(machine: Machine) -> None:
    assert "나누어 되돌릴 수 없습니다" in machine.run("imports", "remove", "0").stderr


def test_sync_and_status(machine: Machine) -> None:
    served = generate(120)
    with ComwelServer(served) as server:
        live = {"COMWEL_BASE_URL": server.url, "COMWEL_API_KEY": KEY, "COMWEL_PAUSE_SECONDS": "0"}
        first = machine.run("sync", "comwel", "--limit", "20", "--json", **live)
        assert (first.returncode, first.stderr) == (0, "")
        report = json.loads(first.stdout)
        assert (report["new"], report["says"], report["holds"], report["finished"]) == (
            20,
            {"rulings": 120},
            20,
            False,
        )
        human = machine.run("sync", "comwel", **live)
        assert human.returncode == 0 and "새로 받음 100" in human.stdout and "출처에 120건" in human.stdout
        again = json.loads(machine.run("sync", "comwel", "--json", **live).stdout)
        assert (again["new"], again["changed"], again["unchanged"], again["finished"]) == (0, 0, 120, True)
    held = machine.json("status")
    source = held["sources"]["comwel"]
    assert (source["rulings"], source["last_sync"]["says"], source["last_sync"]["finished"]) == (
        120,
        {"rulings": 120},
        True,
    )
    outcome = next(each for each in held["disagreements"] if each["label"] == "outcome")
    assert outcome["source"] == "comwel" and outcome["disagreed"] == sum(
        pair["n"] for pair in outcome["pairs"]
    )
    shown = machine.run("status").stdout
    assert "마지막으로 받은 때" in shown and "우리 분류와 다름" in shown


def test_sync_of_the_other_source(machine: Machine) -> None:
    served = generate(12)
    with LawgoServer(served) as server:
        live = {"LAWGO_BASE_URL": server.url, "LAWGO_OC": OC, "LAWGO_PAUSE_SECONDS": "0"}
        since = str(int(served[6].serial))
        done = machine.run("sync", "lawgo", "--since-serial", since, "--json", **live)
        assert json.loads(done.stdout)["new"] == 5
        assert json.loads(machine.run("sync", "lawgo", "--json", **live).stdout)["holds"] == 12


# the source's answer to everything, the settings → exit status, words of the one sentence
SYNC_FAILURES = [
    ("", {"COMWEL_API_KEY": ""}, 1, "COMWEL_API_KEY"),
    ("", {"COMWEL_API_KEY": "wrong"}, 1, "코드 30"),
    ("code 22", {}, 1, "내일"),
    ("html", {}, 1, "HTML"),
    ("", {"COMWEL_BASE_URL": "http://127.0.0.1:9"}, 1, "연결할 수 없습니다"),
    ("", {"COMWEL_BASE_URL": "nowhere"}, 1, "COMWEL_BASE_URL"),
]


@pytest.mark.parametrize("fault, environment, status, words", SYNC_FAILURES)
def test_a_failed_sync_is_one_line(
    machine: Machine, fault: str, environment: dict[str, str], status: int, words: str
) -> None:
    with ComwelServer(generate(3)) as server:
        server.always = fault
        live = {
            "COMWEL_BASE_URL": server.url,
            "COMWEL_API_KEY": KEY,
            "COMWEL_PAUSE_SECONDS": "0",
        } | environment
        done = machine.run("sync", "comwel", "--json", **live)
    assert done.returncode == status and done.stderr.count("\n") == 1 and words in done.stderr
    assert "wrong" not in done.stderr + done.stdout and KEY not in done.stderr + done.stdout
    assert done.stdout == "" or json.loads(done.stdout)["finished"] is False


def test_since_serial_is_for_serials(machine: Machine) -> None:
    done = machine.run("sync", "comwel", "--since-serial", "7", COMWEL_API_KEY="x")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1) and "--since-serial" in done.stderr


def test_classify_prints_a_line_per_ruling(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "하나.md").write_text(archive_file(), encoding="utf-8")
    (tmp_path / "둘.md").write_text(archive_file("2022누77", "한빛고등법원", body=STUB), encoding="utf-8")
    done = machine.run("classify", tmp_path, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    stub, ruling = sorted(map(json.loads, done.stdout.splitlines()), key=lambda line: line["instance"])[::-1]
    assert list(ruling) == [
        "id", "case_number", "court", "serial", "instance", "outcome", "kind_b", "kind_c", "disease_category",
        "issue_category", "suit", "diagnoses", "occupation", "statutes", "cited_cases", "related_cases", "evidence",
    ]  # fmt: skip
    assert (ruling["id"], ruling["serial"], ruling["instance"], ruling["outcome"], ruling["kind_b"]) == (
        "한빛지방법원_2021구단100",
        "900001",
        1,
        "불인정",
        "요양",
    )
    assert ruling["statutes"] == ["산업재해보상보험법 제37조"]
    assert ruling["related_cases"] == [{"court": "한빛고등법원", "case_number": "2022누77", "instance": 2}]
    assert ruling["evidence"]["outcome"] in BODY
    assert (stub["instance"], stub["outcome"]) == (2, "판단불가")
    assert not machine.home.exists(), "classify needs no store"


def test_a_hit_names_its_dispute_and_suit(machine: Machine) -> None:
    found = machine.json("search", "2022구단168")
    (hit,) = found["hits"]
    assert (hit["dispute"], hit["suit"]) == (hit["id"], "claimant")
    assert hit["instances"] == [
        {"case_number": "2022구단168", "instance": 1, "outcome": "각하"},
        {"case_number": "2022누3613", "instance": 2, "outcome": "각하"},
        # Only named, not held.
        {"case_number": "2022두65979", "instance": 3, "outcome": None},
    ]
    assert hit["citation"] == f"{hit['court']} 2022구단168 판결"
    assert hit["source_url"].startswith("https://www.law.go.kr/") and len(hit["gist"]) > 30
    assert found["not_held"] == []
    other = machine.json("search", "정보부분공개처분취소", "--suit", "other")
    assert {each["suit"] for each in other["hits"]} == {"other"}


def test_what_no_ruling_is_about_is_said(machine: Machine) -> None:
    assert machine.json("search", "방광암") == {
        "query": "방광암", "total": 0, "took_ms": pytest.approx(0, abs=10_000), "hits": [], "not_held": ["방광암"],
    }  # fmt: skip
    assert "'방광암'에 관한 것은 없습니다" in machine.run("search", "방광암").stdout


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp949"])
@pytest.mark.parametrize("console", ["cp949", "utf-8"])
def test_an_intake_is_read_in_any_encoding_and_json_is_written_in_utf_8(
    machine: Machine, tmp_path: Path, encoding: str, console: str
) -> None:
    content = '{"story": "조선소에서 25년 그라인더 작업을 하다 소음성 난청이 왔습니다"}\r\n'.encode(encoding)
    (tmp_path / "intake.json").write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-m", "lib.cli", "similar", "-", "--json"],
        cwd=ROOT,
        env=os.environ | {"SANJAE_HOME": str(machine.home), "PYTHONIOENCODING": console},
        input=content,
        capture_output=True,
        check=True,
    )
    piped = json.loads(done.stdout.decode("utf-8"))
    assert done.stderr == b"" and piped["asks"] == [] and piped["favourable"]
    assert machine.json("similar", tmp_path / "intake.json")["favourable"] == piped["favourable"]


def test_the_old_console_keeps_the_marks_around_an_intake(machine: Machine) -> None:
    given = '\'{"story": "소음성 난청"}\' \r\n'
    done = CliRunner().invoke(cli, ["similar", "--json"], input=given, env={"SANJAE_HOME": str(machine.home)})
    assert done.exit_code == 0 and json.loads(done.stdout)["asks"] != ["story"]


@pytest.mark.parametrize(
    ("story", "told"),
    [
        ("?????? ?? 70?? ???? ??????", "물음표(?)로 바뀌어 와서"),
        ("????? CT ??? SAH ???? ??? 70?? ????? COVID ???????", "물음표(?)로 바뀌어 와서"),
        ("주 70시간 일하다 뇌출혈로 쓰러졌습니다".encode("cp949").decode("latin-1"), "깨진 글자로 와서"),
        ("주 70시간 일하다 뇌출혈로 쓰러졌습니다".encode().decode("cp949", "replace"), "깨진 글자로 와서"),
    ],
)
def test_words_that_did_not_arrive_are_told(machine: Machine, tmp_path: Path, story: str, told: str) -> None:
    path = tmp_path / "intake.json"
    path.write_text(json.dumps({"story": story}), encoding="utf-8")
    for command in ("similar", "analyze"):
        said = machine.run(command, path).stdout
        assert said.count("읽을 수 없습니다") == 1 and told in said and "코로나" not in said
        assert "이긴" not in said and "읽지 못했습니다" not in said
    # What else is told counts, but it is said that the story does not.
    path.write_text(json.dumps({"story": story, "diagnoses": ["소음성 난청"]}), encoding="utf-8")
    said = machine.run("analyze", path).stdout
    assert told in said and "이긴 판결" in said


def test_similar_says_what_it_needs_or_lacks(machine: Machine, tmp_path: Path) -> None:
    def similar(story: str, *options: str) -> str:
        (tmp_path / "intake.json").write_text(json.dumps({"story": story}), encoding="utf-8")
        done = machine.run("similar", tmp_path / "intake.json", *options)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    nothing = json.loads(similar("허리 아픔 산재", "--json"))
    assert (nothing["favourable"], nothing["unfavourable"]) == ([], [])
    assert nothing["asks"] == ["story"] and "왜 거절" not in " ".join(nothing["on_the_choice"])
    assert "이긴 판결" not in similar("허리 아픔 산재")
    late = similar("산재를 늦게 신청해서 소멸시효가 지났다고 합니다.")
    assert "이긴 것" in late and "가지고 있지 않습니다" not in late
    hit = json.loads(similar("공장 소음으로 난청이 왔는데 산재가 안 된대요.", "--json"))["favourable"][0]
    assert {
        "dispute",
        "instances",
        "suit",
        "gist",
        "source_url",
        "citation",
        "reasons",
        "tipped",
    } <= hit.keys()


def test_classify_leaves_other_law_out_of_folders_only(machine: Machine, tmp_path: Path) -> None:
    folder = tmp_path / "판례"
    folder.mkdir()
    other = folder / "다른 법.md"
    other.write_text(
        archive_file("2020구합1", title="이행강제금부과처분취소", body=OTHER_LAW), encoding="utf-8"
    )
    left_out = machine.run("classify", folder, "--json")
    assert (left_out.returncode, left_out.stdout) == (0, "")
    assert "다른 법.md" in left_out.stderr
    for arguments in ([folder, "--all"], [other]):
        done = machine.run("classify", *arguments, "--json")
        assert json.loads(done.stdout)["case_number"] == "2020구합1"


def test_classify_reports_what_it_cannot_read(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "좋음.md").write_text(archive_file(), encoding="utf-8")
    (tmp_path / "빈.md").touch()
    some = machine.run("classify", tmp_path)
    assert some.returncode == 0
    assert some.stdout.startswith("한빛지방법원 2021구단100 (1심): 불인정")
    assert some.stderr == f"{tmp_path / '빈.md'}: 빈 파일입니다.\n"
    none = machine.run("classify", tmp_path / "빈.md", "--json")
    assert (none.returncode, none.stdout) == (1, "")


FAILURES = [
    (("import", "없는 폴더"), {}, 1, "없습니다: 없는 폴더"),
    (("import",), {}, 2, ""),
    (("classify", "--nothing", "x"), {}, 2, "--nothing"),
    (("nothing",), {}, 2, "nothing"),
    (("status",), {"SANJAE_UPLOAD_MAX_MB": "many"}, 1, "SANJAE_UPLOAD_MAX_MB"),
    (("status",), {"SANJAE_HOME": "/dev/null/x"}, 1, "폴더"),
]


OFFICIAL = {"says", "value", "year", "publisher", "denominator", "url", "grade"}


def test_analyze_tells_official_figures_with_their_denominators(machine: Machine, tmp_path: Path) -> None:
    def analyzed(story: str, *options: str) -> str:
        (tmp_path / "intake.json").write_text(json.dumps({"story": story}), encoding="utf-8")
        return machine.run("analyze", tmp_path / "intake.json", "--offline", *options).stdout

    heart = "주 70시간 일하다 뇌출혈로 쓰러졌습니다."
    told = json.loads(analyzed(heart, "--json"))["official"]
    assert [(each["value"], each["year"], each["grade"]) for each in told] == [
        (14.3, 2024, "press"),
        (32.2, 2024, "press"),
    ]
    assert all(set(each) == OFFICIAL and all(each.values()) for each in told)
    lines = analyzed(heart)
    assert all(each[key] in lines for each in told for key in ("says", "publisher", "denominator", "url"))

    for nothing in ("월급을 두 달 못 받았습니다.", f"{heart} 더는 살고 싶지 않아요."):
        assert json.loads(analyzed(nothing, "--json"))["official"] == []


@pytest.mark.parametrize("command", [("similar",), ("analyze", "--offline")])
def test_in_despair_help_comes_first_and_nothing_is_counted(
    machine: Machine, tmp_path: Path, command: tuple[str, ...]
) -> None:
    intake = {"story": "주 70시간 일하다 뇌출혈로 쓰러졌습니다. 유서를 써 두었습니다."}
    (tmp_path / "intake.json").write_text(json.dumps(intake), encoding="utf-8")
    lines = machine.run(command[0], tmp_path / "intake.json", *command[1:]).stdout
    assert "109" in lines.splitlines()[0] and "골라 두었습니다" not in lines and "95%" not in lines
    document = machine.json(command[0], tmp_path / "intake.json", *command[1:])
    told = document["base_rate"]
    assert document["needs_support"] is True
    assert (told["n"], told["favourable"], told["rate"], told["low"], told["high"]) == (
        0,
        0,
        None,
        None,
        None,
    )


@pytest.mark.parametrize("arguments, environment, status, reason", FAILURES)
def test_failures_are_one_line(
    machine: Machine, arguments: tuple[str, ...], environment: dict[str, str], status: int, reason: str
) -> None:
    done = machine.run(*arguments, **environment)
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.count("\n") == 1 and reason in done.stderr


def test_a_damaged_database_is_one_line(machine: Machine) -> None:
    machine.home.mkdir()
    (machine.home / "sanjae.db").write_bytes(b"no database " * 500)
    done = machine.process("status", "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1 and "손상" in done.stderr


def test_an_empty_database_where_rulings_were_is_one_line_and_stays(machine: Machine) -> None:
    machine.json("status")
    database = machine.home / "sanjae.db"
    database.write_bytes(b"")
    done = machine.process("status")
    assert (done.returncode, done.stdout, database.read_bytes()) == (1, "", b"")
    assert done.stderr.count("\n") == 1
    assert "비어 있습니다" in done.stderr and "사본" in done.stderr and str(database) in done.stderr
    database.unlink()
    shutil.rmtree(machine.home / "index")
    assert machine.json("status")["rulings"] > 0


def test_a_broken_starter_file_is_told_and_stops_nothing(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "starter"
    shutil.copytree(starter.FOLDER, folder)
    broken = min(folder.glob("*.json"))
    broken.write_text('{"serial": 1}', encoding="utf-8")
    for reader in (load_starter, starter.refused_starter, starter.fingerprint, starter.read_starter):
        monkeypatch.setattr(reader, "__defaults__", (folder,))
    write_archive(tmp_path / "판례", 2)
    assert machine.json("import", tmp_path / "판례")["added"] == 2
    told = machine.json("status")
    assert told["rulings"] == len(list(folder.glob("*.json"))) - 1 + 2
    assert [each["path"] for each in told["starter_refused"]] == [broken.name]
    done = machine.run("status")
    assert f"기본 판례 {broken.name} 파일을 읽지 못해" in done.stdout and "serial" in done.stdout
    assert machine.json("search", "2021구단2")["total"] == 1


DEEP = ["[" * 20_000 + "]" * 20_000, '{"story":"다쳤다","diagnoses":' + '{"a":' * 20_000 + "1" + "}" * 20_001]


@pytest.mark.parametrize("command", ["analyze", "deadlines", "similar"])
@pytest.mark.parametrize("document", DEEP, ids=["lists", "objects"])
def test_a_case_nested_deep_is_a_sentence(
    machine: Machine, tmp_path: Path, command: str, document: str
) -> None:
    (tmp_path / "case.json").write_text(document, encoding="utf-8")
    done = machine.run(command, tmp_path / "case.json")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1 and "너무 깊이" in done.stderr


# What a terminal obeys: clear the screen, name the window, write to the clipboard, the same in one
# character, go back over the line, turn the direction.
ORDERS = "\x1b[2J\x1b]0;창\x07\x1b]52;c;AA==\x07\x9b31m\b\r\u202e\u2066"


def test_nothing_imported_steers_the_terminal(machine: Machine, tmp_path: Path) -> None:
    path = tmp_path / f"표{ORDERS}.jsonl"
    good = {
        "사건번호": "2021구단7",
        "법원명": f"한빛{ORDERS}지방법원",
        "사건명": f"요양{ORDERS}취소",
        "판결문": BODY + ORDERS,
    }
    bad = [good | {"사건번호": f"없음{ORDERS}"}, good | {"선고일자": f"언제{ORDERS}"}]
    path.write_text("\n".join(json.dumps(each) for each in [good, *bad]), encoding="utf-8")
    folder = tmp_path / "판례"
    write_archive(folder, 1)
    (folder / f"빈{ORDERS}.md").touch()
    commands: list[tuple[str | Path, ...]] = [
        ("import", path, folder), ("classify", folder), ("search", "2021구단7"), ("show", "2021구단7"),
        ("summarize", "2021구단7"), ("show", f"없음{ORDERS}"), ("classify", tmp_path / ORDERS), ("status",),
    ]  # fmt: skip
    for command in commands:
        for done in (machine.run(*command), machine.run(*command, "--json")):
            assert done.stdout + done.stderr
            obeyed = {char for char in ORDERS if not char.isprintable()}
            assert not obeyed & set(done.stdout + done.stderr), command
    # Whoever reads JSON gets every character of the text; names are plain.
    shown = machine.json("show", "2021구단7")
    assert shown["text"] == good["판결문"]
    assert shown["court"] == " ".join(plain(good["법원명"]).split())


def test_an_address_that_an_older_home_holds_is_given_out_only_where_it_is_public(machine: Machine) -> None:
    machine.json("status")
    address = "https://evil.example/law.go.kr"
    with Store(machine.home / "sanjae.db") as store:
        held = Precedent("2021구단7", "한빛지방법원", "취소", "archive", text=BODY, source_url=address)
        store.upsert([held], classify, CLASSIFIER_VERSION)
    shown = [machine.json("show", "2021구단7"), *machine.json("search", "2021구단7")["hits"]]
    assert [each["source_url"] for each in shown] == [None, None]


def test_an_ascii_locale_loses_no_words(machine: Machine, tmp_path: Path) -> None:
    def run(*arguments: str | Path, **more: str) -> subprocess.CompletedProcess[bytes]:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONIOENCODING"}
        environment |= {
            "LC_ALL": "C",
            "LANG": "C",
            "PYTHONUTF8": "0",
            "SANJAE_HOME": str(machine.home),
        } | more
        command = [sys.executable, "-m", "lib.cli", *map(str, arguments)]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)

    folder = tmp_path / "판례 모음"
    write_archive(folder, 1)
    (folder / "빈 파일.md").touch()
    taken = run("import", folder)
    assert (taken.returncode, taken.stderr) == (0, b"")
    assert (
        "추가 1," in taken.stdout.decode() and f"{folder}/빈 파일.md: 빈 파일입니다." in taken.stdout.decode()
    )
    assert json.loads(run("search", "허리", "--json").stdout)["query"] == "허리"
    found = run("search", "2021구단1")
    assert "한빛지방법원 2021구단1" in found.stdout.decode()
    # Where a terminal lacks a character, its number is printed.
    assert b"\\ud55c\\ube5b" in run("search", "2021구단1", PYTHONIOENCODING="latin-1").stdout


def test_json_is_utf_8_in_any_locale(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(archive_file(), encoding="utf-8")
    done = machine.process(
        "classify", tmp_path / "a.md", "--json", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii"
    )
    assert json.loads(done.stdout)["court"] == "한빛지방법원"


def test_a_summary_carries_its_citation_and_the_places_of_its_quotations(
    machine: Machine, tmp_path: Path
) -> None:
    path = tmp_path / "판결.md"
    path.write_text(archive_file("2021구단99999"), encoding="utf-8")
    machine.json("import", path)
    told = machine.json("summarize", "2021구단99999")
    assert told["citation"].endswith("2021구단99999 판결")
    assert told["quotes"] and all(quote["place"].startswith("이유") for quote in told["quotes"])
    assert machine.json("show", "2021구단99999")["citation"] == told["citation"]


def test_analyze_tells_steps_and_deadlines(machine: Machine, tmp_path: Path) -> None:
    def analyzed(told: dict[str, str]) -> Any:
        (tmp_path / "dated.json").write_text(json.dumps(told), encoding="utf-8")
        return machine.json("analyze", tmp_path / "dated.json", "--offline", "--today", "2026-11-28")

    hurt = {"story": "무거운 것을 들다 허리를 다쳤는데 불승인됐습니다."}
    found = analyzed({**hurt, "received_on": "2026-11-01"})
    assert found["deadlines"]["deadlines"][0]["due"] == "2027-02-01"
    assert found["steps"][0]["by"] == "2027-02-01까지"
    late = analyzed({**hurt, "received_on": "2027-01-01"})
    assert late["steps"] == [] and "뒤입니다" in late["deadlines"]["problem"]
    wages = analyzed({"story": "사장이 월급을 석 달째 안 줍니다."})
    assert wages["steps"] == [] and wages["deadlines"] is None


def test_analyze_tells_what_was_told(machine: Machine, tmp_path: Path) -> None:
    def told(story: str) -> Any:
        (tmp_path / "told.json").write_text(json.dumps({"story": story}), encoding="utf-8")
        return machine.json("analyze", tmp_path / "told.json", "--offline")

    wages = told("사장이 월급을 석 달째 안 줍니다.")
    assert wages["kind"] == "other_law" and wages["asks"] == ["law"]
    assert {"name", "phone", "why"} == set(wages["turn_to"][0]) and wages["turn_to"][0]["phone"] == "1350"
    assert not wages["favourable"] and not wages["unfavourable"] and not wages["criteria"]

    greeting = told("안녕하세요")
    assert greeting["kind"] == "unclear" and greeting["asks"] == ["story"]
    assert not greeting["turn_to"] and not greeting["favourable"]

    sued = told("공단이 테니스엘보를 승인했는데 회사가 취소소송을 냈다고 법원에서 연락이 왔어요.")
    assert sued["kind"] == "case" and sued["understood"]["suit"] == "employer"

    two = told("탄광에서 일했습니다. 귀도 안 들리고 진폐도 있는데 거절당했어요.")["understood"]
    assert [(each["label"], each["value"]) for each in two["further"]] == [
        ("disease_category", "진폐·호흡기")
    ]
    assert two["further"][0]["words"] and two["suit"] == "claimant"


def test_analyze_tells_what_evidence_is_needed_and_what_helps(machine: Machine, tmp_path: Path) -> None:
    intake = {
        "story": "프레스 공장에 십 년 다녔고 난청이 왔습니다.",
        "denial_reason": "소음 노출이 확인되지 않음",
    }
    (tmp_path / "noise.json").write_text(json.dumps(intake), encoding="utf-8")
    missing = machine.json("analyze", tmp_path / "noise.json", "--offline")["missing_evidence"]
    keys = {"evidence", "weight", "why", "how", "state", "named", "fades", "takes", "substitute"}
    assert set(missing[0]) == keys
    assert not any(item["named"] or item["fades"] for item in missing)
    assert any("소음" in item["evidence"] for item in missing if item["weight"] == "needed")
    assert missing[0]["weight"] == "needed" and len(missing) >= 3
    shown = machine.run("analyze", tmp_path / "noise.json", "--offline").stdout
    for item in missing:
        mark = "[꼭 필요] " if item["weight"] == "needed" else ""
        assert f"- {mark}{item['evidence']}" in shown


# --- lists of an office --------------------------------------------------------------------------


def test_a_name_key_is_made_that_the_settings_take(machine: Machine) -> None:
    one, other = (machine.run("name-key") for _ in range(2))
    name, _, key = one.stdout.strip().partition("=")
    assert (one.returncode, name) == (0, "SANJAE_NAME_KEY") and one.stdout != other.stdout
    assert NameMarks(key).of("문희정") and "사본" in one.stderr


def test_lists_of_cases_are_shown_and_deleted(machine: Machine) -> None:
    machine.home.mkdir()
    with Store(machine.home / "sanjae.db") as store:
        for code in ("1", "2"):
            store.save("11월 접수", code, "{}", None, "f", "")
    (shown,) = machine.json("office-lists")
    assert (shown["name"], shown["cases"], shown["finished"]) == ("11월 접수", 2, 0)
    assert machine.run("office-delete", "다른 목록", "--yes").returncode == 1
    done = machine.run("office-delete", "11월 접수", "--case", "1", "--yes")
    assert done.returncode == 0 and "남아 있지 않습니다" in done.stdout and "백업" in done.stdout
    assert machine.json("office-lists")[0]["cases"] == 1
    assert machine.run("office-delete", "11월 접수", "--yes").returncode == 0
    assert machine.json("office-lists") == []


@pytest.mark.parametrize("form", FORMS)
def test_a_story_in_every_form_is_analysed_alike(machine: Machine, tmp_path: Path, form: str) -> None:
    case = {
        "kind_b": "장해",
        "story": "조선소에서 25년 그라인더 작업을 했고 소음성 난청 진단을 받았는데 공단이 나이 탓이라며 거절했습니다",
        "diagnoses": ["소음성 난청"],
        "decision_date": "2025-03-04",
    }
    found = []
    for name, write in (("plain", str), (form, FORMS[form])):
        told = {
            key: [write(v) for v in value] if isinstance(value, list) else write(value)
            for key, value in case.items()
        }  # type: ignore[operator]
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        found.append(machine.json("analyze", path, "--offline"))
    assert found[0]["understood"]["disease_category"] == "소음성난청"
    assert found[0] == found[1]


def test_a_file_whose_name_a_mac_wrote_is_found_by_the_name_that_people_type(
    machine: Machine, tmp_path: Path
) -> None:
    name = "판결 모음.md"
    (tmp_path / unicodedata.normalize("NFD", name)).write_text(archive_file(body=BODY), encoding="utf-8")
    assert machine.json("import", tmp_path / name)["added"] == 1
    batch = machine.json("imports")
    assert name in json.dumps(batch, ensure_ascii=False)


def test_a_year_beyond_all_years_finds_nothing(machine: Machine) -> None:
    assert machine.json("search", "추간판", "--year-from", "9" * 20)["total"] == 0
    assert machine.json("search", "추간판", "--year-to", "9" * 20, "--year-from", "-5")["total"] > 0


def test_a_case_that_is_not_held_is_told_with_the_nearest(machine: Machine) -> None:
    found = machine.json("search", "대법원 2015두3876 판결")
    assert (found["total"], found["not_held"]) == (0, ["2015두3876"])
    assert found["nearest"] == {"2015두3876": ["대법원_2015두3867"]}
    assert "대법원 2015두3867" in machine.run("search", "2015두3876").stdout
    missed = machine.run("show", "대법원_2015두3876")
    assert missed.returncode == 1 and "대법원 2015두3867" in missed.stderr
    assert machine.json("show", "대법원 2017. 8. 29. 선고 2015두3867 판결")["id"] == "대법원_2015두3867"


TWO_SEATS = """사건번호,법원명,판결문
2031누7,서울고등법원,"주 문
1. 피고의 항소를 기각한다."
(인천)2031누7,서울고등법원,"주 문
1. 원고의 항소를 기각한다."
"""


def test_a_branch_is_told_from_the_seat_with_the_same_number(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "두 곳.csv").write_text(TWO_SEATS, encoding="utf-8")
    machine.run("import", tmp_path / "두 곳.csv")
    branch, seat = "서울고등법원(인천)_2031누7", "서울고등법원_2031누7"
    for words in (
        "(인천)2031누7",
        "( 인천 ) 2031 누 7",
        "인천재판부 2031누7",
        "서울고법(인천) 2031누7",
        "서울고등법원 인천재판부 2031-누-7",
        quote(quote(branch)),
    ):
        assert [hit["id"] for hit in machine.json("search", words)["hits"]] == [branch, seat], words
        assert machine.json("show", words)["id"] == branch, words
    assert machine.json("search", "서울고등법원 2031누7")["hits"][0]["id"] == seat
    shown = machine.json("show", "2031누7")
    assert {shown["id"], *shown["same_number"]} == {branch, seat}
    assert "번호가 같은 다른 판결이 있습니다" in machine.run("show", "2031누7").stdout


@pytest.mark.parametrize("asked", ["손실 50% 인정", "100%"])
def test_a_per_cent_sign_is_no_address(machine: Machine, asked: str) -> None:
    assert machine.json("search", asked)["query"] == asked


@pytest.mark.parametrize(
    ("name", "more"),
    [("HF_ENDPOINT_URL", {}), ("GEMINI_BASE_URL", {"GEMINI_API_KEY": "k"}), ("HF_API_URL", {})],
)
def test_a_wrong_address_of_a_model_costs_no_analysis(
    machine: Machine, tmp_path: Path, name: str, more: dict[str, str]
) -> None:
    path = tmp_path / "intake.json"
    path.write_text('{"story": "소음성 난청인데 불승인됐습니다"}', encoding="utf-8")
    given = more | {name: "http://h:70000", "HF_ENDPOINT_NAME": "gemma" if name == "HF_API_URL" else ""}
    done = machine.run("analyze", path, **given)
    assert done.returncode == 0 and "이긴 판결" in done.stdout
    assert f"설정 {name}의 값을 쓸 수 없습니다" in done.stdout
    offline = machine.run("analyze", path, "--offline", **given)
    assert offline.returncode == 0 and "이긴 판결" in offline.stdout and name not in offline.stdout
    # What nothing can be done without is still said at once.
    assert machine.run("analyze", path, SANJAE_UPLOAD_MAX_MB="x", **given).returncode == 1
