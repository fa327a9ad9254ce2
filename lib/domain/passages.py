"""A ruling as a row of numbered sentences, each with who speaks in it.

What is said about a ruling rests on such a sentence: whoever refers to it names its number, and a reader
sees whose words they are. A ruling whose text is not held is told by the phrases of this guide's digest.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lib.domain.digest import Digest
from lib.domain.reasons import read_reasons
from lib.domain.records import StoredRuling
from lib.domain.sections import Part, Sections
from lib.domain.speakers import Voice, is_prose
from lib.domain.voices import read_voices
from lib.text.sentences import sentences
from lib.text.spelling import squeeze


class Speaker(StrEnum):
    """Whose words a sentence is, as the page names it.

    `COURT` alone is what the deciding court holds; `FACT` what it found to have happened.
    """

    CLAIMANT = "원고의 주장"
    AGENCY = "공단의 주장"
    FACT = "법원이 인정한 사실"
    EXPERT = "의사의 소견"
    RECORD = "진술·자료"
    BELOW = "앞선 법원의 판단"
    LAW = "법의 설명"
    COURT = "법원의 판단"
    CONCLUSION = "결론"
    GUIDE = "이 안내의 요약"


OWN = frozenset({Speaker.COURT, Speaker.FACT, Speaker.CONCLUSION})
"""What the deciding court says for itself."""

_SPEAKERS = {
    Voice.PLAINTIFF: Speaker.CLAIMANT,
    Voice.AGENCY: Speaker.AGENCY,
    Voice.FACT: Speaker.FACT,
    Voice.EXPERT: Speaker.EXPERT,
    Voice.RECORD: Speaker.RECORD,
    Voice.BELOW: Speaker.BELOW,
    Voice.LAW: Speaker.LAW,
    Voice.COURT: Speaker.COURT,
}


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a ruling: `text` without line breaks, `ruling_text[start:end]` as it is held.

    `number` counts from 1 in the order of the ruling. `decides`: it is among the findings that carry the
    result. `answers`: the number of the argument that the court answers with it, 0 where none is known. A
    phrase of a digest has no place in a text: both ends are 0.
    """

    number: int
    text: str
    start: int
    end: int
    speaker: Speaker
    decides: bool = False
    answers: int = 0


def passages(ruling: StoredRuling) -> tuple[Passage, ...]:
    """The sentences of the reasons and of the conclusion; of a digest its phrases; empty for a stub.

    What courts write in every ruling (이유 기재와 같다) is left out.
    """
    if not ruling.sections.has_order:
        return tuple(_of_digest(ruling.precedent.digest)) if ruling.precedent.digest else ()
    return tuple(_of_text(ruling))


# A list of evidence, or the name of a picture, is no sentence of anybody's.
_EVIDENCE = re.compile(r"\W*(?:인정근거|배척증거)|[\s\S]*\.(?:jpe?g|png|gif|bmp)\W*$", re.IGNORECASE)


def _of_text(ruling: StoredRuling) -> Iterator[Passage]:
    sections = ruling.sections
    row = read_voices(sections)
    read = read_reasons(sections, row, ruling.labels.outcome.value, ruling.side)
    carrying = (*read.deciding, *read.circumstances)
    number = argued = 0
    for each in row:
        speaker = _SPEAKERS.get(each.voice)
        if speaker is None or _EVIDENCE.match(each.words):
            continue
        number += 1
        decides = any(start < each.end and each.start < end for start, end in carrying)
        is_own = speaker in OWN and decides
        yield Passage(
            number,
            _one_line(sections.text[each.start : each.end]),
            each.start,
            each.end,
            speaker,
            decides,
            argued if is_own else 0,
        )
        if speaker in (Speaker.CLAIMANT, Speaker.AGENCY) and each.part is not Part.HISTORY:
            argued = number
    yield from _concluded(sections, number, max((each.end for each in row), default=0))


# What follows the last reason: the sentences with which the court ends.
def _concluded(sections: Sections, number: int, behind: int) -> Iterator[Passage]:
    for section in sections.of(Part.CONCLUSION):
        for sentence in sentences(sections.text, max(section.start, behind), section.end):
            said = sections.text[sentence.body : sentence.end]
            if is_prose(squeeze(said)):
                number += 1
                yield Passage(number, _one_line(said), sentence.body, sentence.end, Speaker.CONCLUSION)


# A digest says in its own words what was argued, found and held: of what it weighed only what it tells as
# the court's view carries the result, and what tipped it.
def _of_digest(digest: Digest) -> Iterator[Passage]:
    told = [(phrase, False) for phrase in (*digest.facts, digest.denial_reason) if phrase]
    told += [(phrase, bool(_COURT_HOLDS.search(phrase))) for phrase in digest.weighed]
    told += [(phrase, not tells_anothers(phrase)) for phrase in digest.tipped]
    for number, (phrase, decides) in enumerate(told, start=1):
        yield Passage(number, _one_line(phrase), 0, 0, Speaker.GUIDE, decides)


_COURT_HOLDS = re.compile(r"법원(?:은|이|에서는|도)\s")
_WHO = r"(?:법원\s)?(?:(?:감정|주치|자문|전문|담당)의(?:사)?|감정\s의사|의사|연구원|감정인|병원|배우자|유족|가족|원고|본인|근로자|동료|반장|회사|공단|판정위(?:원회)?)"
_ANOTHERS = re.compile(
    # What somebody else is said to say, named first of all; or an opinion as such.
    rf"^(?:[^.,]{{0,14}}\s)?(?:[가-힣]{{0,4}}(?:{_WHO}))(?:들|측)?(?:은|는|도)\s[^.]*(?:[다라]고\s(?:했|하였|말했|보았|밝|답)|주장했|내세웠)"
    r"|(?:의견|소견|주장)(?:이\s있었다)?[.]?$"
)


def tells_anothers(phrase: str) -> bool:
    """True for a phrase of a digest that tells what a doctor, a party or somebody else said, and not the court."""
    return bool(_ANOTHERS.search(phrase)) and not _COURT_HOLDS.search(phrase)


def _one_line(words: str) -> str:
    return " ".join(words.split())
