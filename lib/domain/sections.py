"""The parts a court writes, found in a ruling's text with their character offsets.

Two notations occur in the public record: `【주문】` and a heading on a line of its own (`주 문`).
Headings may be missing altogether; then the order (주문) is looked for before the reasons begin.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from lib.domain.digest import RelatedCase
from lib.domain.taxonomy import Instance
from lib.text.citations import instance_of_court, read_docket
from lib.text.sentences import is_sentence
from lib.text.spelling import squeeze


class Part(StrEnum):
    """The parts of a ruling, by the names courts give them."""

    RELATED = "연관판결"
    PARTIES = "당사자"
    PRIOR_RULING = "원심판결"
    HOLDINGS = "판시사항"
    SUMMARY = "판결요지"
    CITED_STATUTES = "참조조문"
    CITED_CASES = "참조판례"
    ORDER = "주문"
    CLAIM = "청구취지"
    REASONS = "이유"
    HISTORY = "처분의 경위"
    ARGUMENT = "주장"
    LAW = "관련 법령"
    FACTS = "인정사실"
    MEDICAL = "의학적 소견"
    JUDGMENT = "판단"
    CONCLUSION = "결론"


class Section(NamedTuple):
    """One part: the heading as written, and offsets of its body in the ruling's text."""

    part: Part
    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sections:
    """A ruling cut into parts, in the order of the text, 이유 before the parts inside it."""

    text: str
    parts: tuple[Section, ...]

    def of(self, part: Part) -> tuple[Section, ...]:
        """All sections of this part, in the order of the text."""
        return tuple(s for s in self.parts if s.part is part)

    def body(self, part: Part) -> str:
        """The words of this part, several places joined by a line break; empty when it is missing."""
        return "\n".join(self.text[s.start : s.end] for s in self.of(part))

    @property
    def has_order(self) -> bool:
        """False for a stub: nothing was decided in this text."""
        return bool(self.of(Part.ORDER))


_SPACED = {
    Part.RELATED: "연관판결",
    Part.PRIOR_RULING: "원심판결|제1심판결|환송판결|원심결정",
    Part.HOLDINGS: "판시사항",
    Part.SUMMARY: "판결요지|결정요지",
    Part.CITED_STATUTES: "참조조문",
    Part.CITED_CASES: "참조판례",
    Part.ORDER: "주문",
    Part.CLAIM: "청구취지및항소취지|청구취지및부대항소취지|청구취지|항소취지",
    Part.REASONS: "이유",
}


# `주문|이유` as a pattern in which white space may stand between any two characters.
def _loose(words: str) -> str:
    return "|".join(r"\s*".join(alternative) for alternative in words.split("|"))


_NAMED = "|".join(f"(?P<{part.name}>{_loose(words)})" for part, words in _SPACED.items())
# Behind the heading no particle stands: `…라는` / `【이유】로 …을 하였다` was a word that began a line.
_BRACKETED = re.compile(
    rf"【\s*(?:{_NAMED}|(?P<PARTIES>(?:원\s*고|피\s*고|신\s*청\s*인)[^】]{{0,60}}))\s*】(?!(?:으?로|에서|에)[\s가-힣])"
)
_MARKDOWN = re.compile(rf"^##[ \t]*(?:{_NAMED}|(?P<BODY>판례내용|판결문|전문))[ \t]*$", re.MULTILINE)
_PLAIN = re.compile(
    # Possessive: a run of tabs that no heading follows is passed over once.
    rf"^[ \t]*+[\[<〈《〔［]?+[ \t]*+(?:{_NAMED})"
    r"(?:(?<=문)[ \t]++(?=[원피이상제소])"
    r"|[ \t]*+[\]>〉》〕］]?+[ \t]*+(?:[:：][ \t]*+|(?=\r?$)|(?=[1１]\s*[.．])|(?<=[\]>〉》〕］])))",
    re.MULTILINE,
)
_ORDER_START = re.compile(
    r"(?:^|\n)[ \t]*(?:1\s*\.\s*)?(?=(?:원고|피고|이\s*사건\s*소|상고를|항소를|제\s*1\s*심\s*판결|원심판결)"
    r"[^\n]{0,200}?(?:기각한다|각하한다|취소한다|파기한다|파기하고|변경한다|환송한다|확인한다|지급하라))"
)
_REASONS_START = re.compile(
    r"^[ \t]*1\s*\.\s*(?:(?:이\s*사건\s*)?처분의\s*경위|기초\s*사실|제\s*1\s*심\s*판결의\s*인용|이\s*사건의\s*쟁점|사건의\s*(?:개요|경위))",
    re.MULTILINE,
)


def read_sections(text: str) -> Sections:
    """Cut a ruling's text into its parts.

    A heading counts once, at its first place; bracketed headings win over plain ones, because
    the plain words also occur in running text. Never raises: a text without any known heading
    has no sections.
    """
    heads = _top_headings(text)
    ends = [*(start - len(heading) for _, heading, start in heads[1:]), len(text)]
    top = [part for head, end in zip(heads, ends, strict=False) for part in _cut(text, *head, end)]
    inside = (part for each in top if each.part is Part.REASONS for part in _reason_parts(text, each))
    return Sections(text, tuple(sorted([*top, *inside], key=lambda s: (s.start, -s.end))))


# The part there, without white space around it; nothing where it is none of ours or has no words.
def _cut(text: str, part: Part | None, heading: str, start: int, end: int) -> Iterator[Section]:
    body = text[start:end]
    if part and body.strip():
        leading = len(body) - len(body.lstrip())
        yield Section(part, heading.strip(), start + leading, start + len(body.rstrip()))


# Part (None: a heading that only ends the part before it), the heading as written, where its body starts.
_Heading = tuple[Part | None, str, int]


def _top_headings(text: str) -> list[_Heading]:
    found: dict[str, _Heading] = {}
    parties: list[_Heading] = []
    for pattern in (_BRACKETED, _MARKDOWN, _PLAIN):
        for match in pattern.finditer(text):
            name = str(match.lastgroup)
            part = None if name == "BODY" else Part[name]
            heading = (part, match[0], match.end())
            if part is Part.PARTIES:
                parties.append(heading)
            elif pattern is not _PLAIN or part is not Part.REASONS or "ORDER" in found:
                found.setdefault(name, heading)
    if "ORDER" not in found:
        _add_unheaded_order(text, found)
    if "REASONS" not in found and "ORDER" in found:
        _add_reasons(text, found)
    return sorted([*found.values(), *parties], key=lambda heading: heading[2])


# Reasons behind an order without heading: their own plain heading counts now, or their first title.
def _add_reasons(text: str, found: dict[str, _Heading]) -> None:
    begin = found["ORDER"][2]
    if heading := next((m for m in _PLAIN.finditer(text, begin) if m.lastgroup == "REASONS"), None):
        found["REASONS"] = (Part.REASONS, heading[0], heading.end())
    elif first := _REASONS_START.search(text, begin):
        found["REASONS"] = (Part.REASONS, "", first.start())


# An order without its heading stands before the claim and the reasons, or nowhere.
def _add_unheaded_order(text: str, found: dict[str, _Heading]) -> None:
    later = [found[name][2] - len(found[name][1]) for name in ("CLAIM", "REASONS") if name in found]
    if not later:
        later = [reasons.start() for reasons in _REASONS_START.finditer(text)][:1]
    begin = found["RELATED"][2] if "RELATED" in found else 0
    if match := _ORDER_START.search(text, begin, min(later, default=0)):
        found["ORDER"] = (Part.ORDER, "", match.end())


# Numbering of headings, outermost first, as courts nest them.
_MARKERS = (
    re.compile(r"\d{1,2}\s*\.(?!\s*\d)"),
    re.compile(r"[가나다라마바사아자차카타파하]\s*\."),
    re.compile(r"\d{1,2}\s*\)"),
    re.compile(r"[가나다라마바사아자차카타파하]\s*\)"),
    re.compile(r"\(\s*\d{1,2}\s*\)|[⑴-⒇]"),
    re.compile(r"\(\s*[가나다라마바사아자차카타파하]\s*\)|[㈎-㈛]"),
    re.compile(r"[①-⑳]"),
)

_TITLES: tuple[tuple[Part, re.Pattern[str]], ...] = (
    # `판단 및 결론`, `제1심판결의 인용 및 결론` have the reasons in them.
    (Part.CONCLUSION, re.compile(r"(?<![소및과와])결론$")),
    # `인정사실 및 판단`: what is found is judged there too.
    (Part.JUDGMENT, re.compile(r"(?:및|과|와|에대한|에관한)판단$")),
    (Part.LAW, re.compile(r"(?:관련|관계|근거)(?:법령|법규|규정)|법리$|^법리|판단기준|인정기준$")),
    (
        Part.MEDICAL,
        re.compile(
            r"의학(?:적)?(?:소견|견해|지식|사실|의견)|감정(?:결과|의견|의소견)|자문의|주치의|(?:소견서?|회신|심의(?:결과|의견|내용)?)$"
        ),
    ),
    (
        Part.ARGUMENT,
        re.compile(r"주장(?:의요지|요지|및쟁점|과쟁점)?$|주장들?$|항변$|당사자(?:들)?의주장|쟁점$"),
    ),
    (
        Part.HISTORY,
        re.compile(
            r"처분.{0,8}경위|^(?:사건|소송|재해)의?(?:경위|개요)|^기초(?:적)?사실|^경위|^처분(?:의)?내용"
        ),
    ),
    (Part.FACTS, re.compile(r"인정(?:되는)?사실|사실(?:의)?인정|인정하는사실|사실관계|전제사실")),
    (
        Part.JUDGMENT,
        re.compile(
            r"판단|당부|적법(?:한지)?(?:여부|성)?$|적법여부|위법여부|제1심판결의인용|여부$|검토$|결론?$"
        ),
    ),
)
_LINE = re.compile(r"[^\n]+")
# A title that lost its line break: `가. 원고의 주장원고는 …`, `나. 판단살피건대 …`.
_GLUED = re.compile(
    r"[ \t]*(?:\d{1,2}[.)]|[가-하][.)]|\(\d{1,2}\)|\([가-하]\))\s*"
    r"(?:(?:원고|피고|당사자|참가인)(?:들)?의?\s*주장(?:의?\s*요지)?|(?:구체적(?:인)?\s*)?판단|인정\s*사실|결론)"
    r"(?=원고|피고|망인|고인|이\s?사건|이에\s|살피건대|살펴보|위\s|앞서|그렇다면|따라서|갑\s|을\s|다음|산업재해|①|1\)|가\)|\(1\))"
)
_LONGEST_TITLE = 48


# The parts inside 이유, read from its numbered headings.
def _reason_parts(text: str, reasons: Section) -> Iterator[Section]:
    # Level, part and count of the titles that are open.
    open_levels: list[tuple[int, Part | None, int]] = []
    counts = _Counts()
    part: Part | None = None
    heading, body_start = "", reasons.start
    for line in _LINE.finditer(text, reasons.start, reasons.end):
        glued = _GLUED.match(line[0])
        written = glued[0] if glued else line[0]
        title = _numbered_title(written)
        if title is None:
            marked = _marked(written, 0, len(written))
            if marked is None:
                continue
            _, level, count = marked
            resumed = counts.resumed(level, count)
            if open_levels and (_follows(level, count, open_levels[-1]) or resumed is not None):
                # `2) 이 사건에 관하여 보건대, …` behind `1) 관련 법리`: a paragraph of the part above.
                yield from _cut(text, part, heading, body_start, line.start())
                open_levels.pop()
                while resumed is not None and open_levels and open_levels[-1][0] >= resumed:
                    open_levels.pop()
                part = open_levels[-1][1] if open_levels else None
                heading, body_start = "", line.start()
            continue
        level, words, count = title
        while open_levels and open_levels[-1][0] >= level:
            open_levels.pop()
        titled = _part_titled(words)
        found = titled or (open_levels[-1][1] if open_levels else None)
        counts.enter(level, found)
        open_levels.append((level, found, count))
        if found is part and found is not None and level > 0 and titled is None:
            continue
        yield from _cut(text, part, heading, body_start, line.start())
        part, heading, body_start = found, written, line.start() + len(written)
    yield from _cut(text, part, heading, body_start, reasons.end)


# What was counted before a title of facts or opinions: `(3) 위 인정사실에 의하면` resumes it behind `(마) 의학적 소견`.
class _Counts:
    def __init__(self) -> None:
        self.seen: dict[int, int] = {}
        self.before: dict[int, int] = {}

    def enter(self, level: int, part: Part | None) -> None:
        if part in (Part.MEDICAL, Part.FACTS):
            self.before = {each: count for each, count in self.seen.items() if each < level}
        else:
            self.before = {}
        self.seen[level] = 0

    # The level of a number that counts on what stood before the title; None where it does not.
    def resumed(self, level: int, count: int) -> int | None:
        goes_on = level > 0 and count > 1 and self.before.get(level) == count - 1
        if count == 1:
            self.before.pop(level, None)
        self.seen[level] = count
        if goes_on:
            self.before = {}
        return level if goes_on else None


# True for a paragraph whose number comes next behind that of a title of law or facts inside another.
def _follows(level: int, count: int, title: tuple[int, Part | None, int]) -> bool:
    of_title, part, counted = title
    if part is not Part.LAW and (of_title == 0 or part is not Part.FACTS):
        return False
    return (level, count) == (of_title, counted + 1)


def numbering(words: str) -> int | None:
    """How deep the numbering in front of the words stands (0: `1.`, 1: `가.` … 6: `①`), or None without any."""
    marked = _marked(words, 0, len(words))
    return marked[1] if marked else None


def numbers(words: str) -> tuple[tuple[int, int], ...]:
    """Depth and count of each number in front of the words: `((0, 2), (1, 1))` for `2. 가. 원심은`."""
    found: list[tuple[int, int]] = []
    marked = _marked(words, 0, len(words))
    while marked:
        found.append(marked[1:])
        marked = _marked(words, marked[0].end(), len(words))
    return tuple(found)


class Depths:
    """How deep numbers stand where a ruling nests them otherwise than most: `(가)` over `1)`."""

    # Of the outermost and of `①` the place is fixed.
    _FIXED = (0, 6)

    def __init__(self) -> None:
        self.open: list[tuple[int, float]] = []

    def enter(self, level: int, count: int) -> float:
        """The depth of the next number, of which `numbers` tells level and count; it closes deeper ones."""
        levels = [each for each, _ in self.open]
        if level in levels:
            del self.open[levels.index(level) + 1 :]
            return self.open[-1][1]
        depth = float(level)
        top, its = self.open[-1] if len(self.open) > 1 else (0, 0.0)
        if count == 1 and level < its and level not in self._FIXED and top not in self._FIXED:
            depth = its + 0.1
        self.open = [(each, its) for each, its in self.open if its < depth]
        self.open.append((level, depth))
        return depth


# Depth, squeezed title and count of a numbered heading line, or None where the line is prose.
def _numbered_title(line: str) -> tuple[int, str, int] | None:
    stripped = line.strip()
    marked = _marked(stripped, 0, len(stripped)) if len(stripped) <= _LONGEST_TITLE + 6 else None
    if not marked:
        return None
    match, level, count = marked
    words = squeeze(stripped[match.end() :]).rstrip(":：")
    is_title = words and len(words) <= _LONGEST_TITLE and not (is_sentence(words) or _IS_A_CASE.search(words))
    return (level, words, count) if is_title else None


# An item of a contract or a rule, that tells when it applies: `5. 결과가 불량하다고 회사가 판단한 경우`.
_IS_A_CASE = re.compile(r"[은는한된던인운](?:경우|때|자|사람)$")


# What each level of numbering counts by.
_COUNTED = (
    "가나다라마바사아자차카타파하",
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "㈎㈏㈐㈑㈒㈓㈔㈕㈖㈗㈘㈙㈚㈛",
)


def numbering_of(text: str, section: Section, offset: int) -> tuple[str, ...]:
    """The numbering a place stands under, outermost first: `("2.", "라.", "2)")`.

    A line is a heading where its number is the first of its level or follows the last one there, so that a
    date broken between two lines (`2021. 3.` / `4. 원고에게`) is none; nor are the lines of a list that
    begins at 1 again, such as the clauses of a contract.
    """
    outermost = _outermost(text, section)
    open_levels: list[tuple[int, str]] = []
    last, listed = dict[int, int](), dict[int, int]()
    for line in _LINE.finditer(text, section.start, min(offset + 1, section.end)):
        place = line.start()
        while (marked := _marked(text, place, line.end())) is not None:
            match, level, number = marked
            is_listed = number == listed.get(level, -1) + 1 and not _numbered_title(line[0])
            follows = number == last.get(level, 0) + 1 and not is_listed
            if match.start() in outermost if level == 0 else follows:
                open_levels = [(each, words) for each, words in open_levels if each < level]
                open_levels.append((level, squeeze(match[0])))
                last = {each: count for each, count in last.items() if each < level} | {level: number}
                listed = {each: count for each, count in listed.items() if each < level}
                place = match.end()
                continue
            if is_listed or number == 1:
                listed[level] = number
            break
    return tuple(marker for _, marker in open_levels)


# Where the outermost numbers stand: the run from 1 on that takes in most of the titles courts use.
def _outermost(text: str, section: Section) -> frozenset[int]:
    runs: list[tuple[int, tuple[int, ...]]] = [(0, ())]
    for line in _LINE.finditer(text, section.start, section.end):
        marked = _marked(text, line.start(), line.end())
        if marked and marked[1] == 0 and 1 <= marked[2] <= len(runs):
            match, _, number = marked
            titles, places = runs[number - 1]
            run = (titles + _is_titled(line[0]), (*places, match.start()))
            if number == len(runs):
                runs.append(run)
            elif run[0] > runs[number][0]:
                runs[number:] = [run]
    return frozenset(max(runs, key=lambda run: (run[0], len(run[1])))[1])


def _is_titled(line: str) -> bool:
    title = _numbered_title(line)
    return title is not None and _part_titled(title[1]) is not None


_ASIDE = re.compile(r"(?<=.)\([^()]*\)$")


# The number that a line goes on with, its level, and its place in the count from 1: `라.` is 4.
def _marked(text: str, start: int, end: int) -> tuple[re.Match[str], int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    for level, marker in enumerate(_MARKERS):
        if match := marker.match(text, start, end):
            bare = squeeze(match[0]).strip("().")
            count = int(bare) if bare.isdecimal() else max(row.find(bare) + 1 for row in _COUNTED)
            return match, level, count
    return None


def _part_titled(words: str) -> Part | None:
    # What stands in parentheses behind a title says when it was or whose it is.
    words = _ASIDE.sub("", words)
    return next((part for part, pattern in _TITLES if pattern.search(words)), None)


def read_related(text: str) -> tuple[RelatedCase, ...]:
    """Entries of 연관판결.

    After a remand the record counts on (4심, 5심); the instance is then told by the court.
    """
    return tuple(
        RelatedCase(
            court=court,
            case_number=number,
            instance=Instance(instance if 1 <= instance <= 3 else instance_of_court(court)),
        )
        for court, number, instance in read_docket(text)
    )
