"""Who stands against a client is found by the marks of names, and the database without the key gives no name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.casework.conflicts import (
    Conflict,
    NameKeyError,
    check_key,
    conflicts,
    held_conflicts,
    in_words,
    name_marks,
    new_key,
    remember,
    take_key,
)
from lib.privacy.name_marks import NameMarks
from lib.store import Store
from tests.privacy.test_name_marks import SAME, made_up


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "sanjae.db") as opened:
        yield opened


@pytest.fixture
def marks() -> NameMarks:
    return NameMarks(new_key())


def hold(store: Store, marks: NameMarks, code: str, **parties: tuple[str, ...]) -> None:
    store.save("접수", code, "{}", "{}", "f", "")
    remember(parties, marks, store, "접수", code)


def test_the_other_side_the_company_a_co_claimant_and_the_attacker_are_looked_for_among_clients(
    store: Store, marks: NameMarks
) -> None:
    hold(store, marks, "1", client=("문희정",), company=("(주)한빛",))
    hold(store, marks, "2", client=("한빛 주식회사",), other_side=("박도윤",))
    for role in ("other_side", "company", "co_claimant", "attacker"):
        assert conflicts({role: ("문 희정 씨",)}, marks, store) == (
            [] if role == "company" else [Conflict(role, "접수", "1", "client", "문 희정 씨")]
        ), role
    assert conflicts({"company": ("㈜ 한빛 서울지점",)}, marks, store) == [
        Conflict("company", "접수", "2", "client", "㈜ 한빛 서울지점")
    ]
    # A new client who stood on the other side.
    assert conflicts({"client": ("박도윤",)}, marks, store) == [
        Conflict("client", "접수", "2", "other_side", "박도윤")
    ]
    # Two clients against one company, and a client who comes again, are no conflict.
    assert conflicts({"client": ("문희정",), "other_side": ("근로복지공단",)}, marks, store) == []
    (told,) = conflicts({"attacker": ("문희정",)}, marks, store)
    assert in_words(told) == "같은 이름이 있습니다: 이 사건의 가해자, ‘접수’ 목록 ‘1’ 사건의 의뢰인."
    assert "문희정" not in str(told.document())


def test_held_cases_that_share_a_name_are_told_from_both_sides_without_key_or_name(
    store: Store, marks: NameMarks
) -> None:
    hold(store, marks, "1", client=("문희정",), company=("한빛",))
    hold(store, marks, "2", client=("박도윤",), attacker=("문희정님",), company=("한빛",))
    assert held_conflicts(store, "접수", "1") == [Conflict("client", "접수", "2", "attacker")]
    assert held_conflicts(store, "접수", "2") == [Conflict("attacker", "접수", "1", "client")]
    assert store.conflicting("접수", "client", ("attacker",)) == {"1", "2"}
    # Nobody is in conflict with themselves, and a deleted case with nobody.
    assert conflicts({"attacker": ("문희정",)}, marks, store, "접수", "1") == []
    store.delete_case("접수", "2")
    assert held_conflicts(store, "접수", "1") == []


def test_forty_names_in_variants_are_found_among_five_hundred(store: Store, marks: NameMarks) -> None:
    held = made_up(3, 460) + [name for name, _ in SAME][:40]
    for number, name in enumerate(held):
        store.remember_names("접수", str(number), [("client", mark) for mark in marks.of(name)])
    asked = SAME[:40] + [(name, name) for name in made_up(4, 460)]
    found = [(name, other) for name, other in asked if conflicts({"other_side": (other,)}, marks, store)]
    strangers = [pair for pair in found if pair not in SAME and pair[0] not in held]
    assert len([pair for pair in found if pair in SAME]) >= 38 and len(strangers) <= 2


def test_the_database_without_the_key_gives_no_name(tmp_path: Path, marks: NameMarks) -> None:
    names = ["문희정", "한빛물산", "Nguyen Van Anh"]
    with Store(tmp_path / "home" / "sanjae.db") as store:
        for number, name in enumerate(names):
            hold(store, marks, str(number), client=(name,))
        written = b"".join(file.read_bytes() for file in (tmp_path / "home").glob("*"))
        for name in (*names, "문희", "한빛", "nguyen", "NGUYEN"):
            assert name.encode() not in written
        # Whoever has the file and tries every name they know, with a key of their own or none, finds nobody.
        another = NameMarks(new_key())
        assert all(not store.holders(another.of(name)) for name in names)
        assert all(store.holders(marks.of(name)) for name in names)


def test_no_key_a_weak_one_and_another_one_are_told(store: Store, marks: NameMarks) -> None:
    assert name_marks("") is None and name_marks("  ") is None
    with pytest.raises(NameKeyError):
        name_marks("1234")
    assert check_key(marks, store) and check_key(marks, store)
    other = NameMarks(new_key())
    assert not check_key(other, store)
    take_key(other, store)
    assert check_key(other, store) and not check_key(marks, store)
