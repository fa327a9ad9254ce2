"""What stands on paper beside the page: the person's story and the day; and how a page is printed."""

from datetime import date

import streamlit as st

from lib.domain.intake import Intake
from lib.ui.deadline_box import day_in_words
from lib.ui.language import _
from lib.ui.style import bold, plain


def on_paper(intake: Intake, today: date) -> None:
    """What the person told and the day of printing: seen only on paper (lib/ui/language.py has the style)."""
    told = (
        (_("무슨 일이 있었나요?"), intake.story),
        (_("진단명"), ", ".join(intake.diagnoses)),
        (_("왜 거절당했나요?"), intake.denial_reason),
        (_("업종"), intake.industry),
        (_("하던 일"), intake.occupation),
    )
    with st.container(key="on_paper"):
        st.header(_("적어 주신 이야기"), anchor=False)
        for title, text in told:
            if text:
                st.markdown(bold(title) + "  \n" + plain(text))
        st.caption(_("이 결과를 본 날: {day}").format(day=day_in_words(today)))
