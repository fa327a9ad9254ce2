"""Which of a person's own sentences answer a reason of the refusal: those that tell its matter, not those that share words.

A sentence answers by the circumstances that were read in it and by the words of the matter; how near it is to the
refusal only decides among those. One that leans on the sentence before it is quoted with it.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from lib.casework.own_account import concedes, is_no_fact, is_over, leans, whole_sentences
from lib.casework.shared_subject import Words
from lib.casework.told_papers import TURNS
from lib.guidance.factors import FactorFound
from lib.guidance.told_circumstances import model
from lib.search.tokens import terms
from lib.text.spelling import squeeze
from lib.text.stance import read_stances

_MATTER, _ASKED, _CIRCUMSTANCE, _HELPS = 3.0, 2.0, 2.0, 0.5
"""What it is worth that a sentence tells the matter, a fact that is asked for, a circumstance that answers, or helps."""
_LIKELY = 2.0
"""What it is worth where no circumstance was read in a sentence, but one that answers is what it is likeliest to tell."""
_LIKELIEST, _LEAST_LIKELY = 2, -0.5
"""How many of the likeliest circumstances count, and the least score of one."""
_LEAST = 2.0
_MOST_CIRCUMSTANCES = 2
_FOR, _AGAINST, _HARDLY_FOR = 0.5, 0.6, 0.45
"""How likely a sentence helps the person to stand under a reason of no matter of its own; how likely it helps the other
side, and hardly the person, to stand under none."""

Helps = Callable[[str], tuple[float, float]]
"""How likely a sentence helps the person, and how likely the other side."""


@dataclass(frozen=True)
class Answering:
    """What answers a reason: circumstances, those that help at all, words of the matter, and of the facts it asks for.

    Patterns are searched for in a sentence without its white space. `ids` are those of the circumstances that would
    answer, told or not.
    """

    circumstances: Sequence[FactorFound]
    helpful: Sequence[FactorFound]
    tells: Sequence[re.Pattern[str]]
    asked: Sequence[re.Pattern[str]]
    ids: frozenset[str] = frozenset()

    def worth(self, words: str) -> float:
        """How much a sentence answers; no unit."""
        bare = squeeze(words)
        read = {each.id for each in self.circumstances if squeeze(each.words) in bare}
        helps = {each.id for each in self.helpful if squeeze(each.words) in bare}
        return (
            _MATTER * any(each.search(bare) for each in self.tells)
            + _ASKED * any(each.search(bare) for each in self.asked)
            + _CIRCUMSTANCE * min(len(read), _MOST_CIRCUMSTANCES)
            + _LIKELY * (not read and self._likely(words))
            + _HELPS * bool(helps)
        )

    # Whether one of the circumstances that answer is among what the sentence most likely tells in other words.
    def _likely(self, words: str) -> bool:
        if not self.ids:
            return False
        scores = Words(words).scores
        likeliest = np.argsort(-scores, kind="stable")[:_LIKELIEST]
        return any(scores[place] >= _LEAST_LIKELY and model().ids[place] in self.ids for place in likeliest)


def answering(
    facts: str, said: str, what: Answering, most: int, helps: Helps, besides: Collection[str] = ()
) -> list[str]:
    """The sentences of the facts that answer what the refusal said, at most `most`, each once, in their order.

    `besides` are those that answer this reason though they tell none of its matter (`shared_out`). What the person
    concedes, or what helps the other side alone, answers nothing.
    """
    row = list(_with_what_they_lean_on(facts))
    asked = set(terms(said))
    ranked = sorted(
        (
            (worth, len(asked & set(terms(words))), -place)
            for place, words in enumerate(row)
            if _may_answer(words)
            and (worth := what.worth(words) + _LEAST * (words in besides)) >= _LEAST
            and not _is_against(words, what, helps)
        ),
        reverse=True,
    )
    places = sorted(-place for _worth, _near, place in ranked[:most])
    found: dict[str, str] = {}
    for place in places:
        if not any(row[place] in other and place != at for at, other in enumerate(row) if at in places):
            found.setdefault(squeeze(row[place]), row[place])
    return list(found.values())


def shared_out(facts: str, reasons: Sequence[tuple[str, Answering]], helps: Helps) -> list[frozenset[str]]:
    """For each reason, in the letter's words with what answers it, the sentences that help the person and tell no matter.

    What helps at all belongs under some reason: one of its own words where it shares any, else the one of which the
    fewest facts tell the matter.
    """
    row = [words for words in _with_what_they_lean_on(facts) if _may_answer(words)]
    told = [sum(what.worth(words) >= _LEAST for words in row) for _said, what in reasons]
    shares: list[set[str]] = [set() for _each in reasons]
    for words in row:
        helpful, against = helps(words)
        if (
            helpful < _FOR
            or against >= helpful
            or any(what.worth(words) >= _LEAST for _said, what in reasons)
        ):
            continue
        own = set(terms(words))
        nearest = max(range(len(reasons)), key=lambda n: (len(own & set(terms(reasons[n][0]))), -told[n], -n))
        shares[nearest].add(words)
        told[nearest] += 1
    return [frozenset(each) for each in shares]


def _may_answer(words: str) -> bool:
    return not (is_no_fact(words) or _passes_on(words) or concedes(words))


# What helps the other side alone; what is asked for, and is over, is told whomever it helps.
def _is_against(words: str, what: Answering, helps: Helps) -> bool:
    if is_over(words) and any(each.search(squeeze(words)) for each in what.asked):
        return False
    helpful, against = helps(words)
    return against >= _AGAINST and helpful < _HARDLY_FOR


# What the other side says is no fact of the person's: `회사는 자는 시간이라 일이 아니라고 합니다`.
def _passes_on(words: str) -> bool:
    stances = read_stances(words)
    return bool(_SAYS_SO.search(words)) and stances.teller(0, max(len(words) - 1, 1)) is not None


_SAYS_SO = re.compile(
    r"(?:다|아니라|냐)고\s?(?:합니다|했습니다|해요|했어요|한다|했다|답했\S*|우[기겼]\S*|썼습니다)\W*$"
)


# What a paper of the employer's says, up to where the person turns from it: `계약서에는 휴게 8시간이라고 적혀 있습니다. … 그런데`.
def _turned_from(row: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for place, words in enumerate(row):
        if _TURNS.match(words):
            first = next(
                (n for n in range(place - 1, max(place - _SOON, -1), -1) if _PAPER.search(row[n])), place
            )
            found.update(row[first:place])
    return found


_TURNS = re.compile(rf"{TURNS.pattern}\s")
_PAPER = re.compile(
    r"(?:계약서|취업규칙|근무표|일정표|조사서|복명서|확인서)(?:에는|에)\s.*(?:적혀|쓰여|되어|나와)\s?있"
)
_SOON = 4


# The sentences of each paragraph, one that leans on the sentence before it together with that.
def _with_what_they_lean_on(facts: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", facts):
        before, row = "", list(whole_sentences(paragraph))
        turned_from = _turned_from(row)
        for words in row:
            if words in turned_from:
                continue
            if not leans(words):
                yield words
            elif before:
                yield f"{before} {words}"
            before = words
