"""What stands in a page's widgets is kept while another page is open, taken back from JSON and forgotten."""

from datetime import date

from streamlit.testing.v1 import AppTest

from lib.casework.paper_form import Given
from lib.domain.saved_case import Notes
from lib.ui.kept_notes import readable


def page() -> None:
    from datetime import date

    import streamlit as st

    from lib.ui.kept_notes import remembered

    if st.session_state.get("elsewhere"):
        return
    st.text_input("name", key=remembered("appeal_name"))
    st.date_input("day", value=None, key=remembered("appeal_day", date.fromisoformat))
    st.number_input("years", value=None, key=remembered("criteria_years"))


def notes(app: AppTest) -> Notes:
    return app.session_state["notes"]


def test_what_was_answered_outlives_another_page() -> None:
    app = AppTest.from_function(page).run()
    assert not notes(app).answers
    app.text_input[0].input("김한빛").run()
    app.date_input[0].set_value(date(2026, 11, 3)).run()
    app.number_input[0].set_value(12).run()
    assert notes(app).answers == {
        "appeal_name": "김한빛",
        "appeal_day": "2026-11-03",
        "criteria_years": 12,
    }
    app.session_state["elsewhere"] = True
    app.run()
    assert not app.text_input
    app.session_state["elsewhere"] = False
    app.run()
    assert app.text_input[0].value == "김한빛"
    assert app.date_input[0].value == date(2026, 11, 3)
    assert app.number_input[0].value == 12
    app.text_input[0].input("").run()
    assert "appeal_name" not in notes(app).answers


def test_what_a_widget_cannot_show_is_left_out() -> None:
    app = AppTest.from_function(page)
    app.session_state["notes"] = Notes(answers={"appeal_day": "no day", "appeal_name": "김한빛"})
    app.run()
    assert not app.exception
    assert app.date_input[0].value is None and app.text_input[0].value == "김한빛"


def other() -> None:
    import streamlit as st

    from lib.ui.kept_notes import answers, given, keep_given, remembered, take_back_notes

    st.text_input("name", key=remembered("appeal_name"))
    keep_given({**given(), "average_wage": 100_000})
    st.button("load", on_click=take_back_notes, args=({"answers": {"appeal_name": "이한빛"}, "given": {}},))
    st.button("hostile", on_click=take_back_notes, args=({"answers": [1], "steps": {"x": "1900-01-01"}},))
    st.caption(str(answers("appeal_")))


def test_what_is_loaded_takes_the_place_of_what_stands_there() -> None:
    app = AppTest.from_function(other).run()
    app.text_input[0].input("김한빛").run()
    app.button[0].click().run()
    assert app.text_input[0].value == "이한빛" and app.caption[0].value == "{'name': '이한빛'}"
    assert notes(app).given == {"average_wage": 100_000}
    app.button[1].click().run()
    assert not app.exception and app.text_input[0].value == "이한빛"


def test_of_what_anybody_may_have_written_as_much_is_read_as_a_record_can_hold() -> None:
    told = {"name": "김한빛", "address": ["x"], "phone": 7, "no_field": 1, "answers": {"hours:0": "밤에"}}
    read = readable(Given, told)
    assert (read.name, read.address, dict(read.answers)) == ("김한빛", "", {"hours:0": "밤에"})
    assert readable(Given, {}) == Given()
