"""What encoding bytes are in, and whether a text was opened in the wrong one."""

import codecs
import re
from typing import IO, NamedTuple


def decode(content: bytes) -> str:
    """The text of bytes in UTF-8, with or without a byte order mark, or in CP949.

    Korean text in CP949 is next to never valid UTF-8, nor the other way round, so the bytes tell
    better than any header. Raises UnicodeDecodeError for neither, and for UTF-8 that ends inside
    of a character (`reason` "unexpected end of data").
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise
        try:
            return content.decode("cp949")
        except UnicodeDecodeError:
            raise error from None


class Encoding(NamedTuple):
    """What a text file is written in; `errors` is how whoever opens it has to deal with broken bytes."""

    codec: str
    errors: str = "replace"


def find_encoding(file: IO[bytes]) -> Encoding | None:
    """The encoding of a text file that stands at its beginning: UTF-8, CP949 or UTF-16, with or without its mark.

    A few bytes that are no characters in it do no harm. None for what is no text, or in another encoding. The file
    stands at its beginning again.
    """
    begins = file.read(_LOOKED_AT)
    file.seek(0)
    if begins.startswith(codecs.BOM_UTF8):
        return Encoding("utf-8-sig")
    for mark, codec in _BOTH_ORDERS.items():
        if begins.startswith(mark):
            return Encoding("utf-16") if _is_text(begins[len(mark) :], codec) else None
    if b"\0" in begins:
        return _of_two_bytes(begins)
    right, wrong = _counted(file, "utf-8")
    if wrong <= right * _MOST_BROKEN:
        return Encoding("utf-8")
    right, wrong = _counted(file, "cp949")
    return Encoding("cp949") if wrong <= right * _MOST_BROKEN else None


_LOOKED_AT, _CHUNK = 2**16, 2**20
_BOTH_ORDERS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
# Of the characters that are not ASCII.
_MOST_BROKEN = 0.05


# Digits, blanks and line ends have a zero as their upper byte, Korean has none; which comes first tells the order.
def _of_two_bytes(begins: bytes) -> Encoding | None:
    zeros = begins[::2].count(0), begins[1::2].count(0)
    codec = "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    return Encoding(codec) if _is_text(begins, codec) and min(zeros) * 10 <= max(zeros) else None


def _is_text(begins: bytes, codec: str) -> bool:
    text = begins[: len(begins) // 2 * 2].decode(codec, "replace")
    return sum(char.isprintable() or char.isspace() for char in text) >= len(text) * (1 - _MOST_BROKEN)


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


def is_unreadable(text: str) -> bool:
    """True for text that was opened in another encoding than it was written in: `ÅÃ¹è`, `怨듬떒`, `�뚯쓬`."""
    if text.isascii():
        return False
    if len(_LOST.findall(text)) >= 2:
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
    return False


_HANGUL = re.compile("[가-힣]")
# What cannot be shown stands as a question mark inside of words, and Chinese characters beside Hangul.
_ODD = re.compile(
    r"[가-힣]\?[가-힣]|\?[가-힣]{1,2}\?|[가-힣][\u4e00-\u9fff\uf900-\ufaff]|[\u4e00-\u9fff\uf900-\ufaff]\?"
)


# Of the 2,350 syllables that Korean text is written with (KS X 1001).
def _is_common(syllable: str) -> bool:
    # The others are written as their letters, in eight bytes.
    return len(syllable.encode("euc_kr")) == 2
