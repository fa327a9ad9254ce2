"""appeal, disclosure, report: Word files from an intake, and sentences where there is nothing to write."""

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from lib.cli import cli

TOLD = {
    "story": "창고에서 9년 동안 지게차를 몰았습니다. 하루 여섯 시간은 목을 젖힙니다.",
    "diagnoses": ["경추 추간판탈출증"], "kind_b": "요양", "kind_c": "업무상질병",
    "denial_reason": "퇴행성 변화임.", "received_on": "2026-11-02",
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> None:
    patch = pytest.MonkeyPatch()
    patch.setenv("SANJAE_HOME", str(tmp_path_factory.mktemp("home")))
    yield
    patch.undo()


def run(tmp_path: Path, *arguments: str, **told: object):  # type: ignore[no-untyped-def]
    intake = tmp_path / "intake.json"
    intake.write_text(json.dumps(TOLD | told, ensure_ascii=False), encoding="utf-8")
    return CliRunner().invoke(cli, [arguments[0], str(intake), *arguments[1:]])


def told_in(file: Path) -> str:
    document = Document(io.BytesIO(file.read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def test_a_draft_is_written_and_what_it_lacks_is_told(tmp_path: Path) -> None:
    file = tmp_path / "out.docx"
    done = run(tmp_path, "appeal", "--today", "2026-11-28", "-o", str(file), "--json")
    assert done.exit_code == 0, done.output
    document = json.loads(done.output)
    assert document["paper"] == "심사청구서" and document["due"] == "2027-02-01"
    assert "청구하는 사람의 이름" in document["asks"]
    assert "심사청구서" in told_in(file) and "지게차를 몰았습니다" in told_in(file)


def test_the_other_paper_only_where_it_is_open(tmp_path: Path) -> None:
    file = tmp_path / "out.docx"
    done = run(
        tmp_path, "appeal", "--paper", "재심사청구서", "-o", str(file), "--today", "2026-11-28", panel=True
    )
    assert done.exit_code == 0 and "재심사청구서" in told_in(file)
    refused = run(
        tmp_path,
        "appeal",
        "--paper",
        "재심사청구서",
        "-o",
        str(tmp_path / "no.docx"),
        "--today",
        "2026-11-28",
        panel=False,
    )
    assert refused.exit_code == 1 and "쓸 수 있는 것은 심사청구서" in refused.output
    assert not (tmp_path / "no.docx").exists()


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"stage": "재심사재결"}, "취소소송"),
        ({"received_on": "2031-01-01"}, "오늘"),
        ({"story": "안녕하세요", "diagnoses": [], "denial_reason": "", "received_on": None, "kind_b": None, "kind_c": None}, "적어 주세요"),
    ],
)  # fmt: skip
def test_where_there_is_nothing_to_write_a_sentence_says_so(
    tmp_path: Path, told: dict[str, object], says: str
) -> None:
    file = tmp_path / "out.docx"
    done = run(tmp_path, "appeal", "--today", "2026-11-28", "-o", str(file), **told)
    assert done.exit_code == 1 and says in done.output and len(done.output.splitlines()) == 1
    assert not file.exists()


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    done = run(tmp_path, "report", "-o", str(tmp_path / "out.pdf"))
    assert done.exit_code == 1 and ".docx" in done.output


def test_the_report_and_the_request_for_the_file(tmp_path: Path) -> None:
    for command, says in (("report", "내 사건 정리"), ("disclosure", "정보공개 청구서")):
        file = tmp_path / f"{command}.docx"
        done = run(tmp_path, command, "--today", "2026-11-28", "-o", str(file))
        assert done.exit_code == 0, done.output
        assert says in told_in(file)
