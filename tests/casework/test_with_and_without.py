"""How disputes ended with and without a kind of evidence: over a whole listing, as counts, and nowhere else."""

from pathlib import Path

import pytest

from bench.rates import GROUPS
from lib.casework.analysis import analyze
from lib.casework.rates import WithAndWithout, with_and_without, with_and_without_in_words
from lib.collect.importing import import_paths, load_starter
from lib.domain.counting import LEAST
from lib.domain.dispute import by_ruling, disputes
from lib.domain.intake import Intake
from lib.rulings.statistics import basis
from lib.search.index import SearchIndex
from lib.search.understanding import understand
from lib.store import Store
from tests.synthetic import archive_file

DEAF = Intake(
    story="조선소에서 20년 용접을 했고 귀가 잘 안 들립니다.",
    diagnoses=("감각신경성 난청",),
    denial_reason="85dB 이상의 소음 노출이 확인되지 않습니다.",
)
MEASURED = "공단은 작업환경측정 결과를 살폈다."
BODY = (
    "【주문】1. {order}\n【청구취지】피고가 2021. 3. 4. 원고에게 한 요양불승인처분을 취소한다.\n"
    "【이유】1. 처분의 경위\n가. {history}\n"
    "나. 피고는 2021. 3. 4. 원고에게 요양불승인처분(이하 '이 사건 처분'이라 한다)을 하였다.\n"
    "2. 판단\n{judged}\n3. 결론\n주문과 같이 판결한다.\n판사 판사1\n"
)
ORDERS = {
    True: "피고가 2021. 3. 4. 원고에게 한 요양불승인처분을 취소한다.",
    False: "원고의 청구를 기각한다.",
}


# Disputes over hearing of which so many tell of a measurement, and of each kind so many were won.
def write(folder: Path, told: tuple[int, int], untold: tuple[int, int]) -> None:
    folder.mkdir()
    group, number = GROUPS[0], 0
    for words, (won, lost) in ((MEASURED, told), ("", untold)):
        for is_won in [True] * won + [False] * lost:
            number += 1
            body = BODY.format(order=ORDERS[is_won], history=group.history, judged=f"{group.judged} {words}")
            content = archive_file(f"2020구단{number}", body=body, serial=str(900_000 + number))
            (folder / f"{number}.md").write_text(content, encoding="utf-8")


def found(
    place: Path, told: tuple[int, int], untold: tuple[int, int], *, is_listing: bool = True
) -> dict[str, WithAndWithout]:
    write(place / "판례", told, untold)
    with Store(place / "sanjae.db") as store:
        index = SearchIndex(place / "index")
        import_paths([place / "판례"], store, index.sync, is_listing=is_listing)
        dispute_of = by_ruling(disputes(store.listing(), store.related()))
        asked = ["noise_measurements", "pathology_report", "contract_papers"]
        return with_and_without(basis(store), understand(DEAF), index, asked, dispute_of)


def test_a_listing_tells_both_counts(tmp_path: Path) -> None:
    told = found(tmp_path, (21, LEAST - 21), (8, LEAST))
    assert [*told] == ["noise_measurements"]
    counted = told["noise_measurements"]
    assert (counted.told.n, counted.told.favourable) == (LEAST, 21)
    assert (counted.untold.n, counted.untold.favourable) == (LEAST + 8, 8)
    said = with_and_without_in_words(counted)
    assert "30건에서는 21건" in said and "38건에서는 8건" in said and "‘작업환경측정’" in said
    assert said.endswith("관련이지 원인이 아닙니다.") and "%" not in said


@pytest.mark.parametrize(
    ("told", "untold"),
    [((20, LEAST - 21), (20, LEAST)), ((20, LEAST), (10, LEAST - 11)), ((20, LEAST), (0, 0))],
)
def test_of_few_nothing_is_told(tmp_path: Path, told: tuple[int, int], untold: tuple[int, int]) -> None:
    assert not found(tmp_path, told, untold)


def test_of_what_was_chosen_nothing_is_told(tmp_path: Path) -> None:
    assert not found(tmp_path, (20, LEAST), (20, LEAST), is_listing=False)


def test_of_the_rulings_that_ship_nothing_is_told(tmp_path: Path) -> None:
    with Store(tmp_path / "sanjae.db") as store:
        index = SearchIndex(tmp_path / "index")
        load_starter(store, index.sync)
        assert not analyze(DEAF, store, index).with_and_without


def test_who_no_longer_wants_to_live_is_told_no_counts(tmp_path: Path) -> None:
    write(tmp_path / "판례", (20, LEAST), (20, LEAST))
    with Store(tmp_path / "sanjae.db") as store:
        index = SearchIndex(tmp_path / "index")
        import_paths([tmp_path / "판례"], store, index.sync, is_listing=True)
        told = DEAF.model_copy(update={"denial_reason": "작업환경측정 결과 소음이 낮습니다."})
        despairing = told.model_copy(update={"story": DEAF.story + " 이제 죽고 싶습니다."})
        assert analyze(told, store, index).with_and_without
        analysis = analyze(despairing, store, index)
    assert analysis.needs_support and not analysis.with_and_without
