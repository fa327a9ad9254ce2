"""Papers and recordings that a story tells of: what the person has, and what somebody else is said to have."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lib.text.sentences import sentences
from lib.text.spelling import squeeze


@dataclass(frozen=True, slots=True)
class ToldPaper:
    """A thing by the story's own name for it, with the sentence that tells of it.

    `where` it is: in hand, or with somebody who has to be asked for it.
    """

    name: str
    words: str
    where: Literal["in_hand", "with_others"]


_HEAD = (
    r"(?:진단서|소견서|계획서|검안서|감정서|수술\s?기록지?|판독지|판독\s?소견|엑스레이|영수증|전표|화면|캡처|기록지?|내역서?|문자|메시지|카톡|"
    r"녹음(?:\s?파일)?|녹취록?|사진|동영상|영상|블랙박스|CCTV|씨씨티비|일기장?|메모|수첩|명세서|계약서|근무표|배차표|일지|확인서|진술서|"
    r"증명서|결과지|통보서|측정표|대장|납품서|견적서|동의서|보고서|명단|단톡방\s?공지)"
)
_NAME = rf"(?:[가-힣A-Za-z0-9·-]*{_HEAD})"
_AND = re.compile(rf"(?:과|와|이?랑|하고|,|\s및)\s*(?:[^\s,.]+\s){{0,3}}?{_NAME}")
_HAS = r"있(?:습니다|어요|다(?![고는던면])|음|고|는데|지만|으며|으니|거든)"
_IN_HAND = re.compile(
    # It is there, is left.
    rf"(?:이|가|은|는|도)?\s?(?:\S{{1,6}}\s)?(?:{_HAS}|남아\s?{_HAS}|나와\s?{_HAS}|나옵니다)"
    # It was kept, got, handed in.
    r"|(?:을|를|도|은|는)?\s?(?:\S{1,8}\s){0,2}?(?:저장해|보관|갖고|가지고|모아\s?(?:두|뒀|놓)|찍어\s?(?:두|뒀|놓)|남겨\s?(?:두|뒀|놓)"
    r"|받아\s?(?:두|뒀|놓)|받았|떼\s?(?:왔|두|뒀|놓|었)|뗐|뽑아|뽑았|냈|제출했|써\s?주[셨었]|써줬|확보)"
    # It says so and so.
    rf"|(?:에는|에도|에|으로는|로는)\s(?:[^.?!]{{1,45}}?)(?:적혀\s?{_HAS}|쓰여\s?{_HAS}|나와\s?{_HAS}|나옵니다|나왔습니다|써\s?주[셨었]|써줬|찍혀\s?{_HAS}"
    rf"|말이\s{_HAS}|남아\s?{_HAS})"
)
_SAID_TO_BE = re.compile(
    r"(?:이|가|은|는|도|을|를)?\s?(?:\S{1,8}\s)?(?:있다고|있다는|있답|있대|있을\s?(?:거|것|겁)|남아\s?있다고|찍혔다고|찍혔을)"
)
# A paper that shows less than there was proves nothing for its owner: `8시간만 적혀 있습니다`.
_SAYS = re.compile(r"(?:에는|에도|에|으로는|로는)\s")
_LESS = re.compile(r"만\s(?:적혀|쓰여|나와|나옵|나왔|찍혀|남아)")
_KEPT_BY = re.compile(
    r"(?:반장|팀장|과장|부장|소장|사장|대표|동료|선배|후배|형님|친구|직원|조합)(?:님)?(?:들)?(?:이|가|께서|은|는)\s"
)
_KEEPS = re.compile(r"[을를은는도이가]?\s?(?:\S{1,8}\s){0,2}?(?:갖고|가지고|보관하고)\s?(?:계[시신셔]|있)")
# CCTV와 단말기 기록은 처남이 갖고 있다.
_HELD_BY = re.compile(
    r"[은는도]\s(?P<who>\S{1,8}?)(?:이|가|께서)\s?(?:갖고|가지고|보관하고)\s?(?:계[시신셔]|있)"
)
_OWN = ("제", "내", "저희", "우리", "저", "나")
# How a thing was kept is no paper of its own: 대장을 사진으로 찍어 뒀다.
_MANNER = re.compile(r"(?:으로|로)\s?(?:\S{1,6}\s)?(?:찍|남|저장|보관|기록)")
# What was told of a paper is turned from right after it.
TURNS = re.compile(r"(?:그런데|하지만|그러나|실제로?는?|사실은|근데)")
"""How a sentence begins that turns from what was told before it."""
_OTHERS = re.compile(
    r"(?:상대(?:방|편)?(?:의)?(?:\s?차(?:량)?)?|회사|사무실|본사|원청|경찰서?|병원|가게|편의점|관리실)(?:에만|에는|에도|에|가|이|측에|쪽에)\s(?!준\s|보낸|써\s)"
)
# Words before the head that belong to its name have neither a particle nor an ending.
_PARTICLES_AND_ENDINGS = (
    "은", "는", "이", "가", "을", "를", "에", "의", "로", "고", "서", "면", "다", "요", "과", "와", "도", "만", "한", "된", "던",
    "준", "쓴", "낸", "나눈", "때", "날", "할", "며", "니", "데", "터", "까지", "께", "라", "게", "운", "린", "진", "둔",
)  # fmt: skip
_NO_PART_OF_A_NAME = frozenset(["그", "저", "제", "내", "또", "안", "못", "잘", "더"])
_MOST_WORDS = 3
_WILLING = re.compile(
    r"(?:써|적어|말해|증언해|진술해|확인해)\s?(?:줄|주실)\s?수\s?있|(?:써|적어|증언해|진술해)\s?(?:준다|주신다|주겠)"
)
_NOTIFIED = re.compile(r"(?:다고|라고|결과를|결과가)\s?통보")


def told_papers(story: str) -> list[ToldPaper]:
    """What the story tells of, each once, in its order. A thing that is said not to be there, or only wished for, is left out."""
    found: dict[str, ToldPaper] = {}
    said = [" ".join(each.words.split()) for each in sentences(story, story=True)]
    for place, words in enumerate(said):
        is_turned_from = any(TURNS.match(each) for each in said[place + 1 : place + _SOON])
        for paper in _in_sentence(words, is_turned_from):
            found.setdefault(squeeze(paper.name), paper)
    return list(found.values())


_SOON = 3
"""Sentences in which what a paper says may be turned from."""


def _in_sentence(words: str, is_turned_from: bool) -> Iterator[ToldPaper]:
    for match in re.finditer(_NAME, words):
        if _MANNER.match(words, match.end()):
            continue
        end = match.end()
        while follows := _AND.match(words, end):
            end = follows.end()
        name = _with_its_words(words, match)
        holder = _HELD_BY.match(words, end)
        if holder and holder["who"] not in _OWN:
            yield ToldPaper(name, words, "with_others")
            continue
        is_kept = _KEPT_BY.search(_clause_before(words, match.start())) and _KEEPS.match(words, end)
        if is_kept or _SAID_TO_BE.match(words, end):
            yield ToldPaper(name, words, "with_others")
        elif (has := _IN_HAND.match(words, end)) and not _LESS.search(has[0]):
            if is_turned_from and _SAYS.match(words, end):
                continue
            is_others = _OTHERS.search(_clause_before(words, match.start()))
            yield ToldPaper(name, words, "with_others" if is_others else "in_hand")
    if _NOTIFIED.search(words):
        yield ToldPaper("조사 결과 통보서" if "조사" in words else "통보서", words, "in_hand")
    if _WILLING.search(words):
        yield ToldPaper("확인서(진술서)", words, "with_others")


def _with_its_words(words: str, match: re.Match[str]) -> str:
    before: list[str] = []
    for word in reversed(words[: match.start()].split()):
        # 칠순과 결혼식 사진: what is joined to a word of the name is of the name, too, unless it is a paper itself.
        is_joined = bool(_JOINED.search(word)) and not re.search(_HEAD, word)
        ends_there = word.endswith(_PARTICLES_AND_ENDINGS) and not (is_joined or word.endswith(_NOUNS))
        most = _MOST_WORDS + any(map(_JOINED.search, before))
        if len(before) >= most or ends_there or word in _NO_PART_OF_A_NAME or re.search(r"[^\w·-]", word):
            break
        before.insert(0, word)
    return " ".join([*before, match[0]])


_JOINED = re.compile(r"[가-힣]{2,}(?:과|와)$")
_NOUNS = (
    "신고",
    "보고",
    "사고",
    "경고",
    "권고",
    "통고",
    "광고",
    "경로",
    "도로",
    "진로",
    "회사",
    "각도",
    "속도",
    "도면",
    "화면",
    "장면",
    "나이",
    "복도",
)
"""Nouns that end as a particle or an ending does."""


def _clause_before(words: str, start: int) -> str:
    return re.split(r"(?:고|는데|지만|서|며)\s", words[:start])[-1]
