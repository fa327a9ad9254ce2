"""Rulings labelled before they are written, so that nobody waits for the database meanwhile."""

import logging
from collections.abc import Iterable
from typing import NamedTuple

from lib.domain.classify import classify
from lib.domain.ruling import Precedent
from lib.store.merging import Classify, remembering

_log = logging.getLogger(__name__)


class Labelled(NamedTuple):
    """The rulings of a batch that can be labelled and those that cannot, and the classifier that knows the labels."""

    rulings: list[Precedent]
    unreadable: list[Precedent]
    classify: Classify


def labelled_ahead(batch: Iterable[Precedent]) -> Labelled:
    """Label a batch ahead of the transaction that writes it; of what fails only the kind of the error is logged."""
    found = Labelled([], [], remembering(classify))
    for ruling in batch:
        try:
            found.classify(ruling)
        except Exception as error:
            _log.error("a ruling could not be labelled: %s", type(error).__qualname__)
            found.unreadable.append(ruling)
        else:
            found.rulings.append(ruling)
    return found
