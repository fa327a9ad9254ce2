"""What a story tells was filed and is not decided yet: `5월 28일에 심사청구서를 지사에 냈고 답은 아직`."""

import re
from dataclasses import dataclass

from lib.domain.taxonomy import Stage
from lib.domain.told_stage import ORDER, SOMEONE_ELSE, read_stages
from lib.text.sentences import sentence_at
from lib.text.stance import Stance, read_stances


@dataclass(frozen=True, slots=True)
class Filing:
    """What is awaited, by the stage that its decision will be of, and the words that tell it."""

    stage: Stage
    words: str


_NAMED = re.compile(
    r"(?P<second>항소(?:장|심)?(?!\s?기각))"
    r"|(?P<first>소장|(?:행정\s?)?소송|(?<![가-힣])소(?=를\s))"
    r"|(?P<second_review>재심사(?:\s?청구)?(?:서)?)"
    r"|(?P<review>(?<![재류])심사\s?청구(?:서)?|(?<![가-힣])심사(?=[를을]\s)|이의\s?신청(?:서)?)"
)
_OF_NAME = {
    "second": Stage.SECOND_INSTANCE, "first": Stage.FIRST_INSTANCE,
    "second_review": Stage.SECOND_REVIEW, "review": Stage.REVIEW,
}  # fmt: skip
_FILED = re.compile(
    r"[^.!?\n]{0,24}?(?:(?<![가-힣])(?:냈|내고|내서|낸\s|넣|올[렸려린]|걸[었어])|제기[했하한해]|접수[했하한해시]|청구[했하한해]|제출[했하한해]|(?<=를\s)[했하해]|(?<=은\s)[했하해]|해\s?[놓둔뒀두])"
)
_WAITS = re.compile(
    r"(?:답변?|결과|결정|재결|판결|선고|연락|통지|소식)[^.!?\n]{0,12}?(?:아직|없|안\s?(?:나[왔오온]|왔|옴|와)|못\s?받|기다)|기다리(?:는|고|며|라)|아직\s?(?:답|결과|결정|재결|판결|소식)|심리\s?중"
)


def told_filing(story: str) -> Filing | None:
    """The last thing that the writer filed and waits for; None where none is told, or where it was decided since."""
    if not _WAITS.search(story):
        return None
    stances = read_stances(story)
    decided = [each.stage for each in read_stages(story)]
    if None in decided:
        return None
    found = None
    for match in _NAMED.finditer(story):
        stage = _OF_NAME[match.lastgroup or ""]
        filed = _FILED.match(story, match.end())
        if filed is None or SOMEONE_ELSE.search(story, stances.sentence(*match.span())[0], match.start()):
            continue
        if stances.read(match.start(), filed.end()).stance is Stance.AFFIRMED and _WAITS.search(
            story, match.end()
        ):
            found = stage, match.start()
    if found is None or any(each and ORDER.index(each) >= ORDER.index(found[0]) for each in decided):
        return None
    sentence = sentence_at(story, found[1])
    return Filing(found[0], " ".join(sentence.words.split())) if sentence else None
