"""What a criterion, or a phrase of a shipped digest, is about: the circumstances that it speaks of (`data/subjects.yaml`).

Readers marked them with the catalogue of circumstances and the sentences before them. What a court says in a ruling
that is held with its text is marked by nobody.
"""

from lib.domain.digest import Digest
from lib.text.shipped import read_shipped

Subjects = tuple[str, ...]
"""Ids of circumstances, the closest first."""


def subjects_of_criterion(id: str) -> Subjects:
    """The circumstances that a criterion speaks of; raises KeyError where it was not marked."""
    return tuple(read_shipped("subjects.yaml")["criteria"][id])


def subjects_of_phrase(digest: Digest, phrase: str) -> Subjects | None:
    """The circumstances that a phrase of a digest speaks of; None where nobody marked it."""
    marked = read_shipped("subjects.yaml")["rulings"].get(digest.serial, ())
    phrases = zip((*digest.weighed, *digest.tipped), marked, strict=False)
    return next((tuple(about) for each, about in phrases if each == phrase), None)
