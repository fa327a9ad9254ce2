"""A synthetic record of rulings: realistic in length and in how often words recur.

Words come from the shipped digests and from drawn syllables, ranked by Zipf's law as in any text;
the frame (연관판결, 주문, 이유 and its numbered parts) is the one courts use. The same seed gives the
same rulings.
"""

import itertools
import json
import random
from collections.abc import Iterator
from pathlib import Path

from lib.domain.labels import Label, Labels
from lib.domain.records import StoredRuling
from lib.domain.ruling import Precedent
from lib.domain.sections import read_sections
from lib.domain.taxonomy import Disease, Instance, Issue, KindB, KindC, Outcome, Suit

STARTER = Path(__file__).resolve().parents[1] / "data" / "starter"
COURTS = (
    "서울행정법원",
    "울산지방법원",
    "창원지방법원",
    "부산지방법원",
    "대구지방법원",
    "광주지방법원",
    "수원지방법원",
)
_SYLLABLES = "가나다라마바사아자차카타파하고노도로모보소오조초코토포호구누두루무부수우주추거너더러머버서어저처기니디리미비시이지치"
_DRAWN_WORDS = 40_000
_MEAN_LENGTH = 6_000


def vocabulary(seed: int = 1) -> list[str]:
    """Words, the most frequent first."""
    words: dict[str, int] = {}
    for path in sorted(STARTER.glob("*.json")):
        digest = json.loads(path.read_text(encoding="utf-8"))
        for sentence in [digest["gist"], *digest["facts"], *digest["weighed"]]:
            for word in sentence.split():
                words[word] = words.get(word, 0) + 1
    draw = random.Random(seed)
    drawn = ("".join(draw.choices(_SYLLABLES, k=draw.randint(2, 5))) for _ in range(_DRAWN_WORDS))
    return list(dict.fromkeys([*sorted(words, key=lambda word: -words[word]), *drawn]))


def rulings(count: int, seed: int = 1) -> Iterator[StoredRuling]:
    """`count` rulings of about 6,000 characters each (lognormal, as in the public record)."""
    words = vocabulary(seed)
    weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(words))))
    draw = random.Random(seed)
    diseases, issues, outcomes = list(Disease), list(Issue), [Outcome.GRANTED, Outcome.DENIED, Outcome.DENIED]
    for number in range(count):
        length = int(min(30_000, max(600, draw.lognormvariate(8.5, 0.6))) * _MEAN_LENGTH / 5_900)
        body = draw.choices(words, cum_weights=weights, k=length // 4)
        outcome = draw.choice(outcomes)
        court = draw.choice(COURTS)
        precedent = Precedent(
            case_number=f"{2004 + number % 20}구단{number}",
            court=court,
            title="요양불승인처분취소",
            source="bench",
            text=_text(body, outcome),
        )
        labels = Labels(
            Label(Instance.FIRST), Label(outcome), Label(KindB.TREATMENT), Label(draw.choice(list(KindC)[:3])),
            Label(draw.choice(diseases)), Label(draw.choice(issues)), diagnoses=tuple(body[:2]), occupation=body[2],
            sections=read_sections(precedent.text).parts, suit=Label(Suit.CLAIMANT),
        )  # fmt: skip
        yield StoredRuling(precedent.id, precedent, labels, (), 1, number + 1)


def _text(words: list[str], outcome: Outcome) -> str:
    order = "처분을 취소한다" if outcome is Outcome.GRANTED else "원고의 청구를 기각한다"
    quarter = len(words) // 4
    parts = [" ".join(words[i * quarter : (i + 1) * quarter]) for i in range(4)]
    heads = ("1. 처분의 경위", "2. 원고의 주장", "3. 인정사실", "4. 판단")
    reasons = "\n".join(f"{head}\n{part}" for head, part in zip(heads, parts, strict=True))
    return f"【주문】1. {order}.\n2. 소송비용은 패소자가 부담한다.\n【이유】{reasons}\n5. 결론\n주문과 같이 판결한다."


def questions(count: int = 100, seed: int = 2) -> list[str]:
    """Mixed questions: a keyword, two keywords, a sentence, a story of some 60 words."""
    words = vocabulary(1)
    draw = random.Random(seed)
    common, rare = words[:800], words[800:]
    lay = (
        "허리디스크",
        "과로사",
        "가는귀",
        "지입차주",
        "회식",
        "퇴근길 교통사고",
        "폐암 석면",
        "우울증 자살",
    )
    made = []
    for number in range(count):
        match number % 4:
            case 0:
                made.append(draw.choice(lay))
            case 1:
                made.append(f"{draw.choice(common)} {draw.choice(rare)}")
            case 2:
                made.append(
                    f"{draw.choice(lay)} 때문에 {' '.join(draw.choices(common, k=6))} 산재가 안 된대요"
                )
            case _:
                made.append(
                    " ".join(draw.choices(common, k=40) + draw.choices(rare, k=20)) + " 인정받을 수 있나요?"
                )
    return made
