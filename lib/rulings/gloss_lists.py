"""The lists of `data/glosses.yaml` and the form of a text that they are read against."""

import re
from functools import cache

from lib.models.checks.facts import normal
from lib.text.shipped import read_shipped
from lib.text.spelling import plain, squeeze

Views = tuple[frozenset[str], ...]
"""Signs of several kinds; those of one kind together weigh as much as those of another."""


def words_of(text: str) -> str:
    """The text as the lists are read against it: plain, without white space."""
    return squeeze(normal(plain(text)))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One of the patterns of the file."""
    return re.compile(read_shipped("glosses.yaml")[name])


@cache
def patterns(name: str) -> dict[str, re.Pattern[str]]:
    """A group of patterns of the file by their names."""
    return {kind: re.compile(each) for kind, each in read_shipped("glosses.yaml")[name].items()}


def pairs(words: str) -> set[str]:
    """The pairs of neighbouring characters."""
    return {words[at : at + 2] for at in range(len(words) - 1)}
