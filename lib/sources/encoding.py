"""What encoding bytes are in, and whether a text was opened in the wrong one."""

import re


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
