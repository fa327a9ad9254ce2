"""When a person says they no longer want to live, that comes before any ruling."""

import re

HOTLINE = "109"
"""자살예방 상담전화, day and night, free of charge (자살예방 및 생명존중문화 조성을 위한 법률 제13조)."""

_DESPAIR = re.compile(
    r"죽고싶|죽어버리고|죽는게낫|죽는것이낫|살고싶지않|살기싫|살기가싫|살아서뭐|살이유가없|목숨을끊고싶|스스로끝내|자살하고싶|자살생각|극단적인?(?:선택|생각)(?:을)?(?:하고싶|할까|이들)|사라지고싶"
)


def needs_support(text: str) -> bool:
    """True where the words tell of wanting to die."""
    return bool(_DESPAIR.search("".join(text.split())))
