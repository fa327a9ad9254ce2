"""Which ways are open after a decision, and what speaks for each: time, who decides, what it leaves open.

Nothing is said of a way that the guidance does not hold with its article or source; none is recommended.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from lib.domain.intake import Case, Intake
from lib.guidance.deadlines import Deadline
from lib.guidance.legal_basis import Basis
from lib.guidance.official_figures import OfficialFigure, Subject, figures_of
from lib.guidance.path import PathStep, path_from

# Deadline → the step of the path that is taken by it.
_STEP_OF = {
    "review": "review", "second_review_directly": "second_review", "second_review": "second_review", "suit": "suit",
    "suit_after_review": "suit", "suit_after_second_review": "suit", "appeal": "appeal", "final_appeal": "final_appeal",
}  # fmt: skip
_FIGURES = {"review": Subject.REVIEW, "second_review": Subject.SECOND_REVIEW, "suit": Subject.LOST_FIRST}
_DIRECTLY = "second_review_directly"


def ways(intake: Intake, case: Case, found: Sequence[Deadline]) -> list[dict[str, Any]]:
    """The ways that are open side by side, in the order of the path: `what`, `says`, `basis`, `used`.

    What is said without an `article` of its own rests on `basis`. `used`: how many take it by the last published count, and how it ended for them; empty where none is published.
    """
    steps = {step.id: step for step in path_from(intake.stage, intake.panel, case.suit, case.kind_b)}
    taken = {_STEP_OF[each.id]: each for each in found if each.id in _STEP_OF}
    return [
        {
            "what": each.what.ko,
            "says": [{"says": says, "article": article} for says, article in _said(step, each, intake)],
            "basis": _cited(step.basis),
            "used": _used(id_),
        }
        for id_, step in steps.items()
        if (each := taken.get(id_))
    ]


def more_used(open_: Sequence[dict[str, Any]]) -> str:
    """Which of the ways is taken more often, by the last published counts; empty where those of two are not published."""
    counted = [
        (figure.counts[1], way["what"], figure.period("ko"))
        for way in open_
        for id_, subject in _FIGURES.items()
        if _NAMES[id_] == way["what"]
        and (figure := next((each for each in reversed(figures_of(subject)) if each.counts), None))
        and figure.counts
    ]
    if len(counted) < _TWO:
        return ""
    (most, what, when), (fewer, other, then), *_rest = sorted(counted, reverse=True)
    return f"공개된 건수로는 {what}({when} {most:,}건)가 {other}({then} {fewer:,}건)보다 많습니다."


_NAMES = {"review": "심사청구", "second_review": "재심사청구", "suit": "취소소송"}
_TWO = 2


def _said(step: PathStep, deadline: Deadline, intake: Intake) -> Iterator[tuple[str, str]]:
    of_deadline = _cited(deadline.basis)
    if deadline.id == _DIRECTLY:
        certain = "판정위원회를 거친 것으로 적혀 있습니다. " if intake.panel else ""
        unsure = "" if intake.panel else " 판정위원회를 거쳤는지는 결정 통지서에서 확인하세요."
        note = deadline.note.ko if deadline.note else ""
        yield f"{certain}{note}{unsure}", of_deadline
    elif deadline.note:
        yield deadline.note.ko, of_deadline
    yield f"누가: {step.who.ko}", ""
    if step.takes:
        yield f"걸리는 날: {step.takes.ko}", ""
    if figure := step.latest_figure:
        yield f"걸린 날: {figure.sentence('ko')}", figure.source("ko")
    if step.costs:
        yield f"드는 돈: {step.costs.ko}", ""
    if step.panel and deadline.id != _DIRECTLY:
        yield step.panel.ko, ""
    if step.holds:
        yield step.holds.ko, ""
    if step.represented:
        yield step.represented.ko, _cited(step.represented_basis)


def _cited(basis: Sequence[Basis]) -> str:
    return ", ".join(each.in_language("ko") for each in basis)


# The last figure of a way, with how many it is of where that was published.
def _used(step: str) -> str:
    figures = figures_of(_FIGURES[step]) if step in _FIGURES else ()
    if not figures:
        return ""
    counted = [each for each in figures if each.counts]
    figure: OfficialFigure = (counted or figures)[-1]
    of = f" {figure.counts[1]:,}건 가운데 {figure.counts[0]:,}건입니다." if figure.counts else ""
    return f"{figure.sentence('ko')}{of} ({figure.source('ko')})"
