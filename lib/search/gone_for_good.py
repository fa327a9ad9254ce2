"""Whether a relative who is told to have gone has died: `쓰러져서 갔습니다`, `그렇게 갔어요`, `남편 간 지 석 달`.

Whoever goes goes somewhere, to fetch something, with somebody or by some means, or has come before. A relative of whom
none of that is told, who went out of harm or suffering, without having been able to, at an age, or so, is gone for good.
What stands before the verb decides, and where that is only an adverb or a day, what else the story tells of a loss.
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from lib.text.numbers import read_numeral
from lib.text.sentences import sentences
from lib.text.stance import holds_denial

# The verb as a word of its own, of what is over; who went and came back (`갔다가`), or found something (`갔더니`), is none.
_WENT = re.compile(
    r"(?<!\S)(?:갔(?!다가|더니|으면|을)|가[셨셧](?!다가|더니|으면|을)|가\s?버[렸리]|(?:간|가신)\s지(?=\s))\S*"
)
_SINCE = ("간", "가신")
# How somebody goes who does not come back, and words that say neither.
_FOR_GOOD = frozenset(
    [
        "그렇게",
        "허망하게",
        "허망히",
        "홀연히",
        "끝내",
        "영영",
        "외롭게",
        "쓸쓸히",
        "덧없이",
        "거짓말처럼",
        "어이없이",
    ]
)
_HOWEVER = frozenset(
    ["그냥", "그만", "그대로", "먼저", "일찍", "일찌감치", "혼자", "홀로", "갑자기", "결국", "바로", "그길로", "너무", "다", "그날", "그새", "며칠", "이틀", "사흘", "있다", "있다가", "그"]
)  # fmt: skip
_TIMES = (
    "년", "월", "달", "날", "주", "주말", "새벽", "아침", "점심", "저녁", "밤", "낮", "봄", "여름", "가을", "겨울", "해", "추석", "설",
    "명절", "전", "뒤", "후", "만", "살", "나이", "올", "작년", "어제", "하루",
)  # fmt: skip
"""How words end that name a time."""
_HARM = re.compile(
    r"쓰러|떨어[지져]|넘어[지져]|깔[려리]|눌[려리]|끼[여어이]|치[여이]|맞[아고]|찔[려리]|감전|데[어이]|질식|병|암[이을]|굳[어고]|앓|아[프파팠픈]|고생|퍼[져지]|숨[이을]|토하|막[혀히]|터[져지]|멎|말라|시달|누워|자다"
)  # fmt: skip
_OUT_OF = re.compile(r"(?:서|[아어여려져켜쳐혀]|고\s?나서)$")
# While something went on; who came or looked in before (`왔다 갔다`) was there.
_WHILE = re.compile(r"(?<![았었였했갔왔랐렀났셨렸졌])다가?$")
# By what means, or with whom.
_MEANS = re.compile(
    r"운전|실려|업[혀고]|태[워우]|들[려고]|걸[어려]|기어|뛰|몰|데리|타고|싣|모시|가지|입고|끌|따라|왔|들렀|들러"
)
_LEADS = ("이", "가", "은", "는", "께서", "고", "서", "다", "다가", "니", "려")
"""How words end that tell who did it, or what was before it."""
_LOSS = re.compile(
    r"유족|장례|미망인|사별|빈소|영정|고인|(?:혼자|홀로)\s?(?:남|됐|되)|남은\s?(?:가족|식구|애|아이|자식)|넋이|발견"
)
_LIVES_ON = re.compile(
    r"재활|퇴원|깨어났|의식[이을]\s?(?:돌아|찾)|마비|(?:치료|입원|요양)\s?(?:중|받고\s?있)|복귀|(?:지금|현재|아직)[^.!?\n]{0,12}(?:누워|다니)"
)


def who_is_gone(story: str, kin: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where a story tells that one of the relatives that `kin` names is gone for good; offsets of the verb."""
    if _LIVES_ON.search(story) and not _LOSS.search(story):
        return
    for sentence in sentences(story, story=True):
        for went in _WENT.finditer(story, sentence.body, sentence.end):
            told = story[sentence.body : went.start()].split()
            if _is_for_good(told, went[0], kin, bool(_LOSS.search(story))):
                yield went.span()


# Whether who went after these words of a sentence is gone; `is_lost` where the story tells of a loss.
def _is_for_good(told: list[str], went: str, kin: re.Pattern[str], is_lost: bool) -> bool:
    beside = list(takewhile(_is_beside, reversed(told)))
    before = told[: len(told) - len(beside)]
    if before and before[-1].endswith("에서"):
        # Where it was, whatever is said of the place.
        within = list(takewhile(lambda word: not word.endswith(_LEADS), reversed(before[:-1])))
        before = before[: len(before) - 1 - len(within)]
    sure = is_lost or went.startswith(_SINCE) or any(word in _FOR_GOOD or _age(word) for word in beside)
    if not before:
        return is_lost
    last = before[-1]
    if kin.match(last):
        return sure
    if _MEANS.search(last):
        return False
    is_harm = bool(_HARM.search(" ".join(before[-3:])))
    if last.endswith("고"):
        return (is_lost and bool(beside)) or any(holds_denial(word) for word in before[-3:])
    if _WHILE.search(last):
        return is_harm or is_lost
    return bool(_OUT_OF.search(last)) and is_harm


# A word that says how or when, and not whither.
def _is_beside(word: str) -> bool:
    return word in _FOR_GOOD or word in _HOWEVER or _is_time(word) or _age(word)


def _is_time(word: str) -> bool:
    return word.removesuffix("도").removesuffix("는").removesuffix("에").endswith(_TIMES)


def _age(word: str) -> bool:
    return word.endswith("에") and len(word) > 1 and read_numeral(word.removesuffix("에")) is not None
