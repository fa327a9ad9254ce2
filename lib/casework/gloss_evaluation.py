"""How many wrong glosses of rulings are shown, and how many right ones are lost, with and without a second reading.

Nobody can tell from here how often a model's plain words are wrong: that is measured over glosses of held rulings
that a careful reader called right or wrong.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lib.casework.evaluation import RefusedRow, Share, rows_of, share_of
from lib.domain.records import StoredRuling
from lib.models.schemas import Gloss, Retelling
from lib.rulings.retelling import FIELDS, stand

_COLUMNS = {
    "판례": "ruling", "사건번호": "ruling", "칸": "field", "쉬운말": "gloss", "문장번호": "sentences", "번호": "sentences",
    "맞음": "right",
}  # fmt: skip
_NEEDED = {
    "ruling": "판례(ruling)",
    "gloss": "쉬운말(gloss)",
    "sentences": "문장번호(sentences)",
    "right": "맞음(right)",
}
_RIGHT = {
    "right": True,
    "맞음": True,
    "1": True,
    "true": True,
    "wrong": False,
    "틀림": False,
    "0": False,
    "false": False,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A gloss of a held ruling, and whether a careful reader found it right; `row` as a spreadsheet shows it."""

    row: int
    ruling: str
    field: str
    gloss: Gloss
    is_right: bool


@dataclass(frozen=True, slots=True)
class GlossEvaluation:
    """Of the wrong glosses those that are shown, and of the right ones those that are lost.

    `verified_…` are the same after a second reading; None where no model was asked.
    """

    glosses: int
    refused: tuple[RefusedRow, ...]
    wrong_shown: Share
    right_lost: Share
    verified_wrong_shown: Share | None
    verified_right_lost: Share | None


Verify = Callable[[StoredRuling, Retelling], Mapping[int, bool]]
"""A second reading of a ruling's glosses: whether each, by its place in the answer, says the same."""


def read_judged(path: Path) -> tuple[list[Judged], list[RefusedRow]]:
    """The rows of a CSV file: ruling, field, gloss, sentence numbers, right or wrong. Raises SetError."""
    judged: list[Judged] = []
    refused: list[RefusedRow] = []
    for number, cells in rows_of(path, _COLUMNS, _NEEDED):
        row = {name: cell.strip() for name, cell in cells.items()}
        is_right = _RIGHT.get(row.get("right", "").lower())
        gloss = Gloss.model_validate({"s": row.get("sentences", ""), "gloss": row.get("gloss", "")})
        field = row.get("field", "") or FIELDS[0]
        if is_right is None:
            refused.append(RefusedRow(number, "맞음(right)이나 틀림(wrong)이 아닙니다."))
        elif not (gloss.s and gloss.gloss):
            refused.append(RefusedRow(number, "쉬운 말이나 문장 번호가 없습니다."))
        elif field not in FIELDS:
            refused.append(RefusedRow(number, f"칸은 {', '.join(FIELDS)} 가운데 하나여야 합니다."))
        else:
            judged.append(Judged(number, row.get("ruling", ""), field, gloss, is_right))
    return judged, refused


def evaluate_glosses(
    judged: Sequence[Judged],
    refused: Sequence[RefusedRow],
    ruling_of: Callable[[str], StoredRuling | None],
    verify: Verify | None = None,
) -> GlossEvaluation:
    """Check every gloss as the page does. Raises ModelError where a second reading fails."""
    of_rulings = defaultdict[str, list[Judged]](list)
    for each in judged:
        of_rulings[each.ruling].append(each)
    missing: list[RefusedRow] = []
    shown: list[tuple[bool, bool]] = []
    same: list[tuple[bool, bool]] = []
    for id, rows in of_rulings.items():
        ruling = ruling_of(id)
        if ruling is None:
            missing += [RefusedRow(each.row, f"가진 판결이 아닙니다: {id[:40]}") for each in rows]
            continue
        # In the order of the answer that they make up.
        in_order = sorted(rows, key=lambda each: FIELDS.index(each.field))
        of_field = {field: tuple(each.gloss for each in in_order if each.field == field) for field in FIELDS}
        # Copied, not read: a model's answer would be cut to what a page shows.
        answer = Retelling.model_validate({}).model_copy(update=of_field)
        may = stand(ruling, answer)
        shown += [(each.is_right, stood) for each, stood in zip(in_order, may, strict=True)]
        if verify:
            said = verify(ruling, answer)
            same += [
                (each.is_right, stood and said.get(place, False))
                for place, (each, stood) in enumerate(zip(in_order, may, strict=True))
            ]
    return GlossEvaluation(
        len(shown),
        (*refused, *missing),
        _wrong_shown(shown),
        _right_lost(shown),
        _wrong_shown(same) if verify else None,
        _right_lost(same) if verify else None,
    )


def _wrong_shown(rows: Sequence[tuple[bool, bool]]) -> Share:
    wrong = [stood for is_right, stood in rows if not is_right]
    return share_of(sum(wrong), len(wrong))


def _right_lost(rows: Sequence[tuple[bool, bool]]) -> Share:
    right = [stood for is_right, stood in rows if is_right]
    return share_of(len(right) - sum(right), len(right))
