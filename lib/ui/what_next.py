"""What to do, and who helps: the first steps, the path of a dispute, what one was told at work, whom to ring."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from lib.casework.appeal import PAPER_OF
from lib.domain.intake import Case, Intake
from lib.domain.taxonomy import KindB
from lib.guidance.deadlines import Deadline
from lib.guidance.entries import Text
from lib.guidance.heard import Heard, heard, heard_in, to_see_to
from lib.guidance.path import path_from
from lib.guidance.steps import FirstStep, first_steps
from lib.guidance.turn_to import Helper, Place, helpers
from lib.ui.deadline_box import day_in_words
from lib.ui.language import _, language
from lib.ui.style import basis_line, bold, bullets, plain, rests_on
from lib.ui.ticks import tick_for_step


def call(place: Place) -> str:
    """A place's number as a link that a phone dials; empty where it has none."""
    return f"[{place.phone}](tel:{place.phone})" if place.phone else ""


def numbered_steps(intake: Intake, case: Case, found: Sequence[Deadline], today: date) -> None:
    """The first steps in order: by when, what to bring, where, whom to ring; the articles of each fold behind them."""
    st.header(_("먼저 할 일"), anchor=False)
    steps = first_steps(intake, case, found, today)
    for step in steps:
        with st.container(gap="xxsmall", key=f"assistant_step_{step.n}"):
            st.markdown(_step(step))
            tick_for_step(step.id)
    with st.expander(_("할 일마다 근거가 되는 법"), icon=":material/gavel:"):
        st.markdown("\n".join(f"{step.n}. {basis_line(step.basis)}" for step in steps))
    if any(each.id in PAPER_OF for each in found):
        st.page_link(
            "pages/appeal.py",
            label=_("청구서 초안을 여기서 쓰고 파일로 받기"),
            icon=":material/edit_document:",
        )
    st.page_link("pages/amounts.py", label=_("얼마를 받나요? 금액을 세어 보기"), icon=":material/payments:")


def _step(step: FirstStep) -> str:
    by = _("{day}까지").format(day=day_in_words(step.due)) if step.due else _said(step.by)
    lines = [
        f"{bold(_said(step.do))} ({by})",
        _("가져갈 것: {what}").format(what=_said(step.bring)) if step.bring else "",
        _("종이에 적을 것: {what}").format(what=_said(step.write)) if step.write else "",
        _("어디서: {where}").format(where=_said(step.where)) if step.where else "",
        _("물어볼 곳: {who}").format(who=_named(step.call)) if step.call else "",
    ]
    return f"{step.n}. " + "  \n   ".join(filter(None, lines))


def path_of_a_dispute(intake: Intake, case: Case) -> None:
    """Who decides at each step still open, how long it takes, what it costs and what may be chosen; folded."""
    with st.expander(_("다투는 길: 누가 정하고 얼마나 걸리나요?"), icon=":material/route:"):
        for step in path_from(intake.stage, intake.panel, case.suit, case.kind_b):
            st.markdown(bold(_said(step.what)))
            figure = step.latest_figure
            lines = [_said(each) for each in (step.who, step.takes) if each]
            if figure:
                lines.append(plain(figure.sentence(language())) + f" ({plain(figure.source(language()))})")
            lines += [
                _said(each)
                for each in (step.costs, step.choice, step.panel, step.holds, step.goes_on)
                if each
            ]
            st.markdown(bullets(lines))
            rests_on(step.basis)


def after_a_death(intake: Intake, case: Case) -> None:
    """What the bereaved see to first; folded, and nothing where nobody died."""
    if case.kind_b is not KindB.SURVIVORS:
        return
    with st.expander(_("가족을 잃으셨다면"), icon=":material/family_restroom:"):
        for each in to_see_to(intake, case):
            st.markdown(f"{bold(_said(each.do))}  \n{_said(each.why)}  \n{basis_line(each.basis)}")


def told_at_work(intake: Intake) -> None:
    """What the person was told at work and what the law says to it; what others are told folds behind."""
    mine = heard_in(intake.in_korean.story)
    if mine:
        st.markdown(bold(_("이렇게 들으셨나요?")))
        _heard(mine)
    with st.expander(_("회사에서 이런 말을 들으셨나요?"), icon=":material/record_voice_over:"):
        _heard([each for each in heard() if each not in mine])


def _heard(found: Sequence[Heard]) -> None:
    for each in found:
        st.markdown(
            f"{bold('“' + _said(each.quote) + '”')}  \n{_said(each.says)}  \n{basis_line(each.basis)}"
        )


# The first of the list, for who reads Korean the agency and legal aid; on a phone the others are a tap away.
_HELPERS_IN_SIGHT = 2


def who_helps(intake: Intake) -> None:
    """Whom to ring, what each does, in which languages and at what cost; foreigners' lines first for who reads English."""
    st.header(_("누가 도와주나요?"), anchor=False)
    foreign = [each for each in helpers() if each.foreign]
    others = [each for each in helpers() if not each.foreign]
    reads_no_korean = _reads_no_korean(intake)
    listed = [*foreign, *others] if reads_no_korean else others
    st.markdown(bullets(map(_helper, listed[:_HELPERS_IN_SIGHT])))
    with st.expander(_("그 밖에 도와주는 곳"), icon=":material/call:"):
        st.markdown(bullets(map(_helper, listed[_HELPERS_IN_SIGHT:])))
    if not reads_no_korean:
        with st.expander(_("한국어가 어려운 가족이나 동료가 있다면"), icon=":material/translate:"):
            st.markdown(bullets(map(_helper, foreign)))


def foreigners_lines(intake: Intake) -> None:
    """The lines that speak the person's language, in one line for who reads no Korean; nothing for others."""
    if _reads_no_korean(intake):
        numbers = " · ".join(call(each.place) for each in helpers() if each.foreign)
        st.markdown(_("내 나라 말로 물어볼 곳: {numbers}").format(numbers=numbers))


def _reads_no_korean(intake: Intake) -> bool:
    return language() != "ko" or intake.is_in_english


def _helper(helper: Helper) -> str:
    more = [_said(each) for each in (helper.languages, helper.costs) if each]
    return f"{_named(helper.place)}: {_said(helper.does)}" + (f" ({', '.join(more)})" if more else "")


def _named(place: Place) -> str:
    return f"{bold(_said(place.name))} {call(place)}".strip()


def _said(text: Text) -> str:
    return plain(text.in_language(language()))
