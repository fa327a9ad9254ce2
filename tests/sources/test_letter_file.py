"""Letters as people have them become text, and what is none is told in a sentence, with nothing left behind."""

import io
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter
from pypdf import PdfWriter

from lib.sources import letter_file
from lib.sources.letter_again import read_again
from lib.sources.letter_file import LetterText, UnreadableLetterError, can_read_pictures, read_letter
from lib.sources.letter_ocr import seen_words
from lib.sources.letter_picture import without_sides
from lib.text.cells import APART
from lib.text.said import Said
from tests.letters import drawn, files, hwp, photographed, texts

needs_ocr = pytest.mark.skipif(
    not (can_read_pictures() and drawn.has_fonts()),
    reason="tesseract with Korean, or the Noto fonts, are not installed",
)


@pytest.fixture(autouse=True)
def nothing_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever is read, the folder for temporary files stays empty and no process stays."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    yield
    assert list(folder.iterdir()) == []


def flat(text: str) -> str:
    return "".join(text.split())


def sameness(told: str, read: str) -> float:
    """The share of characters that are read right: 1 less the edits, blanks not counted."""
    one, other = flat(told), flat(read)
    row = np.arange(len(other) + 1)
    codes = np.array([ord(sign) for sign in other])
    for number, sign in enumerate(one, 1):
        kept = np.minimum(row[1:] + 1, row[:-1] + (codes != ord(sign)))
        row = np.concatenate(([number], kept))
        row = np.minimum.accumulate(row - np.arange(len(row))) + np.arange(len(row))
    return 1 - float(row[-1]) / max(1, len(one))


def places_are_right(letter: LetterText) -> bool:
    return all(letter.text[word.start : word.start + len(word.text)] == word.text for word in letter.words)


# --- files with words ----------------------------------------------------------------------------


@pytest.mark.parametrize("layout", texts.LAYOUTS)
@pytest.mark.parametrize("kind", ["pdf", "hwpx", "hwp", "hml", "docx", "txt"])
def test_words_of_a_file_come_as_they_stand(layout: str, kind: str) -> None:
    letter = texts.letter(layout, 3)
    made = {
        "pdf": files.pdf, "hwpx": files.hwpx, "hwp": hwp.hwp, "hml": hwp.hwpml, "docx": files.docx,
    }  # fmt: skip
    content = made[kind](letter) if kind in made else letter.text.encode("cp949")

    read = read_letter([(f"통지서.{kind}", content)])

    assert flat(read.text) == flat(letter.text)
    assert not read.by_ocr
    assert places_are_right(read)
    assert len(read.words) > 40
    assert all(word.sure == 1 for word in read.words)


def test_a_word_of_a_pdf_has_its_place_on_the_picture() -> None:
    read = read_letter(
        [("a.pdf", files.pdf_of_text([["첫째 줄에는 아무것도 없습니다"], ["결정통지서를 보냅니다"]]))]
    )

    assert len(read.pages) == 2
    word = next(word for word in read.words if word.text == "보냅니다")
    picture = Image.open(io.BytesIO(read.pages[1]))
    assert word.page == 1
    assert word.box
    assert 0 < word.box[0] < word.box[2] < picture.width
    assert 0 < word.box[1] < word.box[3] < picture.height / 4


def test_rows_of_tables_are_lines() -> None:
    letter = texts.letter("treatment", 1)
    table = next(block for block in letter.blocks if isinstance(block, texts.Table))
    for content in (files.hwpx(letter), hwp.hwp(letter), files.docx(letter)):
        lines = read_letter([("a", content)]).text.splitlines()
        assert APART.join(table.rows[1]) in lines


def test_several_files_are_pages_of_one_letter() -> None:
    letter = texts.letter("judgment", 2)
    read = read_letter([("1.txt", b"\xea\xb0\x80 " * 30), ("2.hwpx", files.hwpx(letter))])

    assert read.text.startswith("가 가")
    assert read.text.count("\n\n") == 1
    assert {word.page for word in read.words} == {0, 1}
    assert places_are_right(read)


def test_told_how_far_it_is() -> None:
    told: list[tuple[int, int]] = []
    read_letter(
        [("a.pdf", files.pdf(texts.letter("review")))] * 2, on_page=lambda done, of: told.append((done, of))
    )
    assert told == [(0, 2), (1, 2), (2, 2)]


# --- pictures ------------------------------------------------------------------------------------


@needs_ocr
@pytest.mark.parametrize(
    ("layout", "damage", "least"),
    [
        ("treatment", "scan", 0.95),
        ("survivors", "all at once", 0.92),
        ("disability", "tilt 8", 0.95),
        ("review", "shadow", 0.93),
        ("judgment", "turned 180", 0.93),
        ("second review", "turned 90", 0.93),
    ],
)
def test_photos_are_read(layout: str, damage: str, least: float) -> None:
    letter = texts.letter(layout, 4)
    photo = photographed.jpeg(drawn.pages(letter, 4)[0], photographed.DAMAGES[damage], 4)

    read = read_letter([("IMG_0001.jpg", photo)])

    assert sameness(letter.text, read.text) >= least
    assert read.by_ocr
    assert places_are_right(read)
    assert letter.decision in flat(read.text)


@needs_ocr
def test_a_word_of_a_photo_has_its_place_on_the_levelled_page() -> None:
    letter = texts.letter("survivors", 1)
    read = read_letter(
        [("a.jpg", photographed.jpeg(drawn.pages(letter, 1)[0], photographed.DAMAGES["tilt 4"], 1))]
    )
    page = np.asarray(Image.open(io.BytesIO(read.pages[0])))
    boxes = [word.box for word in read.words if word.box and len(word.text) > 2]
    assert len(boxes) > 40
    for left, top, right, bottom in boxes:
        assert (page[top:bottom, left:right] < 128).mean() > 0.03
    # Most of what is not in a box is white.
    outside = page.copy()
    for word in read.words:
        if word.box:
            left, top, right, bottom = word.box
            outside[top:bottom, left:right] = 255
    assert (outside < 128).sum() < 0.2 * (page < 128).sum()


@needs_ocr
def test_columns_are_read_one_after_the_other() -> None:
    letter = texts.letter("verdict", 5)
    columns = next(block for block in letter.blocks if isinstance(block, texts.Columns))
    read = read_letter([("a.png", png(drawn.pages(letter, 5)[0]))])
    places = [flat(read.text).find(flat(line)) for line in (*columns.left[1:], *columns.right[1:])]
    assert -1 not in places
    assert places == sorted(places)


# A page with a table whose second row has a value of two lines beside a label of one, in the middle of its height.
def page_with_an_uneven_row() -> Image.Image:
    page = Image.new("L", (1600, 1400), 255)
    draw, font = ImageDraw.Draw(page), drawn.font("serif", 34)
    lines = [
        (700, 80, "결정통지서"),
        (140, 200, "성명"), (420, 200, "노을빛"), (860, 200, "재해일자"), (1120, 200, "2022. 2. 15."),
        (140, 302, "신청상병"), (420, 280, "우측 어깨 관절의"), (420, 324, "힘줄 파열"), (860, 302, "결정내용"),
        (1120, 302, "불승인"),
    ]  # fmt: skip
    sentences = (
        "재해 경위와 의무기록을 검토한 결과",
        "신청하신 상병은 퇴행성 변화로 판단되어",
        "승인하지 아니합니다",
    )
    lines += [(140, 460 + 70 * n, sentence) for n, sentence in enumerate(sentences)]
    for x, y, text in lines:
        draw.text((x, y), text, font=font, fill=20)
    return page


@needs_ocr
def test_a_value_of_two_lines_stays_whole_beside_a_label_of_one() -> None:
    read = read_letter([("a.png", png(page_with_an_uneven_row()))])
    lines = [flat(line) for line in read.text.splitlines()]
    assert "우측어깨관절의힘줄파열" in lines
    assert lines.index("신청상병") < lines.index("우측어깨관절의힘줄파열") < lines.index("불승인")
    assert places_are_right(read)
    # Each word is where it stands on the page.
    page = np.asarray(Image.open(io.BytesIO(read.pages[0])).convert("L"))
    for word in read.words:
        assert word.box is not None
        left, top, right, bottom = word.box
        assert (page[top:bottom, left:right] < 128).mean() > 0.02, word


@needs_ocr
def test_the_desk_beside_a_page_is_not_read() -> None:
    written = drawn.pages(texts.letter("survivors", 2), 2)[0].convert("L")
    page = Image.new("L", (written.width + 400, written.height), 255)
    page.paste(written, (200, 0))
    grain = np.random.default_rng(3).random((400, 120)) < 0.03
    pixels = np.asarray(page).copy()
    pixels[200:600, 20:140][grain] = 0
    cleaned = np.asarray(without_sides(Image.fromarray(pixels)))
    assert (cleaned[:, 20:140] == 255).all()
    assert (cleaned[:, 200:] == np.asarray(page)[:, 200:]).all()


def test_a_narrow_column_beside_a_page_stays() -> None:
    page = np.full((1400, 2200), 255, np.uint8)
    for top in range(100, 1300, 60):
        page[top : top + 24, 200:1200:3] = 0
        page[top : top + 24, 1700:2050:3] = 0
    assert (np.asarray(without_sides(Image.fromarray(page))) == page).all()


@needs_ocr
def test_a_line_that_was_passed_over_is_read_by_itself() -> None:
    page = page_with_an_uneven_row()
    read = [word for word in seen_words(png(page)) if not 440 < word.box[1] < 510]
    again = read_again(page, read, lambda part: seen_words(png(part)))
    words = [word for word in again if 440 < word.box[1] < 510]
    assert "검토한" in "".join(word.text for word in words)
    assert len({word.line for word in words}) == 1
    tops = [word.box[1] for word in again if word.text in ("신청상병", "검토한", "승인하지")]
    assert tops == sorted(tops)


@needs_ocr
def test_a_day_that_is_read_in_two_ways_is_not_sure() -> None:
    page = Image.new("L", (1600, 900), 255)
    for n, text in enumerate(
        ("결정통지서를 보냅니다", "2022. 11. 30.", "근로복지공단", "안산지사장", "담당 부서", "끝")
    ):
        ImageDraw.Draw(page).text((500, 100 + 90 * n), text, font=drawn.font("serif", 36), fill=20)
    read = seen_words(png(page))
    wrong = [replace(word, text=word.text.replace("30", "10")) for word in read]
    again = read_again(page, wrong, lambda part: seen_words(png(part)))
    assert any("10" in word.text for word in again)
    assert all(word.sure <= 0.5 for word in again if "10" in word.text)


@needs_ocr
def test_a_scan_in_a_pdf_is_read_as_a_picture() -> None:
    letter = texts.letter("disability", 7)
    read = read_letter([("scan.pdf", files.scanned_pdf(drawn.pages(letter, 7)))])
    assert read.by_ocr
    assert sameness(letter.text, read.text) > 0.95


@needs_ocr
def test_an_empty_back_is_told_and_refuses_nothing() -> None:
    letter = texts.letter("disability", 7)
    front, back = drawn.pages(letter, 7)[0], Image.new("RGB", (1200, 1700), "white")
    read = read_letter([("1.png", png(front)), ("2.png", png(back))])
    assert read.unread == (1,)
    assert len(read.pages) == 2


def test_without_tesseract_it_is_said_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "붙여 넣어" in refusal([("a.png", png(Image.new("RGB", (900, 1200), "white")))])


# --- what is no letter ---------------------------------------------------------------------------


def png(image: Image.Image, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def cat() -> Image.Image:
    chance = np.random.default_rng(3)
    image = Image.fromarray((chance.random((60, 80, 3)) * 255).astype(np.uint8)).resize((900, 700))
    draw = ImageDraw.Draw(image)
    draw.ellipse((250, 180, 650, 600), fill=(180, 120, 60))
    draw.polygon([(270, 240), (310, 90), (390, 210)], fill=(170, 110, 50))
    draw.polygon([(630, 240), (590, 90), (510, 210)], fill=(170, 110, 50))
    for x, y in chance.random((300, 2)) * (900, 700):
        draw.line((x, y, x + chance.normal(0, 20), y + chance.normal(0, 20)), fill=(60, 40, 20), width=2)
    return image.filter(ImageFilter.GaussianBlur(1))


def locked_pdf() -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(files.pdf(texts.letter("review"))))
    writer.encrypt("비밀", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


def refusal(given: list[tuple[str, bytes]]) -> str:
    with pytest.raises(UnreadableLetterError) as caught:
        read_letter(given)
    sentence = caught.value.args[0]
    assert isinstance(sentence, Said)
    assert "\n" not in sentence
    return sentence


LETTER = texts.letter("review")
JPEG = png(Image.effect_noise((600, 800), 60).convert("RGB"), "JPEG")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "빈 파일"),
        (b"  \n", "글이 없는"),
        (files.pdf_of_text([["한 줄"]] * 200), "200쪽"),
        (files.bomb_png(), "너무 큽니다"),
        (locked_pdf(), "암호"),
        (files.hwpx(LETTER, {"META-INF/manifest.xml": b"<m><odf:encryption-data/></m>"}), "암호"),
        (packed(word__document=b"<w:p>" + b" " * 300_000_000), "압축"),
        (packed(word__document=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "아니거나 손상"),
        (packed(notes=b"<a/>"), "아니거나 손상"),
        (files.docx(LETTER)[:2000], "아니거나 손상"),
        (files.pdf(LETTER)[:900], "손상된 PDF"),
        (JPEG[: len(JPEG) // 3], "손상된 사진"),
        (bytes(range(256)) * 20, "읽을 수 없는 사진"),
        (b"\0\0\0\x18ftypheic" + bytes(500), "HEIC"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000), "아니거나 손상"),
        (("가나다라 " * 30_000).encode(), "너무 긴"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_a_sentence(content: bytes, says: str) -> None:
    assert says in refusal([("a", content)])


def test_eleven_files_are_too_many() -> None:
    assert "11쪽" in refusal([("a.txt", b"text")] * 11)
    assert "12쪽" in refusal([("a.pdf", files.pdf_of_text([["한 줄"]] * 6))] * 2)


@needs_ocr
@pytest.mark.parametrize("picture", ["cat", "empty", "empty photo"])
def test_a_picture_without_writing_is_told(picture: str) -> None:
    white = Image.new("RGB", (1000, 1400), "white")
    content = {
        "cat": lambda: png(cat(), "JPEG"),
        "empty": lambda: png(white),
        "empty photo": lambda: photographed.jpeg(white, photographed.DAMAGES["all at once"]),
    }[picture]()
    assert "글자를 찾지 못했습니다" in refusal([("a.jpg", content)])


# --- bounds --------------------------------------------------------------------------------------


def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letter_file, "SECONDS_A_PAGE", 0.01)
    assert "너무 오래" in refusal([("a.pdf", files.pdf(LETTER))])


def test_others_get_their_turn_between_the_pages_of_a_long_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letter_file, "_turns", threading.BoundedSemaphore(1))
    long, short = (
        files.pdf_of_text([["쪽마다 조금씩 적혀 있는 긴 편지의 한 줄입니다 정말로"]] * 10),
        files.pdf(LETTER),
    )
    order: list[str] = []
    began = threading.Event()

    def on_page(done: int, _of: int) -> None:
        began.set()
        order.append(f"{done}")
        time.sleep(0.2)

    slow = threading.Thread(target=lambda: read_letter([("long.pdf", long)], on_page=on_page))
    slow.start()
    began.wait(30)
    read_letter([("short.pdf", short)])
    order.append("short")
    slow.join()
    assert order.index("short") < len(order) - 1


def test_nothing_runs_on_after_a_letter() -> None:
    # In a process of its own: a test beside it may have begun others here.
    code = """
import os
from lib.sources.letter_file import read_letter
from tests.letters import files
from tests.sources.test_letter_file import LETTER
read_letter([("a.pdf", files.pdf(LETTER))])
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("nothing runs on")
"""
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("nothing runs on\n", 0), done.stderr
