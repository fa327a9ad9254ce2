"""What the writer of a story denies of their own case: `귀는 멀쩡합니다`, `심사청구는 한 적 없어요`, `출퇴근하고는 상관 없어요`.

What others deny (the agency, the company), what was so before, and what is only asked or supposed is none of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lib.text.once import once
from lib.text.sentences import sentences
from lib.text.spelling import blanked

_ENDS = r"(?=어요|었|습니다|아요|다(?!고|는|며|네|면)|음|고(?=[\s,.]|요)|는데|은데|네요|지요|죠|거든|구요|[\s.,]|$)"
_DENIES = re.compile(
    rf"적[은이도]?\s?(?:한\s?번도\s?|전혀\s?|단\s?한\s?번도\s?)?없{_ENDS}"
    rf"|(?:상관|관계|관련)(?:이|은|도)?\s?없{_ENDS}"
    rf"|(?:낸|넣은|제기한|청구한|신청한|접수한|받은|한)\s?(?:일|게|것|거|건|바|데)[이은도가]?\s?(?:하나도\s?|아무것도\s?|전혀\s?|아직\s?)?없{_ENDS}"
    r"|아무렇지(?:도|는)?\s?않(?:아요|습니다|고|은데)|멀쩡(?:합니다|해요|하고|한데|하거든|함|하다)|괜찮(?:습니다|아요|고|은데|거든|음|다)|안\s?(?:아파요|아픕니다|아프고|다쳤)"
    r"|(?:얘기|이야기|말)[은는이가]?\s?왜\s"
    rf"|면허(?:증)?(?:도|조차|가)?\s?없{_ENDS}|할\s?줄\s?(?:도\s?)?(?:모[르릅]|몰라)"
    r"|(?:안|못)\s?(?:냈|넣었|했(?!던)|올렸|걸었|해\s?봤)|(?:하지|내지|넣지|제기하지|가지)(?:도|는)?\s?(?:않|못)(?:았|습니다|아요|고|음|했)"
    r"|근처에도\s?(?:안|못|가\s?본\s?적)"
    r"|아니(?:에요|예요|고(?=[\s,])|라(?=\s)|거든)|아닙니다|아님(?![가-힣])"
)
_PASSED_ON = re.compile(
    r"[다라자](?:고|며|면서|네요|는(?:데|\s?(?:거|게|이유|식|말|통지|판단|소견)))|[대래](?:요|서|는데|네)|[랍답]니다|[다라]더[라니군]|(?:해도|하면|으면|라면|다면)\s|나요|까요|을까|\?"
)
_BEFORE = re.compile(
    r"밖에\s|(?<![가-힣])전[에엔까]|기\s?전|이전|평소|입사|원래|그동안|여태|다치기|지금까지|예전|과거|젊"
)
_OF_OTHERS = re.compile(
    r"(?:공단|지사|회사|사장|사업주|원청|병원|의사|자문의|판정위|위원회|법원|판사|동료|반장|담당자)(?:님)?(?:은|는|이|가|에서는?|측은?)\s"
)
_PARTS = re.compile(
    r"[,;]\s*|(?<=[았었였했됐냈갔왔졌렸쳤켰났샀섰봤줬웠]고)\s|(?<=[은는인한건]데)\s|(?<=지만)\s|(?<=아니라)\s|(?<=아니고)\s|(?<=없고)\s|(?<=하고)\s(?=\S+[은는]\s)"
)


@dataclass(frozen=True, slots=True)
class Denied:
    """A clause that denies something, and what it denies: the phrase that the denial governs (`산재 신청은 안 했어요`: 신청은)."""

    words: str
    start: int
    end: int
    of: str


@once
def told_denials(story: str) -> tuple[Denied, ...]:
    """The clauses of a story in Korean in which its writer denies something of the case, in order."""
    return tuple(_denials(story))


def _denials(story: str) -> Iterator[Denied]:
    for sentence in sentences(story, story=True):
        starts = [
            sentence.start,
            *(match.end() for match in _PARTS.finditer(story, sentence.start, sentence.end)),
        ]
        for start, end in zip(starts, [*starts[1:], sentence.end], strict=True):
            clause = story[start:end]
            denial = _DENIES.search(clause)
            if not denial or _BEFORE.search(clause) or _OF_OTHERS.search(clause):
                continue
            # Denied by others is also what is passed on at the end of the sentence.
            if _PASSED_ON.search(story, start + denial.start(), sentence.end):
                continue
            yield Denied(clause.strip(), start, end, _governed(clause[: denial.start()]))


_PARTICLE = re.compile(r"[가-힣](?:은|는|을|를|이|가|도|에|에서|로|와|과|만)$")
_CONNECTIVE = re.compile(r"[가-힣](?:고|며|나|서|데|지만|니까|져|돼)$")


# The last words before a denial back to what it is said of: 심사도 재심사도 한.
def _governed(before: str) -> str:
    words: list[str] = []
    for word in reversed(before.split()):
        if words and _PARTICLE.search(words[0]) and not (word.endswith("도") and words[0].endswith("도")):
            break
        if _CONNECTIVE.search(word) and words:
            break
        words.insert(0, word)
    return " ".join(words) or before.strip()


def without_denials(story: str) -> str:
    """The story with the clauses of `told_denials` blanked by spaces; offsets stay."""
    for each in told_denials(story):
        story = blanked(story, each.start, each.end)
    return story
