"""How much of a sentence's content stands in a text: a cheap check that it was said there at all.

The measure is the share of a sentence's two-syllable pieces that occur in the text, words that any
ruling and any retelling uses aside. It catches a sentence about another case; it cannot tell a
sentence from its opposite. The floors were set on the 58 shipped digests (868 sentences in our own words)
against their own rulings and against others of the same disease and issue:

floor  own sentences kept  of others gone (same issue / any)
0.10   99.7%               22% / 39%
0.15   99.1%               30% / 49%
0.20   97.7%               41% / 65%
0.25   96.3%               48% / 70%
0.30   95.6%               52% / 74%

Together with the facts of `lib.models.checks.facts`, 0.20 keeps 96.1% and takes 56% / 77%.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from lib.models.checks.facts import normal

FLOOR = 0.20
"""For what a retelling says of the ruling."""
MILD_FLOOR = 0.10
"""For a model's own words: its reasoning over a case, the plain summary of a ruling."""
_FEWEST_PIECES = 5
"""With fewer pieces there is nothing to measure."""

_FEWEST_ALL_FOREIGN = 3
"""But so many of which none is found are about something else."""

_GENERIC_WORDS = """
했다 법원 공단 보았 않았 인정 산재 근로자 없음 회사 없었 사고 유족급여 사람 소송 있었 거절 장의비 아니라 일을 청구
원인 아니 않는 받았 때문 고인 기각 요양급여 주장 의견 다른 냈다 이유 사정 원고 피고 진단 요양 개월 것이 기간 일한 시간
치료 것은 있어 업무 기준 않음 가능성 신청했으나 영향 자료 있는 심사청구 들어 청구했으나 주지 다시 감정 신청인 유리 불리
근거 판결문 비슷한 이겼 졌습니다 이겼습니다 업무관련성 인과관계 상당인과관계 승인 불승인 쟁점 증거 입증 종합 고려 경우
"""
"""Words of every dispute; they say nothing about one."""

_GENERIC_STARTS = (
    "받아들", "이겼", "졌다", "했지", "어렵", "어려", "달라", "판단", "보았", "보이", "있었", "없었", "인정", "의학", "소견",
    "진료기록", "결론", "단정", "여지", "필요", "추가", "부족", "확인", "영향", "종합", "가능", "어느", "말하", "뒷받침", "자료",
    "입증", "증명", "주장", "중요", "고려", "신청", "불리", "유리", "비슷", "반드시", "있지만", "다르", "다릅", "다만", "따라서", "사정", "업무",
)  # fmt: skip
"""Beginnings of words that reasoning about any dispute uses."""

_COMMON_PIECES = """
각하 같은 같이 거나 결과 결론 결정 경우 경위 고등 고의 고하 과정 관계 관련 관하 구하 규정 그러 그렇 근거 근무 급하 까지
나이 내용 내지 는다 는데 는지 다고 다는 다면 다음 다툼 단하 당시 당하 당한 대법 대한 더라 도이 되고 되어 되었 되지 된다
등급 등을 따라 따른 또는 라고 렵다 면서 면이 무상 받은 방법 번호 병원 병이 보기 보면 보상 보이 보험 부가 부담 부분 부터
분이 불승 비용 비추 사건 사망 사실 사업 사이 상당 상병 상이 상태 서울 승인 았다 앞서 어렵 어야 없는 없다 없으 었다 에게
에서 여부 였다 였으 울행 원에 으로 으므 의사 이나 이라 이를 이상 이에 이지 이하 인에 인이 일반 있다 있으 작업 재판 재해
전체 정도 정되 정된 정법 정하 정한 종류 증거 지급 직접 질병 처분 체적 추어 취소 판결 판단 판례 포함 하거 하게 하고 하기
하나 하는 하다 하던 하면 하므 하지 한다 해당 해로 행정 확인 습니 니다 습니다 입니 어요 아요
"""
"""Pieces that stand in at least half of the rulings."""

_GENERIC = frozenset(_GENERIC_WORDS.split())
_COMMON = frozenset(_COMMON_PIECES.split())

_ENDING = re.compile(
    r"(?:으로써|으로서|이라는|에게서|으로는|에서는|에서도|부터는|까지는|까지도|이라고|이었다|였다|했다고|한다고|된다고|"
    r"했습니다|하였습니다|되었습니다|됐습니다|었습니다|았습니다|였습니다|습니다|입니다|합니다|됩니다|"
    r"다고|라고|하였다|했다|한다|하다|하고|하며|하여|해서|하는|하던|하면|했고|했으며|했지만|했는데|되었다|됐다|된다|되고|되어|"
    r"되는|되지|하지|은|는|이|가|을|를|의|에|에서|에게|와|과|도|만|로|으로|부터|까지|보다|처럼|라는|이다|다|인|할|한|된|될|함|"
    r"됨|며|고|서|던|지)$"
)
_SPEAKS_OF_SILENCE = re.compile(
    r"(?:판결문|판결|자료|기록)[^.]*(?:없|않|알\s*수|나오지|드러나지|적혀\s*있지|알기\s*어렵)"
)


def pieces(text: str) -> frozenset[str]:
    """All two-syllable pieces of a text in its normal spelling, also across its spaces: a ruling's lines break inside words."""
    chars = re.sub(r"[^가-힣A-Za-z0-9]+", "", text)
    return frozenset(map("".join, pairwise(chars)))


def is_supported(sentence: str, held: Iterable[frozenset[str]], floor: float) -> bool:
    """True where enough of a sentence's own pieces stand in the texts, or where it says that a text is silent.

    A sentence of few pieces is let through, at FLOOR and above only where one of them is found.
    """
    if _SPEAKS_OF_SILENCE.search(sentence):
        return True
    own = _own_pieces(sentence)
    texts = tuple(held)
    found = sum(any(piece in text for text in texts) for piece in own)
    if len(own) < _FEWEST_PIECES:
        return found > 0 or floor < FLOOR or len(own) < _FEWEST_ALL_FOREIGN
    return found >= floor * len(own)


def shares_words(sentence: str, text: frozenset[str], floor: float) -> bool:
    """True where a text has enough of a sentence's own pieces, at least one; or where it has none of its own."""
    own = _own_pieces(sentence)
    found = sum(piece in text for piece in own)
    return not own or (found > 0 and found >= floor * len(own))


def _own_pieces(sentence: str) -> set[str]:
    return {
        piece
        for word in re.findall(r"[가-힣]+", normal(sentence))
        for piece in _pieces_of(_ENDING.sub("", word))
    } - _COMMON


def _pieces_of(stem: str) -> Iterable[str]:
    if stem in _GENERIC or stem.startswith(_GENERIC_STARTS):
        return ()
    return map("".join, pairwise(stem))
