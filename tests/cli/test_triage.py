"""The sorting of an office's intakes as a command: what it writes, what it refuses, that it can be stopped."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from lib.casework.conflicts import new_key
from lib.store import Store
from tests.casework.forty_letters import LETTERS
from tests.cli.test_cli import ROOT, Machine
from tests.letters import hwp, texts

STORY = "조선소에서 {n}년 동안 용접을 했습니다. 귀가 안 들려 난청 진단을 받았습니다. 저는 문희정이고 번호는 010-1234-56{n}입니다."


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "home")


def table(path: Path, cases: int, broken: int = 0, coded: bool = False) -> Path:
    rows = [
        [
            f"사건-{n}" if coded else "",
            "문희정",
            STORY.format(n=n),
            "나이 탓이라고 합니다",
            f"2026-{1 + n % 11:02}-{1 + n % 28:02}",
        ]
        for n in range(10, 10 + cases)
    ]
    rows += [["", "", "이야기", "", "2026-02-30"] for _each in range(broken)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([["사건코드", "의뢰인", "상담내용", "불승인사유", "수령일"], *rows])
    return path


def names_in(document: Any) -> bool:
    text = json.dumps(document, ensure_ascii=False)
    return "희정" in text or "1234" in text


def test_a_table_is_sorted_by_processes_and_written(machine: Machine, tmp_path: Path) -> None:
    out, memos = tmp_path / "정리.xlsx", tmp_path / "메모"
    done = machine.process(
        "triage", table(tmp_path / "상담.csv", 6, broken=2, coded=True), "-o", out, "--json",
        "--today", "2026-11-30", "--memos", memos, "--jobs", "2",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert set(document) == {"rows", "refused", "seconds"} and document["seconds"] > 0
    wanted = {
        "row", "case", "urgency", "labels", "favourable", "unfavourable", "criteria", "missing", "questions",
        "flags", "status",
    }  # fmt: skip
    assert all(wanted <= set(row) for row in document["rows"])
    assert {"what", "due", "days_left"} <= set(document["rows"][0]["urgency"])
    assert {row["case"] for row in document["rows"]} == {f"사건-{n}" for n in range(10, 16)}
    assert {row["status"] for row in document["rows"]} == {"검토중"}
    left = [row["urgency"]["days_left"] for row in document["rows"]]
    open_ = [days for days in left if days >= 0]
    assert left[: len(open_)] == sorted(open_) and 0 < len(open_) < len(left)
    assert [each["row"] for each in document["refused"]] == [8, 9]
    assert all("받은 날" in each["reason"] for each in document["refused"])
    assert not names_in(document)
    assert "읽지 않은 열" not in done.stderr
    sheet = load_workbook(out)["사건"]
    assert [cell.value for cell in sheet["B"]][1:] == [row["case"] for row in document["rows"]]
    assert sorted(file.name for file in memos.iterdir()) == [f"사건-{n}.docx" for n in range(10, 16)]


def test_what_begins_like_a_formula_is_text_in_all_that_is_written(machine: Machine, tmp_path: Path) -> None:
    starts = ("=1+1", "+82", "-3", "@SUM(1)", "\t=2", "🦺=")
    rows = [
        [
            f"{start} {n}",
            f"{start} {STORY.format(n=n)}",
            f"{start} 나이 탓",
            "2026-10-06",
            f"{start} 담당",
            f"{start} 메모",
        ]
        for n, start in enumerate(starts, start=10)
    ]
    rows += [[], ["", "가" * 50_000, "", "2026-10-06", "", ""]]
    path, out = tmp_path / "=표.csv", tmp_path / "정리.xlsx"
    with path.open("w", encoding="cp949", errors="xmlcharrefreplace", newline="") as file:
        csv.writer(file).writerows([["사건코드", "상담내용", "불승인사유", "수령일", "담당", "메모"], *rows])
    command = (
        "triage",
        path,
        "-o",
        out,
        "--json",
        "--today",
        "2026-11-30",
        "--memos",
        tmp_path / "메모",
        "--jobs",
        "1",
    )
    done = machine.process(*command)
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert len(document["rows"]) == len(starts)
    (refused,) = document["refused"]
    assert refused["row"] == 9 and "50,000자" in refused["reason"]
    cells = [cell for sheet in load_workbook(out) for row in sheet.iter_rows() for cell in row if cell.value]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    begun = [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]
    assert len(begun) >= 8 and all(cell.quotePrefix for cell in begun)
    assert len(list((tmp_path / "메모").iterdir())) == len(starts)


def test_columns_that_are_not_read_are_named_once(machine: Machine, tmp_path: Path) -> None:
    path = tmp_path / "상담.csv"
    rows = [
        ["사건코드", "상담내용", "키", "빈 열"],
        ["1", STORY.format(n=11), "170", ""],
        ["2", STORY.format(n=12), "165", ""],
    ]
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    done = machine.process("triage", path, "--today", "2026-11-30", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("읽지 않은 열: 키\n") == 1 and "빈 열" not in done.stdout


def test_the_same_is_found_by_one_process_and_several(machine: Machine, tmp_path: Path) -> None:
    path = table(tmp_path / "상담.csv", 3)
    by_one, by_three = (
        json.loads(
            machine.process(
                "triage", path, "--json", "--today", "2026-11-30", "--jobs", jobs, "--list", jobs
            ).stdout
        )["rows"]
        for jobs in ("1", "3")
    )
    assert by_one == by_three and len(by_one) == 3


def test_names_are_kept_where_the_office_says_so(machine: Machine, tmp_path: Path) -> None:
    path = table(tmp_path / "상담.csv", 1)
    document = machine.json("triage", path, "--keep-names", "--jobs", "1", "--list", "이름")
    assert names_in(document)


def test_lines_of_json_are_written(machine: Machine, tmp_path: Path) -> None:
    out = tmp_path / "정리.jsonl"
    done = machine.run(
        "triage", table(tmp_path / "상담.csv", 2), "-o", out, "--jobs", "1", "--today", "2026-11-30"
    )
    assert done.returncode == 0 and "사건 2건을 정리했습니다" in done.stdout
    assert len([json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]) == 2


def test_the_template_is_written_and_gives_no_row(machine: Machine, tmp_path: Path) -> None:
    form = tmp_path / "양식.xlsx"
    assert machine.run("triage", "--template", form).returncode == 0
    document = machine.json("triage", form, "--jobs", "1")
    assert (document["rows"], document["refused"]) == ([], [])


@pytest.mark.parametrize(
    "arguments, says",
    [
        ((), "상담 표 파일이나 편지 폴더를 적어 주세요"),
        (("없음.csv",), "파일이나 폴더가 없습니다"),
        (("메모.txt",), "편지 zip만 읽습니다"),
        (("빈.csv",), "빈 표입니다"),
        (("빈.csv", "-o", "정리.docx"), ".xlsx나 .jsonl로 끝나는 이름"),
        (("빈.csv", "--today", "어제"), "연-월-일"),
    ],
)
def test_what_cannot_be_sorted_is_said_in_one_line(
    machine: Machine, tmp_path: Path, arguments: tuple[str, ...], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "메모.txt").write_text("아무것도")
    (tmp_path / "빈.csv").touch()
    done = machine.run("triage", *arguments)
    assert done.returncode != 0 and done.stdout == ""
    assert says in done.stderr and done.stderr.count("\n") == 1


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """Four letters, one of them in two pages, and four files that are none."""
    folder = tmp_path / "1.월요일 편지"
    (folder / "안").mkdir(parents=True)
    (folder / "가.hwp").write_bytes(hwp.hwp(texts.letter("treatment", 3)))
    (folder / "나.hml").write_bytes(hwp.hwpml(texts.letter("review", 3)))
    (folder / "홍길동.txt").write_text(LETTERS[0].text, encoding="utf-8")
    half = len(LETTERS[2].text) // 2
    for page, part in enumerate((LETTERS[2].text[:half], LETTERS[2].text[half:]), start=1):
        (folder / "안" / f"다 {page}쪽.txt").write_text(part, encoding="utf-8")
    (folder / "잠긴.hwp").write_bytes(hwp.document(b"", flags=hwp.COMPRESSED | hwp.PASSWORD))
    (folder / "깨진.hwp").write_bytes(hwp.hwp(texts.letter("review", 4))[:2000])
    (folder / "빈.pdf").touch()
    (folder / "표.xlsx").write_bytes(b"PK\x03\x04")
    return folder


def test_a_folder_of_letters_becomes_rows_and_what_cannot_be_read_is_told(
    machine: Machine, letters: Path, tmp_path: Path
) -> None:
    out = tmp_path / "정리.xlsx"
    done = machine.process("triage", letters, "-o", out, "--json", "--today", "2026-11-30")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    rows = {row["case"]: row for row in document["rows"]}
    nameless = next(code for code in rows if code.startswith("편지-"))
    assert set(rows) == {"가", "나", "안/다 1쪽", nameless}
    assert "요양" in json.dumps(rows["가"]["labels"], ensure_ascii=False) and rows["가"]["urgency"]["what"]
    told = {each["reason"].partition(":")[0]: each for each in document["refused"]}
    assert set(told) == {"잠긴.hwp", "깨진.hwp", "빈.pdf", "표.xlsx"}
    assert "암호" in told["잠긴.hwp"]["reason"] and "손상" in told["깨진.hwp"]["reason"]
    numbers = [row["row"] for row in document["rows"]] + [each["row"] for each in document["refused"]]
    assert sorted(numbers) == list(range(1, 9))
    assert "홍길동" not in json.dumps(document["rows"], ensure_ascii=False)
    assert len(list(load_workbook(out)["사건"]["B"])) == 5
    # Once more, and as a zip of that name: nothing is added, and nothing analysed again.
    again = machine.process("triage", letters, "--today", "2026-11-30")
    assert "사건 4건" in again.stdout and "4건은 전에 끝난 것" in again.stdout
    packed = tmp_path / "1.월요일 편지.zip"
    with zipfile.ZipFile(packed, "w") as file:
        for path in letters.rglob("*.*"):
            file.write(path, path.relative_to(letters))
    again = machine.process("triage", packed, "--today", "2026-11-30")
    assert "4건은 전에 끝난 것" in again.stdout and "받지 못한 행 4개" in again.stdout
    assert {each.code for each in Store(machine.home / "sanjae.db").listed("1.월요일 편지")} == set(rows)


def test_a_folder_without_a_letter_says_so(machine: Machine, tmp_path: Path) -> None:
    folder = tmp_path / "편지"
    folder.mkdir()
    assert "읽은 편지가 없습니다" in machine.run("triage", folder).stderr
    (folder / "표.xlsx").write_bytes(b"PK")
    done = machine.run("triage", folder, "--json")
    assert done.returncode != 0 and len(json.loads(done.stdout)["refused"]) == 1


keeps_lists = pytest.mark.skipif(not hasattr(Store, "listed"), reason="the store keeps no lists of cases")


@keeps_lists
@pytest.mark.skipif(sys.platform == "win32", reason="nobody is sent such signals there")
@pytest.mark.parametrize("end", ["SIGINT", "SIGKILL"])
def test_what_was_stopped_half_way_goes_on(machine: Machine, tmp_path: Path, end: str) -> None:
    path = table(tmp_path / "상담.csv", 30)
    command = [
        sys.executable,
        "-m",
        "lib.cli",
        "triage",
        str(path),
        "--json",
        "--today",
        "2026-11-30",
        "--jobs",
        "2",
    ]
    running = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | {"SANJAE_HOME": str(machine.home)}, stdout=subprocess.PIPE
    )
    finished: dict[str, str] = {}
    while running.poll() is None and len(finished) < 5:
        time.sleep(0.1)
        if (machine.home / "sanjae.db").exists():
            with Store(machine.home / "sanjae.db") as store:
                finished = store.finished("상담")
    running.send_signal(signal.Signals[end])
    running.wait()
    assert running.returncode != 0
    with Store(machine.home / "sanjae.db") as store:
        finished = store.finished("상담")
        before = {each.code: each.changed_at for each in store.listed("상담")}
    assert 5 <= len(finished) < 30
    again = machine.process("triage", path, "--today", "2026-11-30")
    assert again.returncode == 0 and f"{len(finished)}건은 전에 끝난 것입니다" in again.stdout
    with Store(machine.home / "sanjae.db") as store:
        after = {each.code: each.changed_at for each in store.listed("상담")}
    assert len(after) == 30 and before.items() <= after.items()


@keeps_lists
def test_a_second_run_adds_nothing_and_keeps_the_status(machine: Machine, tmp_path: Path) -> None:
    path, memos = table(tmp_path / "상담.csv", 3, coded=True), tmp_path / "메모"
    first = machine.json("triage", path, "--jobs", "1", "--today", "2026-11-30")
    with Store(machine.home / "sanjae.db") as store:
        held = store.result("상담", "사건-11")
        store.change(
            "상담", "사건-11", held.version, "노무사", status="수임", note="통화함", assignee="김지우"
        )
    second = machine.json("triage", path, "--jobs", "1", "--today", "2026-12-01", "--memos", memos)
    read = Document(str(memos / "사건-11.docx"))
    assert [cell.text for cell in read.tables[0].rows[1].cells][2::2] == ["수임", "김지우"]
    assert "메모: 통화함" in [each.text for each in read.paragraphs]
    statuses = {row["case"]: row["status"] for row in second["rows"]}
    assert statuses == {"사건-10": "검토중", "사건-11": "수임", "사건-12": "검토중"}
    days = [{row["case"]: row["urgency"]["days_left"] for row in each["rows"]} for each in (first, second)]
    assert all(days[0][code] - 1 == days[1][code] for code in statuses)
    with Store(machine.home / "sanjae.db") as store:
        assert len(store.listed("상담")) == 3
        assert not any(names_in(each.intake_json) for each in store.listed("상담"))


def test_who_stands_against_a_client_is_told_and_their_names_are_not_held(
    machine: Machine, tmp_path: Path
) -> None:
    intakes = tmp_path / "접수.jsonl"
    rows = [
        {
            "code": "A-1",
            "client": "문희정",
            "company": "(주)한빛",
            "story": "조선소에서 일하다가 허리를 다쳤습니다.",
        },
        {
            "code": "A-2",
            "client": "박도윤",
            "attacker": "문 희정 씨",
            "story": "동료에게 맞아 눈을 다쳤습니다.",
        },
    ]
    intakes.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    key = new_key()
    done = machine.run("triage", intakes, "--json", "--jobs", "1", SANJAE_NAME_KEY=key)
    assert (done.returncode, done.stderr) == (0, "")
    conflicts = {row["case"]: row["conflicts"] for row in json.loads(done.stdout)["rows"]}
    assert conflicts == {
        "A-1": [{"role": "client", "list": "접수", "case": "A-2", "held_role": "attacker"}],
        "A-2": [{"role": "attacker", "list": "접수", "case": "A-1", "held_role": "client"}],
    }
    for file in machine.home.glob("sanjae.db*"):
        assert "문희정".encode() not in file.read_bytes() and "문 희정".encode() not in file.read_bytes()
    assert "이해충돌" in machine.run("triage", intakes, "--jobs", "1", SANJAE_NAME_KEY=key).stdout
    assert "확인하지 않았습니다" in machine.run("triage", intakes, "--jobs", "1", SANJAE_NAME_KEY=" ").stdout
    weak = machine.run("triage", intakes, SANJAE_NAME_KEY="1234")
    assert weak.returncode == 1 and "짧거나 단순합니다" in weak.stderr
