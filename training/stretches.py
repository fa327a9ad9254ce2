"""Learns `data/stretches.npz`: `python -m training.stretches [--measure]` (needs training/requirements.txt).

The rows are texts with made-up identifiers and clean ones by writers who had seen no rule
(`bench/sets/identifiers*.jsonl`). Each stands in the set as it is and with what the recognisers mask, and again with
other names and figures and in the forms that people and machines bring a number to: figures apart, misread, spoken,
torn by the end of a line. The sentences of the other sets, in which few people are named, are what must stay.
`--measure` leaves each writer out in turn and prints what stays of theirs, and how much of the rest is masked;
`--ship` learns from all without that.
"""

import hashlib
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from lib.privacy.masking import by_rules
from lib.privacy.stretch_signs import Word, signs_of, words_of
from lib.privacy.stretches import likely, weights_of
from lib.text.spelling import places_of, plain
from training.names import OWN as OWN_FILES
from training.names import Names, filled, named, sentences
from training.names import rows as name_rows

SETS = Path(__file__).parents[1] / "bench/sets"
FILES = sorted(SETS.glob("identifiers*.jsonl"))
SHIPPED = Path(__file__).parents[1] / "data/stretches.npz"

SEEN = 2
"""Words that a sign has to stand with."""
KEPT = 0.03
"""Weights below this are dropped."""
MADE_OF_EACH = 4
"""Further forms of each text with an identifier."""
BACKGROUND, OWN = 12_000, 25_000
"""Sentences of the other sets, and of what this project says itself."""
STORIES = 150
EVERYDAY = 25
"""Sentences from which a word is one of everyday use, if it is no part of an identifier anywhere."""
LEAST_WEIGHT = 2.1
"""Least weight of a word that makes a stretch: chosen by what is altered of the clean texts of writers left out."""

Span = tuple[int, int]


class Row(NamedTuple):
    """A text with the places of its identifiers."""

    text: str
    secret: tuple[Span, ...]
    kind: str = "clean"


def read_rows(file: Path) -> list[Row]:
    """The rows of a file of identifiers, in plain form."""
    found = []
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = plain(row["text"])
        spans = [
            (place, place + len(word))
            for secret in row["secret"]
            if (word := plain(secret)).strip()
            for place in places_of(word, text)
        ]
        found.append(Row(text, tuple(sorted(spans)), row["kind"]))
    return found


# --- other forms of an identifier ---

_SPOKEN = dict(zip("0123456789", "공일이삼사오육칠팔구", strict=True))
_NATIVE = dict(
    zip("0123456789", ("영", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉"), strict=True)
)
_MISREAD = {"0": "Oo", "1": "lIㅣ", "5": "S", "8": "B", "2": "Z"}
_CIRCLES = re.compile(r"\d")


def _spread(secret: str, chance: random.Random) -> str:
    gap = chance.choice((" ", " ", "  "))
    return gap.join(secret.replace(" ", "") if chance.random() < 0.5 else secret)


def _spread_part(secret: str, chance: random.Random) -> str:
    at = chance.randrange(len(secret))
    return secret[:at] + " ".join(secret[at:])


def _misread(secret: str, chance: random.Random) -> str:
    return "".join(
        chance.choice(_MISREAD[each]) if each in _MISREAD and chance.random() < 0.5 else each
        for each in secret
    )


def _torn(secret: str, chance: random.Random) -> str:
    at = chance.randint(1, max(1, len(secret) - 1))
    return f"{secret[:at]}\n{secret[at:]}"


def _spoken(secret: str, chance: random.Random) -> str:
    digits = _NATIVE if chance.random() < 0.2 else _SPOKEN
    mark = chance.choice((" 다시 ", "에 ", " ", "다시", "에", " 대시 ", " 점 ", "쩜"))
    return re.sub(r"[-./ ]+", mark, "".join(digits.get(each, each) for each in secret))


def _other_joins(secret: str, chance: random.Random) -> str:
    return re.sub(r"[-./]", chance.choice((" ", ".", "-", "/", " - ", "_", "", "ㅡ", "·")), secret)


_FORMS = (_spread, _spread_part, _misread, _torn, _spoken, _other_joins)
_FOREIGN_NAME = re.compile("[가-힣]{2,6}(?: [가-힣]{1,5}){0,2}")
_NAME_KINDS = re.compile("name|family|initials|nick|words|couple|kin")
_KOREAN_NAME = re.compile("[가-힣]{3,4}")


def _other_figures(secret: str, chance: random.Random) -> str:
    latin = any(each.isdigit() for each in secret)
    return "".join(
        chance.choice("0123456789")
        if each in "0123456789"
        else chance.choice("ABCDEFGHJKLMNPQRSTUVWXYZ")
        if latin and "A" <= each <= "Z" and chance.random() < 0.7
        else chance.choice("공일이삼사오육칠팔구")
        if each in "공일이삼사오육칠팔구" and sum(one in "공일이삼사오육칠팔구" for one in secret) > 3
        else each
        for each in secret
    )


def varied(row: Row, names: Names, chance: random.Random) -> Row:
    """The row with other figures and names in its identifiers, now and then in a form that is harder to read."""
    text, end, spans = "", 0, []
    for start, stop in row.secret:
        if start < end:
            continue
        secret = row.text[start:stop]
        if _KOREAN_NAME.fullmatch(secret) and _NAME_KINDS.search(row.kind):
            secret = names.korean() if "foreign" not in row.kind else names.foreign()
            if chance.random() < 0.15:
                secret = " ".join(secret.replace(" ", ""))
            elif chance.random() < 0.05:
                secret = _torn(secret, chance)
        elif "foreign" in row.kind and _FOREIGN_NAME.fullmatch(secret):
            secret = names.foreign()
        else:
            secret = _other_figures(secret, chance)
            if any(each.isdigit() for each in secret) and chance.random() < 0.6:
                secret = chance.choice(_FORMS)(secret, chance)
                if chance.random() < 0.25:
                    secret = chance.choice(_FORMS)(secret, chance)
        text += row.text[end:start]
        spans.append((len(text), len(text) + len(secret)))
        text += secret
        end = stop
    return Row(text + row.text[end:], tuple(spans), row.kind)


# --- what is learnt from ---


class Marked(NamedTuple):
    """A text with its words and whether each is part of an identifier."""

    text: str
    words: list[Word]
    marks: list[bool]


def unmasked(row: Row) -> Marked:
    """The row as if nothing of it were recognised."""
    words = words_of(row.text)
    return Marked(row.text, words, [_touches(row.secret, each.start, each.end) for each in words])


def masked(row: Row) -> Marked:
    """The row as the recognisers leave it."""
    text, places = by_rules(row.text)
    words = words_of(text)
    return Marked(
        text, words, [_touches(row.secret, places[each.start], places[each.end - 1] + 1) for each in words]
    )


def _touches(spans: Sequence[Span], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in spans)


class Learnt(NamedTuple):
    """A word with its signs, whether it is part of an identifier, and how much it counts."""

    signs: list[str]
    mark: bool
    counts: float


def learnt_from(marked: Marked, everyday: Collection[str], counts: float) -> Iterator[Learnt]:
    """The words of a text that may be part of an identifier; those that are none count double."""
    for found, mark in zip(signs_of(marked.text, marked.words, everyday), marked.marks, strict=True):
        if found is not None:
            yield Learnt(found, mark, counts * (1 if mark else 2))


def of_writer(
    rows: Sequence[Row], names: Names, chance: random.Random, everyday: Collection[str]
) -> list[Learnt]:
    """What is learnt from the rows of a writer, in their own form and in others."""
    made: list[Learnt] = []
    for row in rows:
        forms = [(row, 1.0)]
        if row.secret:
            forms += [(varied(row, names, chance), 0.5) for _ in range(MADE_OF_EACH)]
        for form, counts in forms:
            made += learnt_from(masked(form), everyday, counts)
            if form.secret:
                made += learnt_from(unmasked(form), everyday, counts / 2)
    return made


def of_names(
    clean: Sequence[Row], names: Names, chance: random.Random, everyday: Collection[str]
) -> list[Learnt]:
    """What is learnt from names in written contexts and in place of words for people, now and then spelt apart."""
    made: list[Learnt] = []
    for context in [*name_rows("context"), *name_rows("introduced")]:
        for shape in ("korean", "korean", "foreign"):
            text, places = filled(context, names, chance, shape)
            row = Row(text, tuple(places))
            for marked in (unmasked(row), masked(row)):
                made += learnt_from(marked, everyday, 0.5)
    for number, each in enumerate(clean):
        put = named(each.text, names, chance, "foreign" if chance.random() < 0.35 else "korean")
        if not put:
            continue
        text, ((start, end),) = put
        if chance.random() < 0.2:
            apart = chance.choice((" ", " ", ".", "  ")).join(text[start:end].replace(" ", ""))
            text, end = text[:start] + apart + text[end:], start + len(apart)
        row = Row(text, ((start, end),))
        marked = masked(row)
        if any(
            mark and not word.text.startswith("[")
            for word, mark in zip(marked.words, marked.marks, strict=True)
        ):
            made += learnt_from(marked, everyday, 0.7)
        elif number % 4 == 0:
            made += learnt_from(unmasked(row), everyday, 0.4)
    return made


def english() -> list[str]:
    """What this project says in English, and its own pages of Markdown, with their addresses and commands."""
    root = Path(__file__).parents[1]
    said = re.findall(
        r'(?m)^msgstr "(.{12,})"$',
        "\n".join(path.read_text(encoding="utf-8") for path in root.glob("lib/i18n/**/*.po")),
    )
    pages = [
        line
        for name in ("README.md", "docs/hosting.md")
        for line in (root / name).read_text(encoding="utf-8").splitlines()
        if len(line) > 20
    ]
    return [*said, *pages]


def clean_rows(chance: random.Random) -> tuple[list[Row], Counter[str]]:
    """Texts in which few people are named, and how many sentences each word stands in."""
    said = sentences()
    often = Counter(word for each in said for word in set(re.findall("[가-힣]+|[A-Za-z]+", each)))
    stories = [
        json.loads(line)["intake"]["story"]
        for line in (SETS / "intakes.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    own = sentences(files=OWN_FILES)
    chance.shuffle(said)
    chance.shuffle(own)
    chosen = dict.fromkeys([*own[:OWN], *said[:BACKGROUND], *stories[:STORIES], *english()])
    rows = [Row(plain(each), ()) for each in chosen]
    chance.shuffle(rows)
    return rows, often


def everyday_words(often: Mapping[str, int], writers: Sequence[Sequence[Row]]) -> frozenset[str]:
    """Words that many sentences hold and no identifier."""
    secret = {
        word.text
        for rows in writers
        for row in rows
        for word, mark in zip(*unmasked(row)[1:], strict=True)
        if mark
    }
    return frozenset(word for word, count in often.items() if count >= EVERYDAY and word not in secret)


def learn(made: Sequence[Learnt]) -> dict[str, float]:
    """The weight of each sign, and under "" what all begin with."""
    often = Counter(sign for each in made for sign in set(each.signs))
    column = {sign: at for at, sign in enumerate(sorted(sign for sign, n in often.items() if n >= SEEN))}
    lists = [sorted({column[sign] for sign in each.signs if sign in column}) for each in made]
    ends = np.cumsum([0, *map(len, lists)])
    matrix = csr_matrix(
        (np.ones(ends[-1], np.float32), np.concatenate(lists).astype(np.int32), ends),
        (len(made), len(column)),
    )
    machine = LogisticRegression(C=0.3, max_iter=100, solver="liblinear", random_state=0)
    machine.fit(matrix, [each.mark for each in made], sample_weight=[each.counts for each in made])
    weights = machine.coef_[0]
    return {"": float(machine.intercept_[0])} | {
        sign: float(weights[at]) for sign, at in column.items() if abs(weights[at]) >= KEPT
    }


# --- what stays, and what is masked in vain ---


class Read(NamedTuple):
    """A row as the recognisers leave it, with the weight of each word and, for each identifier, the words of it."""

    row: Row
    marked: Marked
    weights: list[float]
    identifiers: list[list[int]]


def read(row: Row, weights: Mapping[str, float], everyday: Collection[str]) -> Read:
    """The row with its words weighed."""
    text, places = by_rules(row.text)
    marked = masked(row)
    weighed = [weight + weights[""] for weight in weights_of(text, marked.words, weights, everyday)]
    identifiers = [
        [
            at
            for at, word in enumerate(marked.words)
            if places[word.start] < end and start <= places[word.end - 1]
        ]
        for start, end in row.secret
    ]
    return Read(row, marked, weighed, identifiers)


def altered(each: Read, least: float) -> set[int]:
    """The words that are masked where this is the least weight."""
    return {at for stretch in likely(each.marked.words, each.weights, least) for at in range(*stretch)}


def stays(each: Read, least: float) -> bool:
    """Whether an identifier of the row is not touched."""
    hit = altered(each, least)
    return any(
        not any(
            at in hit or each.marked.words[at].text.startswith("[")
            for at in words
            if len(each.marked.words[at].text) > 1 or at in hit
        )
        for words in each.identifiers
    )


def main() -> None:
    """Choose the least weight on writers who were not learnt from; then learn from all, and write it."""
    chance = random.Random(12)
    writers = {file.stem: read_rows(file) for file in FILES}
    clean, often = clean_rows(chance)
    everyday = everyday_words(often, [*writers.values()])
    names = Names(chance)
    made = {name: of_writer(rows, names, chance, everyday) for name, rows in writers.items()}
    put = of_names(clean, names, chance, everyday)
    held = len(clean) // 5
    common = [[*learnt_from(masked(row), everyday, 0.5)] for row in clean]
    pooled: list[Read] = []
    if "--ship" not in sys.argv:
        for writer in [name for name in writers if name != "identifiers"]:
            weights = learn(
                [
                    *chain.from_iterable(rows for name, rows in made.items() if name != writer),
                    *put,
                    *chain.from_iterable(common[held:]),
                ]
            )
            one = [read(row, weights, everyday) for row in writers[writer]]
            pooled += one
            report(writer, one)
            vain = [read(row, weights, everyday) for row in clean[:held]]
            print(
                "   of",
                len(vain),
                "others",
                [(least, sum(bool(altered(each, least)) for each in vain)) for least in LEAST],
            )
        report("all", pooled)
    if "--measure" in sys.argv:
        return
    weights = learn([*chain.from_iterable(made.values()), *put, *chain.from_iterable(common)])
    begin = weights.pop("")
    np.savez_compressed(
        SHIPPED,
        set=np.array(digest()),
        signs=np.array("\n".join(weights)),
        weights=np.array([*weights.values()], np.float16),
        least=np.array(LEAST_WEIGHT - begin, np.float32),
        everyday=np.array("\n".join(sorted(everyday))),
    )
    print(f"{SHIPPED.name}: {SHIPPED.stat().st_size // 1024} kB, {len(weights)} signs")


LEAST = (0.5, 0.8, 1.0, 1.2, 1.4, 1.6, 2.0, 2.5)


def report(writer: str, rows: Sequence[Read]) -> None:
    """Print what stays and what is altered, for several least weights."""
    told = [each for each in rows if each.row.secret]
    clean = [each for each in rows if not each.row.secret]
    print(writer, f"{len(told)} with identifiers, {len(clean)} clean: least weight, stay, altered")
    print(
        "  ",
        [(9.0, sum(stays(each, 99.0) for each in told))],
        *(
            (
                least,
                sum(stays(each, least) for each in told),
                sum(bool(altered(each, least)) for each in clean),
            )
            for least in LEAST
        ),
        flush=True,
    )


def digest() -> str:
    """What the weights were learnt from."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in FILES)).hexdigest()


if __name__ == "__main__":
    main()
