"""A ruling says the same in every form of its characters: its labels, and what it is called."""

from dataclasses import replace

import pytest

from lib.domain.classify import classify
from lib.domain.labels import Labels
from lib.domain.records import StoredRuling
from lib.domain.ruling import Precedent, ruling_id
from lib.domain.scope import is_industrial_accident
from lib.domain.taxonomy import Outcome
from lib.rulings.summary import summarize
from lib.sources.shapes import one_line
from lib.sources.starter import read_starter
from lib.text.spelling import Plain
from tests.domain.corpus import CORPUS, own_rulings, real_rulings
from tests.forms import FORMS

LEFT_OUT = CORPUS.parent / "leave_out.txt"


def differing(ruling: Precedent) -> dict[str, Labels]:
    """Form → the labels that are others than in the form in which the ruling came."""
    labels = classify(ruling)
    return {
        name: read
        for name, form in FORMS.items()
        # Sources hand over lines of a record plain; the text stays as it is.
        if (read := classify(replace(ruling, title=one_line(form(ruling.title)), text=form(ruling.text))))
        != labels
    }


def test_labels_of_rulings_of_our_own() -> None:
    rulings = [ruling for ruling, _ in own_rulings()]
    decided = [classify(ruling).outcome.value is not Outcome.UNKNOWN for ruling in rulings]
    assert sum(decided) > 10
    assert {ruling.id: found for ruling in rulings if (found := differing(ruling))} == {}


@pytest.mark.skipif(
    not CORPUS.is_dir(), reason="no real rulings in ../shared/corpus, and nothing installs them"
)
def test_labels_of_real_rulings() -> None:
    left_out = LEFT_OUT.read_text(encoding="utf-8").splitlines() if LEFT_OUT.is_file() else []
    rulings = [ruling for ruling, _ in real_rulings() if ruling.case_number not in left_out]
    assert len(rulings) > 50
    assert {ruling.id: found for ruling in rulings if (found := differing(ruling))} == {}


def test_every_shipped_ruling_has_one_id_in_every_form() -> None:
    rulings = list(read_starter())
    assert len(rulings) > 50
    for ruling in rulings:
        for form in FORMS.values():
            assert ruling_id(form(ruling.court), form(ruling.case_number)) == ruling.id
        # What ships is plain already, so that its digest reads as it is written.
        assert one_line(ruling.title) == ruling.title


@pytest.mark.parametrize("form", FORMS)
def test_a_summary_quotes_the_same_sentences_and_leads_back(form: str) -> None:
    quoted = 0
    for ruling, _ in own_rulings():
        written = replace(ruling, text=FORMS[form](ruling.text))
        assert is_industrial_accident(written) == is_industrial_accident(ruling)
        ours, theirs = (
            summarize(StoredRuling(each.id, each, classify(each), (), 1, 1)) for each in (ruling, written)
        )
        assert len(ours.quotes) == len(theirs.quotes)
        as_held = Plain(written.text)
        for one, other in zip(ours.quotes, theirs.quotes, strict=True):
            assert (one.start, one.end) == (other.start, other.end)
            start, end = as_held.span(other.start, other.end)
            assert Plain(written.text[start:end]).chars == Plain(one.text).chars
            quoted += 1
    assert quoted > 20
