"""The illnesses that a letter names: in their fields, in quotation marks, or in its sentences."""

import re
from collections.abc import Iterator

from lib.casework.letter_parts import Field, Named, Parts
from lib.domain.illness import QUOTES, each_once, names_in
from lib.domain.told_illness import told_illnesses
from lib.text.spelling import squeeze


def diagnoses_of(parts: Parts) -> Iterator[Named]:
    """Each illness once, in the order of the letter."""
    found = _in_fields(parts) or _in_quotes(parts) or _in_sentences(parts)
    kept = set(each_once([each.name for each in found]))
    for each in found:
        if each.name in kept:
            kept.discard(each.name)
            yield each


def _in_fields(parts: Parts) -> list[Named]:
    return [
        name
        for each in parts.values("diagnoses")
        for name in _listed(parts, each.start, _field_end(parts, each))
    ]


# What was granted before counts only where nothing else is named.
def _in_quotes(parts: Parts) -> list[Named]:
    body = parts.without_notices
    found: list[Named] = []
    granted: list[Named] = []
    for match in _QUOTED.finditer(body):
        before, behind = (
            body[max(0, match.start() - 24) : match.start()],
            body[match.end() : match.end() + 24],
        )
        if _OF_ILLNESS.search(squeeze(before + behind)):
            of = granted if _GRANTED.match(squeeze(behind[:12])) else found
            of.extend(_listed(parts, *match.span("words")))
    return found or granted


def _in_sentences(parts: Parts) -> list[Named]:
    body = parts.without_notices
    told = [each.name for each in told_illnesses(body)]
    named = [name for line in body.split("\n") for name in names_in(line.strip(), is_quoted=False)]
    places = ((name, body.find(name)) for name in dict.fromkeys([*told, *named]))
    return [Named(name, at, at + len(name)) for name, at in places if at >= 0][:3]


# The lines of a list of illnesses: it goes on while a line ends in a comma or begins with a number.
def _field_end(parts: Parts, field_: Field) -> int:
    end = parts.first_line(field_)
    while end < field_.end:
        last = parts.text[field_.start : end].rstrip()[-1:]
        stop = parts.text.find("\n", end + 1, field_.end)
        stop = field_.end if stop < 0 else stop
        line = parts.text[end:stop]
        if not line.strip() or not (last in ",·" or _ITEM.match(line)):
            break
        end = stop
    return end


def _listed(parts: Parts, start: int, end: int) -> Iterator[Named]:
    for match in _NAMES.finditer(parts.flowing, start, end):
        words = _ITEM_FIRST.sub("", _CODE.sub("", match[0]))
        words = _balanced(words).strip(f" {QUOTES}.-·○:：|")
        words = " ".join(words.split())
        if (
            len(words) >= _LEAST_OF_A_NAME
            and re.search("[가-힣A-Za-z]", words)
            and not _NO_ILLNESS.search(squeeze(words))
        ):
            at = parts.text.find(words.split()[0], match.start(), match.end())
            yield Named(words, max(at, match.start()), match.end())


# The words before a bracket that was opened before them is closed, and without one that nothing closes.
def _balanced(words: str) -> str:
    depth = 0
    for n, char in enumerate(words):
        depth += (char in "([") - (char in ")]")
        if depth < 0:
            return words[:n]
    return words if depth == 0 else words[: max(words.rfind("("), words.rfind("["))]


_LEAST_OF_A_NAME = 2
_QUOTED = re.compile(rf"[{QUOTES}](?P<words>[^{QUOTES}\n]{{2,60}}(?:\n[^{QUOTES}\n]{{0,40}})?)[{QUOTES}]")
_OF_ILLNESS = re.compile(r"상병|진단|질병|병명|승인받|요양|발병|사망|신청|장해|청구")
_GRANTED = re.compile(r"(?:으로|로|에대하여|을|를)?(?:기)?승인")
_NAMES = re.compile(r"(?:[^,;，、\n]|(?<=\d),(?=\s?\d))+")
_CODE = re.compile(r"[(\[]\s*[A-Z]\s?\d{2}[^)\]]*[)\]]|(?<![A-Za-z])[A-Z]\d{2}\.\d+")
_ITEM = re.compile(r"\s*(?:[①-⑳]|\(?\d{1,2}\s?[.)](?!\d)|[-–○•·▪])\s*")
_ITEM_FIRST = re.compile(rf"^(?:{_ITEM.pattern})+")
_NO_ILLNESS = re.compile(
    r"^(?:해당|없음|미상|별첨|아래|위|다음|등|불승인|승인|재해|대리인)$|\[|결정|처분|사유"
)
