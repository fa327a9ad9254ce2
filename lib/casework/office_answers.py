"""What held rulings made of a reason of refusal, for a memo: cited, and of the case's own illness where one is."""

from collections.abc import Sequence

from lib.domain.reference import cite
from lib.domain.taxonomy import Disease
from lib.guidance.denial_kinds import Answer
from lib.store import Store

Cited = tuple[str, Disease | None]
"""How a ruling is cited, and which illness it is about; the citation is empty where it is not held."""


def cited_answers(
    answers: Sequence[Answer], disease: Disease | None, store: Store, known: dict[str, Cited]
) -> list[str]:
    """What each ruling made of such a refusal, with its citation. Raises StoreError.

    Of the rulings of one side those of another illness are left out where one is of the case's own: what was measured
    of noise answers nothing about asbestos. `known` keeps what was looked up, by serial.
    """
    said = []
    for won in (True, False):
        of_side = [(each, _cited(each.ruling, store, known)) for each in answers if each.won is won]
        own = [pair for pair in of_side if pair[1][1] is disease]
        said += [
            f"{each.says.ko} ({citation})" if citation else each.says.ko
            for each, (citation, _of) in own or of_side
        ]
    return said


def _cited(serial: str, store: Store, known: dict[str, Cited]) -> Cited:
    if serial not in known:
        rulings = store.get_many(store.named(serial)[:1])
        known[serial] = (
            (cite(rulings[0].precedent), rulings[0].labels.disease_category.value) if rulings else ("", None)
        )
    return known[serial]
