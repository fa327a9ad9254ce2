"""A letter of a stranger is read from photographs alone, apart from everything that is anybody's."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from lib.sources import letter_file
from lib.sources.letter_file import UnreadableLetterError, can_read_pictures, read_letter
from tests.letters import drawn, files, hwp, photographed, texts

ROOT = Path(__file__).resolve().parents[2]
needs_ocr = pytest.mark.skipif(
    not (can_read_pictures() and drawn.has_fonts()),
    reason="tesseract with Korean, or the Noto fonts, are not installed",
)
LETTER = texts.letter("treatment", 2)

FENCED = """
import os, socket, subprocess, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from lib.sources.letter_fence import fence
secret, port = Path(sys.argv[2]), int(sys.argv[3])
if not fence([Path("/usr"), Path("/bin"), Path("/lib"), Path("/lib64"), Path("/etc/ld.so.cache"), Path(sys.prefix), Path(sys.base_prefix)]):
    print("none")
    sys.exit()

def refused(what):
    try:
        what()
    except PermissionError:
        return True
    return False

print(
    refused(lambda: secret.read_bytes()),
    refused(lambda: list(secret.parent.iterdir())),
    refused(lambda: (secret.parent / "new").write_bytes(b"x")),
    refused(lambda: secret.unlink()),
    refused(lambda: Path(f"/proc/{os.getppid()}/environ").read_bytes()),
    refused(lambda: socket.create_connection(("127.0.0.1", port), timeout=5)),
    subprocess.run(["/usr/bin/env", "true"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL).returncode == 0,
    subprocess.run(["cat", str(secret)], stderr=subprocess.DEVNULL).returncode != 0,
)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux alone has this fence")
def test_behind_the_fence_nothing_of_anybody_is_read_or_written(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("열쇠")
    with socket.create_server(("127.0.0.1", 0)) as server:
        done = subprocess.run(
            [sys.executable, "-c", FENCED, str(ROOT), str(secret), str(server.getsockname()[1])],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    if done.stdout.strip() == "none":
        pytest.skip("this system has no fence")
    assert done.stdout.split() == ["True"] * 8
    assert secret.read_text() == "열쇠" and list(tmp_path.iterdir()) == [secret]


def told(content: bytes) -> str:
    with pytest.raises(UnreadableLetterError) as caught:
        read_letter([("통지서.jpg", content)], of_a_stranger=True)
    return str(caught.value.args[0])


def test_of_a_stranger_nothing_is_opened_but_photographs() -> None:
    for content in (
        files.pdf(LETTER), files.hwpx(LETTER), hwp.hwp(LETTER), LETTER.text.encode(), b"", b"GIF89a" + bytes(90),
        b"RIFF\x00\x00\x00\x00WEBPVP8 ", b"II*\x00" + bytes(90),
    ):  # fmt: skip
        assert "사진" in told(content) or "빈 파일" in told(content)
    # What begins as a photograph goes to no other reader, whatever else it may be.
    for begins in (b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n"):
        assert "사진" in told(begins + files.pdf(LETTER))
    assert "너무 큽니다" in told(files.bomb_png())


@needs_ocr
def test_a_photograph_of_a_stranger_is_read_as_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", "a key")
    photo = photographed.jpeg(drawn.pages(LETTER)[0], photographed.DAMAGES["shadow"])
    environments: list[bytes] = []

    def on_page(_done: int, _of: int) -> None:
        for child in Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split():
            environments.append(Path(f"/proc/{child}/environ").read_bytes())

    read = read_letter(
        [("a.jpg", photo)] * 2, on_page if sys.platform == "linux" else None, of_a_stranger=True
    )
    assert read.by_ocr and read.text == read_letter([("a.jpg", photo)] * 2).text and len(read.pages) == 2
    assert not any(b"a key" in each for each in environments)


def test_a_stranger_s_letter_takes_no_longer_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letter_file, "SECONDS_OF_A_STRANGER", 0.01)
    assert "너무 오래" in told(b"\x89PNG\r\n\x1a\n" + bytes(50))


def test_strangers_wait_for_each_other_and_nobody_else_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letter_file, "_SECONDS_TO_WAIT", 0.1)
    with letter_file._strangers_turn:
        assert "다른 통지서를 읽고 있습니다" in told(b"\x89PNG\r\n\x1a\n" + bytes(50))
        assert read_letter([("a.txt", LETTER.text.encode())]).text
