"""Learns `data/names.npz`: `python -m training.names [--measure]` (needs training/requirements.txt).

The rows of `bench/sets/names.jsonl` were written for this: sentences with `{n}` for a name (`context`, or `introduced`
by a word for a person), and given and foreign names to stand there, none of a real person. Names are put together by chance from the surnames and
syllables of `data/names.yaml` and from the given names. They stand in the written contexts and in place of
words for people in the sentences of the other sets ("반장이 밀었다"), where every other word that could be a name
is none. A linear model weighs the signs of `lib/privacy/name_weights.py`; the least weight that makes a name is
chosen on sentences that it did not learn from.
"""

import hashlib
import json
import random
import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from lib.privacy.name_weights import SURNAMES_OF_TWO, Candidate, candidates, pairs_of, signs
from lib.text.shipped import read_shipped

Array = NDArray[Any]

SETS = Path(__file__).parents[1] / "bench/sets"
SET = SETS / "names.jsonl"
SHIPPED = Path(__file__).parents[1] / "data/names.npz"
BACKGROUND = ("circumstances", "told_letters", "labels", "denial_letters", "despair_train", "intakes")

STEPS = (2, 5, 20, 100)
"""Sentences that a pair of syllables stands in, from which it is more common; what stands in one alone is as new."""
OWN = [
    path
    for path in sorted(
        [
            *SHIPPED.parent.glob("*.yaml"),
            *(SHIPPED.parent / "starter").glob("*.json"),
            *(SHIPPED.parents[1] / "tests/eval").glob("*.jsonl"),
        ]
    )
    if path.name != "names.yaml"
]
"""What this project says itself, and stories written for its tests."""
FILES = (*(SETS / f"{name}.jsonl" for name in BACKGROUND), *OWN)


SEEN = 3
"""Candidates that a sign has to stand in."""
KEPT = 0.02
"""Weights below this are dropped."""
MOST_WRONG = {"korean": 0.003, "foreign": 0.001}
"""Share of held-out sentences in which a word that is no name may be taken for one."""
MARGIN = {"korean": 1.7, "foreign": 0.2}
"""Added to the least weight, for the words of rulings, which the sets hold few of."""
IN_EACH_CONTEXT = 150
PUT_IN = 2
OFTEN = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용예경봉사부황가복태목형피두감음빈동온사호좌시범좌팽승간상갈서단견당"
RARE = 0.35
"""Share of the names whose surname or given syllables are drawn evenly."""

_PERSON = re.compile(
    r"(?<![가-힣])(?:(?:우리|제|저희|같은 조|현장|담당|옆) )?(동료|반장|팀장|소장|과장|부장|대리|조장|실장|사장|사수|기사|친구|선배|후배|형|언니|누나|동생|남편|아내|"
    r"아버지|어머니|엄마|아빠|아들|딸|의사|간호사|주치의|관리자|담당자|책임자|목격자|직원|작업자|노무사|조합장|망인|고인|원고|재해자|신청인|청구인|피재자)(님)?"
    r"(?P<tail>이|가|은|는|을|를|과|와|에게|한테|께서|께|이랑|랑|의|도|만|하고|입니다|이에요|예요|이고|이라고|라고)(?![가-힣])"
)
_VOWEL = {
    "이": "가",
    "은": "는",
    "을": "를",
    "과": "와",
    "이랑": "랑",
    "이에요": "예요",
    "이고": "고",
    "이라고": "라고",
    "이었": "였",
}
_CONSONANT = {vowel: consonant for consonant, vowel in _VOWEL.items() if vowel != "고"}
_SPOKEN = {
    "가": "이가",
    "는": "이는",
    "를": "이를",
    "랑": "이랑",
    "도": "이도",
    "한테": "이한테",
    "의": "이의",
    "와": "이와",
}
_SLOT_TAIL = re.compile(
    r"\{([nmk])\}(입니다|이에요|예요|이라고|라고|이라는|으로부터|께서|에게서|에게|한테|이랑|하고|이고|인데|였|이었|래|이래|[이가은는을를과와의도만께])?"
)


def rows(kind: str) -> list[str]:
    """The written rows of a kind."""
    read = (json.loads(line) for line in SET.read_text(encoding="utf-8").splitlines())
    return [each[kind] for each in read if kind in each]


def sentences(files: Sequence[Path] = FILES) -> list[str]:
    """The sentences of the other sets and of this project, in the order of their files."""
    found: dict[str, None] = {}
    for file in files:
        written = file.read_text(encoding="utf-8")
        values = (
            [read_shipped(file.name)]
            if file.suffix == ".yaml"
            else [
                json.loads(line) for line in ([written] if file.suffix == ".json" else written.splitlines())
            ]
        )
        for text in _strings([*values]):
            found |= dict.fromkeys(
                part for part in re.split(r"(?<=[.?!])\s+|\n+", text) if re.search("[가-힣]", part)
            )
    words = rows("words")[0].split()
    return [*found, *(around.replace("{w}", word) for word in words for around in rows("around"))]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


class Names:
    """Made-up names, by chance."""

    def __init__(self, chance: random.Random, share: tuple[float, float] = (0.0, 1.0)) -> None:
        self._chance = chance
        self._data = read_shipped("names.yaml")
        self._given, self._foreign = (
            [each for at, each in enumerate(words) if share[0] <= at % 10 / 10 < share[1]]
            for words in (rows("given")[0].split(), rows("foreign")[0].split())
        )

    def korean(self) -> str:
        """Mostly of three syllables, now and then apart or with a surname of two."""
        chance, data = self._chance, self._data
        surname = chance.choice(
            data["surnames"] if chance.random() < RARE else OFTEN[: 8 * chance.randint(1, 14)]
        )
        given = chance.choice(self._given)
        if chance.random() < RARE:
            given = chance.choice(data["first_syllables"]) + chance.choice(data["last_syllables"])
        if chance.random() < 0.04:
            surname = chance.choice(SURNAMES_OF_TWO)
        return f"{surname} {given}" if len(surname) == 1 and chance.random() < 0.12 else surname + given

    def foreign(self) -> str:
        """One word, now and then two."""
        chance = self._chance
        return " ".join(chance.choice(self._foreign) for _ in range(2 if chance.random() < 0.2 else 1))


def joined(name: str, tail: str, chance: random.Random) -> str:
    """The name with its particle in the form that follows it, now and then with the 이 that is spoken between."""
    if (ord(name[-1]) - ord("가")) % 28:
        tail = _CONSONANT.get(tail, tail)
        if _VOWEL.get(tail, tail) in _SPOKEN and chance.random() < 0.2:
            tail = _SPOKEN[_VOWEL.get(tail, tail)]
    else:
        tail = _VOWEL.get(tail, tail)
    return name + tail


def filled(
    context: str, names: Names, chance: random.Random, shape: str
) -> tuple[str, list[tuple[int, int]]]:
    """A context with names in its slots, and where they stand."""
    text, places, end = "", [], 0
    for slot in _SLOT_TAIL.finditer(context):
        name = names.korean() if shape == "korean" else names.foreign()
        text += context[end : slot.start()]
        places.append((len(text), len(text) + len(name)))
        text += joined(name, slot[2] or "", chance)
        end = slot.end()
    return text + context[end:], places


def named(
    sentence: str, names: Names, chance: random.Random, shape: str
) -> tuple[str, list[tuple[int, int]]] | None:
    """The sentence with a name in place of a word for a person, or behind it; None where it has none."""
    found = [*_PERSON.finditer(sentence)]
    if not found:
        return None
    person = chance.choice(found)
    name = names.korean() if shape == "korean" else names.foreign()
    kept = f"{person[1]} " if chance.random() < (0.3 if shape == "korean" else 0.7) else ""
    start = person.start() + len(kept)
    text = sentence[: person.start()] + kept + joined(name, person["tail"], chance) + sentence[person.end() :]
    return text, [(start, start + len(name))]


def commonness(background: Sequence[str]) -> dict[str, int]:
    """How common each pair of syllables is in the words of the sentences, in steps from 1."""
    often = Counter(
        pair
        for sentence in background
        for pair in {pair for word in re.findall("[가-힣]+", sentence) for pair in pairs_of(word)}
    )
    return {pair: bisect_right(STEPS, count) for pair, count in often.items() if count >= STEPS[0]}


def examples(
    background: Sequence[str],
    contexts: Sequence[str],
    introduced: Sequence[str],
    names: Names,
    chance: random.Random,
    seen: Mapping[str, int],
) -> dict[str, list[tuple[set[str], bool]]]:
    """For each shape the signs of candidates, and whether each is a name."""
    found: dict[str, list[tuple[set[str], bool]]] = {"korean": [], "foreign": []}
    for sentence in background:
        for each in candidates(sentence):
            found[each.shape].append((signs(sentence, each, seen), False))
    for shape, made in found.items():
        written = [*contexts, *introduced]
        texts = [filled(each, names, chance, shape) for each in written for _ in range(IN_EACH_CONTEXT)]
        texts += [
            put
            for sentence in background
            for _ in range(PUT_IN)
            if (put := named(sentence, names, chance, shape))
        ]
        for text, places in texts:
            made += [(signs(text, each, seen), True) for each in _at(text, places, shape)]
    return found


def _at(text: str, places: Sequence[tuple[int, int]], shape: str) -> list[Candidate]:
    return [each for each in candidates(text) if each.shape == shape and (each.start, each.end) in places]


def learn(made: Sequence[tuple[set[str], bool]]) -> dict[str, float]:
    """The weight of each sign, and under "" what all begin with."""
    often = Counter(sign for found, _ in made for sign in found)
    column = {sign: at for at, sign in enumerate(sorted(sign for sign, n in often.items() if n >= SEEN))}
    lists = [[column[sign] for sign in found if sign in column] for found, _ in made]
    ends = np.cumsum([0, *map(len, lists)])
    matrix = csr_matrix(
        (np.ones(ends[-1], np.float32), np.concatenate(lists), ends), (len(made), len(column))
    )
    machine = LogisticRegression(
        C=0.5, max_iter=200, solver="liblinear", class_weight={True: 1.0, False: 4.0}
    )
    machine.fit(matrix, [is_name for _, is_name in made])
    weights = machine.coef_[0]
    return {"": float(machine.intercept_[0])} | {
        sign: float(weights[at]) for sign, at in column.items() if abs(weights[at]) >= KEPT
    }


def weight(weights: dict[str, float], found: set[str]) -> float:
    """The weight of a candidate."""
    return weights[""] + sum(weights.get(sign, 0.0) for sign in found)


def main() -> None:
    """Learn from nine tenths and choose the least weights on the rest; then learn from all, and write it."""
    chance = random.Random(12)
    background, contexts, introduced = sentences(), rows("context"), rows("introduced")
    for each in (background, contexts, introduced):
        chance.shuffle(each)
    tenth, few, some = len(background) // 10, len(contexts) // 5, len(introduced) // 5
    seen = commonness(background[tenth:])
    learning = examples(
        background[tenth:], contexts[few:], introduced[some:], Names(chance, (0.0, 0.8)), chance, seen
    )
    held_out = examples(
        background[:tenth], contexts[:few], introduced[:some], Names(chance, (0.8, 1.0)), chance, seen
    )
    least = {}
    for shape, made in learning.items():
        weights = learn(made)
        wrong = sorted(
            (weight(weights, found) for found, is_name in held_out[shape] if not is_name), reverse=True
        )
        right = [weight(weights, found) for found, is_name in held_out[shape] if is_name]
        least[shape] = wrong[int(MOST_WRONG[shape] * tenth)] + MARGIN[shape]
        print(
            f"{shape}: {sum(each >= least[shape] for each in right)} of {len(right)} names found in sentences not"
            f" learnt from, at {least[shape]:.2f}; {sum(each >= least[shape] for each in wrong)} others of {tenth} sentences"
        )
    if "--measure" in sys.argv:
        return
    seen = commonness(background)
    everything = examples(background, contexts, introduced, Names(chance), chance, seen)
    all_weights: dict[str, float] = {}
    ends = {}
    for shape, made in everything.items():
        weights = learn(made)
        ends[shape] = least[shape] - weights.pop("")
        all_weights |= weights
    np.savez_compressed(
        SHIPPED,
        set=np.array(hashlib.sha256(SET.read_bytes()).hexdigest()),
        signs=np.array("\n".join(all_weights)),
        weights=np.array([*all_weights.values()], np.float16),
        pairs=np.array("\n".join(seen)),
        seen=np.array([*seen.values()], np.int8),
        least=np.array([ends["korean"], ends["foreign"]], np.float32),
    )
    print(f"{SHIPPED.name}: {SHIPPED.stat().st_size // 1024} kB, {len(all_weights)} signs")


if __name__ == "__main__":
    main()
