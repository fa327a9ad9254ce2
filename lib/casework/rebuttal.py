"""What a paper answers to a refusal: each reason with its law, the person's own sentences and a held ruling."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice

from lib.casework.analysis import Analysis
from lib.casework.answering import Answering, answering, shared_out
from lib.casework.authority import (
    SUMMARY,
    Authority,
    authority,
    cited,
    is_held,
    of_bases,
    of_serials,
    to_cite,
)
from lib.casework.office_findings import measured
from lib.casework.paper_form import Ask
from lib.casework.paper_lines import BLANK, Line
from lib.casework.refusal_words import Placed, answered_together, granted_in, without_lead, words_of
from lib.domain.dispute import Dispute
from lib.domain.illness import names_in
from lib.domain.intake import Case, Intake
from lib.domain.records import StoredRuling
from lib.domain.taxonomy import Instance, Issue, KindB, KindC, Outcome
from lib.guidance.arguments import Argument, arguments, arguments_against
from lib.guidance.criteria import Criterion
from lib.guidance.denial import Reason, denial_reasons
from lib.guidance.denial_kinds import OTHER, kinds
from lib.guidance.evidence import Missing
from lib.guidance.factor_entries import regions_of
from lib.guidance.factors import FactorFound
from lib.guidance.grounds import grounds
from lib.guidance.legal_basis import Basis
from lib.guidance.whom_it_helps import whom_it_helps
from lib.search.tokens import terms
from lib.store import Store
from lib.text.sentences import sentences
from lib.text.spelling import squeeze
from lib.text.stance import denials

_MOST_RULINGS = 2
_ON_PROOF = frozenset({"survey", "exposure", "link", "opinion"})
"""Kinds of reasons that turn on how a link is shown, whatever the illness."""
_ISSUE_OF = {
    "own_fault": Issue.MISCONDUCT,
    "left_route": Issue.COMMUTE_ROUTE,
    "not_employee": Issue.EMPLOYEE_STATUS,
    "not_company": Issue.IN_COURSE_OF_WORK,
    "private": Issue.IN_COURSE_OF_WORK,
    "grade": Issue.DISABILITY_GRADE,
    "wage": Issue.AVERAGE_WAGE,
    "time_limit": Issue.TIME_LIMIT,
}
"""Kind of reason → what is in dispute where it is given, whatever else the case is about."""
_OPEN = "결과 확인 필요"
_MOST_CRITERIA = 2
_MOST_FACTS = 8
# A finding that is spoken of as there or not: `흉막반·석면폐 소견이 없어`.
_THING = re.compile(r"([가-힣]{3,6})(?=(?:[·,]\s?[가-힣]{2,6}){0,3}\s?(?:소견|흔적|병변|음영)[이은도]?)")
_DESPITE = re.compile(r"만으로|(?:었|았|겹쳤|있)어도")
_AS_CONDITION = re.compile(r"(?:어|여|커)야\s?합니다")
# Who is left out by law is no argument of somebody who was left out.
_AS_EXCLUSION = re.compile(r"빠집니다\W*$")
_AS_ADVICE = re.compile(r"(?:세요|십시오|하면 됩니다)\W*$")


# Whether a reason names in its own words what a criterion answers.
def _is_named(criterion: Criterion, said: str) -> bool:
    bare = squeeze(said)
    return any(word in bare for each in grounds() if each.id in criterion.answers for word in each.any_)


@dataclass
class Rebuttal:
    """The parts of a paper's reasons that argue, made in their order: nothing is said twice.

    `facts` are those that the paper tells, `told` the answers for the blanks by key; what is still asked for is put
    to `asks`. `evidence` is what the paper names as such. `authorities` are the rulings cited so far.
    """

    analysis: Analysis
    store: Store
    dispute_of: Mapping[str, Dispute]
    facts: str
    told: Mapping[str, str]
    language: str
    asks: list[Ask]
    evidence: Sequence[Missing] = ()
    listed: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    first_met: dict[str, str] = field(default_factory=dict)
    authorities: list[Authority] = field(default_factory=list)
    argued: set[str] = field(default_factory=set)
    rested_on: set[str] = field(default_factory=set)
    admitted: set[str] = field(default_factory=set)
    stated: set[str] = field(default_factory=set)

    @property
    def intake(self) -> Intake:
        """What was told."""
        return self.analysis.intake

    def answers(self) -> Iterator[Line]:
        """What is said to each reason of the refusal; a blank where none is known. Raises StoreError."""
        reasons = [each for each in self.analysis.denial if each.kind != OTHER or without_lead(each.words)]
        if not reasons:
            yield Line("item", BLANK, "통지서에 적힌 이유와 그에 대한 답: ")
            return
        held = of_serials(
            self.store,
            [answer.ruling for each in reasons for answer in each.answers if answer.won],
            self.dispute_of,
        )
        groups = answered_together(self.letter, self._by_matter(reasons))
        said_of = [words_of(self.letter, group) for group in groups]
        met_of = [self._met_by(said, group) for said, group in zip(said_of, groups, strict=True)]
        what_of = [self._answering(met) for met in met_of]
        besides = shared_out(self.facts, list(zip(said_of, what_of, strict=True)), self._helps)
        for number, (said, group) in enumerate(zip(said_of, groups, strict=True)):
            yield Line("text", "", f"({number + 1}) “{said}”에 대하여")
            told = answering(self.facts, said, what_of[number], _MOST_FACTS, self._helps, besides[number])
            yield from self._answer(said, group, met_of[number], told, held, is_alone=len(groups) == 1)

    # Each clause of the refusal is answered by its own matter: those of one kind that the same argument meets stay
    # together, others are reasons of their own, in the order of the letter.
    def _by_matter(self, reasons: Sequence[Reason]) -> list[Reason]:
        parted: list[Reason] = []
        for reason in reasons:
            matters: dict[tuple[str, ...], list[str]] = {}
            for words in (reason.words, *reason.more_words):
                alone = replace(reason, words=words, more_words=())
                found = arguments_against(alone, self.case, self.all_told)
                matters.setdefault(tuple(each.id for each in found), []).append(words)
            parted += [
                replace(reason, words=first, more_words=tuple(more)) for first, *more in matters.values()
            ]
        places = [self.letter.find(each.words) for each in parted]
        if len(parted) == len(reasons) or min(places) < 0:
            return parted
        return [each for _place, each in sorted(zip(places, parted, strict=True), key=lambda one: one[0])]

    # What is argued against each reason of a group.
    def _met_by(self, said: str, group: Sequence[Placed]) -> list[tuple[Reason, Argument]]:
        met = []
        for _start, _end, reason in group:
            words = said if len(group) == 1 and not reason.more_words else reason.words
            alone = replace(reason, words=words, more_words=())
            met += [(reason, argument) for argument in arguments_against(alone, self.case, self.all_told)]
        return met

    def _answer(
        self,
        said: str,
        group: Sequence[Placed],
        met: Sequence[tuple[Reason, Argument]],
        told: Sequence[str],
        held: Mapping[str, tuple[StoredRuling, Dispute | None]],
        is_alone: bool,
    ) -> Iterator[Line]:
        yield from self._admitted(group)
        for _reason, argument in met:
            self.met.add(argument.id)
            basis = self._to_rest_on(argument.basis)
            self.rested_on.update(cited([each]) for each in basis)
            yield from self._argued(argument.argues, cited(basis))
            about = " ".join(argument.argues)
            for found in of_bases(self.store, basis, self.dispute_of, about):
                yield from self._cited(found)
        met_kinds = {reason.kind for reason, _argument in met}
        raised = {ground for each in kinds() for ground in each.grounds if each.id in met_kinds}
        of_these = {cited([each]) for _reason, argument in met for each in argument.basis}
        yield from self.criteria(raised, of_these, said, is_alone)
        yield from self._told_of(met, told)
        for reason, argument in met:
            for place, blank in enumerate(argument.blanks):
                key = self._key(reason, argument, place)
                if key in self.told or not blank.is_told(self.all_known):
                    yield from self._fact_asked(key, blank.says, blank.asks.in_language(self.language))
        for reason, argument in met:
            if argument.rulings:
                yield from self._ruled(reason, held, argument)
        # What was named beside an earlier reason needs no second place.
        shown = {each.id for each in self.evidence} - self.listed
        asks = {
            each.id: each.what.ko for reason, _argument in met for each in reason.asks if each.id in shown
        }
        self.listed.update(asks)
        if asks:
            yield Line("item", ", ".join(asks.values()), "이를 보일 자료: ")

    # Two reasons of one kind that are met by other arguments ask for facts of their own.
    def _key(self, reason: Reason, argument: Argument, place: int) -> str:
        first = self.first_met.setdefault(reason.kind, argument.id)
        return f"{reason.kind}:{place}" if argument.id == first else f"{reason.kind}.{argument.id}:{place}"

    # The rules of law that may be cited: of rulings those that are held.
    def _to_rest_on(self, basis: Sequence[Basis]) -> list[Basis]:
        return [each for each in basis if is_held(self.store, each)]

    @property
    def case(self) -> Case:
        """What the case was understood to be."""
        return self.analysis.understood.labels

    @property
    def letter(self) -> str:
        """What the refusal says, as it is read."""
        return self.intake.readable.denial_reason

    @property
    def all_told(self) -> str:
        """The story and the letter."""
        return f"{self.intake.readable.story} {self.letter}"

    @cached_property
    def all_known(self) -> str:
        """What needs no question: the facts, the story, and what the refusal admits."""
        admitted = (
            granted_in(each.words[each.body - each.start :]) for each in sentences(self.letter, story=True)
        )
        return "\n".join((self.facts, self.intake.readable.story, *admitted))

    # What the refusal admits in the sentence of a reason, each once.
    def _admitted(self, group: Sequence[Placed]) -> Iterator[Line]:
        for sentence in sentences(self.letter, story=True):
            body = without_lead(self.letter[sentence.body : sentence.end])
            granted = granted_in(body)
            is_of_it = any(sentence.start <= start < sentence.end for start, _end, _reason in group)
            if granted and is_of_it and granted not in self.admitted:
                self.admitted.add(granted)
                yield Line("text", f"공단도 “{granted.rstrip(',')}”라고 적어, 그 점은 부정하지 않았습니다.")

    # How likely a sentence helps the person, and the other side.
    def _helps(self, words: str) -> tuple[float, float]:
        if words not in self._helped:
            self._helped[words] = whom_it_helps(words, self.case)
        return self._helped[words]

    @cached_property
    def _helped(self) -> dict[str, tuple[float, float]]:
        return {}

    # What of the person's sentences answers the arguments.
    def _answering(self, met: Sequence[tuple[Reason, Argument]]) -> Answering:
        told: list[FactorFound] = []
        tells: list[re.Pattern[str]] = []
        asked: list[re.Pattern[str]] = []
        ids: set[str] = set()
        for reason, argument in met:
            if argument.answered_by is not None:
                ids.update(argument.answered_by)
                told += [each for each in self._circumstances if each.id in argument.answered_by]
            else:
                ids.update(next(each.told for each in kinds() if each.id == reason.kind))
                told += reason.told
            tells += [argument.tells] if argument.tells else []
            asked += [blank.told for blank in argument.blanks if blank.told]
        return Answering(told, self._helpful, tells, asked, frozenset(ids))

    # The person's own sentences that answer a reason, and what follows from them.
    def _told_of(self, met: Sequence[tuple[Reason, Argument]], found: Sequence[str]) -> Iterator[Line]:
        if not found:
            return
        fitting = next((argument for _reason, argument in met if argument.facts), None)
        yield Line("text", f"{fitting.facts if fitting else '이에 관한'} 사실은 다음과 같습니다.")
        for each in found:
            yield Line("quote", f"“{each}”")
        # Two reasons may be answered alike; the conclusion is drawn once.
        if fitting and fitting.so not in self.argued:
            self.argued.add(fitting.so)
            yield Line("text", f"이러한 사실을 함께 보면, {fitting.so}.")

    @property
    def _circumstances(self) -> list[FactorFound]:
        found = (*self.analysis.factors_for, *self.analysis.neutral, *self.analysis.factors_against)
        return [each for each in found if each.source == "story"]

    # What was read as a point for the person, though of no circumstance that has a name.
    @property
    def _helpful(self) -> list[FactorFound]:
        return [each for each in self.analysis.factors_for if each.source == "story"]

    # The same argument is not made twice: two kinds of reasons may be met alike.
    def _argued(self, argues: Sequence[str], basis: str) -> Iterator[Line]:
        new = [each for each in argues if each not in self.argued]
        self.argued.update(new)
        for each in new:
            is_last = each == new[-1]
            yield Line("text", f"{each} ({basis})" if basis and is_last else each)
        if not new:
            yield Line("text", "이 이유에 대하여도 앞에서 답한 것과 같습니다.")

    # The same fact is asked for once.
    def _fact_asked(self, key: str, says: str, question: str) -> Iterator[Line]:
        if any(each.question == question for each in self.asks):
            return
        told = self.told.get(key, "")
        self.asks.append(Ask(key, question))
        yield Line("item", " ".join(told.split()) or BLANK, f"{says}: ")

    def _ruled(
        self, reason: Reason, held: Mapping[str, tuple[StoredRuling, Dispute | None]], argument: Argument
    ) -> Iterator[Line]:
        about = f"{reason.words} {' '.join(reason.more_words)} {self.facts}"
        asked = set(terms(about))
        found = []
        for answer in reason.answers:
            ruling, dispute = held.get(answer.ruling, (None, None))
            may_cite = answer.won and argument.may_cite(answer.ruling)
            if ruling is None or not may_cite or not self._is_near(reason, argument, ruling, answer.says.ko):
                continue
            made = authority(ruling, dispute, about, answer.says.ko)
            if made and _OPEN in made.afterwards:
                continue
            if made and all(each.id != made.id for each in self.authorities):
                found.append((len(asked & set(terms(f"{made.summary} {answer.says.ko}"))), made))
        if found:
            yield from self._cited(max(found, key=lambda one: one[0])[1])

    # Of the issue that such a reason raises; where that is work as the cause, also of the same illness, part of the body
    # and kind of harm (what the Supreme Court holds of proof is for all). And of the same matter: its refusal is met by
    # the same argument, a circumstance weighed in it was told, or it names an illness that the reason names.
    def _is_near(self, reason: Reason, argument: Argument, ruling: StoredRuling, says: str) -> bool:
        case, labels = self.analysis.understood, ruling.labels
        issue = _ISSUE_OF.get(reason.kind, case.issue_category)
        if issue and labels.issue_category.value is not issue:
            return False
        if issue in (None, Issue.CAUSATION):
            is_on_proof = reason.kind in _ON_PROOF and labels.instance.value is Instance.THIRD
            is_of_the_illness = labels.disease_category.value is case.disease_category
            if not (is_on_proof or (is_of_the_illness and self._is_alike(ruling))):
                return False
        serial = ruling.precedent.source_serial
        untold = {squeeze(each) for each in names_in(says)} - {""}
        told = squeeze(f"{self.all_told} {' '.join(self.intake.diagnoses)}")
        weighed = all(name in told for name in untold) and any(
            serial in each.rulings for each in self._circumstances
        )
        words = " ".join((reason.words, *reason.more_words))
        named = {squeeze(each) for each in names_in(words)}
        names_it = any(name in squeeze(says) for name in named if len(name) > 1)
        is_of_it = argument.where is not None and argument.id in self._matters_of(ruling)
        return weighed or names_it or is_of_it

    # Whether the harm came about in the same way, to the same part where one is named.
    def _is_alike(self, ruling: StoredRuling) -> bool:
        case, labels = self.analysis.understood, ruling.labels
        kind = labels.kind_c.value
        if case.kind_c and kind not in (None, KindC.NONE, case.kind_c):
            return False
        digest = ruling.precedent.digest
        named = (*labels.diagnoses, *(digest.diagnoses if digest else ()))
        own, theirs = regions_of(" ".join(self.intake.diagnoses)), regions_of(" ".join(named))
        return not (own and theirs) or bool(own & theirs)

    # What the refusal gave as its reasons in a ruling, each as what is argued against it; empty where none is told.
    def _matters_of(self, ruling: StoredRuling) -> set[str]:
        digest, labels = ruling.precedent.digest, ruling.labels
        if not digest or not digest.denial_reason:
            return set()
        case = Case(
            labels.kind_b.value,
            labels.kind_c.value,
            labels.disease_category.value,
            labels.issue_category.value,
        )
        found: set[str] = set()
        for reason in denial_reasons(" ".join(digest.facts), digest.denial_reason, case):
            # Of a refusal that is told in few words, all of them tell its matter.
            for words in (reason.words, *reason.more_words, digest.denial_reason):
                alone = replace(reason, words=words, more_words=())
                found.update(each.id for each in arguments_against(alone, case, " ".join(digest.facts)))
        return found - {OTHER}

    def rulings(self) -> Iterator[Line]:
        """Comparable rulings that share more with the case than its label, and of which nothing is left to look up."""
        about = f"{self.intake.denial_reason} {self.facts}"
        used = {each.id for each in self.authorities}
        others = [
            each
            for each in self.analysis.similar.favourable
            if each.ruling.id not in used
            and {reason.kind for reason in each.reasons} & {"job", "words"}
            and each.ruling.labels.outcome.value is not Outcome.PARTLY_GRANTED
            and self._is_of_a_matter(each.ruling)
        ]
        made = filter(None, (authority(each.ruling, each.dispute, about) for each in others))
        for found in islice((each for each in made if _OPEN not in each.afterwards), _MOST_RULINGS):
            yield from self._cited(found)

    # Whether a ruling is of the same issue, and its refusal gave a reason that is met here by the same argument.
    def _is_of_a_matter(self, ruling: StoredRuling) -> bool:
        issue = self.analysis.understood.issue_category
        if issue and ruling.labels.issue_category.value is not issue:
            return False
        matters = self._matters_of(ruling)
        shared = matters & self.met
        if issue in (None, Issue.CAUSATION, Issue.DISABILITY_GRADE):
            # There the kind of a reason is of half of all cases: its own matter has to be the same.
            shared &= {each.id for each in arguments() if each.where is not None}
        return bool(shared) if matters else self._is_alike(ruling) and bool(ruling.precedent.text)

    def _cited(self, found: Authority) -> Iterator[Line]:
        if any(each.id == found.id for each in self.authorities):
            return
        self.authorities.append(found)
        ruling, case = self.store.get(found.id), self.case
        of_a_death = ruling is not None and ruling.labels.kind_b.value is KindB.SURVIVORS is not case.kind_b
        beside = "; ".join(
            filter(
                None,
                (
                    found.afterwards,
                    "유족급여 사건" if of_a_death else "",
                    "출처를 확인하지 못한 파일에서 옮긴 판결" if found.unvouched else "",
                ),
            )
        )
        summary = f" {SUMMARY}: {found.summary}" if found.summary else ""
        yield Line("item", summary, found.citation + (f" ({beside})" if beside else ""))
        for quote in found.quotes:
            place = f" ({quote.place})" if quote.place else ""
            yield Line("quote", f"“{quote.text}”{place}")

    # Whether a rule asks for a thing that the refusal says is not there, and of which the person tells nothing.
    def _names_what_is_missing(self, criterion: Criterion) -> bool:
        story = squeeze(self.facts)
        missing = (
            word
            for sentence in sentences(self.letter, story=True)
            if denials(sentence.words)
            for word in _THING.findall(sentence.words)
        )
        return any(word in criterion.says.ko and word not in story for word in missing)

    def criteria(
        self,
        raised: Set[str] = frozenset(),
        argued_from: Set[str] | None = None,
        said: str = "",
        is_alone: bool = False,
    ) -> Iterator[Line]:
        """Rules of law that the person's words meet, met before open.

        Beside a reason, of grounds `raised` in the words `said`, those that answer it, or all where it `is_alone`; none
        that say what was just argued from the same articles, `argued_from`.
        """
        rested_on = self.rested_on if argued_from is None else argued_from
        found = []
        for each in self.analysis.criteria:
            state = measured(each, self.analysis)["state"]
            answers = bool(raised & set(each.answers)) or _is_named(each, said)
            helps = state in ("unknown", "disputed") or bool(_DESPITE.search(each.says.ko))
            is_open = answers and helps and not _AS_CONDITION.search(each.says.ko)
            # What is asked only where the refusal raises it answers nothing else.
            is_of_all = (is_alone or argued_from is None) and not each.if_raised
            is_met = state == "met" and (answers or is_of_all)
            is_new = any(cited([one]) not in rested_on for one in to_cite(each.basis) if cited([one]))
            if state == "unknown" and each.circumstances:
                # It waits for a circumstance of which nothing is told: an argument without its condition.
                continue
            if self._names_what_is_missing(each):
                continue
            is_advice = any(_AS_ADVICE.search(part.words) for part in sentences(each.says.ko))
            if answers and argued_from and not is_new:
                # What was argued here needs no second place beside a later reason.
                self.stated.add(each.id)
            is_fit = is_new and not (is_advice or each.general or _AS_EXCLUSION.search(each.says.ko))
            if (is_met or is_open) and is_fit and each.id not in self.stated:
                found.append((not is_met, each))
        met = [each for is_open, each in found if not is_open]
        open_ = [each for is_open, each in found if is_open]
        for each in [*met, *open_][:_MOST_CRITERIA]:
            self.stated.add(each.id)
            self.rested_on.update(cited([one]) for one in each.basis)
            yield Line("item", f"{each.says.ko} ({cited(each.basis)})")
