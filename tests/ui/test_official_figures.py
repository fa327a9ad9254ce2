"""Official figures on the screen, in both languages."""

import re

import pytest
from streamlit.testing.v1 import AppTest


def shown(language: str) -> AppTest:
    def script() -> None:
        from lib.domain.counting import Basis
        from lib.domain.records import Origin
        from lib.guidance.official_figures import official_figures
        from lib.ui.official_figures import official_charts, official_sentences, recognised

        recognised(Basis(Origin.CHOSEN, (), ()))
        official_charts()
        official_sentences(official_figures())

    at = AppTest.from_function(script, default_timeout=30)
    at.session_state["language"] = language
    at.run()
    assert not at.exception
    return at


def words(at: AppTest) -> list[str]:
    """Everything said, alternatives of charts and cells of tables too."""
    said = [each.value for each in (*at.markdown, *at.caption, *at.subheader)]
    said += [chart.proto.alt for chart in at.get("vega_lite_chart")]
    cells = [table.value.reset_index() for table in at.table]
    return said + [str(cell) for table in cells for row in table.to_numpy() for cell in row]


def test_english_has_no_korean() -> None:
    assert not [each for each in words(shown("en")) if re.search("[가-힣]", each)]


@pytest.mark.parametrize(("language", "unknown"), [("ko", "모름"), ("en", "Unknown")])
def test_tables_name_what_is_not_known(language: str, unknown: str) -> None:
    said = words(shown(language))
    assert unknown in said
    assert any("14.3%" in each for each in said)


def test_every_chart_is_followed_by_links_to_its_sources() -> None:
    at = shown("ko")
    assert len(at.get("vega_lite_chart")) == 3
    links = [
        text.value for text in at.markdown if text.value.startswith("- :small[") and "](http" in text.value
    ]
    assert len(links) == 4, "three under charts, one under the table of days"
