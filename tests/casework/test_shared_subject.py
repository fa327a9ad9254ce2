"""Whether two sentences are about the same thing, and what that was learnt from."""

import pytest

from lib.casework.pairings import RELATED
from lib.casework.shared_subject import Account, Matter, Words, related
from lib.guidance.criteria import criteria
from lib.guidance.factor_entries import factors
from lib.sources.starter import FOLDER, read_starter
from lib.text.shipped import read_shipped
from training import shared_subject


def test_what_ships_was_learnt_from_the_set() -> None:
    shipped, learnt = read_shipped("shared_subject.yaml"), shared_subject.learnt()
    assert (shipped["set"], shipped["meanings"]) == (learnt["set"], learnt["meanings"])
    for each in ("marked", "unmarked"):
        assert shipped[each]["weights"] == pytest.approx(learnt[each]["weights"], abs=0.001)
        assert shipped[each]["bias"] == pytest.approx(learnt[each]["bias"], abs=0.001)


def test_most_pairs_of_the_set_are_taken_for_what_they_are() -> None:
    rows = shared_subject.rows()
    right = [(row["related"], related(*shared_subject.parts_of(row)) >= RELATED) for row in rows]
    kept = [is_kept for is_related, is_kept in right if is_related]
    let_in = [is_kept for is_related, is_kept in right if not is_related]
    assert sum(kept) >= 0.8 * len(kept)
    assert sum(let_in) <= 0.12 * len(let_in)


@pytest.mark.parametrize(
    ("told", "near", "far"),
    [
        (
            "밤 열 시부터 아침 일곱 시까지 일했습니다.",
            ("야간근무와 교대로 쌓인 피로를 업무상 부담으로 보았다.", "night_work"),
            ("왼쪽 귀의 청력 손실이 기준에 못 미친다.", "hearing_loss_small"),
        ),
        (
            "팀장이 회의에서 여러 번 욕설을 했습니다.",
            ("상사의 모욕과 질책으로 받은 스트레스가 우울증을 나쁘게 했다.", "humiliated_in_public"),
            ("급격한 소음의 측정값이 남아 있지 않다.", "noise_measured_high"),
        ),
    ],
)
def test_other_words_for_the_same_thing_are_nearer(
    told: str, near: tuple[str, str], far: tuple[str, str]
) -> None:
    account = Account(Words(told))
    one, other = (Matter(Words(words), marked=(about,)) for words, about in (near, far))
    assert related(account, one) > related(account, other)


def test_any_words_are_compared() -> None:
    for text in ("", "…", "🙂", "abc 123", "가" * 3_000):
        assert isinstance(related(Account(Words(text)), Matter(Words("소음이 컸다."))), float)


def test_what_ships_is_all_marked_with_circumstances_that_there_are() -> None:
    marked, known = read_shipped("subjects.yaml"), {each.id for each in factors()}
    assert marked["criteria"].keys() == {each.id for each in criteria()}
    digests = {each.digest.serial: each.digest for each in read_starter(FOLDER) if each.digest}
    assert marked["rulings"].keys() == digests.keys()
    for serial, digest in digests.items():
        assert len(marked["rulings"][serial]) == len((*digest.weighed, *digest.tipped)), serial
    lists = [*marked["criteria"].values(), *(about for each in marked["rulings"].values() for about in each)]
    assert all(known.issuperset(about) for about in lists)


def test_of_two_marked_alike_in_words_that_is_nearer_which_is_about_what_was_told() -> None:
    account = Account(Words("상사가 회의에서 여러 사람 앞에서 소리를 질렀어요."))
    words = Words("일의 사정과 그 정도를 함께 살핀다.")
    near, far = (Matter(words, marked=about) for about in (("humiliated_in_public",), ("years_in_noise",)))
    assert related(account, near) > related(account, far)
