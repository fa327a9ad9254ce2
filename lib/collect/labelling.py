"""Rulings labelled before they are written, so that nobody waits for the database meanwhile."""

import logging
from collections.abc import Iterable, Iterator

from lib.domain.classify import classify
from lib.domain.labels import Labels
from lib.domain.ruling import Precedent
from lib.store.merging import Classify, remembering

_log = logging.getLogger(__name__)

UNREADABLE = "이 판결을 읽다가 문제가 생겨 넣지 않았습니다. 판결문이 맞는지 확인해 주세요."
"""What is said of a ruling that cannot be labelled."""


class Labelling:
    """The classifier, with the labels of a batch read ahead of the transaction that writes it."""

    def __init__(self) -> None:
        self.classify: Classify = remembering(_classify)

    def ahead(self, rulings: Iterable[Precedent]) -> Iterator[Precedent]:
        """The rulings that can be labelled; of the others only the kind of the error is logged."""
        for ruling in rulings:
            try:
                self.classify(ruling)
            except Exception as error:
                _log.error("a ruling could not be labelled: %s", type(error).__qualname__)
            else:
                yield ruling


def _classify(precedent: Precedent) -> Labels:
    return classify(precedent)
