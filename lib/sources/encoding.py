"""What encoding the bytes of the public record are in."""


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
