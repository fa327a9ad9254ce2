"""Tables of counted rulings and of what was refused, to read and to take away."""

import re
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from lib.domain.counting import BaseRate
from lib.rulings.statistics import Counted
from lib.sources.found import Note, Refused
from lib.text.said import translated
from lib.ui.charts import results_of
from lib.ui.labels import name_of
from lib.ui.language import _


def groups_table(groups: Sequence[Counted], of: str, counted: str) -> pd.DataFrame:
    """Counts, one row per group; `of` heads the column of names, `counted` that of all in a group.

    Shares are percentages with one digit and are columns only where any may be told.
    """
    has_rates = any(group.rate.interval for group in groups)
    return pd.DataFrame(
        [
            {
                of: name_of(group.value),
                counted: group.n,
                _("이긴 것"): group.rate.favourable,
                _("진 것"): group.rate.n - group.rate.favourable,
                _("세지 않은 것"): group.n - group.rate.n,
                **(_shares(group.rate) if has_rates else {}),
                **{name_of(outcome): group.counts.get(outcome, 0) for outcome in results_of(groups)},
            }
            for group in groups
        ]
    )


def _shares(rate: BaseRate) -> dict[str, float | None]:
    return {
        _("비율(%)"): _points(rate.rate),
        _("95% 하한(%)"): _points(rate.low),
        _("95% 상한(%)"): _points(rate.high),
    }


def download(table: pd.DataFrame, label: str, file_name: str, key: str) -> None:
    """A button that gives the table as a CSV file."""
    st.download_button(
        label,
        csv_file(table),
        file_name=file_name,
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=key,
    )


def csv_file(table: pd.DataFrame) -> bytes:
    """The table as a file that Excel opens in Korean and in which no text is taken for a formula."""
    # Excel takes a file for UTF-8 only with the mark at its beginning.
    return without_formulas(table).to_csv(index=False).encode("utf-8-sig", "replace")


# What spreadsheets take for the beginning of a formula, also behind what they pass over.
_FORMULA = re.compile(r"[\s\0\ufeff\u200b'\"]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")


def without_formulas(table: pd.DataFrame) -> pd.DataFrame:
    """The table with an apostrophe before each text that a spreadsheet would take for a formula."""
    return table.map(
        lambda cell: (
            f"'{cell}"
            if isinstance(cell, str) and not cell.startswith("'") and _FORMULA.match(cell)
            else cell
        )
    )


def _points(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)


def notes_table(notes: Sequence[Note], place: str, key: str) -> None:
    """What came in and could not be read as it stands, and what of it."""
    table = _reasons(notes, place, _("알아 두실 것"))
    st.dataframe(without_formulas(table), hide_index=True, alt=_("들어왔지만 확인할 것"))
    download(table, _("확인할 목록(CSV)"), "sanjae_notes.csv", f"data_notes_{key}")


def _reasons(each_told: Sequence[Note | Refused], place: str, heading: str) -> pd.DataFrame:
    return pd.DataFrame(
        [{place: translated(each.path, _), heading: translated(each.reason, _)} for each in each_told]
    )


def refused_table(refused: Sequence[Refused], place: str, key: str) -> None:
    """What could not be read, and why; to take away, too."""
    table = _reasons(refused, place, _("읽지 못한 이유"))
    # The grid has a download of its own.
    st.dataframe(without_formulas(table), hide_index=True, alt=_("읽지 못한 것과 이유"))
    download(table, _("읽지 못한 목록(CSV)"), "sanjae_refused.csv", f"data_refused_{key}")
