"""A digest: what one ruling says, in our own plain words, as the product ships it.

The digest is what the app shows of a ruling whose text it does not hold. Every field says only
what the ruling says; an empty field means the ruling does not tell.
"""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from lib.domain.taxonomy import Disease, Instance, Issue, KindB, KindC, Outcome

Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DigestLabels(_Frozen):
    """The ruling's labels as a reader of the full text found them."""

    instance: Instance
    outcome: Outcome
    kind_b: KindB
    kind_c: KindC
    disease_category: Disease
    issue_category: Issue


class RelatedCase(_Frozen):
    """One entry of 연관판결: the same dispute before another court."""

    court: str
    case_number: str
    instance: Instance | None = None


class Digest(_Frozen):
    """Own-words summary of one ruling (`data/starter/{serial}.json`).

    `label_words` holds, per label, the few words of the ruling it was read from; `gist_en` is the gist in English.
    `checked`: whether somebody who did not write it compared it with its ruling.
    """

    serial: str = Field(pattern=r"^\d+$")
    case_number: Phrase
    court: Phrase
    title: Phrase
    source_url: str = Field(pattern=r"^https://www\.law\.go\.kr/LSW/precInfoP\.do\?precSeq=\d+$")
    decided_on: date | None = None
    labels: DigestLabels
    label_words: dict[str, Annotated[str, StringConstraints(min_length=1, max_length=30)]]
    order: Phrase
    plaintiff: Phrase
    defendant: str
    diagnoses: tuple[Phrase, ...]
    occupation: str
    industry: str
    gist: Annotated[str, StringConstraints(min_length=40, max_length=140)]
    gist_en: Annotated[str, StringConstraints(strip_whitespace=True, max_length=220)] = ""
    facts: tuple[Phrase, ...] = Field(min_length=1, max_length=6)
    denial_reason: str
    question: str
    weighed: tuple[Phrase, ...] = Field(min_length=1, max_length=6)
    tipped: tuple[Phrase, ...] = Field(min_length=1, max_length=4)
    result: Phrase
    statutes: tuple[str, ...]
    cited_cases: tuple[str, ...]
    related_cases: tuple[RelatedCase, ...]
    checked: bool = False

    def gist_in(self, language: str) -> str:
        """The gist in a language; in Korean where there is none in it."""
        return (self.gist_en if language == "en" else "") or self.gist
