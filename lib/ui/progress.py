"""How far a case has come and its days, as fields: in the form, and in the result to be corrected."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from lib.domain.intake import DATES
from lib.domain.taxonomy import KindB, KindC, Stage
from lib.i18n import N_
from lib.ui.boxes import UNKNOWN, Labels, choose, labels_of
from lib.ui.language import _
from lib.ui.style import plain

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
"""What may be put into a field for a day; what cannot be is told in a sentence."""
BOXES: dict[str, Labels] = {
    "stage": labels_of(Stage),
    "panel": {UNKNOWN: UNKNOWN, True: N_("예"), False: N_("아니요")},
    "kind_c": {
        KindC.ACCIDENT: N_("사고"),
        KindC.DISEASE: N_("질병"),
        KindC.COMMUTE: N_("출퇴근"),
        UNKNOWN: UNKNOWN,
    },
    "kind_b": labels_of(KindB),
}
"""Field → what may be chosen for it."""


def today_in_korea() -> date:
    """The day it is in Korea, wherever the server stands: days left are counted from it."""
    return datetime.now(ZoneInfo("Asia/Seoul")).date()


def in_widget(name: str, value: Any) -> Any:
    """What a field shows for the stage, the panel or a day of an intake."""
    if name in DATES:
        return value if value and EARLIEST <= value <= LATEST else None
    return UNKNOWN if value is None else value


def day_received(stage: Stage | None) -> str:
    """How the day is called from which the person's time runs."""
    if stage in (Stage.FIRST_INSTANCE, Stage.SECOND_INSTANCE):
        return _("판결문을 받은 날")
    if stage in (Stage.REVIEW, Stage.SECOND_REVIEW):
        return _("결정서를 받은 날")
    return _("통지서를 받은 날")


def read_from(words: Sequence[str]) -> str:
    """Markdown of the person's own words that something was read from: small, in the colour of the text."""
    said = _("읽은 말: {words}").format(words=", ".join(f"“{plain(word)}”" for word in words))
    return f":small[{said}]"


def ask_day(title: str, key: str) -> None:
    """The field for a day; left empty it is not known."""
    st.date_input(title, min_value=EARLIEST, max_value=LATEST, format="YYYY-MM-DD", key=key)


def ask_stage(key: str) -> None:
    """How far the dispute has come."""
    choose(st.selectbox, _("지금 어디까지 왔나요?"), BOXES["stage"], key)


def ask_panel(key: str) -> None:
    """Whether a panel decided."""
    title = _("업무상질병판정위원회가 판정했나요? (통지서에 적혀 있습니다)")
    choose(st.radio, title, BOXES["panel"], key, horizontal=True)


def day_titles() -> Mapping[str, str]:
    """How the days behind the fold are called."""
    return {
        "decision_date": _("통지서에 적힌 날짜"),
        "accident_on": _("다치거나 병이 난 날"),
        "benefit_from": _("보상이 시작되는 날 (치료가 끝난 날, 돌아가신 날, 쉬기 시작한 날)"),
    }
