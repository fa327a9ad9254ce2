"""A model's opinion on one case: what it reads, what of its answer can be confirmed, how it stands to the numbers.

An opinion never replaces the base rate: it is shown beside it, with the rulings and criteria each
ground rests on. It is not kept anywhere: it is about a person.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter

from lib.casework.analysis import Analysis
from lib.casework.comparable import Comparable
from lib.domain.counting import BaseRate
from lib.domain.records import StoredRuling
from lib.models.budget import Ledger, Model
from lib.models.checks.grounding import Given, Grounded, Removed, Source, ground_opinion, is_bare
from lib.models.clients import Client
from lib.models.fitting import fit_sentences, most_tokens
from lib.models.parsing import read_partial
from lib.models.prompt import as_data, prompt
from lib.models.reply import ModelError, Problem, Room, Turn, Watch
from lib.models.schemas import Leaning, Opinion, prompt_shape
from lib.models.structured import ModelUse, ask_for, prompt_room
from lib.privacy import mask, strike
from lib.rulings.summary import summarize
from lib.text.sentences import sentences
from lib.text.spelling import squeeze

# Of the room, at most so much for what the person tells while rulings could use the rest.
_CASE_SHARE = 0.4
# A ruling is given in at most so many tokens.
_RULING_TOKENS = 700
# Pieces of evidence named to the model as missing.
_MOST_MISSED = 5


@dataclass(frozen=True, slots=True)
class CasePrompt:
    """What will be sent about a case, exactly, and what the answer may rest on.

    `told` is what the person wrote, identifiers masked, before any of its words were struck out.
    `left_out` counts rulings for which there was no room; `masked` the identifiers taken out.
    """

    text: str
    told: str
    given: Given
    version: str
    left_out: int
    masked: int


@dataclass(frozen=True, slots=True)
class CaseOpinion:
    """A model's opinion, checked: everything in it can be found in what the model was given.

    `disagrees` is true where it leans one way and the 95% interval of the base rate lies wholly on the
    other.
    """

    opinion: Opinion
    removed: tuple[Removed, ...]
    use: ModelUse
    disagrees: bool


# --- what is sent --------------------------------------------------------------------------------


def case_prompt(analysis: Analysis, in_all: Room, struck: Collection[str] = ()) -> CasePrompt:
    """The prompt for a case, within the room of the model whatever the story and the rulings are.

    Identifiers are masked, and of what the person wrote the words in `struck` (each as `lib.privacy.word_of`
    has it) are taken out. Where the room ends, the least relevant rulings go first, then sentences
    of the story that hold none of the words the case was understood by; no sentence is cut.
    """
    template = prompt("opinion")
    rules = _criteria(analysis)
    criteria = "\n".join(source.text for source in rules)
    fixed = template.filled(case="", criteria=criteria, rulings="", shape=prompt_shape(Opinion))
    room = prompt_room(in_all) - most_tokens(fixed)
    rulings = [_ruling(each.ruling, f"R{n}") for n, each in enumerate(_by_relevance(analysis), start=1)]
    costs = [most_tokens(source.text) + 2 for source in rulings]
    told, masked = _told(analysis)
    case = _case(analysis, told, struck, max(int(room * _CASE_SHARE), room - sum(costs)))
    left = room - most_tokens(case)
    sources = rulings[: sum(cost <= left for cost in accumulate(costs))]
    return CasePrompt(
        text=template.filled(
            case=case,
            criteria=criteria,
            rulings="\n\n".join(source.text for source in sources) or "(비슷한 판결이 없음)",
            shape=prompt_shape(Opinion),
        ),
        told="\n".join(told.values()),
        given=Given(intake=case, sources=(*sources, *rules)),
        version=template.version,
        left_out=len(rulings) - len(sources),
        masked=masked,
    )


def _criteria(analysis: Analysis) -> list[Source]:
    return [
        Source(
            id=criterion.id,
            tag=f"C{number}",
            text=f"[C{number}] {criterion.says.ko} ("
            + ", ".join(basis.in_language("ko") for basis in criterion.basis)
            + ")",
        )
        for number, criterion in enumerate(analysis.criteria, start=1)
    ]


_LINES = {"diagnoses": "진단명", "industry": "업종", "occupation": "하던 일"}
_PROSE = {"denial_reason": "공단이 거절한 이유", "story": "이야기"}


# What the person wrote, by field and masked, and how many identifiers were masked.
def _told(analysis: Analysis) -> tuple[dict[str, str], int]:
    intake = analysis.intake
    fields = {name: getattr(intake, name) for name in (*_LINES, *_PROSE)}
    fields["diagnoses"] = ", ".join(intake.diagnoses)
    safe = {name: mask(as_data(text)) for name, text in fields.items() if text}
    return {name: each.text for name, each in safe.items()}, sum(len(each.found) for each in safe.values())


# The intake as the model reads it, within the room.
def _case(analysis: Analysis, told: Mapping[str, str], struck: Collection[str], room: int) -> str:
    understood = analysis.understood
    said = {name: strike(text, struck) for name, text in told.items()}
    labels = {
        "다툼의 핵심": understood.issue_category or "모름",
        "유형": understood.kind_c or "",
        "신청한 급여": understood.kind_b or "",
    }
    lines = [f"{label}: {said[name]}" for name, label in _LINES.items() if name in said]
    lines += [f"{name}: {value}" for name, value in labels.items() if value]
    missing = ", ".join(item.what.ko for item in analysis.missing_evidence[:_MOST_MISSED])
    if missing:
        lines.append(f"아직 드러나지 않은 증거: {missing}")
    # A list of diagnoses may be as long as a story.
    head = "\n".join(_leading(lines, room // 2))
    left = room - most_tokens(head)
    telling = [squeeze(word) for words in understood.words.values() for word in words]

    def worth(sentence: str) -> float:
        squeezed = squeeze(sentence)
        return float(sum(word in squeezed for word in telling))

    parts = [head]
    for name in filter(said.__contains__, _PROSE):
        share = left // 3 if name != "story" and "story" in said else left
        words = [sentence.words for sentence in sentences(said[name], story=True)]
        fitted = fit_sentences(words, share - len(_PROSE[name]) - 3, worth, most_tokens)
        parts.append(f"{_PROSE[name]}: {fitted}")
        left -= most_tokens(parts[-1]) + 1
    return "\n".join(parts)


# The first lines that fit; one that is too long is passed over.
def _leading(lines: Sequence[str], room: int) -> list[str]:
    fitting = []
    for line in lines:
        if most_tokens(line) + 1 <= room:
            fitting.append(line)
            room -= most_tokens(line) + 1
    return fitting


# Comparable rulings of both sides, the closest of each first, the least relevant last.
def _by_relevance(analysis: Analysis) -> list[Comparable]:
    sides = (analysis.similar.favourable, analysis.similar.unfavourable)
    ranked = [(rank, -each.score, each) for side in sides for rank, each in enumerate(side)]
    return [each for _, _, each in sorted(ranked, key=itemgetter(0, 1))]


# A ruling in a few sentences: our digest's, or the ruling's own.
def _ruling(ruling: StoredRuling, tag: str) -> Source:
    precedent, summary = ruling.precedent, summarize(ruling)
    head = (
        f"[{tag}] {precedent.court} {precedent.case_number} "
        f"(근로자 쪽에서 본 결과: {ruling.labels.outcome.value.value})"
    )
    digest = precedent.digest
    parts = (
        [digest.gist, *digest.tipped, *digest.facts, *digest.weighed]
        if digest
        else [*summary.reason.split("\n"), *summary.deciding_factors, *summary.background.split("\n")]
    )
    # What tipped a ruling are phrases: without a full stop they would run into one another.
    lines = [" ".join(line.split()) for line in parts if line.strip()]
    lines = [mask(as_data(line if line.endswith((".", "?")) else f"{line}.")).text for line in lines]
    body = fit_sentences(lines, _RULING_TOKENS - most_tokens(head) - 1, lambda _: 0.0, most_tokens)
    return Source(ruling.id, tag, f"{head}\n{body}", ruling.labels.outcome.value)


# --- what comes back -----------------------------------------------------------------------------


def ask_opinion(
    analysis: Analysis, sent: CasePrompt, client: Client, ledger: Ledger, watch: Watch
) -> CaseOpinion:
    """The model's opinion, checked. Raises ModelError and StoreError."""
    model = Model(client.name, sent.version, client.cost)
    before = ledger.seconds
    answer = ask_for(Opinion, client, "", [Turn("user", sent.text)], ledger, model, watch)
    grounded = ground_opinion(answer, sent.given)
    if is_bare(grounded.answer):
        raise ModelError(Problem.UNCONFIRMED)
    seconds = ledger.seconds - before
    use = ModelUse(model.name, model.prompt_version, seconds, False, len(grounded.removed))
    return CaseOpinion(
        grounded.answer,
        grounded.removed,
        use,
        leans_against(grounded.answer.leaning, analysis.similar.base_rate),
    )


def partial_opinion(text: str, sent: CasePrompt) -> Grounded[Opinion] | None:
    """What of an answer still being written is complete and confirmed; None while there is nothing."""
    answer = read_partial(text, Opinion)
    return ground_opinion(answer, sent.given) if answer else None


def leans_against(leaning: Leaning, rate: BaseRate) -> bool:
    """True where a leaning and the whole 95% interval of the base rate lie on different sides of a half."""
    if rate.low is None or rate.high is None:
        return False
    return (leaning is Leaning.APPROVAL and rate.high < 0.5) or (leaning is Leaning.DENIAL and rate.low > 0.5)
