"""Sentences and clauses of a text, with their offsets: of rulings, and of what people write.

A ruling is hard-wrapped, numbers its parts (1. 가. 1) ①) and is full of points that end nothing
(2019. 3. 14.); a story breaks its lines where a sentence ends and often leaves the points out.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lib.text.numbers import mask_dates
from lib.text.once import once
from lib.text.spelling import Plain, squeeze


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of a text, always `text[start:end]`, without white space around them.

    Numbering and bullets in front belong to it; what they stand before begins at `body`.
    """

    words: str
    start: int
    end: int
    body: int


_CLOSING = "\"'”’)\\]】」』》〉"
_LETTERS = "가나다라마바사아자차카타파하"
_LEAD = re.compile(
    rf"\s*(?:(?:제?\d{{1,2}}[.)]|[{_LETTERS}][.)]|\((?:\d{{1,2}}|[{_LETTERS}])\)|[①-⑳⑴-⒇㈎-㈛㉮-㉻❶-❿]|[-*•·▪○●■□◆▶※](?=\s))"
    rf"(?!\d|\s*\d{{1,2}}\.)\s*)*"
)
_BARE_NUMBERING = re.compile(rf"\s*(?:제?\d{{1,2}}|[{_LETTERS}])")
_STOPS = (
    # Points and marks, with what closes behind them.
    rf"(?P<stop>[.!?…。]+)(?P<closing>[{_CLOSING}]*)(?=\s|$)"
    # The space behind the point is lost: …하였다.그러나
    # A noun may end like a verb that became one: no end in 취임.재직.
    rf"|(?:(?<=[다요])|(?<=[있없않같]음)|(?<=[가-힣]{{2}}[음함임됨])|(?<=참조\)))(?P<lost>\.)(?=[가-힣\d(\[【])"
    # No point at all before the next number: 기각한다2. 소송, … 않음 3) 현재의 …
    r"|(?:(?<=한다)|(?:(?<=[가-힣][음함임됨짐])|(?<=아님))(?=[ \t]))(?P<pointless>[ \t]*)"
    r"(?=\d{1,2}\.(?!\s*\d)|[가나다라마바]\.|(?<=[ \t])(?:\d{1,2}|[가나다라마바사])\)\s)"
    r"|(?P<line>(?:(?<![ \t])[ \t]++)?\n\s*)"
)
_END = re.compile(rf"{_STOPS}|(?P<bare>(?!))")
_STORY_END = re.compile(
    rf"{_STOPS}"
    # No point at all, in a story: …했어요 근데 …, …했습니다ㅠㅠ …
    r"|(?<=[가-힣])(?P<bare>[ \t]*[ㅠㅜㅋㅎ~^;]++[ \t]*+(?![.!?…])|[ \t]+(?![ㅠㅜㅋㅎ~^;]))"
)
# The syllables that end in ㅂ: 니다 behind another is no ending (아니다).
_IN_B = "".join(chr(code) for code in range(ord("가"), ord("힣") + 1) if (code - ord("가")) % 28 == 17)
# A word that ends a sentence without any point.
_FINAL = re.compile(
    # Of 요 the nouns are left out that end in it.
    rf"(?:(?<![필중주수소개동강민긴])요|[{_IN_B}]니다|죠|[았었했겠였렸졌갔왔됐났샀렀][다음네지대어]|[있없]음|거든)$"
)
# A word that leaves its sentence open.
_OPEN_ENDED = re.compile(r"(?:니까|[은는이가을를에의로와과도고며서면니만데라]|[지으]만)$")
# Particles behind which a point is a slip, for no sentence and no heading ends in them.
_SLIPPED = re.compile(
    r"(?:[가-힣](?:에게|에서|께서|으로서)|(?<![마가노])[을]|[를]|[가-힣○\d](?<![하있없되보오가라])는|(?<!수)(?<!는)은|(?:원고|피고|망인|고인|참가인|공단|원심|법원)(?:들)?[이가의와과도])$"
)
# What goes on with a sentence behind words that were only quoted in it: `"…다."라고`, `…했다 하더라도`.
_QUOTED_ON = re.compile(
    r"\s*(?:이?라[고는며]|고(?![가-힣])|고\s|하[고는며여였면]|는\s|란\s|등|을\s|를\s|은\s|의\s|이라|만\s|다음에|[앞뒤]에\s|부분)"
)
# How what was said is passed on behind its own ending: `산재 안 됩니다 했어요`.
_SAID = re.compile(
    r"\s*(?:했[어습다는던지고더]|합[니디]다|하[네데더시셨]|그[래럽]요|그랬[어습다]|그러[네데더]|말했|말하[네데더]|카[네데더]|써\s?있|적혀)"
)
_QUESTION = re.compile(r"[까가나요지냐니죠다음]$")
# A word that began a line and was taken for a heading: `…라는` / `【이유】로`.
_WORD_IN_BRACKETS = re.compile(r"【[^】]{2,8}】(?:으?로|에서|에)[\s가-힣]")
_DAY = re.compile(r"[년월달해]\s*\d{1,2}$")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|No|vs|etc|St|Co|Ltd|Inc|Art|approx|e\.g|i\.e)$"
)
_HEADING = re.compile(
    r"(?:주문|이유|청구취지|항소취지|청구취지및항소취지|판단|결론|처분의경위|기초사실|인정사실|관련법령|[【\[#].*)"
)
# A line break inside a word (`…하였` / `다.`, no item 다) or inside a date (`2018. 7.` / `5.`, no item 5).
_GOES_ON = re.compile(
    r"[았었였했겠렸졌갔왔됐났있없않같한된란인이하]\n[다라]\.|(?<!\d)(?:19|20)?\d\d\.(?:\s*\d{1,2}\.)?\n\d{1,2}\."
)
_LONGEST_HEADING = 48
# A text is wrapped only where some line is this wide; a line that breaks off earlier than …
_NARROWEST = 25
# … this share of the widest line ends where its writer ended it.
_WRAPPED = 0.6


def sentences(text: str, start: int = 0, end: int | None = None, story: bool = False) -> Iterator[Sentence]:
    """The sentences of `text[start:end]` in order; a heading or an item of a list is one by itself.

    What stands in quotation marks or parentheses ends no sentence. With `story`, a sentence may also
    end without a point: at 요, 니다, 었다 before a space.
    """
    return iter(_sentences(text, start, end, story))


def told_flatly(words: str) -> str:
    """The words with the endings that a polite speaker gives them as a newspaper has them: `봅니다` as `본다`."""
    return _POLITE.sub(lambda end: "다" if end[1] == "습" else chr(ord(end[1]) - _FROM_B_TO_N) + "다", words)


# The final consonant ㅂ stands so many places behind ㄴ.
_FROM_B_TO_N = 13
_POLITE = re.compile(rf"([{_IN_B}])니다")


_ENDLESS = 1000
"""Characters from which on what runs on is no sentence that anybody wrote."""


def without_endless(story: str) -> str:
    """The story without what runs on for longer than any sentence, which would only cost time."""
    told = list(sentences(story, story=True))
    if all(len(each.words) <= _ENDLESS for each in told):
        return story
    return "\n".join(each.words for each in told if len(each.words) <= _ENDLESS)


def sentence_at(story: str, place: int) -> Sentence | None:
    """The sentence of a story that a place lies in."""
    return next((each for each in sentences(story, story=True) if each.start <= place < each.end), None)


@once
def _sentences(text: str, start: int, end: int | None, story: bool) -> tuple[Sentence, ...]:
    plain, found = Plain(text[start:end]), list[Sentence]()
    for first, last in _spans(plain.chars, story):
        words = plain.chars[first:last]
        first += len(words) - len(words.lstrip())
        if words := words.strip():
            lead = _numbering_of(words)
            place, close = (start + offset for offset in plain.span(first, first + len(words)))
            body = start + plain.span(first + lead, first + lead + 1)[0] if lead < len(words) else close
            found.append(Sentence(text[place:close], place, close, body))
    return tuple(found)


def _spans(text: str, story: bool) -> Iterator[tuple[int, int]]:
    enclosed = _enclosed(text)
    widest = max(map(len, text.split("\n")))
    begin = 0
    for match in (_STORY_END if story else _END).finditer(text):
        inside = enclosed[bisect_right(enclosed, (match.start(), len(text))) - 1] if enclosed else (0, 0)
        if inside[0] < match.start() < inside[1] and not _closes(text, begin, match, inside):
            continue
        if _ends(text, begin, match, widest, story):
            yield begin, match.end()
            begin = match.end()
    yield begin, len(text)


_BRACKET = re.compile(r"[()\[\]“”‘’「」『』\"']")
_PAIRS = {"(": ")", "[": "]", "“": "”", "‘": "’", "「": "」", "『": "』"}
_LONGEST_ENCLOSED, _DEEPEST_ENCLOSED = 600, 12
# How far back is looked for what a sentence or a line ends with: longer ones end like their last part.
_LONGEST_READ, _LONGEST_LINE = 600, 5_000


# Outermost stretches in parentheses or quotation marks, in order; what is never closed encloses nothing.
def _enclosed(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for match in _BRACKET.finditer(text):
        char, place = match[0], match.start()
        while opened and (place - opened[0][1] > _LONGEST_ENCLOSED or len(opened) > _DEEPEST_ENCLOSED):
            opened.pop(0)
        level = next((i for i in reversed(range(len(opened))) if opened[i][0] == char), None)
        straight = char in "\"'"
        if level is not None and not (straight and _opens(text, place)):
            first = opened[level][1]
            del opened[level:]
            if not opened and "\n\n" not in text[first:place]:
                found.append((first, place))
        elif char in _PAIRS or (straight and _opens(text, place)):
            opened.append((_PAIRS.get(char, char), place))
    return found


_SPEECH = re.compile(
    r"“[^“”]{1,6000}”|‘[^‘’]{1,6000}’|(?<![\w.!?…)])\"[^\"]{1,6000}\"|(?<![\w.!?…)])'[^']{1,6000}'"
)
_SENTENCES_MEET = re.compile(r"다[.]\s+\S")


def quoted_at_length(text: str) -> tuple[tuple[int, int], ...]:
    """Where several sentences stand between one pair of quotation marks, the marks included.

    A straight mark may be a slip; a pair of them reaches over no numbered paragraph.
    """
    return tuple(
        match.span()
        for match in _SPEECH.finditer(text)
        if _SENTENCES_MEET.search(match[0])
        and not (match[0][0] in "'\"" and any(_numbering_of(line) for line in match[0].split("\n")[1:]))
    )


_CLOSED_BY = {"“": "”", "‘": "’", '"': '"', "'": "'"}


def unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """`text[start:end]` without a quotation mark at either end that has no partner in it."""
    partner = _CLOSED_BY.get(text[start : start + 1])
    if partner and partner not in text[start + 1 : end]:
        start += 1
    opening = next((each for each, close in _CLOSED_BY.items() if text[end - 1 : end] == close), None)
    if opening and opening not in text[start : end - 1]:
        end -= 1
    return start, end


# True for a straight quotation mark before which nothing stands that it could close.
def _opens(text: str, place: int) -> bool:
    return place == 0 or not (text[place - 1].isalnum() or text[place - 1] in ".!?…)")


# True where the stop is the last sign of what is enclosed, and the sentence ends with it.
def _closes(text: str, begin: int, match: re.Match[str], inside: tuple[int, int]) -> bool:
    if (
        match["stop"] is None
        or not match.start() < inside[1] <= match.end()
        or _QUOTED_ON.match(text, match.end())
    ):
        return False
    return text[inside[0]] not in "([" or not text[begin : inside[0]].strip()


def _ends(text: str, begin: int, match: re.Match[str], widest: int, story: bool) -> bool:
    place = match.start()
    before = text[max(begin, place - _LONGEST_READ) : place]
    words = before.strip()
    if not words:
        return False
    if match["line"] is not None:
        first = max(begin, place - _LONGEST_LINE)
        line = text[max(first, text.rfind("\n", first, place) + 1) : place].strip()
        return _line_ends(text, words, line, match, widest, story)
    if match["bare"] is not None:
        goes_on = _QUOTED_ON.match(text, match.end()) or _SAID.match(text, match.end())
        return bool(_FINAL.search(words[-3:])) and not goes_on
    stop = match["stop"]
    if _BARE_NUMBERING.fullmatch(words) or (match["closing"] and _QUOTED_ON.match(text, match.end())):
        return False
    last, alone = words[-1], not words[-2:-1].strip()
    if stop is None:
        return match["lost"] is None or not (alone or _QUOTED_ON.match(text, match.end()))
    if stop == "?":
        return story or not "가" <= last <= "힣" or bool(_QUESTION.search(words))
    if stop != ".":
        return stop[0] not in ".…" or not _OPEN_ENDED.search(words)
    following = text[match.end() : match.end() + 9].lstrip()[:1]
    if "가" <= following <= "힣" and _SLIPPED.search(words):
        return False
    if last.isdigit():
        # The day of a date (`같은 달 14.`), and before a name that is hidden (OOO병원), end nothing.
        return bool(re.match(r"[A-Z](?![A-Z])", following)) and not _DAY.search(words)
    if last in _LETTERS and alone:
        # `나.` after a heading on the same line; but the rest of a word stands on a new line: …하였\n다.
        return before[-2:-1] == "\n"
    return not (last.isascii() and _ABBREVIATED.search(words))


def _line_ends(text: str, words: str, line: str, match: re.Match[str], widest: int, story: bool) -> bool:
    rest = text[match.end() : match.end() + _LONGEST_HEADING]
    if not rest or match[0].count("\n") > 1 or _FINAL.search(words[-3:]):
        return True
    if _numbering_of(words) == len(words) or _GOES_ON.search(f"{line}\n{rest[:4]}"):
        return False
    if _numbering_of(rest) or rest.startswith("#") or (rest[0] == "【" and not _WORD_IN_BRACKETS.match(rest)):
        return True
    if _OPEN_ENDED.search(line) or line.endswith(","):
        return False
    if len(words) <= _LONGEST_HEADING and (_HEADING.fullmatch(squeeze(words)) or _numbering_of(words)):
        return True
    return story if widest < _NARROWEST else len(line) < _WRAPPED * widest


# How many characters of the words are numbering in front.
def _numbering_of(words: str) -> int:
    lead = _LEAD.match(words)
    return lead.end() if lead else 0


_FINISHED = re.compile(r"(?:(?<![필중주수소개동강민긴])요|[다까죠음임됨함]|(?<!하)나)[.?!…]*$|[?!]")


def is_sentence(words: str) -> bool:
    """True for words that end like a sentence, or ask or exclaim something; False for a title or keywords."""
    return bool(_FINISHED.search(words.strip()))


_STOP = re.compile(r"다\.\s")
_LAST_STOP = re.compile(r"다\.\s*(?=\n|$)")


def may_head(words: str) -> bool:
    """True where words without blanks may be a heading: they end in a noun, not as a sentence, a clause or before a particle."""
    return not _NO_HEADING.search(words) and not (len(words) > _SHORT_NOUN and _NOMINAL.search(words))


# 개요, 필요, 주요 are nouns.
_NO_HEADING = re.compile(r"(?:(?<!개)(?<!필)(?<!주)요|다|까|죠|며|고|[은는을를에의와과로]|[.,;?!])$")
_NOMINAL = re.compile(r"[음함임됨봄옴움짐]$")
_SHORT_NOUN = 8


def has_end(text: str) -> bool:
    """True where a sentence of a ruling ends inside the text and more follows."""
    return bool(_STOP.search(text))


_START = re.compile(rf"{_STOP.pattern}|\n\s*(?:[{_LETTERS}]\.|\d{{1,2}}[.)]|[①-⑳■○-])\s*")


def last_start(text: str, start: int, end: int) -> int:
    """Where the last sentence or item of a list in `text[start:end]` begins; `start` where none does."""
    return max((match.end() for match in _START.finditer(text, start, end)), default=start)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the paragraphs of a ruling: up to a sentence that ends with its line."""
    ends = [0, *(stop.end() for stop in _LAST_STOP.finditer(text)), len(text)]
    return ((begin, end) for begin, end in pairwise(ends) if begin < end)


# --- rulings, without white space ----------------------------------------------------------------


def sentence_text(text: str) -> str:
    """A text to be read by its sentences: no white space, and no point but the one that ends a sentence.

    Dates (`2021. 7. 8.`) lose their points; `？`, which stands for a lost middle dot, goes.
    """
    return mask_dates(re.sub(r"[?]", "", unicodedata.normalize("NFKC", squeeze(text))))
