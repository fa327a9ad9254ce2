"""The process that opens the files of a letter, a page for each line that it is sent (see `letter_file`)."""

import base64
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from lib.sources.letter_again import read_again
from lib.sources.letter_cells import laid_out
from lib.sources.letter_columns import column_by_column, titles
from lib.sources.letter_fence import fence
from lib.sources.letter_file import LONGEST, MOST_PAGES, TOO_LONG, UnreadableLetterError, too_many_pages
from lib.sources.letter_hwp import hwp_text, is_compound, is_hwp_3
from lib.sources.letter_markup import document_text, hwpml_text, is_hwpml, is_packed
from lib.sources.letter_ocr import Box, Seen, can_read_pictures, seen_words
from lib.sources.letter_picture import (
    PHOTOGRAPHS,
    Level,
    busiest_strip,
    levelled,
    page_count,
    pictures,
)
from lib.text.cells import APART, are_apart, spaced
from lib.text.encoding import decode
from lib.text.said import Said, said

_MEMORY = 3 * 2**30
_PRIORITY = 10
_NO_OCR = said(
    "이 컴퓨터에는 사진의 글자를 읽는 프로그램(tesseract)이 없습니다. 통지서의 내용을 붙여 넣어 주세요."
)


PlacedWord = tuple[str, float, Box | None, int]
"""A word with its sureness, its box and its place in the text."""


@dataclass(slots=True)
class Page:
    """A page that was read."""

    text: str
    words: list[PlacedWord] = field(default_factory=list)
    picture: bytes = b""
    by_ocr: bool = False


Work = Callable[[], Page]
"""Reads one page."""


def pages_of(files: Sequence[tuple[str, bytes]], photographs: bool = False) -> list[Work]:
    """What is to be done for each page of the files; where they are `photographs`, no other reader sees them.

    Raises UnreadableLetterError.
    """
    if photographs:
        return [_a_photograph(content) for _name, content in files]
    works: list[Work] = []
    for _name, content in files:
        if content:
            works += _works(content)
        if len(works) > MOST_PAGES:
            raise UnreadableLetterError(too_many_pages(len(works)))
    return works


def _works(content: bytes) -> list[Work]:
    if content.lstrip()[:5] == b"%PDF-" or b"%PDF-" in content[:1024]:
        return _of_pdf(content)
    if is_packed(content):
        return _of_words(*document_text(content))
    if is_compound(content) or is_hwp_3(content):
        return _of_words(*hwp_text(content))
    if content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypheif", b"ftypavif"):
        raise UnreadableLetterError(
            said("HEIC 사진은 읽지 못합니다. 휴대전화에서 JPG로 바꾸거나 화면을 캡처해서 올려 주세요.")
        )
    text = _as_text(content)
    if text is None:
        return _of_picture(content)
    return _of_text(hwpml_text(content) if is_hwpml(text) else text)


# None where it does not look like text.
def _as_text(content: bytes) -> str | None:
    try:
        text = decode(content)
    except UnicodeDecodeError:
        return None
    return None if any(sign < " " and sign not in "\t\n\r\x0b\x0c" for sign in text[:4000]) else text


def _of_text(text: str) -> list[Work]:
    if len(text) > LONGEST:
        raise UnreadableLetterError(TOO_LONG)
    return [lambda: _plain(text)]


def _of_pdf(content: bytes) -> list[Work]:
    # Loaded where there is one: it takes a while.
    from lib.sources.letter_pdf import Pdf

    document = Pdf(content)
    count = len(document)
    if count > MOST_PAGES:
        raise UnreadableLetterError(too_many_pages(count))

    def read(number: int) -> Page:
        page = document.page(number)
        if not page.text:
            return _read_picture(page.picture)
        words: list[PlacedWord] = [(word, 1.0, box, start) for word, start, box in page.words]
        return Page(page.text, words, _png(page.picture))

    return [partial(read, number) for number in range(count)]


def _of_words(text: str, inside: list[bytes]) -> list[Work]:
    of_text = _of_text(text)
    if _hangul(text) < 20 and inside:
        # A scan that was put into a document.
        if len(inside) > MOST_PAGES:
            raise UnreadableLetterError(too_many_pages(len(inside)))
        return [work for picture in inside for work in _of_picture(picture)]
    return of_text


def _of_picture(content: bytes) -> list[Work]:
    try:
        count = page_count(content)
    # Whatever it is, opening it tells why.
    except Exception:
        count = 1
    if count > MOST_PAGES:
        raise UnreadableLetterError(too_many_pages(count))
    taken: Iterator[Image.Image] = pictures(content)
    return [lambda: _read_picture(next(taken))] * count


def _a_photograph(content: bytes) -> Work:
    return lambda: _read_picture(next(pictures(content, PHOTOGRAPHS)))


def _plain(text: str) -> Page:
    lines = [spaced(line) for line in text.splitlines()]
    text = "\n".join(lines).strip("\n")
    return Page(text, [(word[0], 1.0, None, word.start()) for word in re.finditer(r"\S+", text)])


# --- pictures ------------------------------------------------------------------------------------


def _read_picture(image: Image.Image) -> Page:
    if not can_read_pictures():
        raise UnreadableLetterError(_NO_OCR)
    page = levelled(image)
    seen = _seen(page)
    if _worth(seen) < _PLAIN_WORTH:
        other = _best_turned(image, page)
        if other is not page:
            page, seen = other, _seen(other)
    if not _is_writing(seen):
        return Page("", [], _png(page.image), by_ocr=True)
    text, words = _joined(seen, page.upright_rules)
    return Page(text, words, _png(page.image), by_ocr=True)


_PLAIN_WORTH = 0.6


# The way round in which a part of the page is read with most certainty.
def _best_turned(image: Image.Image, page: Level) -> Level:
    other = levelled(image, not page.is_turned)
    ways = (page, page.upside_down(), other, other.upside_down())
    return max(ways, key=lambda way: _worth(seen_words(_png(busiest_strip(way.image)))))


# The sureness of what is Korean, by its length.
def _worth(seen: Sequence[Seen]) -> float:
    weights = [(_hangul(word.text), word.sure) for word in seen]
    total = sum(count for count, _sure in weights)
    return sum(count * sure for count, sure in weights) / total if total >= 10 else 0.0


def _is_writing(seen: Sequence[Seen]) -> bool:
    return sum(_hangul(word.text) for word in seen if word.sure >= 0.6) >= 20


# How many syllables of Korean a text has.
def _hangul(text: str) -> int:
    return sum("가" <= sign <= "힣" for sign in text)


def _seen(page: Level) -> list[Seen]:
    image, lowered = _titles_lowered(page.image)
    laid = laid_out(image, page.upright_rules)
    seen = read_again(laid.image, seen_words(_png(laid.image)), lambda part: seen_words(_png(part)))
    read = [replace(word, text=bare) for word in laid.in_place(seen) if (bare := word.text.strip("_|"))]
    found = [replace(word, box=_as_high_as(word.box, lowered)) for word in read]
    return column_by_column(_without_marks(_within(_without_doubles(found))), page.upright_rules)


Lowered = list[tuple[Box, float]]


# A title much higher than the lines below it is read as two lines: it is drawn as high as they are.
def _titles_lowered(image: Image.Image) -> tuple[Image.Image, Lowered]:
    lowered = titles(image)
    if lowered:
        image = image.copy()
    for box, times in lowered:
        part = image.crop(box)
        size = (max(1, round(part.width / times)), max(1, round(part.height / times)))
        image.paste(255, box)
        at = ((box[0] + box[2] - size[0]) // 2, (box[1] + box[3] - size[1]) // 2)
        image.paste(part.resize(size, Image.Resampling.LANCZOS), at)
    return image, lowered


# Where a word stands on the page, of which the titles were drawn smaller about their middle.
def _as_high_as(box: Box, lowered: Lowered) -> Box:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    for (left, top, right, bottom), times in lowered:
        if left <= x <= right and top <= y <= bottom:
            centre = ((left + right) / 2, (top + bottom) / 2)
            return (
                round(centre[0] + (box[0] - centre[0]) * times),
                round(centre[1] + (box[1] - centre[1]) * times),
                round(centre[0] + (box[2] - centre[0]) * times),
                round(centre[1] + (box[3] - centre[1]) * times),
            )
    return box


# High letters are read twice now and then, the upper half of a line as a line of its own.
def _without_doubles(seen: Sequence[Seen]) -> list[Seen]:
    def lies_in(one: Seen, other: Seen) -> bool:
        across = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
        down = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
        area = (one.box[2] - one.box[0]) * (one.box[3] - one.box[1])
        return across > 0 and down > 0 and across * down > 0.6 * area and len(other.text) >= len(one.text)

    return [
        word
        for number, word in enumerate(seen)
        if not any(
            other.line != word.line and other.sure > 0.3 and lies_in(word, other)
            for other in seen[max(0, number - 12) : number + 13]
        )
    ]


# Beyond what is surely writing lie the edges of the page and what is under it.
def _within(seen: Sequence[Seen]) -> list[Seen]:
    sure = [word for word in seen if word.sure >= 0.7 and _hangul(word.text) >= 2]
    if len(sure) < 5:
        return list(seen)
    line = float(np.median([word.box[3] - word.box[1] for word in sure]))
    left, right = min(word.box[0] for word in sure), max(word.box[2] for word in sure)
    return [
        word
        for word in seen
        if word.sure >= 0.7 or (word.box[2] > left - line / 2 and word.box[0] < right + line / 2)
    ]


# Folds, edges and grain are read as signs: lines without a word, and lone signs far to the side of one.
def _without_marks(seen: Sequence[Seen]) -> list[Seen]:
    kept = []
    for line in sorted({word.line for word in seen}):
        words = [word for word in seen if word.line == line]
        while words and _is_mark(words[0], words[1:2]):
            words.pop(0)
        while words and _is_mark(words[-1], words[-2:-1]):
            words.pop()
        if any(word.sure >= 0.3 and len(_told(word.text)) >= 2 for word in words) or (
            words and all(word.sure >= 0.75 and _told(word.text) for word in words)
        ):
            kept += words
    return kept


def _told(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum() and not "ㄱ" <= sign <= "ㅣ")


def _is_mark(word: Seen, beside: Sequence[Seen]) -> bool:
    told = _told(word.text)
    if not told:
        return word.sure < 0.6 or not beside or _apart(word, beside[0]) > 3
    if len(told) > 1 or not beside:
        return False
    return word.sure < 0.5 and _apart(word, beside[0]) > 2


# How far two words are apart, in heights of the second.
def _apart(one: Seen, other: Seen) -> float:
    gap = max(one.box[0], other.box[0]) - min(one.box[2], other.box[2])
    return gap / max(1, other.box[3] - other.box[1])


# Words that are near one another stand in a line; what a wide gap or a rule parts stands in cells.
def _joined(seen: Sequence[Seen], rules: npt.NDArray[np.bool_]) -> tuple[str, list[PlacedWord]]:
    text, words = "", list[PlacedWord]()
    last: Seen | None = None
    for word in seen:
        if last:
            is_cell = word.line == last.line and _are_cells(last, word, rules)
            text += "\n" if word.line != last.line else APART if is_cell else " "
        last = word
        words.append((word.text, word.sure, word.box, len(text)))
        text += word.text
    return text, words


def _are_cells(one: Seen, other: Seen, rules: npt.NDArray[np.bool_]) -> bool:
    left, right = one.box[2], other.box[0]
    top, bottom = min(one.box[1], other.box[1]), max(one.box[3], other.box[3])
    if right <= left or not are_apart(one.text, other.text):
        return False
    between = rules[top:bottom, left:right]
    is_ruled = between.size > 0 and bool((between.mean(axis=0) > _OF_A_RULE).any())
    height = max(each.box[3] - each.box[1] for each in (one, other))
    return is_ruled or right - left > _BETWEEN_CELLS * height


_BETWEEN_CELLS = 1.4
"""Heights of a line that lie between cells without a rule."""
_OF_A_RULE = 0.6


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()


# --- the process ---------------------------------------------------------------------------------


def main() -> None:
    """Take the files from standard input; then, for each further line of it, do a piece of work and tell of it."""
    _be_modest()
    taken, told = sys.stdin.buffer, sys.stdout.buffer

    def tell(what: dict[str, Any]) -> None:
        told.write(json.dumps(what).encode() + b"\n")
        told.flush()

    asked = json.loads(taken.readline())
    if asked["photographs"]:
        _be_fenced_in()
    files = [(name, taken.read(size)) for name, size in asked["files"]]
    try:
        taken.readline()
        works = pages_of(files, asked["photographs"])
        tell({"count": len(works)})
        for work in works:
            if not taken.readline():
                return
            page = work()
            tell(
                {
                    "text": page.text,
                    "words": page.words,
                    "picture": base64.b64encode(page.picture).decode(),
                    "by_ocr": page.by_ocr,
                }
            )
    except UnreadableLetterError as error:
        tell(_refusal(error.args[0]))
    except (MemoryError, subprocess.TimeoutExpired):
        tell(_refusal(said("너무 큰 쪽이 있어 읽지 못했습니다. 한 쪽씩 다시 찍어 올려 주세요.")))


def _refusal(sentence: Said) -> dict[str, Any]:
    return {"refused": sentence.message, "values": dict(sentence.values)}


# Programs, and what they are made of: no file of anybody's lies there. Nothing is written, whatever happens.
def _be_fenced_in() -> None:
    Image.preinit()
    tesseract = shutil.which("tesseract")
    programs = [Path(tesseract).resolve().parent] if tesseract else []
    own = [_ROOT / name for name in ("lib", "data")]
    python = [Path(each) for each in (sys.prefix, sys.base_prefix, sys.exec_prefix)]
    told = [Path(os.environ["TESSDATA_PREFIX"])] if os.environ.get("TESSDATA_PREFIX") else []
    fence([*map(Path, _SYSTEM), *python, *own, *programs, *told])
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


_ROOT = Path(__file__).resolve().parents[2]
_SYSTEM = (
    "/usr",
    "/bin",
    "/lib",
    "/lib64",
    "/etc/ld.so.cache",
    "/etc/alternatives",
    "/nix/store",
    "/dev/urandom",
)


# Others go first, and a file that unpacks without end takes no more than its share.
def _be_modest() -> None:
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(_PRIORITY)
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
