"""A held ruling's sections and side are those that its labels hold."""

from dataclasses import replace

from lib.domain.classify import classify
from lib.domain.labels import Labels
from lib.domain.records import StoredRuling
from lib.domain.ruling import Precedent
from lib.domain.sections import Part, Section
from lib.domain.side import Side

EMPLOYERS = Precedent(
    case_number="2021구단100",
    court="한빛지방법원",
    title="요양승인처분취소",
    source="archive",
    text="【주문】원고의 청구를 기각한다.\n【이유】1. 처분의 경위\n원고 회사는 재해자를 고용한 사업주로서,"
    " 피고가 재해자에게 한 요양승인처분의 취소를 구한다.",
)


def held(precedent: Precedent, labels: Labels) -> StoredRuling:
    return StoredRuling("id", precedent, labels, (), 1, 1)


def test_sections_and_side_are_the_stored_ones() -> None:
    labels = classify(EMPLOYERS)
    ruling = held(EMPLOYERS, labels)
    assert [section.part for section in ruling.sections.parts] == [Part.ORDER, Part.REASONS, Part.HISTORY]
    assert ruling.sections.body(Part.ORDER) == "원고의 청구를 기각한다."
    assert ruling.side is labels.side is Side.DEFENDANT
    other = replace(labels, sections=(Section(Part.ORDER, "", 0, 2),), side=Side.NONE)
    assert held(EMPLOYERS, other).sections.body(Part.ORDER) == "【주"
    assert held(EMPLOYERS, other).side is Side.NONE


def test_labels_that_hold_neither_are_completed_from_the_text() -> None:
    labels = classify(EMPLOYERS)
    older = held(EMPLOYERS, replace(labels, sections=None, side=None))
    assert older.sections.parts == labels.sections
    assert older.side is Side.DEFENDANT


def test_without_a_text_there_are_no_sections() -> None:
    stub = replace(EMPLOYERS, text="")
    labels = classify(stub)
    assert (labels.sections, labels.side) == ((), None)
    assert not held(stub, labels).sections.has_order
