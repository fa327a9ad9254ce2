"""The grounds that a refusal rests on, as far as evidence or a criterion answers them: hours too few, drink."""

import re
from collections.abc import Iterable, Set
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Literal

from pydantic import Field, model_validator

from lib.domain.intake import Case
from lib.domain.taxonomy import Disease, Issue, KindB, KindC
from lib.guidance.cases import Scope, with_the_usual
from lib.guidance.entries import Frozen, Phrases, read_entries
from lib.guidance.factor_entries import factors
from lib.guidance.factors import read_factors
from lib.guidance.phrases import read_for_phrases
from lib.text.once import once
from lib.text.sentences import sentences
from lib.text.shipped import read_shipped
from lib.text.spelling import squeeze
from lib.text.stance import Stance, names_speaker, passes_on


class Labels(Frozen):
    """What a ground tells of the case, whatever was understood of it."""

    kind_b: KindB | None = None
    kind_c: KindC | None = None
    disease_category: Disease | None = None
    issue_category: Issue | None = None


class Ground(Frozen):
    """One entry under `grounds` of `data/evidence.yaml`; see the comment at its head."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]+$")
    any_: Phrases = Field(default=(), alias="any")
    of: Phrases = ()
    fails: Literal["unshown", "too_little"] | None = None
    told: Phrases = ()
    whose: Literal["own", "any"] = "own"
    decides: bool = False
    view: bool = False
    beside: Phrases = ()
    unless: Phrases = ()
    circumstances: tuple[str, ...] = ()
    case: Labels = Labels()
    scope: Scope = Scope()
    issue: Issue | None = None
    yields_to: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _is_ever_raised(self) -> "Ground":
        if bool(self.of) is (self.fails is None) or not (self.any_ or self.of or self.told):
            raise ValueError("`of` and `fails` go together, and one of `any`, `of` and `told` is needed")
        if unknown := set(self.circumstances) - {factor.id for factor in factors()}:
            raise ValueError(f"no circumstance of the name {sorted(unknown)}")
        return self

    @cached_property
    def said(self) -> Phrases:
        """The words for it (`any`), also as they are said without a particle: `본 사람 없다` for `본 사람이 없다`."""
        return tuple(dict.fromkeys((*self.any_, *map(without_particle, self.any_))))

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """What it speaks of and, soon behind it in the same clause, that this was not shown or not enough."""
        if self.fails is None:
            return None
        shipped = read_shipped("evidence.yaml")
        unshown, too_little = (shipped["failing"][name] for name in ("unshown", "too_little"))
        failing = _any_of(unshown if self.fails == "unshown" else unshown + too_little)
        ends = _any_of((*shipped["clause_ends"], *shipped["concluding"][self.fails]))
        return re.compile(f"{_any_of(self.of)}(?!{_GOES_ON})(?:(?!{ends}).){{0,{_REACH}}}?{failing}(?!만)")


def without_particle(phrase: str) -> str:
    """A phrase that says that something is there or not, as it is said without a particle."""
    return _PARTICLE.sub("", phrase)


_PARTICLE = re.compile(r"(?<=[가-힣]{2})[이가도](?=없|있|안)")
# How a clause ends whose last noun is followed by 이: `병변이고`.
_GOES_ON = "고|며|어서|지만|나(?!타)"
# Characters without white space between what a refusal speaks of and what it lacks of it.
_REACH = 24


def _any_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, words))})"


@lru_cache(maxsize=1)
def grounds() -> tuple[Ground, ...]:
    """All grounds, read once. ValueError names the entry that is wrong."""
    return read_entries("grounds", {"grounds": read_shipped("evidence.yaml")["grounds"]}, Ground)


@once
def grounds_raised(story: str, denial: str, case: Case | None = None) -> frozenset[str]:
    """The ids of the grounds that the refusal rests on, or that the story itself brings up (`told`).

    Where no reason is given, it is read from those sentences of the story that pass on what others said.
    The circumstances of a refusal are read as they are for the `case`.
    """
    reason = denial or passed_on(story)
    named = {factor.id for factor in read_factors("", reason, with_the_usual(case or Case()))}
    refusal = read_for_phrases(reason)
    is_of_kin = case is not None and case.kind_b is KindB.SURVIVORS
    told, whole = read_for_phrases(story), read_for_phrases(f"{story}\n{denial}")

    def is_told(ground: Ground) -> bool:
        # What the case is about, a reason that is given tells better than one word of the story.
        if denial and ground.case != Labels() and not ground.beside:
            return False
        # Of the dead, others tell.
        is_anybodys = ground.whose == "any" or is_of_kin
        not_as = (Stance.DENIED,) if is_anybodys else (Stance.DENIED, Stance.OTHERS)
        return told.find(ground.told, not_as=not_as) is not None

    return frozenset(
        ground.id
        for ground in grounds()
        if (
            refusal.find(ground.said, [ground.pattern] if ground.pattern else (), not_as=())
            or named & set(ground.circumstances)
            or is_told(ground)
        )
        and (not ground.beside or whole.holds(ground.beside))
        and not whole.holds(ground.unless)
    )


def of_the_dispute(case: Case, raised: Set[str]) -> Case:
    """The case as the grounds raised tell it, the first of the file before others, with what is usual of it."""
    found, told = [ground for ground in grounds() if ground.id in raised], case
    refused = [ground for ground in found if (ground.any_ or ground.of) and not ground.view]
    if case.kind_b is KindB.AVERAGE_WAGE and not any(ground.issue for ground in refused):
        case = replace(case, issue_category=Issue.AVERAGE_WAGE)
    # A refusal that denies no link to work is about what it does deny.
    denied = [ground.issue for ground in refused]
    if case.kind_b is KindB.TREATMENT:
        # An angle called small is one of the work, and an allowance is in dispute only where money is paid.
        others = (Issue.DISABILITY_GRADE, Issue.AVERAGE_WAGE)
        denied = [None if issue in others else issue for issue in denied]
    if case.issue_category in _ASKED_ANYWAY and denied and case.issue_category not in denied and all(denied):
        case = replace(case, issue_category=denied[0])
    if case.issue_category is Issue.NEED_OF_TREATMENT and case.kind_b is KindB.TREATMENT:
        # Whether there is an illness, and of what, comes before how long it is treated.
        is_medical = bool(refused) and not any(ground.issue for ground in refused)
        case = replace(case, issue_category=Issue.CAUSATION) if is_medical else case
    for ground in reversed(found):
        if ground.scope.fits(told) and not raised & set(ground.yields_to):
            case = replace(case, **ground.case.model_dump(exclude_none=True))
    if case.issue_category is None:
        # What a story only asks tells less than the illness it is about.
        asked = (ground for ground in found if ground in refused or not case.disease_category)
        case = replace(case, issue_category=next((each.issue for each in asked if each.issue), None))
    return with_the_usual(case)


# What is asked of nearly every case, and where somebody was harmed.
_ASKED_ANYWAY = (Issue.CAUSATION, Issue.PROCEDURE, Issue.IN_COURSE_OF_WORK, Issue.COMMUTE_ROUTE)


def tells_a_dispute(story: str, denial: str) -> bool:
    """True where what is refused, or asked, tells what the dispute is about, whatever else is not understood."""
    return of_the_dispute(Case(), grounds_raised(story, denial)).issue_category is not None


@lru_cache(maxsize=1)
def _passing_on() -> re.Pattern[str]:
    return re.compile(_any_of(read_shipped("evidence.yaml")["passed_on"]))


def passed_on(story: str) -> str:
    """The sentences of a story that pass on what others said of it."""
    said = (each.words for each in sentences(story, story=True))
    return "\n".join(words for words in said if passes_on(words) or _passing_on().search(squeeze(words)))


def agencys_words(story: str) -> str:
    """The sentences of a story that pass on what the agency said.

    Those that name it or the refusal, and those behind them up to where somebody else speaks, or the person answers.
    """
    agency = read_shipped("denial.yaml")["agency"]
    retold, is_of_the_agency = [], False
    for sentence in sentences(story, story=True):
        own = _OTHERS_PAPER.sub("", sentence.words)
        is_named = any(word in squeeze(own) for word in agency)
        goes_on = not (names_speaker(sentence.words) or _answers(sentence.words))
        is_of_the_agency = is_named or (is_of_the_agency and goes_on)
        if is_of_the_agency:
            retold.append(passed_on(sentence.words))
    return "\n".join(filter(None, retold))


# Whether the person speaks for themselves in a sentence, and does not end it as the words of another.
def _answers(words: str) -> bool:
    return bool(_SPEAKS.search(words)) and not passes_on(" ".join(words.split()[-2:]))


_OTHERS_PAPER = re.compile(r"(?:경찰|병원|의원|보험사?|회사|은행|노동부|학교)\s?(?:종이|편지|등기|통지서?)")
_SPEAKS = re.compile(r"(?<![가-힣])(?:저는|제가|나는|내가|저희는|우리는|내는)\s")
