"""What is said first in despair, and quietly beside illnesses of the mind."""

from dataclasses import replace

from lib.casework.crisis import quiet_support, support
from lib.domain.intake import Intake
from lib.domain.taxonomy import Disease
from lib.search.read_by_words import Further, Understood
from lib.search.understanding import understand


def test_help_and_the_emergency_numbers_are_named() -> None:
    said = support()
    assert all(number in said for number in ("109", "119", "112"))
    linked = support(number=lambda place: f"[{place.phone}](tel:{place.phone})")
    assert all(f"(tel:{number})" in linked for number in ("109", "119", "112"))


def test_a_quiet_line_stands_beside_every_illness_of_the_mind() -> None:
    told = understand(Intake(story="상사의 괴롭힘으로 우울증이 왔는데 업무와 관련이 없다고 거절됐습니다."))
    assert told.disease_category is Disease.MENTAL
    assert "109" in quiet_support(told) and "119" not in quiet_support(told)
    deaf = Understood(disease_category=Disease.HEARING)
    assert quiet_support(deaf) == ""
    both = replace(deaf, further=(Further("disease_category", Disease.MENTAL, ("우울증",)),))
    assert "109" in quiet_support(both)
