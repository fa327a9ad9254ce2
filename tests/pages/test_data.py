"""데이터: what is held is what is said, and an import shows at once."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.search.index import SearchIndex
from lib.store import Store
from tests.synthetic import OTHER_LAW, archive_file

APP = str(Path(__file__).parents[2] / "app.py")


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("SANJAE_HOME", str(tmp_path))
    monkeypatch.setenv("SANJAE_LANG", "ko")
    st.cache_resource.clear()
    st.cache_data.clear()
    at = AppTest.from_file(APP, default_timeout=60).run().switch_page("pages/data.py").run()
    assert not at.exception
    assert not at.error
    yield at
    st.cache_resource.clear()


def numbers(page: AppTest) -> list[str]:
    return [metric.value for metric in page.metric]


def take_in(page: AppTest, *files: tuple[str, bytes]) -> AppTest:
    page.file_uploader[0].set_value([(name, content, "application/octet-stream") for name, content in files])
    page.run()
    page.button(key="data_import").click().run()
    assert not page.exception
    assert not page.error
    return page


def test_it_says_what_is_held(page: AppTest) -> None:
    assert numbers(page) == ["58", "0", "58"]
    assert "기본 판례(앱에 들어 있음)" in page.table[0].value.index
    assert any("판례 58건이 모두 검색됩니다." in each.value for each in page.markdown)


def test_nothing_is_imported_before_files_are_there(page: AppTest) -> None:
    assert page.button(key="data_import").disabled


def test_an_import_shows_at_once_and_reports_every_file(page: AppTest) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        target.writestr("둘.md", archive_file("2021구단2"))
        target.writestr("../셋.md", archive_file("2021구단3"))
        target.writestr("다른 법.md", archive_file("2021구단4", title="이행강제금", body=OTHER_LAW))
    take_in(
        page,
        ("하나.md", archive_file("2021구단1").encode()),
        ("판례.zip", packed.getvalue()),
        ("깨짐.md", b"x"),
    )
    assert numbers(page) == ["60", "2", "58"]
    assert "새로 넣음 2," in page.success[0].value
    assert "산재가 아니어서 뺌 1, 읽지 못함 2." in page.success[0].value
    refused = page.dataframe[0].value
    assert refused["파일"].tolist() == ["판례.zip/../셋.md", "깨짐.md"]
    assert all(refused["읽지 못한 까닭"])

    page.switch_page("pages/search.py")
    page.query_params["q"] = "2021구단2"
    page.run()
    assert page.subheader[0].value == "찾은 판결 1건"

    page.switch_page("pages/statistics.py").run()
    assert page.dataframe[0].value["판결 수"].sum() == 60


def test_the_same_file_again_changes_nothing(page: AppTest) -> None:
    file = ("하나.md", archive_file("2021구단1").encode())
    take_in(page, file)
    take_in(page, file)
    assert numbers(page) == ["59", "1", "58"]
    assert "새로 넣음 0, 더 좋은 내용으로 바꿈 0, 이미 있음 1" in page.success[0].value


def test_only_refused_files_are_a_warning(page: AppTest) -> None:
    take_in(page, ("깨짐.md", b"x"))
    assert "읽지 못함 1." in page.warning[0].value
    assert not page.success


def test_an_index_that_lags_is_said_and_put_right(page: AppTest, tmp_path: Path) -> None:
    (tmp_path / "index" / "stamp.json").unlink()
    page.run()
    assert page.warning[0].value.startswith("검색 색인이 판례와 다릅니다.")
    page.button(key="data_sync").click().run()
    assert not page.warning
    with Store(tmp_path / "sanjae.db") as store:
        assert SearchIndex(tmp_path / "index").state(store).in_step


def test_the_limits_are_the_settings(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANJAE_UPLOAD_MAX_FILES", "2")
    monkeypatch.setenv("SANJAE_UPLOAD_MAX_MB", "1")
    page.run()
    assert any("파일 2개, 압축을 푼 크기 1MB까지" in each.value for each in page.caption)
    take_in(page, *((f"{n}.md", archive_file(f"2021구단{n}").encode()) for n in range(1, 5)))
    assert numbers(page)[0] == "60"
