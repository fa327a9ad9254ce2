"""What a gloss is weighed by beside the sentences it stands above: what of it they do not hold, and in whose mouth it is.

Each word of the gloss is aligned to the sentences, by its letters or by its meaning (`lib/text/meanings.py`); what stays
unaligned is judged by its syllables, together with how the gloss begins and ends, who speaks, and whose words the
part of the sentences is that the gloss tells.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from lib.domain.passages import Speaker
from lib.rulings.gloss_lists import Views, pairs, patterns
from lib.text.meanings import Vector, meanings, pieces
from lib.text.runs import syllable_runs
from lib.text.sentences import told_flatly
from lib.text.spelling import plain, squeeze

_SPOKEN = re.compile(r"[0-9A-Za-z가-힣]+")


class _Word(NamedTuple):
    letters: str
    held: float


ALIGNED = 0.75
"""How much of a word, by letters or meaning, stands in the sentences where it is aligned."""
_END, _LAST_WORDS, _LONGEST_WORD = 12, 3, 16
_FEW = 3


def adds(gloss: str, told: Sequence[str], speakers: Collection[Speaker]) -> Views:
    """The signs by which a gloss holds what its sentences do not: a result, a side, a deadline, advice, certainty."""
    words, said = aligned(told_flatly(plain(gloss)), told), squeeze(" ".join(told))
    written = "".join(word.letters for word in words)
    unheld = frozenset(f"u{run}" for stretch in _unaligned(words) for run in syllable_runs(stretch))
    whole = frozenset(f"w{run}" for run in syllable_runs(written))
    end = frozenset(f"e{run}" for run in syllable_runs(written[-_END:]))
    lengths = [len(word.letters) for word in words]
    held = [word.held for word in words]
    shares = {
        "all": float(np.average(held, weights=lengths)) if words else 0.0,
        "last": held[-1] if words else 0.0,
        "last two": float(np.mean(held[-2:])) if words else 0.0,
        "last three": float(np.mean(held[-_LAST_WORDS:])) if words else 0.0,
        "length": min(1.0, len(written) / max(1, len(said))),
    }
    also = {f"{name} {int(share * 5)}" for name, share in shares.items()}
    also |= {f"by {speaker.name}" for speaker in speakers} | {f"of {min(_FEW, len(told))}"}
    return unheld, whole, end, frozenset(also)


def aligned(gloss: str, told: Sequence[str]) -> list[_Word]:
    """The words of a gloss, each with how much of it stands in the sentences."""
    said = " ".join(told)
    held, known = squeeze(plain(said)), meanings()
    of_words = _directions([known.of(word) for word in set(_SPOKEN.findall(said))])
    of_pieces = _directions(known.vectors[sorted({known.row[each] for each in pieces(said, known.row)})])
    found = []
    for word in gloss.split():
        letters = "".join(_SPOKEN.findall(word))
        if not letters:
            continue
        own = _directions([known.of(letters)])
        own_pieces = _directions(known.vectors[[known.row[each] for each in pieces(letters, known.row)]])
        by_meaning = max(float((of_words @ own.T).max(initial=0)), _mean_of_nearest(own_pieces, of_pieces))
        found.append(_Word(letters, max(_begun(letters, held), by_meaning)))
    return found


# The share of a word that stands in the text from its first letter on, two letters at least.
def _begun(letters: str, held: str) -> float:
    lengths = range(min(_LONGEST_WORD, len(letters)), min(2, len(letters)) - 1, -1)
    return next((length for length in lengths if letters[:length] in held), 0) / len(letters)


def _mean_of_nearest(own: Vector, others: Vector) -> float:
    return float((own @ others.T).max(axis=1).mean()) if len(own) and len(others) else 0.0


def _directions(vectors: Sequence[Vector] | Vector) -> Vector:
    if not len(vectors):
        return np.zeros((0, meanings().vectors.shape[1]), np.float32)
    rows = np.asarray(vectors, np.float32)
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)


# The stretches of words that follow each other and are not aligned.
def _unaligned(words: Sequence[_Word]) -> Iterator[str]:
    stretch = ""
    for letters, held in words:
        if held < ALIGNED:
            stretch += letters
        elif stretch:
            yield stretch
            stretch = ""
    if stretch:
        yield stretch


# --- in whose mouth it is ------------------------------------------------------------------------


def misattributes(gloss: str, told: Sequence[str], speakers: Collection[Speaker]) -> Views:
    """The signs by which a gloss puts words into another's mouth than the sentences do, or tells them as found."""
    gloss = told_flatly(plain(gloss))
    written, said = squeeze(gloss).rstrip("."), squeeze(plain(" ".join(told)))
    words = gloss.rstrip(". ").split()
    end = "".join(words[-_LAST_WORDS:])
    mouth = next((each.name for each in _MOUTHS if each in speakers), "OTHER")
    kinds, verbs = patterns("mouths"), patterns("sayings")
    whose = _of_others(written, said)
    mouths = (mouth, "only says" if mouth in _ONLY_SAY or _passes_on(mouth, whose) else "finds")
    who, says = set[str](), {f"whose {whose} {mouth}", *mouths}
    for name, pattern in kinds.items():
        if not (first := pattern.search(written)):
            continue
        is_teller = re.search(rf"(?:{pattern.pattern})[가-힣]{{0,2}}[은는이가도](?:$|.)", written)
        for of in mouths:
            who |= {f"{name} {of}", f"{name} {first.start() < _FEW} {of}", f"{name} {whose} {of}"}
            who |= {f"{name} tells {of}"} if is_teller else set()
    for name, pattern in verbs.items():
        for of in mouths:
            if pattern.search(end):
                says |= {f"ends {name}", f"ends {name} {of}", f"ends {name} {of} {whose}"}
                if kinds["court"].search(written):
                    says |= {f"court {name} {of}", f"court {name} {of} {whose}"}
            if pattern.search(written):
                says |= {f"in {name}", f"in {name} {of}"}
        if pattern.search(said[-_HELD_END:]):
            says.add(f"held {name} {mouth}")
    ends = {f"e{run}" for run in syllable_runs(end)}
    ends |= {f"e{of} {run}" for run in syllable_runs(end) if len(run) <= _FEW for of in mouths}
    begins = (
        {f"b{words[0][:length]}{each}" for length in (2, 3) for each in ("", *mouths)} if words else set()
    )
    return frozenset(ends), frozenset(begins), frozenset(who), frozenset(says)


# Who finds nothing, and whether a finding only passes on what others say in the part that a gloss tells.
_ONLY_SAY = frozenset({"CLAIMANT", "AGENCY", "EXPERT"})


def _passes_on(mouth: str, whose: str) -> bool:
    return whose == "theirs" or (whose == "rather theirs" and mouth == "FACT")


# Whose words a sentence is counted as where several speak: first those whose words are no findings.
_MOUTHS = (
    Speaker.CLAIMANT, Speaker.AGENCY, Speaker.EXPERT, Speaker.RECORD, Speaker.GUIDE, Speaker.FACT, Speaker.COURT,
    Speaker.BELOW, Speaker.LAW, Speaker.CONCLUSION,
)  # fmt: skip
_HELD_END = 25


# Whether what the gloss tells is rather what the sentences pass on of others than what they say themselves.
def _of_others(written: str, said: str) -> str:
    own = pairs(written)
    others = [(match.start(), match.end()) for match in _QUOTED.finditer(said)]
    passed = [match.end() for match in patterns("passing")["on"].finditer(said)]
    if passed:
        others.append((0, max(passed)))
    if not others:
        return "own"
    theirs = set[str]().union(*(pairs(said[start:end]) for start, end in others))
    start, last = 0, []
    for begin, end in sorted(others):
        last.append(said[start:begin])
        start = max(start, end)
    own_part = pairs("".join([*last, said[start:]]))
    of_theirs, of_own = len(own & theirs), len(own & own_part)
    return "theirs" if of_theirs > 2 * of_own else "rather theirs" if of_theirs > of_own else "rather own"


_QUOTED = re.compile("[‘'“\"「][^‘’'“”\"「」]{12,400}[’'”\"」]")
