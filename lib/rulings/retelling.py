"""A ruling retold by a model for laypeople: asked once, kept for everybody, checked at every showing.

The model chooses sentences by their numbers and puts each into plain words (a gloss), which stands above
that very sentence or not at all (`glosses`). How the ruling ended, who the parties are and what court
decided is told by our own labels. What is kept is the answer as it was read, unchecked; it is checked each
time it is shown, so that a better check needs no new call.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from lib.domain.passages import OWN, Passage, Speaker, passages
from lib.domain.records import StoredRuling
from lib.domain.side import Side
from lib.domain.taxonomy import FAVOURABLE, UNFAVOURABLE
from lib.models.budget import Ledger, Model, answer_key, kept_answer
from lib.models.clients import Client
from lib.models.fitting import most_tokens
from lib.models.parsing import read_partial
from lib.models.prompt import as_data, prompt
from lib.models.reply import ModelError, Problem, Room, Turn, Watch
from lib.models.schemas import Gloss, Retelling, Verdicts, json_schema, prompt_shape
from lib.models.structured import ModelUse, ask_for, ask_in_room, prompt_room
from lib.privacy import mask
from lib.rulings.glosses import Fault, fault_of
from lib.rulings.summary import result_in_words
from lib.store import Store

FIELDS = tuple(Retelling.model_fields)
"""What a ruling is retold under, in the order in which it is read."""

_OF_THE_COURT = frozenset({"reasons", "factors"})
_PARTIES = frozenset({Speaker.CLAIMANT, Speaker.AGENCY})
_TELLS_REASONS = OWN | {Speaker.LAW, Speaker.BELOW, Speaker.GUIDE}


@dataclass(frozen=True, slots=True)
class RulingPrompt:
    """What will be sent about a ruling, exactly; `given` are the sentences in it by their numbers."""

    instruction: str
    text: str
    version: str
    given: Mapping[int, Passage]


@dataclass(frozen=True, slots=True)
class Glossed:
    """Sentences of the ruling and the plain words above them; `gloss` is empty where they stand alone."""

    gloss: str
    sentences: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class RulingRetold:
    """A ruling in everyday words, checked, by field of FIELDS.

    `dropped` counts what was left out by its fault. `verified`: a second reading by a model found every
    gloss that is shown to say the same as its sentence.
    """

    parts: Mapping[str, tuple[Glossed, ...]]
    dropped: Mapping[Fault, int]
    verified: bool
    use: ModelUse

    @property
    def glosses(self) -> int:
        """How many glosses are shown."""
        return sum(bool(each.gloss) for part in self.parts.values() for each in part)


def can_be_retold(ruling: StoredRuling) -> bool:
    """True where there are sentences to choose from: of the text, or of our digest. A stub has none."""
    return bool(passages(ruling))


# --- what is sent --------------------------------------------------------------------------------

# What is left out last where the room ends.
_WORTH = (
    Speaker.COURT, Speaker.GUIDE, Speaker.FACT, Speaker.CONCLUSION, Speaker.AGENCY, Speaker.CLAIMANT, Speaker.BELOW,
    Speaker.EXPERT, Speaker.RECORD, Speaker.LAW,
)  # fmt: skip


def ruling_prompt(ruling: StoredRuling, room: Room) -> RulingPrompt:
    """The prompt for a ruling: its sentences with their numbers and speakers, as many as the model has room for.

    First those that carry the result and the arguments they answer, then what happened; none is cut.
    """
    precedent = ruling.precedent
    instruction, request = prompt("retelling"), prompt("retelling_request")

    def filled(lines: Iterable[str]) -> str:
        return request.filled(
            court=as_data(precedent.court),
            case_number=as_data(precedent.case_number),
            title=as_data(precedent.title),
            outcome=result_in_words(ruling.labels.outcome.value, has_order=True),
            sentences="\n".join(lines),
            shape=prompt_shape(Retelling),
        )

    left = prompt_room(room) - most_tokens(instruction.filled()) - most_tokens(filled([]))
    lines: dict[int, str] = {}
    given: dict[int, Passage] = {}
    for each in _by_worth(passages(ruling)):
        line = f"[{each.number}] ({each.speaker}) {mask(as_data(each.text)).text}"
        if (cost := most_tokens(line) + 1) <= left:
            lines[each.number], given[each.number] = line, each
            left -= cost
    return RulingPrompt(
        instruction.filled(),
        filled(lines[number] for number in sorted(lines)),
        f"{instruction.version}+{request.version}",
        given,
    )


def _by_worth(told: Sequence[Passage]) -> list[Passage]:
    answered = {each.answers for each in told if each.answers}

    def rank(each: Passage) -> tuple[int, int, int, int]:
        # Courts tell first and decide last.
        place = -each.number if each.speaker is Speaker.COURT else each.number
        return not each.decides, each.number not in answered, _WORTH.index(each.speaker), place

    return sorted(told, key=rank)


# --- asking --------------------------------------------------------------------------------------


def kept_retelling(
    ruling: StoredRuling, store: Store, client: Client, verify: bool = False
) -> RulingRetold | None:
    """The retelling by this model that somebody already paid for, or None; costs no call. Raises StoreError.

    With `verify` only one that was read a second time.
    """
    sent = ruling_prompt(ruling, client.room)
    model = Model(client.name, sent.version, client.cost)
    kept = store.answer(_key(model, sent))
    if kept is None:
        return None
    try:
        answer = Retelling.model_validate_json(kept)
        second = _second(answer, ruling, sent.given, client) if verify else None
        said = store.answer(second.key) if second else None
        if second and said is None:
            return None
        return _checked(answer, _read(said) if said is not None else None, ruling, sent, model, 0.0, True)
    except ValidationError:
        # Kept by another version of this program.
        return None


def ask_retelling(
    ruling: StoredRuling, client: Client, ledger: Ledger, watch: Watch, verify: bool = False
) -> RulingRetold:
    """The ruling retold, by a kept answer or by one call, and one more to `verify` it.

    Where the second call fails, the sentences stand alone this time. Raises ModelError and StoreError.
    """
    sent = ruling_prompt(ruling, client.room)
    model = Model(client.name, sent.version, client.cost)

    def shorter(sent: RulingPrompt, tokens: int) -> RulingPrompt | None:
        answer = client.room.answer
        room = most_tokens(sent.instruction + sent.text) - tokens + answer
        less = ruling_prompt(ruling, Room(room, answer))
        return less if less.given else None

    def ask_once(sent: RulingPrompt) -> Retelling:
        return ask_for(Retelling, client, sent.instruction, [Turn("user", sent.text)], ledger, model, watch)

    def ask() -> str:
        # What fewer sentences were sent is of no account later: their numbers are the ruling's.
        answer, _ = ask_in_room(sent, sent.instruction + sent.text, shorter, ask_once)
        if not any(_shown(answer, None, ruling, sent.given)[0].values()):
            raise ModelError(Problem.UNCONFIRMED)
        return answer.model_dump_json()

    found, was_kept = _kept_or_asked(_key(model, sent), model, ask, client, ledger, watch)
    answer = Retelling.model_validate_json(found)
    verdicts: dict[int, str] | None = None
    if verify and (second := _second(answer, ruling, sent.given, client)):
        try:
            verdicts = second.answered(client, ledger, watch)
        except ModelError as error:
            if error.problem is Problem.CANCELLED:
                raise
            verdicts = {}
    retold = _checked(answer, verdicts, ruling, sent, model, ledger.seconds, was_kept)
    if retold is None:
        raise ModelError(Problem.UNCONFIRMED)
    return retold


# An answer that is kept, or that of a call, waited for as long as one answer may take.
def _kept_or_asked(
    key: str, model: Model, ask: Callable[[], str], client: Client, ledger: Ledger, watch: Watch
) -> tuple[str, bool]:
    return kept_answer(ledger.store, key, model, ask, seconds=client.seconds, cancelled=watch.cancelled)


def partial_retelling(
    text: str, ruling: StoredRuling, sent: RulingPrompt, verify: bool = False
) -> Mapping[str, tuple[Glossed, ...]] | None:
    """What of an answer still being written is complete and may be shown; None while there is nothing.

    What is to be verified stands there as sentences alone.
    """
    answer = read_partial(text, Retelling)
    if answer is None:
        return None
    parts, _ = _shown(answer, {} if verify else None, ruling, sent.given)
    return parts if any(parts.values()) else None


def _key(model: Model, sent: RulingPrompt) -> str:
    shape = json.dumps(json_schema(Retelling), ensure_ascii=False)
    return answer_key(model, sent.instruction, sent.text, shape)


# --- a second reading ----------------------------------------------------------------------------

SAME = "같음"


@dataclass(frozen=True, slots=True)
class _Second:
    """A second, narrow question: of each gloss that may be shown, whether it says the same."""

    text: str
    model: Model

    @property
    def key(self) -> str:
        return answer_key(self.model, self.text)

    def answered(self, client: Client, ledger: Ledger, watch: Watch) -> dict[int, str]:
        """Verdicts by the place of their gloss in the answer, kept or asked for."""

        def ask() -> str:
            turns = [Turn("user", self.text)]
            return ask_for(Verdicts, client, "", turns, ledger, self.model, watch).model_dump_json()

        return _read(_kept_or_asked(self.key, self.model, ask, client, ledger, watch)[0])


# The second question on an answer; None where no gloss may be shown anyway.
def _second(
    answer: Retelling, ruling: StoredRuling, told: Mapping[int, Passage], client: Client
) -> _Second | None:
    pairs = [
        (place, each)
        for place, (_, each) in enumerate(_items(answer))
        if each.gloss and _fault(each, told, ruling) is None
    ]
    if not pairs:
        return None
    request = prompt("verify")
    lines = "\n".join(
        f"[{place}] 원문({told[each.s[0]].speaker}): {mask(as_data(_said(each, told))).text}\n"
        f"[{place}] 쉬운 말: {as_data(each.gloss)}"
        for place, each in pairs
    )
    text = request.filled(pairs=lines, shape=prompt_shape(Verdicts))
    return _Second(text, Model(client.name, request.version, client.cost))


# Verdicts by the place of their gloss in the answer.
def _read(said: str) -> dict[int, str]:
    return {each.n[0]: each.verdict.strip() for each in Verdicts.model_validate_json(said).verdicts if each.n}


def stand(ruling: StoredRuling, answer: Retelling) -> list[bool]:
    """Whether each gloss of an answer, in its order, would be shown with a held ruling, before any second reading."""
    told = {each.number: each for each in passages(ruling)}
    return [_fault(each, told, ruling) is None for _, each in _items(answer)]


def read_again(
    ruling: StoredRuling, answer: Retelling, client: Client, ledger: Ledger, watch: Watch
) -> dict[int, bool]:
    """By its place in the answer, whether a second reading finds that a gloss says the same; kept like any answer.

    Raises ModelError and StoreError.
    """
    second = _second(answer, ruling, ruling_prompt(ruling, client.room).given, client)
    verdicts = second.answered(client, ledger, watch) if second else {}
    return {place: verdict == SAME for place, verdict in verdicts.items()}


# --- what comes back -----------------------------------------------------------------------------


# None where nothing of it can be shown. `verdicts`: None where nobody was to verify.
def _checked(
    answer: Retelling,
    verdicts: Mapping[int, str] | None,
    ruling: StoredRuling,
    sent: RulingPrompt,
    model: Model,
    seconds: float,
    cached: bool,
) -> RulingRetold | None:
    parts, dropped = _shown(answer, verdicts, ruling, sent.given)
    if not any(parts.values()):
        return None
    use = ModelUse(model.name, model.prompt_version, seconds, cached, dropped.total())
    return RulingRetold(parts, dropped, verdicts is not None, use)


def _items(answer: Retelling) -> list[tuple[str, Gloss]]:
    return [(field, each) for field in FIELDS for each in getattr(answer, field)]


def won(ruling: StoredRuling) -> bool | None:
    """Whether the worker won; None where that is not known."""
    outcome = ruling.labels.outcome.value
    if ruling.side is not Side.PLAINTIFF:
        return None
    return True if outcome in FAVOURABLE else False if outcome in UNFAVOURABLE else None


def _said(each: Gloss, told: Mapping[int, Passage]) -> str:
    return " ".join(told[number].text for number in each.s if number in told)


# What of an answer is shown, by field, and what was left out. A sentence is shown once.
def _shown(
    answer: Retelling,
    verdicts: Mapping[int, str] | None,
    ruling: StoredRuling,
    told: Mapping[int, Passage],
) -> tuple[dict[str, tuple[Glossed, ...]], Counter[Fault]]:
    parts: dict[str, list[Glossed]] = {field: [] for field in FIELDS}
    dropped: Counter[Fault] = Counter()
    seen: set[int] = set()
    for place, (field, each) in enumerate(_items(answer)):
        chosen = tuple(told[number] for number in each.s if number in told)
        if not chosen:
            dropped[Fault.UNKNOWN] += 1
            continue
        if seen.issuperset(passage.number for passage in chosen):
            continue
        seen.update(passage.number for passage in chosen)
        fault = _fault(each, told, ruling) if each.gloss else None
        if fault is None and verdicts is not None and verdicts.get(place) != SAME:
            fault = Fault.NOT_THE_SAME
        dropped.update([fault] if fault and each.gloss else [])
        parts[_home(field, chosen)].append(Glossed("" if fault else each.gloss, chosen))
    return {field: tuple(items) for field, items in parts.items()}, dropped


# The field that sentences stand in, whichever the model chose: a party's argument is none of the court's reasons, and a
# doctor's view is what the court had before it.
def _home(field: str, chosen: Iterable[Passage]) -> str:
    others = {passage.speaker for passage in chosen} - _TELLS_REASONS
    if field not in _OF_THE_COURT or not others:
        return field
    return "issue" if others & _PARTIES else "facts"


# What is wrong with a gloss, read against its sentences and all who speak in them.
def _fault(each: Gloss, told: Mapping[int, Passage], ruling: StoredRuling) -> Fault | None:
    chosen = [told[number] for number in each.s if number in told]
    if not chosen or len(chosen) < len(each.s):
        return Fault.UNKNOWN
    said = [passage.text for passage in chosen]
    among = frozenset(passage.speaker for passage in chosen)
    return fault_of(each.gloss, said, chosen[0].speaker, won(ruling), ruling.labels.diagnoses, among)
