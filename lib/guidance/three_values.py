"""Conditions over answers that are true, false or not known, as `data/criteria_check.yaml` writes them."""

import ast
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from typing import Any

from lib.guidance.working_hours import Spread
from lib.text.shipped import ShippedDataError

Value = bool | str | Spread | None
"""What is known of an answer: yes or no, an option, or between which numbers it lies; None for 모름."""


@dataclass(frozen=True)
class Logic:
    """A condition over answers that is true, false or not known (None)."""

    tree: ast.expr
    names: tuple[str, ...]

    @classmethod
    def of(cls, id_: str, line: str, options: Mapping[str, Set[str]]) -> "Logic":
        """The condition a line of the file writes, over answers with their `options`.

        ShippedDataError where it names what is not asked.
        """
        try:
            tree = ast.parse(" ".join(line.split()), mode="eval").body
        except SyntaxError as error:
            raise ShippedDataError(f"criteria_check.yaml: {id_}: {error}") from error
        names = tuple(dict.fromkeys(each.id for each in ast.walk(tree) if isinstance(each, ast.Name)))
        if unknown := set(names) - options.keys():
            raise ShippedDataError(f"criteria_check.yaml: {id_}: not asked: {sorted(unknown)}")
        for each in ast.walk(tree):
            allowed = (ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.Compare, ast.Name, ast.Constant)
            if not isinstance(each, (*allowed, ast.cmpop, ast.expr_context)):
                raise ShippedDataError(f"criteria_check.yaml: {id_}: {ast.dump(each)} has no meaning here")
        for each in ast.walk(tree):
            if isinstance(each, ast.Compare) and isinstance(each.left, ast.Name):
                right = each.comparators[0]
                value = right.value if isinstance(right, ast.Constant) else None
                if isinstance(value, str) and value not in options.get(each.left.id, set()):
                    raise ShippedDataError(f"criteria_check.yaml: {id_}: no option {value!r}")
        return cls(tree, names)

    def holds(self, values: Mapping[str, Value]) -> bool | None:
        """Whether it holds; None wherever an answer that is missing could turn it."""
        return _holds(self.tree, values)


def _holds(node: ast.expr, values: Mapping[str, Value]) -> bool | None:
    if isinstance(node, ast.BoolOp):
        parts = [_holds(each, values) for each in node.values]
        ends = isinstance(node.op, ast.Or)
        if ends in parts:
            return ends
        return None if None in parts else not ends
    if isinstance(node, ast.UnaryOp):
        part = _holds(node.operand, values)
        return None if part is None else not part
    if isinstance(node, ast.Name):
        value = values.get(node.id)
        return value if isinstance(value, bool) else None
    assert isinstance(node, ast.Compare)
    left, right = node.left, node.comparators[0]
    assert isinstance(left, ast.Name) and isinstance(right, ast.Constant)
    return _compared(values.get(left.id), type(node.ops[0]), right.value)


def _compared(value: Value, sign: type[ast.cmpop], other: Any) -> bool | None:
    if isinstance(value, str):
        return (value == other) is (sign is ast.Eq)
    if not isinstance(value, Spread):
        return None
    tests: dict[type[ast.cmpop], Callable[[float], bool]] = {
        ast.Gt: lambda number: number > other,
        ast.GtE: lambda number: number >= other,
        ast.Lt: lambda number: number < other,
        ast.LtE: lambda number: number <= other,
    }
    low, high = tests[sign](value.low), tests[sign](value.high)
    return low if low is high else None
