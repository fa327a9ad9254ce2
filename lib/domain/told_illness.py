"""The illnesses that a person names in a story, by what is said of them: 진단을 받았다, 에 걸렸다, 라고 합니다.

A vocabulary of illnesses ends where the rare ones begin. What is said of a word tells that it is one,
and the end of the word (`lib/domain/illness.py`) where its name begins.
"""

import re
from dataclasses import dataclass

from lib.domain.illness import may_end, names_in
from lib.domain.lexicon import COMMON_ILLNESSES, INJURY_HEADS, UNTOLD_ENDS, UNTOLD_ILLNESSES
from lib.text.spelling import squeeze
from lib.text.stance import Stance, read_stances


@dataclass(frozen=True, slots=True)
class ToldIllness:
    """The name of an illness, as the person writes it; `is_caught`: one that is caught from somebody or something."""

    name: str
    is_caught: bool


_SAID = re.compile(
    r"(?P<caught>(?:에도?|이|가|을|를|으로|로)?\s{0,9}(?:감염|걸[렸린](?!\s{0,9}(?:채|상태))|걸려(?!\s{0,9}(?:넘|다|떨|서\s{0,9}넘))|옮[았아은긴]|전염|확진|양성\s{0,9}(?:이|으로|판정|반응)))"
    r"|(?P<diagnosed>이?(?:라는|란)\s{0,9}(?:희귀|난치|불치|무서운|이름의)?\s{0,9}(?:병|질환|질병)|(?:이?라는|이?란|이?라고|으로|로|을|를|이|가)?\s{0,9}(?:진단(?!서|비|금|명)|판정을?\s{0,9}받))"
    r"|(?:을|를|이|가|에)?\s{0,9}(?:앓|투병|발병|생[겼기긴]|재발|발견|왔|와서)"
    r"|이?(?:라고\s{0,9}(?:합|해|했|하|들|말)|라네요|랍니다|래요|라는\s{0,9}(?:말|병|결과|소견)|란\s{0,9}(?:말|병))"
    r"|(?:을|를)\s{0,9}얻|(?:으로|로)\s{0,9}(?:[가-힣]{1,6}[이가은는]\s{0,9})?(?:돌아가|사망|숨|죽|입원|치료|수술|쓰러|고생|고통)"
    r"|(?:이에요|예요|입니다)"
)
_CLAUSE_END = re.compile(
    r"(?:[은는을를이가에서고며면니데만도께와과려쳐져켜어아해]|으로|부터|까지|다가|[다요])\s+|[,.!?\n]\s*"
)
_WORD = re.compile(r"[가-힣A-Za-z0-9]{1,10}$")
_LONGEST = 45


def told_illnesses(text: str) -> list[ToldIllness]:
    """The illnesses that the story names of the person it is about, in order, each once; no injuries."""
    found: dict[str, ToldIllness] = {}
    stances = read_stances(text)
    for match in _SAID.finditer(text):
        before = text[max(0, match.start() - _LONGEST) : match.start()].rstrip()
        before = before[max((end.end() for end in _CLAUSE_END.finditer(before)), default=0) :]
        caught = match["caught"] is not None
        name = _name(before, caught or match["diagnosed"] is not None)
        if not name or any(word in name for word in COMMON_ILLNESSES):
            continue
        start = text.rindex(name, 0, match.start()) if name in text[: match.start()] else match.start()
        if stances.read(start, start + len(name)).stance in (Stance.AFFIRMED, Stance.UNCERTAIN):
            found.setdefault(squeeze(name), ToldIllness(name, caught))
    return list(found.values())


# The name that ends with these words; of something that is caught or diagnosed also one of another shape.
def _name(words: str, in_any_shape: bool) -> str:
    if names := names_in(words, is_quoted=False) if may_end(words) else []:
        name = names[-1]
        is_injury = squeeze(name).endswith(tuple(INJURY_HEADS))
        return "" if is_injury or squeeze(name) in UNTOLD_ILLNESSES else name
    word = _WORD.search(words)
    if not (in_any_shape and word) or word[0] in UNTOLD_ILLNESSES or word[0].endswith(UNTOLD_ENDS):
        return ""
    return word[0]
