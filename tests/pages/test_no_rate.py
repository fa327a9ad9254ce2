"""Over the shipped rulings, which were picked, nothing anywhere tells a share of them.

What a criterion or an official figure counts in percent may stand; it is not of rulings held.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

from lib.casework.analysis import analyze
from lib.casework.opinion import case_prompt
from lib.cli import cli
from lib.domain.intake import Intake
from lib.models.gemma import Gemma
from lib.settings import Settings
from lib.ui.samples import samples
from tests.conftest import Home

ROOT = Path(__file__).parents[2]

CASES = [
    *(sample.intake for sample in samples()),
    Intake(story="배달 중에 신호를 어기고 달리다 차에 부딪혔는데 공단이 제 잘못이라며 거절했습니다."),
    Intake(story="허리 아픔 산재"),
    Intake(story="사장이 월급을 안 줍니다."),
    Intake(story="😢"),
]
QUESTIONS = ["소음성 난청", "퇴근길에 사고가 났어요", "코로나", "2015두3867"]

# An interval, or a percentage in a line that speaks of rulings.
_RATE = re.compile(
    r"구간\b|신뢰구간|95\s?%|interval|(?:판결|근로자 쪽|이긴|ruling)[^\n]*\d\s?%|\d\s?%[^\n]*(?:판결|근로자 쪽|이긴|ruling)"
)


def rates(text: str) -> list[str]:
    # Pages escape what could be taken for markup.
    without_addresses = re.sub(r"https?://\S+|\\", "", text)
    return [line for line in without_addresses.splitlines() if _RATE.search(line)]


def run(home: Home, *arguments: str, stdin: str | None = None) -> str:
    done = CliRunner().invoke(cli, arguments, input=stdin, env={"SANJAE_HOME": str(home.folder)})
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_what_a_rate_looks_like_is_known() -> None:
    assert rates("근로자 쪽이 이겼습니다\\(33\\%\\)")
    assert rates("비교할 판결 18건 가운데 8건(44%)") and rates("95% 구간 25-66%")
    assert not rates("밤 10시부터 다음 날 6시까지 일한 시간은 30%를 더해 셉니다.")


@pytest.mark.parametrize("intake", CASES, ids=lambda intake: intake.story[:12])
def test_the_command_line_tells_none(starter_home: Home, intake: Intake) -> None:
    told = intake.model_dump_json(exclude_defaults=True)
    for command in ("analyze", "similar"):
        assert rates(run(starter_home, command, stdin=told)) == []
        document = json.loads(run(starter_home, command, "--json", stdin=told))
        rate = document["base_rate"]
        assert list(rate) == ["basis", "n", "favourable", "rate", "low", "high", "group", "by"]
        assert (rate["basis"], rate["by"]) == ("chosen", "dispute")
        assert (rate["rate"], rate["low"], rate["high"]) == (None, None, None)
        assert rates("\n".join(strings(document))) == []


def strings(document: Any) -> Iterator[str]:
    if isinstance(document, str):
        yield document
    elif isinstance(document, dict | list):
        for each in document.values() if isinstance(document, dict) else document:
            yield from strings(each)


@pytest.mark.parametrize("question", QUESTIONS)
def test_neither_does_a_search(starter_home: Home, question: str) -> None:
    assert rates(run(starter_home, "search", question)) == []
    assert rates(run(starter_home, "status")) == []


@pytest.mark.parametrize("intake", CASES, ids=lambda intake: intake.story[:12])
def test_a_model_is_told_none(starter_home: Home, intake: Intake) -> None:
    analysis = analyze(intake, starter_home.store, starter_home.index)
    assert rates(case_prompt(analysis, Gemma(Settings()).room).text) == []


def test_the_readme_promises_none() -> None:
    assert rates((ROOT / "README.md").read_text(encoding="utf-8")) == []


# --- pages ---------------------------------------------------------------------------------------


@pytest.fixture
def app(home: Path) -> AppTest:
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def said(app: AppTest) -> str:
    assert not app.exception and not app.error
    shown = [*app.markdown, *app.caption, *app.header, *app.subheader, *app.info, *app.warning]
    return "\n".join(each.value for each in shown)


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.id)
def test_the_result_of_an_example_tells_none(app: AppTest, sample: Any) -> None:
    app.run().button(key=f"assistant_sample_{sample.id}").click().run()
    assert rates(said(app)) == []
    assert not app.get("vega_lite_chart")


@pytest.mark.parametrize("question", ["", *QUESTIONS])
def test_the_search_page_tells_none(app: AppTest, question: str) -> None:
    app.run().switch_page("pages/search.py")
    if question:
        app.query_params["q"] = question
    app.run()
    assert rates(said(app)) == []
    assert not app.get("vega_lite_chart")


@pytest.mark.parametrize("page", ["pages/ruling.py", "pages/data.py", "pages/statistics.py"])
def test_other_pages_tell_none(app: AppTest, page: str, starter_home: Home) -> None:
    app.run().switch_page(page)
    if page == "pages/ruling.py":
        app.query_params["id"] = starter_home.store.listing()[0].id
    app.run()
    assert rates(said(app)) == []
    # The statistics draw official figures.
    assert page == "pages/statistics.py" or not app.get("vega_lite_chart")
