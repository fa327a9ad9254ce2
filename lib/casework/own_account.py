"""What of a person's own story goes into a paper as the facts, word for word, and what of it does not."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lib.casework.analysis import Analysis
from lib.domain.despair import without_despair
from lib.guidance.factors import FactorFound
from lib.i18n import N_
from lib.text.sentences import sentences
from lib.text.spelling import squeeze

OF_THE_DECISION = N_("공단의 결정이나 신청에 관한 말(‘결정의 경위’에 따로 적습니다)")
NO_FACT = N_("묻는 말이나 심정을 적은 말")
AGAINST = N_("몸이나 습관, 집안 사정에 관한 말(공단이 불리하게 볼 수 있습니다. 거짓이라는 뜻은 아닙니다)")
STAY = N_("체류 자격에 관한 말(산재 여부와 상관없습니다)")

OWN_MATTERS = frozenset(
    {
        "smoking_or_drinking_habit", "smoked_lung", "drinking_on_record", "drank_of_own_accord",
        "heart_or_vessel_disease_before", "sugar_or_fat_in_the_blood", "weak_vessel_or_heart",
        "illness_left_untreated", "runs_in_the_family", "other_causes_of_cancer", "earlier_lung_disease",
        "other_ear_disease", "ill_before_the_accident", "mental_illness_before", "illness_before_the_stress",
        "private_troubles", "called_sensitive", "treatment_not_followed",
    }
)  # fmt: skip
"""Circumstances (ids of `data/factors.yaml`) that are nobody's to volunteer: habits, earlier illness, troubles at home."""

_DECISION = re.compile(
    r"공단|불승인|부지급|불인정|기각|각하|반려|거절|통지서|결정서|판정위|재?심사(?:청구|위)|재결|"
    r"산재(?:가|로|는|라고)?(?:아니|안|못)|산재(?:를|급여를?|보험을?)?(?:신청|청구)|인정(?:을)?(?:못|안|해주지)"
)
_HARM = re.compile(
    r"떨어[져지졌]|추락|다[쳐쳤치친]|부딪|넘어[져지졌]|쓰러|골절|손상|마비|파열|진단|수술|끼[어였]|깔[려렸]|베[었여]|화상|미끄러|맞[았고아]|치[였어]|폭발"
)
_OF_A_STAY = re.compile(r"불법체류|미등록|비자|체류자격|체류기간")
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

    @property
    def text(self) -> str:
        """What the paper tells as the facts, a blank line between paragraphs."""
        return "\n\n".join(self.paragraphs)


def own_account(analysis: Analysis) -> Account:
    """The facts of a case in the person's own sentences.

    Left out are sentences on the decision alone, questions and feelings, and what nobody has to volunteer
    (OWN_MATTERS, a stay without permission): the person sees them and may put them back.
    """
    story = analysis.intake.readable.story
    heard = without_despair(story)
    paragraphs: list[list[str]] = [[]]
    left_out, end = [], 0
    for each in sentences(story, story=True):
        before, end = end, each.end
        if heard[each.start : each.end] != story[each.start : each.end]:
            # What somebody says of not wanting to live goes into no paper, and is not shown again.
            continue
        words, why = " ".join(each.words.split()), _why_not(each.words, analysis)
        if paragraphs[-1] and (why or "\n\n" in story[before : each.start]):
            paragraphs.append([])
        if why:
            left_out.append(LeftOut(words, why))
        else:
            paragraphs[-1].append(words)
    return Account(tuple(" ".join(each) for each in paragraphs if each), tuple(left_out))


def _why_not(words: str, analysis: Analysis) -> str:
    bare = squeeze(words)
    told = [each for each in analysis.factors_for + analysis.neutral if each.source == "story"]
    helps = any(_stands_in(each, bare) for each in told)
    own = [each for each in analysis.factors_against if each.source == "story" and each.id in OWN_MATTERS]
    if _OF_A_STAY.search(bare):
        return STAY
    if _FEELING.search(bare):
        return NO_FACT
    if _DECISION.search(bare) and not (helps or _HARM.search(bare)):
        return OF_THE_DECISION
    return AGAINST if not helps and any(_stands_in(each, bare) for each in own) else ""


def _stands_in(factor: FactorFound, bare: str) -> bool:
    return squeeze(factor.words) in bare


def sentences_of(
    paragraphs: str, factors: Collection[FactorFound], patterns: Collection[re.Pattern[str]] = ()
) -> list[str]:
    """The sentences of a text in which one of these circumstances is told, or that fit a pattern; each once, in order.

    Patterns are searched for in the text without its white space.
    """
    found: dict[str, str] = {}
    for words in _whole(paragraphs):
        bare = squeeze(words)
        is_told = any(_stands_in(each, bare) for each in factors)
        if is_told or any(each.search(bare) for each in patterns):
            found.setdefault(bare, words)
    return list(found.values())


# Notes that end in a stem are parted before its last syllable: `왔다갔다 함.`
def _whole(text: str) -> Iterator[str]:
    held = ""
    for each in sentences(text, story=True):
        words = " ".join(each.words.split())
        if held and len(words) > _TAIL:
            yield held
            held = words
        else:
            held = f"{held} {words}".strip()
    if held:
        yield held


_TAIL = 3
