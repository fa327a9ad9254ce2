"""Whether a case is of another law than this insurance's: by what its words say, and by what the whole story weighs."""

import re
from collections.abc import Mapping

from lib.domain.intake import Intake
from lib.domain.left_out import LeftOut, is_insured_beside_them, left_out
from lib.domain.lexicon import DISEASE_TERMS
from lib.domain.other_law import OtherLaw, other_insurance, other_law
from lib.domain.taxonomy import Disease, Issue
from lib.domain.told_illness import told_illnesses
from lib.domain.topics import strongest_term
from lib.search import weighed_law
from lib.search.read_by_words import SURE, Understood, read_words
from lib.search.weighed_labels import model, read_features


def law_elsewhere(intake: Intake) -> OtherLaw | None:
    """The other law that a case is of: unpaid wages, a divorce, an official's injury; None for this insurance's.

    Who was asked to pay decides, whatever the form says of illness and refusal; a benefit of this law
    chosen there decides before it.
    """
    return law_of(intake, read_words(intake))


def law_of(intake: Intake, read: Understood) -> OtherLaw | None:
    """The same, where what the words say is at hand."""
    if intake.kind_b:
        return None
    by_words = _law_by_words(intake, read)
    if intake.kind_c or _REFUSED_AS_OURS.search(intake.denial_reason):
        return by_words
    told = as_told(intake)
    features = _law_features(told, read if told == intake else read_words(told))
    law = weighed_law.model().law(told, features, by_words)
    if law and (not_its_own := _NOT_ITS_OWN.get(law)) and not_its_own.search(intake.story):
        return None
    # By weight alone nobody is taken for an official or a soldier who tells of insured work beside such people.
    is_by_weight = law is not by_words and law in _PEOPLE
    return by_words if is_by_weight and is_insured_beside_them(intake.story) else law


# A grade of 장해 is this insurance's (법 제57조); a pension and a register know 장애. A civil claim knows no 심사.
_GRADE = re.compile(r"(?<!후유)장해\s?(?:등급)?(?:[이가은는도]|이\s?겨우)?\s?제?\d{1,2}\s?급")
_REVIEW = re.compile(r"재심사|심사\s?청구")
_NOT_ITS_OWN = {
    OtherLaw.NATIONAL_PENSION: _GRADE,
    OtherLaw.WELFARE: _GRADE,
    OtherLaw.CIVIL: _REVIEW,
}
_PEOPLE = frozenset(OtherLaw(each.value) for each in LeftOut)


def law_by_words(intake: Intake) -> OtherLaw | None:
    """The other law that the words of an intake in Korean tell it to be of."""
    return _law_by_words(intake, read_words(intake))


def as_told(intake: Intake) -> Intake:
    """The intake by its story and the refusal alone: a form that names an illness and a job is not yet of this law."""
    return intake.model_copy(update={"diagnoses": (), "occupation": ""})


def law_features(intake: Intake) -> dict[str, float]:
    """What the rules read of an intake in Korean, as its law is weighed by it; of one `as_told`."""
    return _law_features(intake, read_words(intake))


def _law_features(intake: Intake, read: Understood) -> dict[str, float]:
    told = f"{intake.story}\n{intake.denial_reason}"
    harmed = _tells_harm(intake, read.diseases)
    raw = {"left out": left_out(told), "other law": other_law(told, harmed)}
    said = {f"{name} {law}": 0.5 for name, law in raw.items() if law}
    return {**read_features(intake, read, read.points), **said, **({"harmed": 0.5} if harmed else {})}


def _law_by_words(intake: Intake, read: Understood) -> OtherLaw | None:
    told = f"{intake.story}\n{intake.occupation}\n{intake.denial_reason}"
    harmed = _tells_harm(intake, read.diseases)
    people = left_out(told)
    if people and intake.occupation and not left_out(f"{intake.occupation}입니다"):
        # The form names another job: such people are told of beside it, or it was long ago.
        people = None
    if people:
        return None if _refused_here(intake.denial_reason) else OtherLaw(people)
    if intake.kind_c:
        return None
    law = other_law(told, harmed)
    if law and (
        _AGENCYS_WORDS.search(intake.denial_reason)
        or _REFUSED_HERE in intake.story
        or _refused_here(intake.denial_reason)
        or model().heaviest("issue_category", intake, read, read.points) >= _SURELY
    ):
        # Only who else was asked to pay still tells of another law.
        return other_insurance(told, harmed)
    return law


# From this weight of an issue on a whole story is of this insurance, whatever else it tells of.
_SURELY = 0.8


# Whether a refusal is over an issue of this insurance, other than who is insured at all: a grade, a time limit.
def _refused_here(denial: str) -> bool:
    issue = read_words(Intake(story=denial)).issue_category if denial else None
    return issue not in (None, Issue.EMPLOYEE_STATUS)


# That somebody is no employee, or was not harmed by work, is refused by this insurance alone; not that it does not apply.
_REFUSED_AS_OURS = re.compile(
    r"^(?!.*적용\s*(?:제외|대상)).*(?:근로자|산재로|산업\s*재해로|업무상\s*(?:재해|질병|사고))", re.S
)
# What only this insurance calls a refusal.
_REFUSED_HERE = "불승인"
# What the agency of this insurance writes of, and others do not.
_AGENCYS_WORDS = re.compile(
    r"근로자|소정\s*근로|사업주|업무|재해|상병|요양|산재|인과|퇴행|기존\s*질환|노출|통상적"
)


# True where an injury or illness is told; how somebody was treated at work, and what work it was, is none by itself.
def _tells_harm(intake: Intake, diseases: Mapping[Disease, float]) -> bool:
    if intake.diagnoses or told_illnesses(intake.story):
        return True
    name = strongest_term(DISEASE_TERMS[Disease.MENTAL], intake.text)
    is_mental = DISEASE_TERMS[Disease.MENTAL].get(name, 0.0) >= _ILL or bool(
        _MENTALLY_ILL.search(intake.text)
    )
    return is_mental or any(
        score >= SURE for disease, score in diseases.items() if disease is not Disease.MENTAL
    )


# A term of the lexicon of this weight names an illness; that somebody feels low is none.
_ILL = 3.0
_MENTALLY_ILL = re.compile(r"우울(?:증|장애)|정신(?:과|질환|병)|자살|극단적")
