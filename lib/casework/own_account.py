"""What of a person's own story goes into a paper as the facts, word for word, and what of it does not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lib.casework.analysis import Analysis
from lib.domain.despair import without_despair
from lib.guidance.factors import FactorFound
from lib.i18n import N_
from lib.text.sentences import sentences
from lib.text.spelling import squeeze

OF_THE_DECISION = N_("공단의 결정이나 신청에 관한 말(‘결정의 경위’에 따로 적습니다)")
NO_FACT = N_("묻는 말이나 심정을 적은 말")
AGAINST = N_("공단이 불리하게 볼 수 있는 말(거짓이라는 뜻은 아닙니다)")

_DECISION = re.compile(
    r"공단|불승인|부지급|불인정|기각|각하|반려|거절|통지서|결정서|판정위|재?심사(?:청구|위)|재결|"
    r"산재(?:가|로|는|라고)?(?:아니|안|못)|산재(?:를|급여를?|보험을?)?(?:신청|청구)|인정(?:을)?(?:못|안|해주지)"
)
_FEELING = re.compile(
    r"\?\W*$|(?:나요|까요|는지요|을지요?|ㄹ까)\W*$|억울|답답|막막|도와주|부탁드|궁금|어떻게해야|어찌해야|모르겠|화가나|너무합니다|속상|"
    r"눈물|살려|받을수있(?:을|는지)|고민|이해가(?:안|되지|가지)|(?:인정|보상)받고싶|감사합니다|안녕하세요"
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sentence of the story that is not taken in, and why (a message for the person)."""

    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Account:
    """The paragraphs that a paper tells as the facts, each of whole sentences of the story, and what was left out."""

    paragraphs: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


def own_account(analysis: Analysis) -> Account:
    """The facts of a case in the person's own sentences.

    Left out are sentences on the decision, questions and feelings, and such as tell nothing but what speaks against
    them: the person sees them and may put them back.
    """
    story = analysis.intake.readable.story
    heard = without_despair(story)
    paragraphs: list[list[str]] = [[]]
    left_out, end = [], 0
    for each in sentences(story, story=True):
        apart = "\n\n" in story[end : each.start]
        end = each.end
        if heard[each.start : each.end] != story[each.start : each.end]:
            # What somebody says of not wanting to live goes into no paper, and is not shown again.
            continue
        if why := _why_not(each.words, analysis):
            left_out.append(LeftOut(" ".join(each.words.split()), why))
            apart = True
        else:
            if apart and paragraphs[-1]:
                paragraphs.append([])
            paragraphs[-1].append(" ".join(each.words.split()))
            continue
        if paragraphs[-1]:
            paragraphs.append([])
    return Account(tuple(" ".join(each) for each in paragraphs if each), tuple(left_out))


def _why_not(words: str, analysis: Analysis) -> str:
    bare = squeeze(words)
    for_, against = (
        any(_stands_in(factor, bare) for factor in factors if factor.source == "story")
        for factors in (analysis.factors_for + analysis.neutral, analysis.factors_against)
    )
    if _FEELING.search(bare):
        return NO_FACT
    if _DECISION.search(bare) and not for_:
        return OF_THE_DECISION
    return AGAINST if against and not for_ else ""


def _stands_in(factor: FactorFound, bare: str) -> bool:
    return squeeze(factor.words) in bare


def sentences_of(paragraphs: str, factors: tuple[FactorFound, ...]) -> Iterator[str]:
    """The sentences of a text in which these circumstances are told, each once."""
    seen = set()
    for each in sentences(paragraphs, story=True):
        bare = squeeze(each.words)
        if bare not in seen and any(_stands_in(factor, bare) for factor in factors):
            seen.add(bare)
            yield " ".join(each.words.split())
