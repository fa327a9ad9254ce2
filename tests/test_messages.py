"""The catalogues: every message of the interface is there, in English too, and compiled."""

import re

import pytest
from babel.messages.pofile import read_po

from lib.i18n import LANGUAGES, translator
from tools import messages

TEMPLATE = messages.collect()


def test_there_are_messages() -> None:
    assert len(list(TEMPLATE)) > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_what_the_code_says(language: str) -> None:
    """Run `python -m tools.messages` when this fails."""
    catalog = messages.updated(language, TEMPLATE)
    assert messages.untranslated(catalog) == []
    path = messages.catalogue_path(language)
    assert path.read_bytes() == messages.po_bytes(catalog)
    assert path.with_suffix(".mo").read_bytes() == messages.mo_bytes(catalog)


def test_no_message_is_missed() -> None:
    code = 'f"{_("가")} {_(\'나\')}"; _("다" "라"); N_("마"); _(names[0]); other("바")'.replace(
        '"가"', "'가'"
    )
    assert [text for _line, text in messages.marked(code)] == ["가", "나", "다라", "마"]
    with pytest.raises(ValueError, match="f-string"):
        messages.marked("_(f'판결 {n}건')")


def test_english_is_english() -> None:
    """No Korean is left over, apart from terms in parentheses and names of the law's own things."""
    with messages.catalogue_path("en").open("rb") as file:
        catalog = read_po(file, locale="en")
    for message in catalog:
        if message.id:
            outside = re.sub(r"\([^)]*\)|`[^`]*`|'[^']*'", "", str(message.string))
            assert len(re.findall(r"[가-힣]+", outside)) <= 1, f"{message.id} → {message.string}"


def test_placeholders_are_the_same_in_both_languages() -> None:
    with messages.catalogue_path("en").open("rb") as file:
        catalog = read_po(file, locale="en")
    for message in catalog:
        if message.id:
            asked = sorted(re.findall(r"\{[^}]*\}", str(message.id)))
            given = sorted(re.findall(r"\{[^}]*\}", str(message.string)))
            assert asked == given, f"{message.id} → {message.string}"


def test_an_unknown_language_speaks_korean() -> None:
    assert translator("xx")("인정") == "인정"
    assert translator("ko")("인정") == "인정"
