"""A model's opinion on one case: what it reads, what of its answer is shown, how it stands to the numbers.

The model chooses among numbered sentences and says nothing in words of its own. An opinion never replaces
the base rate: it is shown beside it. It is not kept anywhere: it is about a person.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from operator import itemgetter

from lib.casework.analysis import Analysis
from lib.casework.comparable import Comparable
from lib.casework.findings import findings
from lib.casework.pairings import Numbered, Paired, Rule, Said, Written, paired
from lib.domain.counting import BaseRate
from lib.domain.records import StoredRuling
from lib.guidance.factors import FactorFound
from lib.models.budget import Ledger, Model
from lib.models.clients import Client
from lib.models.fitting import most_tokens
from lib.models.parsing import read_partial
from lib.models.prompt import as_data, prompt
from lib.models.reply import ModelError, Problem, Room, Turn, Watch
from lib.models.schemas import Leaning, Opinion, prompt_shape
from lib.models.structured import ModelUse, ask_for, ask_in_room, prompt_room
from lib.privacy import mask, strike
from lib.rulings.summary import where_the_reasons_are
from lib.text.sentences import sentences
from lib.text.spelling import squeeze

# Of the room, at most so much for what the person tells while rulings could use the rest.
_CASE_SHARE = 0.4
# Tokens of the findings of one ruling, of which the first is always given, and of what stands above them.
_LEAST_OF_A_RULING, _MOST_OF_A_RULING, _HEAD = 400, 1200, 80
# Pieces of evidence named to the model as missing.
_MOST_MISSED = 5
# A stretch of a story without any end is numbered in pieces of about so many characters.
_LONGEST_SENTENCE = 400


@dataclass(frozen=True, slots=True)
class CasePrompt:
    """What will be sent about a case, exactly, and what the answer may choose from.

    `told` is what the person wrote, identifiers masked, before any of its words were struck out; `own` what
    of it is sent, `rulings` each ruling as it is sent. `left_out` counts rulings for which there was no room; `masked` the identifiers taken out.
    """

    text: str
    own: str
    told: str
    given: Numbered
    rulings: tuple[str, ...]
    version: str
    left_out: int
    masked: int


@dataclass(frozen=True, slots=True)
class CaseOpinion:
    """What of a model's choice is shown.

    `disagrees` is true where it leans one way and the 95% interval of the base rate lies wholly on the
    other.
    """

    opinion: Paired
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
    rules = [Rule(f"C{n}", criterion) for n, criterion in enumerate(analysis.criteria, start=1)]
    criteria = "\n".join(map(_rule_line, rules))
    evidence = {f"E{n}": each for n, each in enumerate(analysis.missing_evidence[:_MOST_MISSED], start=1)}
    papers = "\n".join(f"[{id}] {each.what.ko}" for id, each in evidence.items()) or "(없음)"
    fixed = template.filled(case="", criteria=criteria, evidence=papers, rulings="", shape=_SHAPE)
    room = prompt_room(in_all) - most_tokens(fixed)
    ranked = _by_relevance(analysis)
    written, masked = _told(analysis)
    share = (room - most_tokens("\n".join(written.values()))) // max(1, len(ranked)) - _HEAD
    share = min(max(share, _LEAST_OF_A_RULING), _MOST_OF_A_RULING)
    rulings = [_Ruling(each.ruling, f"R{n}", share) for n, each in enumerate(ranked, start=1)]
    rulings = [each for each in rulings if each.said]
    costs = [most_tokens(each.text) + 2 for each in rulings]
    head, told = _case(analysis, written, struck, max(int(room * _CASE_SHARE), room - sum(costs)))
    own = "\n".join([head, *map(_told_line, told)])
    left = room - most_tokens(own)
    fitting = rulings[: sum(cost <= left for cost in accumulate(costs))]
    return CasePrompt(
        text=template.filled(
            case=own,
            criteria=criteria,
            evidence=papers,
            rulings="\n\n".join(each.text for each in fitting) or _NO_RULING,
            shape=_SHAPE,
        ),
        own=own,
        told="\n".join(written.values()),
        given=Numbered(
            story={each.id: each for each in told},
            rules={each.id: each for each in rules},
            said={each.id: each for ruling in fitting for each in ruling.said},
            evidence=evidence,
        ),
        rulings=tuple(each.text for each in fitting),
        version=template.version,
        left_out=len(rulings) - len(fitting),
        masked=masked,
    )


_NO_RULING = "(비슷한 판결이 없음)"


def shorter(sent: CasePrompt, tokens: int) -> CasePrompt | None:
    """A prompt of at least so many tokens less, or None: without the least relevant rulings, then without the
    sentences in which fewest circumstances are told.

    Nothing comes in that was not in `sent`.
    """
    text, own, rulings, given = sent.text, sent.own, list(sent.rulings), sent.given
    story = dict(given.story)
    while rulings and tokens > 0:
        last = rulings.pop()
        tokens -= most_tokens(last)
        text = text.replace(f"\n\n{last}", "") if rulings else text.replace(last, _NO_RULING)
    for each in sorted(given.story.values(), key=lambda each: (len(each.found), each.is_agencys)):
        if tokens > 0 and len(story) > 1:
            line = f"\n{_told_line(each)}"
            tokens -= most_tokens(line)
            text, own = text.replace(line, "", 1), own.replace(line, "", 1)
            del story[each.id]
    if tokens > 0:
        return None
    tags = {ruling.partition("]")[0] for ruling in rulings}
    said = {id: each for id, each in given.said.items() if f"[{id.partition('.')[0]}" in tags}
    left_out = sent.left_out + len(sent.rulings) - len(rulings)
    given = replace(given, story=story, said=said)
    return replace(sent, text=text, own=own, given=given, rulings=tuple(rulings), left_out=left_out)


_SHAPE = prompt_shape(Opinion)


def _rule_line(rule: Rule) -> str:
    basis = ", ".join(basis.in_language("ko") for basis in rule.criterion.basis)
    return f"[{rule.id}] {rule.criterion.says.ko} ({basis})"


_LINES = {"diagnoses": "진단명", "industry": "업종", "occupation": "하던 일"}
_PROSE = {"story": False, "denial_reason": True}


# What the person wrote, by field and masked, and how many identifiers were masked.
def _told(analysis: Analysis) -> tuple[dict[str, str], int]:
    intake = analysis.intake
    fields = {name: getattr(intake, name) for name in (*_LINES, *_PROSE)}
    fields["diagnoses"] = ", ".join(intake.diagnoses)
    safe = {name: mask(as_data(text)) for name, text in fields.items() if text}
    return {name: each.text for name, each in safe.items()}, sum(len(each.found) for each in safe.values())


# What is known of the case, and the sentences the person wrote, within the room.
def _case(
    analysis: Analysis, written: Mapping[str, str], struck: Collection[str], room: int
) -> tuple[str, list[Written]]:
    understood = analysis.understood
    said = {name: strike(text, struck) for name, text in written.items()}
    labels = {
        "다툼의 핵심": understood.issue_category or "모름",
        "유형": understood.kind_c or "",
        "신청한 급여": understood.kind_b or "",
    }
    lines = [f"{label}: {said[name]}" for name, label in _LINES.items() if name in said]
    lines += [f"{name}: {value}" for name, value in labels.items() if value]
    # A list of diagnoses may be as long as a story.
    head = "\n".join(_leading(lines, room // 2))
    left = room - most_tokens(head) - 1
    telling = [squeeze(word) for words in understood.words.values() for word in words]
    found = [*analysis.factors_for, *analysis.factors_against, *analysis.neutral]
    wanted: list[tuple[bool, str]] = [
        (is_agencys, words)
        for name, is_agencys in _PROSE.items()
        if name in said
        for words in _sentences(said[name])
    ]
    # What the agency gave as its reason is short and says what is in dispute.
    worth = [
        (is_agencys, sum(word in squeeze(words) for word in telling), -place)
        for place, (is_agencys, words) in enumerate(wanted)
    ]
    kept = []
    for _, _, place in sorted(worth, reverse=True):
        cost = most_tokens(_told_line(Written("S999", wanted[-place][1], wanted[-place][0]))) + 1
        if cost <= left:
            kept.append(-place)
            left -= cost
    return head, [
        Written(f"S{n}", words, is_agencys, tuple(_found_in(words, is_agencys, found)))
        for n, (is_agencys, words) in enumerate((wanted[place] for place in sorted(kept)), start=1)
    ]


def _told_line(told: Written) -> str:
    return f"[{told.id}] {'(공단의 말) ' if told.is_agencys else ''}{told.text}"


# The sentences of what was written; what goes on without an end is cut at a space.
def _sentences(written: str) -> Iterator[str]:
    for sentence in sentences(written, story=True):
        words = " ".join(sentence.words.split())
        while len(words) > _LONGEST_SENTENCE:
            cut = words.rfind(" ", 1, _LONGEST_SENTENCE)
            cut = cut if cut > 0 else _LONGEST_SENTENCE
            yield words[:cut]
            words = words[cut:].strip()
        if words:
            yield words


# The circumstances that are told in a sentence.
def _found_in(words: str, is_agencys: bool, found: Sequence[FactorFound]) -> Iterator[FactorFound]:
    bare = squeeze(words)
    for each in found:
        shown = squeeze(each.words)
        if (each.source == "denial") is is_agencys and (shown in bare or (len(bare) > 8 and bare in shown)):
            yield each


# The first lines that fit; one that is too long is passed over.
def _leading(lines: Sequence[str], room: int) -> list[str]:
    fitting = []
    for line in lines:
        if most_tokens(line) + 1 <= room:
            fitting.append(line)
            room -= most_tokens(line) + 1
    return fitting


# Comparable rulings of both sides, the closest of each first, the least relevant last; at one rank those whose
# text is held.
def _by_relevance(analysis: Analysis) -> list[Comparable]:
    sides = (analysis.similar.favourable, analysis.similar.unfavourable)
    ranked = [
        (rank, not each.ruling.sections.has_order, -each.score, each)
        for side in sides
        for rank, each in enumerate(side)
    ]
    return [each for *_, each in sorted(ranked, key=itemgetter(0, 1, 2))]


# A ruling as the model reads it: how it ended, its findings, and the arguments that they answer.
class _Ruling:
    def __init__(self, ruling: StoredRuling, tag: str, room: int) -> None:
        precedent = ruling.precedent
        self.said = [
            Said(f"{tag}.{each.number}", ruling, each) for each in findings(ruling, room, most_tokens)
        ]
        reasons = where_the_reasons_are(ruling)
        head = (
            f"[{tag}] {precedent.court} {precedent.case_number} "
            f"(근로자 쪽에서 본 결과: {ruling.labels.outcome.value.value})"
        )
        self.text = "\n".join([head, *([reasons] if reasons else []), *map(_said_line, self.said)])


def _said_line(said: Said) -> str:
    speaker = said.passage.speaker
    return f"[{said.id}] ({speaker.value}) {mask(as_data(said.passage.text)).text}"


# --- what comes back -----------------------------------------------------------------------------


def ask_opinion(
    analysis: Analysis, sent: CasePrompt, client: Client, ledger: Ledger, watch: Watch
) -> CaseOpinion:
    """What of the model's choice can be shown. Raises ModelError and StoreError."""
    model = Model(client.name, sent.version, client.cost)
    before = ledger.seconds

    def ask(sent: CasePrompt) -> Opinion:
        return ask_for(Opinion, client, "", [Turn("user", sent.text)], ledger, model, watch)

    answer, sent = ask_in_room(sent, sent.text, shorter, ask)
    found = paired(answer, sent.given, has_numbers(analysis))
    if found.is_bare:
        raise ModelError(Problem.UNCONFIRMED)
    use = ModelUse(model.name, model.prompt_version, ledger.seconds - before, False, found.dropped.total())
    return CaseOpinion(found, use, leans_against(found.leaning, analysis.similar.base_rate))


def partial_opinion(text: str, sent: CasePrompt) -> Paired | None:
    """What of an answer still being written is complete and can be shown; None while there is nothing."""
    answer = read_partial(text, Opinion)
    return paired(answer, sent.given) if answer else None


def has_numbers(analysis: Analysis) -> bool:
    """Whether held rulings or official figures stand beside the opinion."""
    similar = analysis.similar
    return bool(similar.favourable or similar.unfavourable or analysis.official)


def leans_against(leaning: Leaning, rate: BaseRate) -> bool:
    """True where a leaning and the whole 95% interval of the base rate lie on different sides of a half."""
    if rate.low is None or rate.high is None:
        return False
    return (leaning is Leaning.APPROVAL and rate.high < 0.5) or (leaning is Leaning.DENIAL and rate.low > 0.5)
