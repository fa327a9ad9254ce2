"""Where to turn with a matter of another law."""

import pytest

from lib.domain.other_law import OtherLaw
from lib.guidance.turn_to import Place, helpers, laws_elsewhere
from tests.guidance.plain_words import check_plain


@pytest.mark.parametrize("law", OtherLaw)
def test_every_law_has_a_place(law: OtherLaw) -> None:
    entry = laws_elsewhere()[law]
    assert entry.turn_to and entry.says.ko != entry.says.en


def test_who_is_left_out_by_the_decree_is_told_the_article() -> None:
    left_out = (
        OtherLaw.OFFICIALS, OtherLaw.SOLDIERS, OtherLaw.SEAFARERS, OtherLaw.PRIVATE_SCHOOLS, OtherLaw.HOUSEHOLDS,
        OtherLaw.SMALL_FARMS,
    )  # fmt: skip
    for law in left_out:
        assert any(basis.article.startswith("제2조 제1항") for basis in laws_elsewhere()[law].basis)


def test_a_number_stands_in_two_different_sources() -> None:
    places = {turn.place.name.ko: turn.place for law in laws_elsewhere().values() for turn in law.turn_to}
    for place in places.values():
        assert not place.phone or len({source.url for source in place.sources}) >= 2
    with pytest.raises(ValueError, match="two sources"):
        Place.model_validate({"name": {"ko": "어느 곳", "en": "a place"}, "phone": "1350"})


def test_who_helps_is_told_plainly() -> None:
    names = [each.place.name.ko for each in helpers()]
    assert names[0].startswith("근로복지공단") and "자살예방상담전화" in names
    assert {each.place.phone for each in helpers() if each.foreign} == {"1577-0071", "1345"}
    for each in helpers():
        for text in filter(None, (each.does, each.languages, each.costs)):
            check_plain(text.ko)
