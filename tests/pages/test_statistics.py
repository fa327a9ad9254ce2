"""판결 결과 통계: the numbers shown are those of the rulings held."""

from io import StringIO
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from lib.domain.counting import count_outcomes, wilson
from lib.domain.dispute import disputes, last_instances, overturned
from lib.domain.taxonomy import Disease, Outcome
from lib.rulings.statistics import Counted
from lib.store import Store
from lib.ui.charts import interval, percent
from lib.ui.tables import csv_file, groups_table

APP = str(Path(__file__).parents[2] / "app.py")


@pytest.fixture
def page(home: Path) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=60).run().switch_page("pages/statistics.py").run()
    assert not at.exception
    assert not at.error
    return at


def sentence(page: AppTest) -> str:
    return next(each.value for each in page.markdown if each.value.startswith("판결 **"))


def test_the_sentence_counts_what_is_held(page: AppTest, tmp_path: Path) -> None:
    with Store(tmp_path / "sanjae.db") as store:
        rate = count_outcomes(store.listing())
    assert rate.rate is not None
    for number in ("**58건**", f"**{rate.n}건**", f"**{rate.favourable}건**", percent(rate.rate)):
        assert number in sentence(page)


@pytest.mark.parametrize(
    "by", ["disease_category", "issue_category", "kind_c", "kind_b", "instance", "court", "year"]
)
def test_every_dimension_adds_up(page: AppTest, by: str) -> None:
    page.button_group(key="statistics_by").set_value(by).run()
    assert not page.exception
    assert not page.error
    table = page.dataframe[0].value
    assert table["판결 수"].sum() == 58
    assert len(page.get("vega_lite_chart")) == 2


def test_filters_leave_less(page: AppTest) -> None:
    page.multiselect(key="statistics_filter_disease_category").set_value([Disease.HEARING]).run()
    assert page.dataframe[0].value["판결 수"].tolist() == [6]


def test_filters_that_leave_nothing_say_so(page: AppTest) -> None:
    page.multiselect(key="statistics_filter_disease_category").set_value([Disease.HEARING])
    page.multiselect(key="statistics_filter_court").set_value(["대법원"]).run()
    assert not page.exception
    assert page.info[0].value.startswith("조건에 맞는 판결이 없습니다.")


def test_a_dispute_can_count_once(page: AppTest, tmp_path: Path) -> None:
    with Store(tmp_path / "sanjae.db") as store:
        found = disputes(store.listing(), store.related())
    last = last_instances(found)
    assert len(last) < 58
    said = "\n".join(each.value for each in page.markdown)
    assert "판결마다 따로 한 건으로 셉니다" in said
    turned = overturned(found)
    assert turned.rate is not None
    low, high = wilson(turned.overturned, turned.n)
    assert f"사건 **{turned.n}건** 가운데 **{turned.overturned}건**" in said
    assert f"95% 구간 {low * 100:.0f}–{high * 100:.0f}%" in said

    page.toggle(key="statistics_once").set_value(True).run()
    assert not page.exception and not page.error
    assert f"판결 **{len(last)}건**" in sentence(page)
    assert page.dataframe[0].value["판결 수"].sum() == len(last)
    assert "마지막 판결 하나만 셉니다" in "\n".join(each.value for each in page.markdown)


def test_the_table_and_its_file() -> None:
    low, high = wilson(1, 2)
    counts = {Outcome.GRANTED: 1, Outcome.DENIED: 1, Outcome.DISMISSED: 3}
    group = Counted("소음성 난청", counts, _rate(1, 2))
    nothing = Counted("그 밖의 병", {Outcome.UNKNOWN: 1}, _rate(0, 0))
    table = groups_table([group, nothing], "병")
    assert table.iloc[0].to_dict() == {
        "병": "소음성 난청",
        "판결 수": 5,
        "본안 판단": 2,
        "유리한 판결": 1,
        "비율(%)": 50.0,
        "95% 하한(%)": round(low * 100, 1),
        "95% 상한(%)": round(high * 100, 1),
        "인정": 1,
        "불인정": 1,
        "각하(내용 판단 없음)": 3,
        "모름": 0,
    }
    written = csv_file(table)
    assert written.startswith(b"\xef\xbb\xbf")
    read = pd.read_csv(StringIO(written.decode("utf-8-sig")))
    assert pd.isna(read["비율(%)"][1])
    assert interval(nothing.rate) == "모름"


def test_no_text_in_a_file_is_a_formula() -> None:
    written = csv_file(pd.DataFrame({"법원": ["=1+1법원", "@법원", "대법원", ""], "n": [-1, 2, 3, 4]}))
    assert written.decode("utf-8-sig").splitlines()[1:] == ["'=1+1법원,-1", "'@법원,2", "대법원,3", ",4"]


def _rate(favourable: int, n: int):  # type: ignore[no-untyped-def]
    from lib.domain.counting import BaseRate

    if n == 0:
        return BaseRate(0, 0, 0, None, None, None, (), (), 0)
    low, high = wilson(favourable, n)
    return BaseRate(n, favourable, 0, favourable / n, low, high, (), (), n)
