"""로그인: at the machine itself nobody needs to, and how to turn it on for others is told."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

APP = str(Path(__file__).parents[2] / "app.py")


def test_at_this_machine_it_tells_how_to_turn_it_on(home: Path) -> None:
    page = AppTest.from_file(APP, default_timeout=60).run().switch_page("pages/signin.py").run()
    assert not page.exception and not page.error
    assert "로그인하지 않아도" in page.info[0].value
    assert any("./sanjae password" in each.value for each in page.markdown)
    page.session_state["language"] = "en"
    assert "without signing in" in page.run().info[0].value
