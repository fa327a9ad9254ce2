"""What encoding bytes are in, and whether the words of a text were lost on the way to us."""

import codecs
import io
import re
from collections.abc import Generator
from contextlib import closing, suppress
from typing import IO, Literal, NamedTuple

from lib.text.once import once
from lib.text.spelling import whole

Damage = Literal["lost", "garbled"]
"""Words that arrived as question marks and cannot be had back, or in another encoding than they were written in."""


def decode(content: bytes) -> str:
    """The text of bytes in UTF-8 or UTF-16, with or without a byte order mark, or in CP949, halves of characters replaced.

    Korean text in CP949 is next to never valid UTF-8, nor the other way round, so the bytes tell
    better than any header. Raises UnicodeDecodeError for none of them, and for UTF-8 that ends inside
    of a character (`reason` "unexpected end of data").
    """
    if wide := _wide(content):
        return content.decode(wide)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise
        with suppress(UnicodeDecodeError):
            # Halves of surrogate pairs that somebody's program wrote as they were.
            return whole(content.decode("utf-8-sig", "surrogatepass"))
        try:
            return content.decode("cp949")
        except UnicodeDecodeError:
            raise error from None


# The form of UTF-16 that bytes are in, or None.
def _wide(content: bytes) -> str | None:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if len(content) % 2:
        return None
    codec, most, least = _order(content)
    if most * _FEWEST_ZEROS < len(content) or least * 4 > most:
        return None
    try:
        return None if _NO_TEXT.search(content.decode(codec)) else codec
    except UnicodeDecodeError:
        return None


# Digits, blanks and line ends have a zero as their upper byte, Korean has none: the order that the zeros tell, how many
# of them stand on its side, and how many on the other.
def _order(content: bytes) -> tuple[str, int, int]:
    first, second = content[::2].count(0), content[1::2].count(0)
    return ("utf-16-be", first, second) if first > second else ("utf-16-le", second, first)


_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\ufffe\uffff]")
# One in so many bytes.
_FEWEST_ZEROS = 40


class Encoding(NamedTuple):
    """What a text file is written in; `errors` is how whoever opens it has to deal with broken bytes."""

    codec: str
    errors: str = "replace"


def find_encoding(file: IO[bytes]) -> Encoding | None:
    """The encoding of a text file that stands at its beginning: UTF-8, CP949 or UTF-16, with or without its mark.

    A few bytes that are no characters in it do no harm. None for what is no text, or in another encoding. The file
    stands at its beginning again.
    """
    begins = file.read(_BEGINNING)
    file.seek(0)
    if begins.startswith(codecs.BOM_UTF8):
        return Encoding("utf-8-sig")
    for mark, codec in _BOTH_ORDERS.items():
        if begins.startswith(mark):
            return Encoding("utf-16") if _is_text(begins[len(mark) :], codec) else None
    zeros = begins.count(0)
    right, wrong = _counted(file, "utf-8")
    # A program may leave a zero in a text; one of two bytes to the letter is next to never valid UTF-8.
    if wrong <= right * _MOST_BROKEN and zeros * _FEWEST_ZEROS < max(right, 1):
        return Encoding("utf-8")
    if zeros:
        return _of_two_bytes(begins)
    right, wrong = _counted(file, "cp949")
    return Encoding("cp949") if wrong <= right * _MOST_BROKEN else None


_BEGINNING, _CHUNK = 2**16, 2**20
_BOTH_ORDERS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
# Of the characters that are not ASCII.
_MOST_BROKEN = 0.05


def _of_two_bytes(begins: bytes) -> Encoding | None:
    codec, most, least = _order(begins)
    return Encoding(codec) if _is_text(begins, codec) and least * 10 <= most else None


def _is_text(begins: bytes, codec: str) -> bool:
    text = begins[: len(begins) // 2 * 2].decode(codec, "replace")
    return sum(char.isprintable() or char.isspace() for char in text) >= len(text) * (1 - _MOST_BROKEN)


def decoded_lines(file: IO[bytes]) -> Generator[str, None, None] | None:
    """The lines of a text file that stands at its beginning, with their ends; None for what is no text.

    Lines in UTF-8 and in CP949 may stand in one file, where rows of two programs were put together: each is read in
    the one in which it is written whole. The file is read on as lines are asked for, and stays open.
    """
    encoding = find_encoding(file)
    if encoding is None and not _are_of_either(file):
        return None
    if encoding and encoding.codec.startswith("utf-16"):
        return _split(file, encoding)
    return (_decoded(line, encoding or Encoding("utf-8")) for line in _split(file, _BYTES))


# Every byte is a character of Latin-1, and back again.
_BYTES = Encoding("latin-1")


def _split(file: IO[bytes], encoding: Encoding) -> Generator[str, None, None]:
    text = io.TextIOWrapper(file, encoding.codec, encoding.errors, newline="")
    try:
        # Delegated to, the wrapper would be closed with the generator, and the file with it.
        for line in text:  # noqa: UP028
            yield line
    finally:
        # Whoever opened the file closes it.
        text.detach()


def _decoded(line: str, usual: Encoding) -> str:
    content = line.encode(_BYTES.codec)
    return _strictly(content, usual) or content.decode(usual.codec, usual.errors)


# The line in the one encoding in which it is written whole, empty where it is in neither. A word or two of CP949 may be
# valid UTF-8 by chance, but no Hangul.
def _strictly(content: bytes, usual: Encoding) -> str:
    for codec in ("utf-8-sig", "cp949"):
        with suppress(UnicodeDecodeError):
            text = content.decode(codec)
            if codec == "cp949" or usual.codec != "cp949" or _HANGUL.search(text):
                return text
    return ""


def _are_of_either(file: IO[bytes]) -> bool:
    right = wrong = 0
    with closing(_split(file, _BYTES)) as lines:
        for line in lines:
            if "\0" in line:
                return False
            if not line.isascii():
                told = bool(_strictly(line.encode(_BYTES.codec), Encoding("utf-8")))
                right, wrong = right + told, wrong + (not told)
    file.seek(0)
    return wrong <= right * _MOST_BROKEN


# How many characters beyond ASCII a file has in an encoding, and how many of its bytes are none.
def _counted(file: IO[bytes], codec: str) -> tuple[int, int]:
    decoder = codecs.getincrementaldecoder(codec)("replace")
    right = wrong = 0
    while True:
        chunk = file.read(_CHUNK)
        text = decoder.decode(chunk, final=not chunk)
        lost = text.count("\ufffd")
        wrong += lost
        if not text.isascii():
            right += len(text) - len(text.encode("ascii", "ignore")) - lost
        if not chunk:
            file.seek(0)
            return right, wrong


_FROM_LATIN = re.compile(r"[\u0080-\u00ff]")
_LOST = re.compile(r"\ufffd|占쏙옙|�")
_FEWEST, _MOSTLY = 4, 0.5
# One in so many characters.
_FEWEST_LOST = 8


@once
def damage(text: str) -> Damage | None:
    """What happened to the words of a text on the way here; None where they can be read."""
    if _is_lost(text):
        return "lost"
    return "garbled" if is_unreadable(text) else None


# A console that cannot write Korean sends a question mark for each character: `?????? ?? 70?? ????`.
def _is_lost(text: str) -> bool:
    words = text.split()
    marks = [word for word in words if word.count("?") >= 2 and not _LETTER.search(word)]
    mostly = 2 * len(marks) >= len(words) or 2 * text.count("?") >= len("".join(words))
    return mostly and text.count("?") >= _FEWEST and not _KOREAN.search(text)


_LETTER = re.compile(r"[^\W\d_]")
_KOREAN = re.compile("[가-힣ㄱ-ㆎ\u1100-\u11ff]")


def is_unreadable(text: str) -> bool:
    """True for text that was opened in another encoding than it was written in: `ÅÃ¹è`, `怨듬떒`, `�뚯쓬`."""
    if text.isascii():
        return False
    # A few characters of a long text may have been lost in it; where its words were, they are everywhere.
    marks = len(_LOST.findall(text))
    if marks >= 2 and marks * _FEWEST_LOST >= len("".join(text.split())):
        return True
    latin = _FROM_LATIN.findall(text)
    if len(latin) >= _FEWEST and len(latin) >= _MOSTLY * len("".join(text.split())):
        return True
    if _ODD.search(text) and sum(not _is_common(char) for char in _HANGUL.findall(text)) >= 2:
        return True
    for written in ("cp949", "latin-1", "cp1252"):
        try:
            read = text.encode(written).decode("euc_kr" if written != "cp949" else "utf-8")
        except UnicodeError:
            continue
        # Hangul in the one is no Hangul in the other but by chance, and not for so long.
        if read != text and len(_HANGUL.findall(read)) >= 2 and (written != "cp949" or len(text) >= _FEWEST):
            return True
    return not _HANGUL.search(text) and any(_is_korean_in(text[:_LOOKED_AT], other) for other in _ELSEWHERE)


# Whether a text without Hangul is Korean that was opened on a machine of another country: read back, its most
# frequent syllables stand in it as often as they do in Korean. By chance they do not, in Chinese either.
def _is_korean_in(text: str, opened_in: str) -> bool:
    content = text.encode(opened_in, "replace")
    for written in ("cp949", "utf-8"):
        read = "".join(_FROM_AFAR.findall(content.decode(written, "replace")))
        if len(read) >= _LONG_ENOUGH and len(_FREQUENT.findall(read)) >= _OFTEN * len(read):
            return True
    return False


_ELSEWHERE = ("cp437", "cp850", "mac_roman", "cp932", "gbk")
_LOOKED_AT = 2_000
# A name of four characters would be Korean by chance.
_LONG_ENOUGH = 8
_FROM_AFAR = re.compile("[^\x00-\x7f]")
_FREQUENT, _OFTEN = re.compile("[이다는을에가고의서지사도하니]"), 0.1


_HANGUL = re.compile("[가-힣]")
# What cannot be shown stands as a question mark inside of words, and Chinese characters beside Hangul.
_ODD = re.compile(
    r"[가-힣]\?[가-힣]|\?[가-힣]{1,2}\?|[가-힣][\u4e00-\u9fff\uf900-\ufaff]|[\u4e00-\u9fff\uf900-\ufaff]\?"
)


# Of the 2,350 syllables that Korean text is written with (KS X 1001).
def _is_common(syllable: str) -> bool:
    # The others are written as their letters, in eight bytes.
    return len(syllable.encode("euc_kr")) == 2
