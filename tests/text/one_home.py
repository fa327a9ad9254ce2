"""Finds, in source text, patterns that read what lib/text reads: told by what they match, not by their spelling.

Every string of a module that may be a pattern is folded from its pieces (names, f-strings, joins),
compiled and tried on short texts. A pattern is a second reader of case numbers when it finds several
unrelated ones; of statutes when it tells 제37조 from 제37쪽 whatever the number; of sentence ends when it
finds the ends of unrelated sentences and nothing between; of numerals when it knows numbers in words or
with units of several kinds; of negation when it tells unrelated words from their denials.
"""

import ast
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tests.text.folding import patterns

CASE_NUMBERS, STATUTES, SENTENCE_ENDS, NUMERALS, NEGATION = (
    "case numbers",
    "statute references",
    "sentence ends",
    "numerals",
    "negation",
)


@dataclass(frozen=True)
class Reader:
    """A pattern that reads one of these, at a line of a module."""

    kind: str
    line: int
    pattern: str


def readers(source: str) -> list[Reader]:
    """The patterns of a module that have their home in lib/text."""
    tree = ast.parse(source)
    found = {
        (kind, pattern): Reader(kind, line, pattern)
        for line, pattern in patterns(tree)
        for kind in kinds_read(pattern)
    }
    found |= {(kind, pattern): Reader(kind, line, pattern) for kind, line, pattern in _word_lists(tree)}
    return sorted(found.values(), key=lambda reader: (reader.line, reader.kind))


# --- what a pattern reads ------------------------------------------------------------------------


@cache
def kinds_read(pattern: str) -> frozenset[str]:
    """What of lib/text a pattern, or one of its alternatives, reads."""
    found: set[str] = set()
    for each in {pattern, *_alternatives(pattern)}:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                compiled = re.compile(each, re.VERBOSE if "(?x)" in each or re.search(r"\n\s*#", each) else 0)
        except (re.error, RecursionError, OverflowError):
            continue
        found |= {kind for kind, reads in _TESTS.items() if kind not in found and reads(compiled)}
    return frozenset(found)


def _alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern, parted at its outermost bars; none where there are no bars."""
    bars, depth, inside, place = [-1], 0, False, 0
    while place < len(pattern):
        char = pattern[place]
        if char == "\\":
            place += 1
        elif inside:
            inside = char != "]"
        elif char == "[":
            inside = True
            # A bracket right behind the opening one is a sign like any other.
            place += len(re.match(r"\^?\]?", pattern[place + 1 :])[0])  # type: ignore[index]
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and depth == 0:
            bars.append(place)
        place += 1
    if len(bars) == 1:
        return []
    return [pattern[first + 1 : last] for first, last in pairwise([*bars, len(pattern)])]


def _covers(pattern: re.Pattern[str], text: str, start: int, end: int) -> bool:
    """True where some match of the pattern holds `text[start:end]`."""
    return any(match.start() <= start and end <= match.end() for match in pattern.finditer(text))


_NUMBERS = (
    ("2019", "구합", "51234"), ("2011", "두", "25661"), ("2020", "나", "776"), ("2014", "헌바", "254"), ("2018", "가단", "5512"),
    ("2016", "누", "40123"), ("2021", "구단", "98"), ("98", "두", "10103"), ("97", "누", "903"), ("92", "구", "12"), ("85", "다", "77123"),
)  # fmt: skip
_ABOUT_NUMBERS = ("{}", "대법원 {} 판결", "대법원 2019. 3. 14. 선고 {} 판결 참조", "서울행정법원,{},1심-")
_SEVERAL = 3


def _reads_case_numbers(pattern: re.Pattern[str]) -> bool:
    if any(
        _covers(pattern, text, 0, len(text)) for text in ("구합 가단", "헌바누두", "20190314", "2019쪽은")
    ):
        # What takes any run of signs, or Hangul and digits alike, reads no numbers.
        return False
    found = 0
    for year, kind, serial in _NUMBERS:
        for about in _ABOUT_NUMBERS:
            for number in (year + kind + serial, f"{year} {kind} {serial}"):
                text = about.format(number)
                place = text.index(number)
                # From the last digit of the year to the first of the serial: a reader may stop there.
                begin, end = place + len(year) - 1, place + len(number) - len(serial) + 1
                if _covers(pattern, text, begin, end):
                    break
            else:
                continue
            break
        else:
            continue
        found += 1
    return found >= _SEVERAL


_CITED = (
    ("제#조", "제#쪽"), ("제 # 조", "제 # 쪽"), ("#조 1항", "#쪽 1항"), ("[별표 #]", "[그림 #]"), ("별표 제#호", "그림 제#호"),
    ("고용노동부고시 제2017-#호", "고용노동부표지 제2017-#호"), ("고용노동부 고시 제2020-#호", "고용노동부 표지 제2020-#호"),
)  # fmt: skip
_ABOUT_STATUTES = (
    "{}", "산업재해보상보험법 {} 제1항에 따라", "근로기준법 {}", "같은 법 {}", "법 {}에", "근로기준법 부칙 {}", "근로기준법 시행령 {}",
)  # fmt: skip


_PAIRS = [(about.format(cited), about.format(other)) for cited, other in _CITED for about in _ABOUT_STATUTES]
_CITED_NUMBERS = ("37", "4", "125")


def _reads_statutes(pattern: re.Pattern[str]) -> bool:
    pairs = _PAIRS
    for number in _CITED_NUMBERS:
        # What tells the first number apart is tried on the others.
        pairs = [
            pair
            for pair in pairs
            if _spans(pattern, pair[0].replace("#", number)) - _spans(pattern, pair[1].replace("#", number))
        ]
        if not pairs:
            return False
    # Only beside a number: who looks for the syllable alone looks for something else.
    alone = any(
        _spans(pattern, text) - _spans(pattern, other)
        for text, other in (
            ("그 조는 저 조 조카", "그 쪽은 저 쪽 쪽카"),
            ("그 고시를 시로 고 별", "그 표지를 지로 표 그"),
        )
    )
    return not alone


def _spans(pattern: re.Pattern[str], text: str) -> set[tuple[int, int]]:
    return {match.span() for match in pattern.finditer(text)}


_SENTENCES = (
    # Asked; exclaimed; of rulings, with points, also without spaces; of stories, without points.
    ("산재가 됩니까?", " 얼마나 걸리나요?", " 누가 정하죠?", " 왜", ""),
    ("너무 아파요!", " 도와주세요!", " 억울합니다!", " 왜", ""),
    (
        "원고는 공장에서 일하였다.",
        " 피고는 신청을 거부하였다.",
        " 그 처분은 위법하다.",
        " 재해로 인정된다.",
        " 끝",
    ),
    ("원고는공장에서일하였다.", "피고는신청을거부하였다.", "그처분은위법하다.", "재해로인정된다.", "끝"),
    ("허리를 다쳤어요", " 그래서 병원에 갔어요", " 거기서 쉬라고 하던데요", " 공장에 말했어요", " 근데"),
    ("허리를 다쳤습니다", " 그래서 병원에 갑니다", " 거기서 쉬라고 합니다", " 일을 못 합니다", " 근데"),
    ("그는 다쳤다", " 병원에 갔다", " 집에 왔다", " 다시 일했다", " 근데"),
)
_ENDINGS = (
    ("원고는 일하였다", "회사가 거부한다", "처분은 위법하다", "재해로 본다"),
    ("원고는 일하였다.", "회사가 거부한다.", "처분은 위법하다.", "재해로 본다."),
    ("허리를 다쳤어요", "병원에 가래요", "쉬라고 하네요", "일을 해요"),
)


_BETWEEN_WORDS = "가는 사람, 오는 사람 (나무) 하늘: 바다·산/강-들"


def _reads_sentence_ends(pattern: re.Pattern[str]) -> bool:
    inside = _spans(pattern, _BETWEEN_WORDS) - {(0, len(_BETWEEN_WORDS))}
    numbering = all(pattern.search(f"{letter}.") for letter in "가나마바사") and not pattern.search("쾡.")
    if any(span[0] < len(_BETWEEN_WORDS) for span in inside) or numbering:
        return False
    asked, exclaimed, *others = [_finds_ends(pattern, parts) for parts in _SENTENCES]
    return (asked and exclaimed) or any(others) or any(_tells_endings(pattern, each) for each in _ENDINGS)


def _finds_ends(pattern: re.Pattern[str], parts: tuple[str, ...]) -> bool:
    text = "".join(parts)
    spans = _spans(pattern, text)
    ends, place = [], 0
    for part in parts[:-2]:
        place += len(part)
        ends.append(place)
    near = [
        (start, end) for start, end in spans if any(start <= each + 1 and end >= each - 1 for each in ends)
    ]
    short = all(end - start <= 4 for start, end in spans)
    if short:
        hit = {each for each in ends for start, end in near if start <= each + 1 and end >= each - 1}
        return len(hit) == len(ends) and len(near) >= len(spans) - 1
    # Whole sentences, one after the other.
    edges = [0, *ends]
    return all(
        any(abs(start - first) <= 1 and abs(end - last) <= 1 for start, end in spans)
        for first, last in pairwise(edges)
    )


def _tells_endings(pattern: re.Pattern[str], endings: Iterable[str]) -> bool:
    """True where the pattern meets the end of every sentence, and of none that breaks off."""
    for sentence in endings:
        broken = sentence.rstrip(".")[:-1] + "빵" + "." * sentence.endswith(".")
        if not any(match.end() >= len(sentence) - 1 and match[0] for match in pattern.finditer(sentence)):
            return False
        if any(match.end() >= len(broken) - 1 and match[0] for match in pattern.finditer(broken)):
            return False
    return True


_COUNTED = ("12시간", "3개월", "6년", "20일", "85dB", "20kg", "350원", "4명", "7회", "30%", "3만원", "2주")
_WORDS = (
    ("두 시간", "두"), ("세 번", "세"), ("네 명", "네"), ("다섯 개", "다섯"), ("열두 달", "열두"), ("스무 살", "스무"), ("서른 해", "서른"), ("여덟 시간", "여덟"),
    ("삼백 원", "삼백"), ("이천만 원", "이천만"), ("오십 명", "오십"), ("삼십이 년", "삼십이"), ("칠천 원", "칠천"), ("백만 원", "백만"), ("육십 시간", "육십"),
    ("하루", "하루"), ("이틀", "이틀"), ("사흘", "사흘"), ("열흘", "열흘"), ("보름", "보름"), ("하나만", "하나"), ("둘이서", "둘"), ("셋이서", "셋"), ("넷이", "넷"), ("다섯이", "다섯"),
)  # fmt: skip
_DATES = ("2019. 3. 14.", "2019-03-14", "2019년 3월 14일", "2019.3.14.", "2019/3/14")


def _reads_numerals(pattern: re.Pattern[str]) -> bool:
    def generic() -> bool:
        return any(
            _covers(pattern, text, 0, len(text))
            for text in (
                "쾡",
                "12쾡",
                "쾡쾡쾡",
                "가는",
                "가는 사람",
                "2019쾡 3쾡 14쾡",
                "사람",
                "123456789",
                "110-234-567890",
            )
        )

    counted = sum(_covers(pattern, text, 0, len(text)) for text in _COUNTED)
    words = sum(_covers(pattern, text, 0, len(numeral)) for text, numeral in _WORDS)
    dates = sum(_covers(pattern, text, 0, len(text) - 1) for text in _DATES)
    return (counted >= _SEVERAL or words >= 4 or dates >= 1) and not generic()


_DENIED = (
    # One family of denials a row: denied and said, of unrelated words.
    (("가지 않았다", "가고 있었다"), ("먹지 않는다", "먹고 있다"), ("크지 않은 집", "크고 긴 집"), ("보지 않고", "보고 나서"), ("걷지 않았다", "걷고 있었다"),
     ("일하지 않았다", "일하고 있었다"), ("말하지 않는다", "말하고 있다"), ("원하지 않아", "원하고 있어")),
    (("가지 못했다", "가고 있었다"), ("먹지 못한다", "먹고 있다"), ("쓰지 못하는 손", "쓰고 있는 손"), ("보지 못하고", "보고 나서"),
     ("일하지 못했다", "일하고 있었다"), ("말하지 못한다", "말하고 있다"), ("원하지 못하", "원하고 있")),
    (("산이 아니다", "산이 맞다"), ("병이 아닌 것", "병이 맞는 것"), ("눈이 아니라고", "눈이 맞다고"), ("잘못이 아니며", "잘못이 맞으며")),
    (("산이 없다", "산이 있다"), ("집도 없이", "집도 있이"), ("돈이 없는", "돈이 있는"), ("힘이 없었다", "힘이 있었다")),
    (("가지 아니하였다", "가고 있었다"), ("먹지 아니한다", "먹고 있다"), ("크지 아니하고", "크고 나서"), ("보지 아니한", "보고 있는"),
     ("일하지 아니하였다", "일하고 있었다"), ("말하지 아니한다", "말하고 있다"), ("원하지 아니한", "원하고 있는")),
    (("안 갔다", "꼭 갔다"), ("안 먹었다", "꼭 먹었다"), ("안 했다", "꼭 했다"), ("안 피웠다", "꼭 피웠다")),
)  # fmt: skip


_NO_DENIAL = "아이가 지도를, 강물이 민가로, 수영하며 호수로; 은하로 보라 장미를 서로"


def _reads_negation(pattern: re.Pattern[str]) -> bool:
    return not any(match[0] for match in pattern.finditer(_NO_DENIAL)) and any(
        sum(_meets(pattern, denied) and not _meets(pattern, said) for denied, said in family) >= _SEVERAL
        for family in _DENIED
    )


def _meets(pattern: re.Pattern[str], words: str) -> bool:
    return any(
        any(match[0] for match in pattern.finditer(text))
        for text in (words, words.replace(" ", ""), f"그는 {words}")
    )


_TESTS = {
    CASE_NUMBERS: _reads_case_numbers,
    STATUTES: _reads_statutes,
    SENTENCE_ENDS: _reads_sentence_ends,
    NUMERALS: _reads_numerals,
    NEGATION: _reads_negation,
}

# --- lists of words ------------------------------------------------------------------------------

_LISTS = {
    CASE_NUMBERS: frozenset(
        [
            "구합",
            "구단",
            "누",
            "두",
            "재누",
            "재두",
            "가단",
            "가합",
            "가소",
            "헌바",
            "헌마",
            "고단",
            "고합",
            "루",
            "카합",
            "재구단",
            "재구합",
            "나",
            "다",
            "노",
            "도",
            "무",
            "아",
        ]
    ),
    NUMERALS: frozenset("일이삼사오육칠팔구십백천만억") | frozenset(numeral for _, numeral in _WORDS),
    NEGATION: frozenset(
        [
            "않",
            "못",
            "없",
            "아니",
            "안",
            "아닌",
            "않다",
            "없다",
            "아니다",
            "못하다",
            "지않",
            "아니하",
            "없이",
            "않는",
            "못한",
        ]
    ),
}
_ENOUGH = 4
_DIGITS = "일이삼사오육"


def _word_lists(tree: ast.Module) -> Iterator[tuple[str, int, str]]:
    """Tuples, lists, sets, keys and strings that list what lib/text lists."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict):
            items = node.keys if isinstance(node, ast.Dict) else node.elts
            words = [item.value for item in items if isinstance(item, ast.Constant)]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            words = re.split(r"[\s|,]+", node.value)
            if _DIGITS in node.value:
                yield NUMERALS, node.lineno, node.value
        else:
            continue
        for kind, listed in _LISTS.items():
            known = listed.intersection(words)
            if len(known) >= _ENOUGH and 2 * len(known) >= len(words):
                yield kind, node.lineno, ", ".join(sorted(known))
