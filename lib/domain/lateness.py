"""When a person tells or asks that a claim or a suit came too late, by how long and after what.

A death, an injury, a diagnosis or a decision lies a time back, and the sentence speaks of claiming or suing;
or it asks by when that has to be done. How long somebody worked, waited or suffered tells nothing of it.
"""

import re

from lib.text.numbers import find_quantities
from lib.text.sentences import sentences
from lib.text.stance import Stance, read_stances

# What is asked for in time, and that it was not given.
_ASKED = r"신청|청구|(?:지금|이제)\s*(?:와서|라도)?\s*(?:넣|내)|접수|제출|소송|소를|재판|제소|심사|급여|보상|산재|받을|해\s*줘|달라|시효|기한|안\s*(?:준|된|돼|해\s*[준줘])|못\s*받"
_CLAIMS = re.compile(_ASKED)
# From what a time runs: not from when somebody left the noise or began to work.
_EVENT = re.compile(
    r"(?:죽|사망|돌아가|숨[졌진지]|세상을?\s*(?:떠|뜨)|장례|[다쳤]친?|사고|재해|부상|진단|확진|통지|통보|결정|불승인|기각|판결|승인|거절|종결|치료(?:가|를)?\s*(?:끝|마)|낫|나은|완치)"
    r"[가-힣]{0,4}\s*(?:받[고은아]\s*)?(?:지|뒤|후|날)?[가-힣]{0,2}\s*$"
)
_PASSED = re.compile(
    r"\s*(?:이나|이|도|가|을|를)?\s*(?:더|훌쩍|벌써|한참|이미)?\s*(?:지[나났난]|넘[어었게긴]|흘러|흘렀|만에|(?:뒤|후|있다가)(?:에야|에서야|에)?|됐|되었|돼)"
)
# A year for what happened; half of it for a letter.
_LONG_AGO = {"년": 1.0, "개월": 3.0, "달": 3.0, "주": 13.0, "일": 90.0}
_BY_WHEN = re.compile(
    rf"(?:몇|얼마|며칠|언제)\s*(?:년|달|개월|일|주)?\s*(?:안|내|이내|까지|만)(?:에|으?로)?[^.?!\n]{{0,16}}(?:{_ASKED}|해야|내야|되나)"
    rf"|(?:{_ASKED})[^.?!\n]{{0,12}}(?:몇|얼마|며칠|언제)\s*(?:년|달|개월|일|주)?\s*(?:안|내|이내|까지)"
)
_LATE = re.compile(
    r"(?:뒤)?늦(?:게|었|어|은|음)(?:서|는데|다고|게)?\s*(?:[가-힣]{1,4}\s*)?(?:소송|재판|제소|신청|청구|접수|제출|[냈냄])|(?:신청|청구|소송|접수|제소)(?:이|을|를|도)?\s*(?:너무|좀|조금|한참)?\s*늦"
)

# The time to contest a refusal that ran out at home: nobody refused for that.
_RAN_OUT = re.compile(
    r"(?:90\s*일|구십\s*일|석\s*달|세\s*달|3\s*개월)(?:이|을|도|은)?\s*(?:벌써|이미|훌쩍|다|한참|그만)?\s*(?:지[나났난]|넘[어었겼기])[가-힣]*"
    r"(?![^.!?\n]{0,14}(?:[다라]고|[다라]며|이유|각하|냈|내서|제출|청구했|접수|만에))(?<!다고)(?<!다며)"
)
_REFUSED = re.compile(r"불승인|부지급|거절|통지|결정|안\s*(?:됐|된|됩|돼)|떨어[졌져]|기각")


def appeal_run_out(story: str) -> list[tuple[int, int]]:
    """Where a story tells that the time to contest a refusal has passed, as a fact and not as the agency's reason."""
    return [match.span() for match in _RAN_OUT.finditer(story)] if _REFUSED.search(story) else []


def tells_of_lateness(story: str) -> str:
    """The person's words for a time limit passed or asked about; empty where there are none."""
    stances = read_stances(story)
    for each in sentences(story, story=True):
        words = each.words
        for pattern in (_BY_WHEN, _LATE):
            match = pattern.search(words)
            if (
                match
                and stances.read(each.start + match.start(), each.start + match.end()).stance
                is not Stance.DENIED
            ):
                return _whole_words(words, *match.span())
        if not _CLAIMS.search(words):
            continue
        for quantity in find_quantities(words):
            passed = _PASSED.match(words, quantity.end)
            before = words[: quantity.start].rstrip()
            is_long = quantity.kind == "duration" and quantity.value >= _LONG_AGO.get(quantity.unit, 1e9)
            if is_long and passed and _EVENT.search(before):
                return _whole_words(words, quantity.start, passed.end())
    return ""


def _whole_words(text: str, start: int, end: int) -> str:
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end]
