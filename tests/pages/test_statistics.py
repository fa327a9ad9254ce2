"""판결 결과 통계: official figures with their sources, and counts of what is held; a rate only over a listing."""

import json
import re
import tomllib
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from lib.collect.importing import import_paths
from lib.domain.counting import BaseRate, count_outcomes, wilson
from lib.domain.dispute import disputes, overturned
from lib.domain.records import Origin
from lib.domain.taxonomy import Disease, Outcome
from lib.guidance.official_figures import Subject, figures_of
from lib.rulings.statistics import Counted, basis
from lib.search.index import SearchIndex
from lib.sources.starter import read_starter
from lib.store import Store
from lib.ui.tables import csv_file, groups_table, without_formulas
from tests.conftest import SHIPPED
from tests.synthetic import archive_file

APP = str(Path(__file__).parents[2] / "app.py")
DISEASE = "statistics_disease"


@pytest.fixture
def open_page(home: Path) -> Callable[[], AppTest]:
    def opened() -> AppTest:
        at = AppTest.from_file(APP, default_timeout=60).run().switch_page("pages/statistics.py").run()
        assert not at.exception
        assert not at.error
        return at

    return opened


@pytest.fixture
def page(open_page: Callable[[], AppTest]) -> AppTest:
    return open_page()


def words(page: AppTest) -> str:
    """Everything said on the page, as it is read."""
    return "\n".join(each.value for each in [*page.markdown, *page.caption]).replace("\\", "")


def counts(page: AppTest) -> pd.DataFrame:
    """The table of the rulings held."""
    return page.table[-1].value


def charts(page: AppTest) -> list[str]:
    return [chart.proto.alt for chart in page.get("vega_lite_chart")]


# ── What is held ─────────────────────────────────────────────────────────────────────────────────


def test_a_chosen_collection_is_counted_without_any_share(page: AppTest, tmp_path: Path) -> None:
    with Store(tmp_path / "sanjae.db") as store:
        held = basis(store)
    rate = count_outcomes(held.disputes)
    said = words(page)
    assert "여러 사정을 보여 주려고 고른 판결입니다" in said
    lost = rate.n - rate.favourable
    assert f"사건 **{len(held.disputes)}건**: 이긴 것 {rate.favourable}건, 진 것 {lost}건" in said
    in_order = [each.value for each in page.markdown]
    first = next(place for place, text in enumerate(in_order) if text.startswith("여러 사정을 보여 주려고"))
    assert not [text for text in in_order[first:] if "%" in text] and "95% 구간" not in said
    assert not any("유리한 판결의 비율" in alt for alt in charts(page))


@pytest.mark.parametrize(
    "by", ["disease_category", "issue_category", "kind_c", "kind_b", "instance", "court", "year"]
)
def test_every_dimension_adds_up(page: AppTest, by: str, tmp_path: Path) -> None:
    with Store(tmp_path / "sanjae.db") as store:
        held = basis(store)
    page.button_group(key="statistics_by").set_value(by).run()
    assert not page.exception and not page.error
    table = counts(page)
    assert list(table.columns) == ["사건", "이긴 것", "진 것", "세지 않은 것"]
    assert table["사건"].sum() == len(held.disputes)
    assert (table["이긴 것"] + table["진 것"] + table["세지 않은 것"] == table["사건"]).all()


def test_filters_leave_less(page: AppTest) -> None:
    page.toggle(key="statistics_once").set_value(False)
    page.multiselect(key="statistics_filter_disease_category").set_value([Disease.HEARING]).run()
    of_hearing = [
        each
        for each in read_starter()
        if each.digest and each.digest.labels.disease_category is Disease.HEARING
    ]
    assert 6 <= counts(page)["판결"].sum() == len(of_hearing) < SHIPPED


def test_filters_that_leave_nothing_say_so(page: AppTest) -> None:
    page.multiselect(key="statistics_filter_disease_category").set_value([Disease.HEARING])
    page.multiselect(key="statistics_filter_court").set_value(["서울고등법원"]).run()
    assert not page.exception
    assert page.info[0].value.startswith("조건에 맞는 판결이 없습니다.")


def test_rulings_can_be_counted_instead_of_disputes(page: AppTest, tmp_path: Path) -> None:
    with Store(tmp_path / "sanjae.db") as store:
        turned = overturned(disputes(store.listing(), store.related()))
    assert turned.n > turned.overturned > 0
    assert f"사건 **{turned.n}건** 가운데 **{turned.overturned}건**이 1심과 반대로 끝났습니다" in words(page)
    page.toggle(key="statistics_once").set_value(False).run()
    assert not page.exception and not page.error
    assert f"판결 **{SHIPPED}건**" in words(page)
    assert counts(page)["판결"].sum() == SHIPPED


LOST = """【주문】1. 원고의 청구를 기각한다.
2. 소송비용은 원고가 낸다.
【청구취지】피고가 2021. 4. 5. 원고에게 한 요양불승인 처분을 취소한다.
【이유】1. 처분의 경위
가. 원고는 가구 공장에서 합판을 나르다가 허리가 아파 '추간판탈출증'을 진단받고 피고에게 요양급여를 신청하였다.
나. 피고는 이 사건 상병과 업무 사이에 상당인과관계가 없어 업무상 질병으로 보기 어렵다며 승인하지 않았다.
2. 판단
업무상 질병이라고 하려면 업무와 상병 사이에 상당인과관계가 있어야 한다. 이를 인정하기에는 자료가 모자란다.
3. 결론
그렇다면 원고의 청구는 이유 없으므로 주문과 같이 판결한다.
판사 판사1
"""
WON = (
    LOST.replace(
        "1. 원고의 청구를 기각한다.", "1. 피고가 2021. 4. 5. 원고에게 한 요양불승인 처분을 취소한다."
    )
    .replace("비용은 원고가", "비용은 피고가")
    .replace("이유 없으므로", "이유 있으므로")
    .replace("이를 인정하기에는 자료가 모자란다", "무게와 횟수를 보면 상당인과관계가 인정된다")
)

EMPLOYERS = """【주문】원고의 청구를 기각한다.
【이유】1. 처분의 경위
원고 회사는 재해자를 고용한 사업주로서, 피고가 재해자에게 한 요양승인처분의 취소를 구한다.
"""


def write_listing(folder: Path) -> None:
    """40 back claims, 10 of them won, an employer's suit against a grant, and 12 lost claims of another year."""
    folder.mkdir()
    for number in range(52):
        year = 2020 if number < 40 else 2021
        body = WON if number < 10 else LOST
        text = archive_file(f"{year}구단{500 + number}", serial=str(700000 + number), body=body)
        (folder / f"{number}.md").write_text(text, encoding="utf-8")
    employer = archive_file("2020구단900", title="요양승인처분취소", serial="700900", body=EMPLOYERS)
    (folder / "employer.md").write_text(employer, encoding="utf-8")


@pytest.fixture
def listed(open_page: Callable[[], AppTest], home: Path, tmp_path_factory: pytest.TempPathFactory) -> AppTest:
    """The page over a folder that somebody vouches is the whole listing, beside the shipped rulings."""
    folder = tmp_path_factory.mktemp("listing") / "rulings"
    write_listing(folder)
    with Store(home / "sanjae.db") as store:
        report = import_paths([folder], store, SearchIndex(home / "index").sync, is_listing=True)
    assert report.added == 53 and report.collection
    return open_page()


def test_over_a_listing_rates_are_drawn_and_nothing_chosen_is_counted(listed: AppTest) -> None:
    said = words(listed)
    assert "공개된 판결 전체 목록(" in said and "고른 판결입니다" not in said
    assert "사건 **53건**: 이긴 것 10건, 진 것 42건, 세지 않은 것 1건" in said
    listed.button_group(key="statistics_by").set_value("year").run()
    drawn = next(alt for alt in charts(listed) if alt.startswith("유리한 판결의 비율"))
    low, high = wilson(10, 40)
    assert f"2020 25% ({low * 100:.0f}–{high * 100:.0f}%, 40건)" in drawn
    # twelve are too few for a rate
    assert "2021" not in drawn
    assert "30건보다 적은 것은 비율을 말하지 않습니다" in words(listed)


def test_over_a_listing_a_disease_has_its_rate_within_causation(listed: AppTest) -> None:
    listed.selectbox(key=DISEASE).set_value(Disease.MUSCULOSKELETAL).run()
    said = words(listed)
    assert re.search(r"52건\([^)]*\) 가운데 10건에서 근로자 쪽이 이겼습니다\(19%", said)
    listed.selectbox(key=DISEASE).set_value(Disease.CANCER).run()
    assert "근로자 쪽이 이겼습니다" not in words(listed)


def test_rulings_counted_one_by_one_have_no_rate(listed: AppTest) -> None:
    listed.toggle(key="statistics_once").set_value(False).run()
    assert not any(alt.startswith("유리한 판결의 비율") for alt in charts(listed))


# ── Official figures ─────────────────────────────────────────────────────────────────────────────


def test_charts_of_official_figures_say_their_numbers_and_sources(page: AppTest) -> None:
    disease, suits, reviews = charts(page)
    assert "1심 2024년 14.3%" in suits and "2심 2024년 19.7%" in suits and "2025년 1~8월 19.7%" in suits
    for figure in (*figures_of(Subject.REVIEW), *figures_of(Subject.SECOND_REVIEW)):
        assert f"{figure.period('ko')} {figure.value:g}%" in reviews
    assert "뇌혈관·심장 2024년 상반기(1~6월) 32.2%" in disease
    said = words(page)
    for figure in (figures_of(Subject.LOST_FIRST)[0], *figures_of(Subject.REVIEW), *figures_of(Subject.DAYS)):
        assert f"[{figure.source('ko')}]({figure.url})" in said
        assert figure.denominator.ko in said


def test_years_that_are_not_known_are_gaps(page: AppTest) -> None:
    table = page.table[2].value.reset_index()
    rows = {tuple(row) for row in table.itertuples(index=False)}
    assert ("재심사 청구", "2018년", "25.5% (836/3,273)") in rows
    assert ("재심사 청구", "2021년", "모름") in rows and ("심사 청구", "2023년", "모름") in rows
    # 2021 and 2025 are not joined: a line through the years between would invent them
    assert pieces(page, 1)["확정된 소송"] == [["2021"], ["2025"]]
    assert pieces(page, 2)["재심사 청구"] == [["2016", "2017", "2018", "2019", "2020"]]
    # neighbouring years that were counted over different claims are not joined either
    assert pieces(page, 0)["뇌혈관·심장"] == [["2018"], ["2020"], ["2021"], ["2024"]]


def pieces(page: AppTest, chart: int) -> dict[str, list[list[str]]]:
    """The years of each line of a chart, in the pieces that it joins."""
    spec = json.loads(page.get("vega_lite_chart")[chart].proto.spec)
    joined: dict[str, dict[str, list[str]]] = {}
    for point in spec["layer"][0]["data"]["values"]:
        joined.setdefault(point["name"], {}).setdefault(point["piece"], []).append(point["year"])
    return {name: list(found.values()) for name, found in joined.items()}


@pytest.mark.parametrize("disease", [Disease.HEARING, Disease.RESPIRATORY])
def test_a_disease_without_an_official_figure_is_not_known(page: AppTest, disease: Disease) -> None:
    page.selectbox(key=DISEASE).set_value(disease).run()
    assert not page.exception
    assert "찾지 못했습니다(모름)" in page.info[0].value
    assert ("시행규칙 제7조 제1호" in words(page)) is (disease is Disease.RESPIRATORY)


@pytest.mark.parametrize("disease", [Disease.CARDIOVASCULAR, Disease.MENTAL, Disease.CANCER])
def test_a_disease_is_drawn_beside_all_diseases(page: AppTest, disease: Disease) -> None:
    page.selectbox(key=DISEASE).set_value(disease).run()
    latest = figures_of(Subject.RECOGNISED, disease)[-1]
    assert latest.sentence("ko") in words(page)
    assert f"{latest.period('ko')} {latest.value:g}%" in charts(page)[0]
    assert "모든 질병 2021년 63.1%" in charts(page)[0]
    assert ("자살이 산재로 인정된 비율은" in words(page)) is (disease is Disease.MENTAL)


# ── Tables ───────────────────────────────────────────────────────────────────────────────────────


def test_the_table_and_its_file() -> None:
    low, high = wilson(10, 40)
    counted = {Outcome.GRANTED: 10, Outcome.DENIED: 30, Outcome.DISMISSED: 3}
    group = Counted("소음성 난청", counted, BaseRate(Origin.LISTING, (), 40, 10))
    few = Counted("그 밖의 병", {Outcome.UNKNOWN: 1}, BaseRate(Origin.LISTING, ()))
    table = groups_table([group, few], "병", "사건")
    assert table.iloc[0].to_dict() == {
        "병": "소음성 난청",
        "사건": 43,
        "이긴 것": 10,
        "진 것": 30,
        "세지 않은 것": 3,
        "비율(%)": 25.0,
        "95% 하한(%)": round(low * 100, 1),
        "95% 상한(%)": round(high * 100, 1),
        "인정": 10,
        "불인정": 30,
        "각하(내용 판단 없음)": 3,
        "모름": 0,
    }
    written = csv_file(table)
    assert written.startswith(b"\xef\xbb\xbf")
    read = pd.read_csv(StringIO(written.decode("utf-8-sig")))
    assert pd.isna(read["비율(%)"][1])


def test_a_table_over_what_was_chosen_has_no_column_of_rates() -> None:
    group = Counted("소음성 난청", {Outcome.GRANTED: 40}, BaseRate(Origin.CHOSEN, (), 40, 40))
    assert not [column for column in groups_table([group], "병", "사건").columns if "%" in column]


def test_no_text_in_a_file_is_a_formula() -> None:
    written = csv_file(pd.DataFrame({"법원": ["=1+1법원", "@법원", "대법원", ""], "n": [-1, 2, 3, 4]}))
    assert written.decode("utf-8-sig").splitlines()[1:] == ["'=1+1법원,-1", "'@법원,2", "대법원,3", ",4"]
    behind = [" =1", "\u3000+1", "\ufeff-1", "＝1", "\x00@1", "\t1", "\n=1"]
    assert without_formulas(pd.DataFrame({"법원": behind}))["법원"].tolist() == [
        f"'{each}" for each in behind
    ]
    # The grids and charts have a download of their own, which is of what was not made safe.
    config = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["client"]["disableDataExport"] is True
