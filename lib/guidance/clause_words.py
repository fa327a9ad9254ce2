"""What the words of a clause show, whatever circumstance it tells: who was harmed, what was missing, what only ends."""

import re
from functools import lru_cache

from lib.guidance.factor_entries import with_parts
from lib.text.spelling import squeeze

_QUOTING = re.compile(r"(?:[다라자냐]고|때문에|탓에|이유로)$")
_LONGEST_TAIL = 14
"""Characters behind something quoted or a cause that only say who said so or what came of it."""


def tells_no_protection(clause: str) -> bool:
    """Whether something that protects who works there was missing, and no order was broken: that speaks for the person."""
    said = squeeze(clause)
    return bool(_no_protection().search(said)) and not _BROKEN_ORDER.search(said)


@lru_cache(maxsize=1)
def _no_protection() -> re.Pattern[str]:
    return re.compile(with_parts(_MISSING))


_MISSING = r"{measures}[를을도은는이가]?(?:한번|한대|하나|원칙|제대로)?(?:없[이었는고어으]|안[주줬줘켜]|못받|미지급|지급하지|지급되지|주지않|설치되지|설치하지|고장|꺼져|막혀|막힌)"
_BROKEN_ORDER = re.compile(r"지시|어[기겼긴]|무시|말라|금지|규정|수칙|경고")


HARMED = re.compile(
    r"넘어[지져졌]|쓰러[지져졌]|떨어[지져졌]|나동그라|자빠|주저앉|다[쳤치친]|부딪|찧[었고]|[찔찍]렸|맞았|부러[지졌]|끼[었였]|데었|물렸|찢[어겼]"
)
"""What befalls somebody: told of another's act, it speaks against nobody (`손님이 밀어서 넘어졌다`)."""


def only_ends(before: str, between: str, words: str) -> bool:
    """Whether a clause only ends the one before it, of which `between` parts it."""
    if between.strip():
        return False
    return " " not in words.strip() or (_QUOTING.search(before) is not None and len(words) <= _LONGEST_TAIL)
