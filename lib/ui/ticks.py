"""What a person has done and has in hand: ticks at the first steps and at each piece of evidence.

On paper they stand as ☑ and ☐ (lib/ui/language.py has the style).
"""

from datetime import date
from typing import get_args

import streamlit as st

from lib.domain.saved_case import EARLIEST_TICK, EvidenceState
from lib.guidance.evidence import Missing
from lib.i18n import N_
from lib.ui.boxes import UNKNOWN, Labels, choose, value_in
from lib.ui.cards import shipped_link
from lib.ui.deadline_box import day_in_words
from lib.ui.kept_notes import notes, tick_evidence, tick_step
from lib.ui.language import _, language
from lib.ui.progress import today_in_korea
from lib.ui.style import bold, plain, rests_on

STATES: Labels = {
    UNKNOWN: N_("아직"),
    "have": N_("있음"),
    "asked": N_("요청함"),
    "cannot": N_("못 구함"),
}
"""How far a piece of evidence has come → what that is called."""

state = st.session_state


def tick_for_step(id_: str) -> None:
    """Whether a first step was done; the day is that of the tick."""
    key, done = f"tick_step_{id_}", notes().steps.get(id_)
    state[key] = done is not None
    label = _("했어요 ({day})").format(day=day_in_words(done)) if done else _("했어요")
    st.checkbox(label, key=key, on_change=_step_ticked, args=(id_, key))
    _on_paper(f"step_{id_}", done is not None, label)


def _step_ticked(id_: str, key: str) -> None:
    tick_step(id_, today_in_korea() if state[key] else None)


def tick_for_evidence(item: Missing) -> None:
    """How far a piece of evidence has come, on which day it was asked for, and what counts where it cannot be had."""
    key, tick = f"tick_evidence_{item.id}", notes().evidence.get(item.id)
    state[key] = tick.state if tick else UNKNOWN
    choose(
        st.radio,
        _("이 자료가 있나요?"),
        STATES,
        key,
        horizontal=True,
        label_visibility="collapsed",
        on_change=_evidence_ticked,
        args=(item.id, key),
    )
    if tick and tick.state == "asked":
        _asked_on(item.id, tick.day)
    if (tick.state if tick else item.state) == "cannot":
        _in_its_place(item, tick is None)
    since = f" ({day_in_words(tick.day)})" if tick and tick.day else ""
    _on_paper(
        f"evidence_{item.id}",
        bool(tick and tick.state == "have"),
        _(STATES[tick.state] if tick else STATES[UNKNOWN]) + since,
    )


def _evidence_ticked(id_: str, key: str) -> None:
    told = value_in(key, STATES)
    tick_evidence(id_, told if told in get_args(EvidenceState) else None, today_in_korea())


def _asked_on(id_: str, day: date | None) -> None:
    key, today = f"tick_day_{id_}", today_in_korea()
    state[key] = min(day, today) if day else None
    st.date_input(
        _("언제 요청했나요?"),
        min_value=EARLIEST_TICK,
        max_value=today,
        format="YYYY-MM-DD",
        key=key,
        on_change=lambda: tick_evidence(id_, "asked", state[key]),
    )


def _in_its_place(item: Missing, is_read: bool) -> None:
    with st.container(gap="xxsmall", key=f"in_place_{item.id}"):
        if is_read:
            st.caption(_("적으신 말: “{words}”").format(words=plain(" ".join(item.gone.split()))))
        st.markdown(
            bold(_("대신 쓸 수 있는 것")) + ": " + plain(item.substitute.says.in_language(language()))
        )
        rests_on(item.substitute.basis)
        for serial in item.substitute.rulings:
            shipped_link(serial)


def _on_paper(name: str, is_ticked: bool, words: str) -> None:
    with st.container(key=f"on_paper_{name}"):
        st.markdown(f"{'☑' if is_ticked else '☐'} {plain(words)}")
