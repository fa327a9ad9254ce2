"""Which way a gloss leans beside its sentences, and whether it denies what they affirm."""

import re
from collections.abc import Collection, Sequence
from functools import cache

from lib.domain.leaning import lean
from lib.domain.passages import Speaker
from lib.rulings.gloss_lists import Views, pairs, pattern, words_of
from lib.text.runs import syllable_runs
from lib.text.sentences import sentences, told_flatly
from lib.text.shipped import read_shipped


@cache
def _in_law() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(said), written) for said, written in read_shipped("glosses.yaml")["in_law"].items()]


def turns(gloss: str, said: str) -> bool:
    """True where the gloss plainly leans to one side and its sentences to the other, or denies what they affirm."""
    words = words_of(gloss)
    if pattern("asks").search(words):
        return False
    own, other = lean(_as_written(words)), lean(words_of(said))
    last = [each.words for each in sentences(gloss)][-1:]
    clauses = [clause for each in sentences(_ASIDE.sub("", said)) for clause in _CLAUSE.split(each.words)]
    denies_otherwise = _denied(last or [gloss]).isdisjoint(
        _denied(clauses[-2:]) | _denied(_told_of(gloss, clauses))
    )
    if own and other:
        return own != other and denies_otherwise
    return denies_otherwise


_ASIDE = re.compile(r"\([^()]*\)")
# The end of a clause in which its predicate stands, with what is hard to say (무관하다고 보기 어렵다).
_PREDICATE = re.compile(r".{0,6}[다라]고(?:는|도)?(?:보|하|볼|할|단정).{0,7}$|.{0,7}$", re.DOTALL)
_CLAUSE = re.compile(r"(?<=[고며나만서여뿐]),\s?|(?<=므로),?\s")


# The clause of a long sentence that a short gloss of it tells: the one that shares most of its words.
def _told_of(gloss: str, clauses: Sequence[str]) -> list[str]:
    if sum(map(len, clauses)) < _MUCH_OF_IT * len(gloss):
        return []
    own = pairs(words_of(gloss))
    return [max(clauses, key=lambda clause: len(own & pairs(words_of(clause))))]


# How many times as long as its gloss a sentence is of which the gloss tells a part.
_MUCH_OF_IT = 2.5


# Whether the clauses deny: of a gloss its last sentence; of a sentence its last two clauses, and the one told of.
def _denied(clauses: Sequence[str]) -> set[bool]:
    return {bool(_parity(clause)) for clause in clauses if len(words_of(clause).rstrip(".!")) > _SHORT_RUN}


# Everyday words in those that a finding is read by, with the endings of rulings.
def _as_written(words: str) -> str:
    for said, written in _in_law():
        words = said.sub(written, words)
    return words


# --- as signs ------------------------------------------------------------------------------------

_END, _SHORT_RUN = 10, 3


def turned(gloss: str, told: Sequence[str], speakers: Collection[Speaker]) -> Views:
    """The signs by which a gloss says the contrary of its sentences: what either denies, clause by clause."""
    said = " ".join(told)
    own = _clauses(gloss)
    others = _clauses(_ASIDE.sub("", said))
    if not own or not others:
        return frozenset(), frozenset(), frozenset()
    denied = [_parity(clause) for clause in others]
    words_of_others = [pairs(_as_written(words_of(other))) for other in others]
    signs = {f"by {speaker.name}" for speaker in speakers}
    for place, clause in enumerate(own):
        words = pairs(_as_written(words_of(clause)))
        shared = [len(words & other) for other in words_of_others]
        nearest = max(range(len(others)), key=lambda at: shared[at])
        where = "last" if place == len(own) - 1 else "before"
        signs |= {
            f"{where} {_parity(clause)} {denied[nearest]}",
            f"{where} {_parity(clause)} {denied[nearest]} {2 * shared[nearest] > len(words)}",
        }
        parity = denied[nearest]
        of_clause = words_of(others[nearest])
    end = _parity(own[-1])
    signs |= {
        f"end {end} {denied[-1]}",
        f"end {end} {denied[-2:]}",
        f"some {end} {end in denied}",
        f"lean {lean(_as_written(words_of(gloss)))} {lean(words_of(said))}",
        f"asks {bool(pattern('asks').search(words_of(gloss)))} {end} {denied[-1]}",
        f"turns {turns(gloss, said)}",
    }
    written = words_of(told_flatly(gloss)).rstrip(".!")[-_END:]
    ends = {f"{parity} {denied[-1]} {run}" for run in syllable_runs(written) if len(run) <= _SHORT_RUN}
    held = {f"{end} {run}" for run in syllable_runs(of_clause[-_END:]) if len(run) <= _SHORT_RUN}
    held |= {f"l{end} {run}" for run in syllable_runs(words_of(said)[-_END:]) if len(run) <= _SHORT_RUN}
    return frozenset(ends), frozenset(held), frozenset(signs)


def _clauses(text: str) -> list[str]:
    found = [clause for each in sentences(text) for clause in _CLAUSE.split(each.words)]
    return [clause for clause in found if len(words_of(clause)) > _SHORT_RUN]


# Whether a clause denies: an odd number of times.
def _parity(clause: str) -> int:
    lists = read_shipped("glosses.yaml")
    told = re.sub(lists["reports"], "", words_of(clause).rstrip(".!"))
    return len(re.findall(lists["denies"], _PREDICATE.findall(told)[0])) % 2 if told else 0
