"""What the public services answer, as plain data: JSON or XML, whichever came.

Both become nested dictionaries whose keys are lower-case tag names, so that `accNum` and
`accnum`, one item and a list of items, XML and JSON look alike to the sources.
"""

import html
import json
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Collection, Iterator
from html.entities import html5
from typing import TypeGuard

from lib.sources.http import TRIES, AgainError, AnswerError
from lib.sources.shapes import one_line
from lib.text.encoding import decode
from lib.text.said import said
from lib.text.spelling import whole

Value = str | list["Value"] | dict[str, "Value"]
"""A leaf's text, several elements of one name, or an element with children."""


def read_answer(body: bytes, content_type: str, source: str) -> dict[str, Value]:
    """The one root element of an answer: `{"response": …}`, `{"precsearch": …}`.

    UTF-8 or CP949, whatever the header claims; a byte order mark, stray white space, control
    characters, halves of surrogate pairs and HTML entities in XML do no harm. Raises AgainError for
    what is cut, garbled or an HTML page: another try may bring the answer.
    """
    try:
        text = decode(body).strip("\ufeff \t\r\n\0")
    except UnicodeDecodeError as error:
        raise AgainError(
            AnswerError(said("{source} 서버의 답이 잘렸거나 글자가 깨졌습니다.", source=source)),
            confirmations=TRIES if error.reason == _CUT else _TRIES_OF_BAD_BYTES,
            mended=None if error.reason == _CUT else body.decode("utf-8", "replace").encode(),
        ) from None
    if not text:
        raise _again(said("{source} 서버가 빈 답을 보냈습니다.", source=source))
    try:
        if text[0] in "{[":
            # Line breaks may stand unescaped inside of strings.
            document = _lower(json.loads(text, strict=False))
            return document if isinstance(document, dict) else {"list": document}
        if text[0] == "<" and not _HTML.match(text):
            root = _xml(text)
            return {_name(root): _element(root)}
    except (ValueError, ET.ParseError, RecursionError):
        raise _again(said("{source} 서버의 답이 잘렸거나 깨졌습니다.", source=source)) from None
    raise _again(
        said(
            "{source} 서버가 판례 대신 웹 화면(HTML)이나 다른 글을 보냈습니다. 점검 중이거나, 주소 설정이 틀렸거나, "
            "중간에 로그인 화면이 끼어든 것일 수 있습니다. 확인한 뒤 다시 시작하면 이어서 받습니다.",
            source=source,
        )
    )


_CUT = "unexpected end of data"
_TRIES_OF_BAD_BYTES = 3


def words_of(body: bytes) -> str:
    """All that an answer of whatever form says, as one line of at most 2,000 characters without markup.

    A service that refuses says so in a page, in JSON or in plain words, and the words are what it is told by.
    """
    try:
        text = decode(body)
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
    shown = _NOT_SHOWN.sub(" ", text[:_LONGEST_PAGE])
    return " ".join(html.unescape(_MARKUP.sub(" ", shown)).split())[:2_000]


_LONGEST_PAGE = 20_000
_NOT_SHOWN = re.compile(r"<(script|style)\b.{0,5000}?</\1\s*>", re.DOTALL | re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]*+>")


def find(node: Value, name: str) -> Value | None:
    """The first element of this (lower-case) name, however deep; breadth first."""
    level: list[Value] = [node]
    while level:
        for each in level:
            if isinstance(each, dict) and name in each:
                return each[name]
        level = [child for each in level for child in _children(each)]
    return None


def field(node: Value, name: str) -> str:
    """A leaf's text as it stands, decoded; empty where it is missing."""
    value = node.get(name) if isinstance(node, dict) else None
    while isinstance(value, list):
        value = value[0] if value else None
    return plain(value) if isinstance(value, str) else ""


def line(node: Value, name: str) -> str:
    """A leaf's text as one plain line without white space around it."""
    return one_line(field(node, name))


def records(node: Value | None) -> list[Value]:
    """The elements of a list: none for an empty string, one for a single object.

    One that is no object stands as it is, so that it can be told.
    """
    if isinstance(node, list):
        return node
    return [node] if node else []


def is_record(element: Value, names: Collection[str]) -> TypeGuard[dict[str, Value]]:
    """Whether an element of a list is an object that tells something under one of these names."""
    return isinstance(element, dict) and any(line(element, name) for name in names)


def words(node: Value) -> str:
    """All that an answer or a part of one says, without the names."""
    return node if isinstance(node, str) else " ".join(words(child) for child in _children(node))


def no_record(element: Value) -> str:
    """What is said of an element that is no record (a Korean sentence)."""
    shown = one_line(words(element))[:40]
    return said("판례가 들어 있어야 할 자리에 다른 값이 있습니다: {words}", words=shown or said("빈 값"))


def number(node: Value, name: str) -> int:
    """A count somewhere in the answer; 0 where there is none."""
    found = find(node, name)
    digits = re.sub(r"[\s,]", "", found) if isinstance(found, str) else ""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0


def plain(markup: str) -> str:
    """The words as the court wrote them: `<br>` are line breaks, entities their characters.

    Nothing else is touched: no white space is added, trimmed or joined.
    """
    if "<" in markup:
        markup = _BREAK.sub("\n", markup)
    if "&" in markup:
        # Escaped twice on the way, a line break comes to light only now.
        markup = _BREAK.sub("\n", html.unescape(markup))
    return markup


_BREAK = re.compile(r"<\s*+/?+\s*+br\s*+/?+\s*+>", re.IGNORECASE)
_HTML = re.compile(r"<!doctype\s+html|<\s*(?:html|head|body|script|meta)\b", re.IGNORECASE)


def _again(sentence: str) -> AgainError:
    return AgainError(AnswerError(sentence))


def _lower(value: object) -> Value:
    if isinstance(value, dict):
        return {whole(str(key)).lower(): _lower(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_lower(each) for each in value]
    return "" if value is None else whole(str(value))


def _children(node: Value) -> Iterator[Value]:
    if isinstance(node, dict):
        yield from node.values()
    elif isinstance(node, list):
        yield from node


# --- XML -----------------------------------------------------------------------------------------

_DECLARATION = re.compile(r"\A<\?xml[^>]*\?>\s*")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_ENTITY = re.compile(r"&(?:#(\d{1,7}|x[0-9a-fA-F]{1,6});|(\w+;)|)")
# XML 1.0 knows no control characters but tab and line ends.
_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_UNCLOSED_BREAK = re.compile(r"<br\s*>(?!\s*</br>)", re.IGNORECASE)
_XML_ENTITIES = {"amp;", "lt;", "gt;", "quot;", "apos;"}


def _xml(text: str) -> ET.Element:
    # Decoded already, so what the declaration says of the encoding no longer holds.
    text = _DECLARATION.sub("", text)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ValueError("a document type is no part of these answers")
    try:
        return ET.fromstring(text)
    except ET.ParseError:
        return ET.fromstring(_repaired(text))


# Well-formed XML of an answer whose writer put HTML into it.
def _repaired(text: str) -> str:
    parts = _CDATA.split(_NOT_XML.sub("", text))
    # Every second part is a CDATA section, where markup is only text.
    parts[::2] = [_UNCLOSED_BREAK.sub("<br/>", _ENTITY.sub(_entity, part)) for part in parts[::2]]
    return whole("".join(parts))


def _entity(match: re.Match[str]) -> str:
    number, name = match[1], match[2]
    if number:
        char = int(number[1:], 16) if number[0] == "x" else int(number)
        # XML knows neither halves of surrogate pairs nor control characters, however they are written.
        if 0xD800 <= char <= 0xDFFF:
            return chr(char)
        return match[0] if char < 0x110000 and not _NOT_XML.match(chr(char)) else ""
    if name in _XML_ENTITIES:
        return match[0]
    return html5[name] if name in html5 else "&amp;" + match[0][1:]


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2].lower()


def _element(element: ET.Element) -> Value:
    if all(_name(child) == "br" for child in element):
        # Line breaks that were not escaped are elements here.
        return (element.text or "") + "".join(f"\n{child.text or ''}{child.tail or ''}" for child in element)
    node = defaultdict[str, list[Value]](list)
    for child in element:
        node[_name(child)].append(_element(child))
    return {name: values if len(values) > 1 else values[0] for name, values in node.items()}
