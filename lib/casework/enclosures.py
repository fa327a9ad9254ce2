"""The evidence that a paper names: what is enclosed, what others have, and what is still to be handed in."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from lib.casework.analysis import Analysis
from lib.casework.paper_lines import Line
from lib.casework.told_papers import ToldPaper, told_papers
from lib.guidance.evidence import Missing, evidence_in_hand
from lib.text.spelling import squeeze

# Characters of a paper's name without its ending from which on it names just that.
_SHORTEST_STEM = 4
# Characters in a row that a record and the refusal share where both say the same.
_SAME = 4


@dataclass
class Enclosures:
    """The evidence of a case, read once."""

    analysis: Analysis

    @cached_property
    def told(self) -> tuple[Missing, ...]:
        """Evidence of which the texts tell that something is there."""
        korean = self.analysis.intake.readable.in_korean
        return evidence_in_hand(korean.text, korean.denial_reason, self.analysis.understood.labels)

    @property
    def evidence(self) -> tuple[Missing, ...]:
        """The evidence of the case as its analysis names it, in its order: a page and the paper say the same."""
        return self.analysis.missing_evidence

    def _told_papers(self) -> list[ToldPaper]:
        return told_papers(self.analysis.intake.readable.story)

    # A record that says what the refusal says of it is nobody's to enclose: `초진기록에 계단에서 넘어졌다고 적혀 있다`.
    def _speaks_for_the_refusal(self, paper: ToldPaper) -> bool:
        letter = squeeze(self.analysis.intake.readable.denial_reason)
        said = squeeze(paper.words)
        place = said.find(squeeze(paper.name))
        says = said[place + len(squeeze(paper.name)) :]
        if place < 0 or not re.match("에는|에도|에|으로는|로는", says):
            return False
        return any(says[at : at + _SAME] in letter for at in range(len(says) - _SAME + 1))

    def lines(self, have: Collection[str]) -> Iterator[Line]:
        """Each piece with what becomes of it. In hand are those of the ids in `have`, and the things that the story names.

        What others are said to have is to be asked of them.
        """
        told = [each for each in self._told_papers() if not self._speaks_for_the_refusal(each)]
        in_hand = [each for each in told if each.where == "in_hand"]
        for paper in in_hand:
            yield Line("item", paper.name, "붙임: ")
        for paper in told:
            if paper.where == "with_others":
                yield Line("item", f"{paper.name} (“{paper.words}”)", "가진 사람에게 요청할 자료: ")
        names = [squeeze(paper.name) for paper in told]
        told_ids = {each.id for each in self.told}
        for each in self.evidence:
            if each.id in have:
                yield Line("item", each.what.ko, "붙임: ")
            elif not (each.id in told_ids and any(_is_of(name, each.what.ko) for name in names)):
                there = [paper.name for paper in in_hand if _names(each.what.ko, paper.name)]
                beside = f" ({', '.join(there)}: 붙임)" if there else ""
                yield Line("item", each.what.ko + beside, "준비하여 더 낼 자료: ")


# Whether a bundle of evidence names just that kind of thing.
def _is_of(name: str, what: str) -> bool:
    bundle = squeeze(what)
    return any(
        name.endswith(head) and head in bundle
        for head in (name, name[-4:], name[-3:], name[-2:])
        if len(head) > 1
    )


def _names(what: str, name: str) -> bool:
    stem = re.sub(r"(?:통보서|서|지)$", "", squeeze(name))
    return len(stem) >= _SHORTEST_STEM and stem in squeeze(what)
