"""A ruling retold by a model for laypeople: asked once, kept for everybody, checked at every showing.

What is kept is what was read of the answer, unchecked; it is checked against the ruling each time
it is shown, so a better check needs no new call.
"""

import json
from dataclasses import dataclass

from pydantic import ValidationError

from lib.domain.records import StoredRuling
from lib.models.budget import Ledger, Model, answer_key, kept_answer
from lib.models.checks.grounding import Grounded, Quote, Removed, Source, ground_retelling, is_bare
from lib.models.clients import Client
from lib.models.fitting import fit_ruling, most_tokens
from lib.models.parsing import read_partial
from lib.models.prompt import as_data, prompt
from lib.models.reply import ModelError, Problem, Room, Turn, Watch
from lib.models.schemas import Retelling, json_schema, prompt_shape
from lib.models.structured import ModelUse, ask_for, prompt_room
from lib.privacy import mask
from lib.store import Store


@dataclass(frozen=True, slots=True)
class RulingPrompt:
    """What will be sent about a ruling, exactly."""

    instruction: str
    text: str
    version: str


@dataclass(frozen=True, slots=True)
class RulingRetold:
    """A ruling in everyday words, checked: its quotations are the ruling's own, with their places.

    `quotes` are what background, issue and reason rest on, as it stands in the ruling.
    """

    retelling: Retelling
    quotes: tuple[Quote, ...]
    removed: tuple[Removed, ...]
    use: ModelUse


def can_be_retold(ruling: StoredRuling) -> bool:
    """True where the ruling's own words are held; a stub or a digest has nothing to retell."""
    return ruling.sections.has_order


def ruling_prompt(ruling: StoredRuling, room: Room) -> RulingPrompt:
    """The prompt for a ruling, within the room of the model: whole, or fitted by its sections."""
    precedent = ruling.precedent
    instruction, request = prompt("retelling"), prompt("retelling_request")

    def filled(words: str) -> str:
        return request.filled(
            court=as_data(precedent.court),
            case_number=as_data(precedent.case_number),
            title=as_data(precedent.title),
            ruling=words,
            shape=prompt_shape(Retelling),
        )

    left = prompt_room(room) - most_tokens(instruction.filled()) - most_tokens(filled(""))
    return RulingPrompt(
        instruction=instruction.filled(),
        text=filled(_fitted(mask(as_data(precedent.text)).text, left)),
        version=f"{instruction.version}+{request.version}",
    )


# As much of a ruling as takes at most so many tokens.
def _fitted(text: str, tokens: int) -> str:
    characters = max(0, tokens)
    while most_tokens(fitted := fit_ruling(text, characters)) > tokens and characters:
        characters = characters * 9 // 10
    return fitted


def kept_retelling(ruling: StoredRuling, store: Store, client: Client) -> RulingRetold | None:
    """The retelling by this model that somebody already paid for, or None; costs no call. Raises StoreError."""
    sent = ruling_prompt(ruling, client.room)
    model = Model(client.name, sent.version, client.cost)
    answer = store.answer(_key(model, sent))
    if answer is None:
        return None
    try:
        return _checked(answer, ruling, model, 0.0, True)
    except ValidationError:
        # Kept by another version of this program.
        return None


def ask_retelling(ruling: StoredRuling, client: Client, ledger: Ledger, watch: Watch) -> RulingRetold:
    """The ruling retold, by a kept answer or by one call. Raises ModelError and StoreError."""
    sent = ruling_prompt(ruling, client.room)
    model = Model(client.name, sent.version, client.cost)

    def ask() -> str:
        answer = ask_for(Retelling, client, sent.instruction, [Turn("user", sent.text)], ledger, model, watch)
        if is_bare(_grounded(answer, ruling).answer):
            raise ModelError(Problem.UNCONFIRMED)
        return answer.model_dump_json()

    answer, was_kept = kept_answer(
        ledger.store,
        _key(model, sent),
        model,
        ask,
        # The first call, its repair, and the waiting between tries.
        seconds=3 * client.seconds,
        cancelled=watch.cancelled,
    )
    retold = _checked(answer, ruling, model, ledger.seconds, was_kept)
    if retold is None:
        raise ModelError(Problem.UNCONFIRMED)
    return retold


def partial_retelling(text: str, ruling: StoredRuling) -> Grounded[Retelling] | None:
    """What of an answer still being written is complete and confirmed; None while there is nothing."""
    answer = read_partial(text, Retelling)
    return _grounded(answer, ruling) if answer else None


def _key(model: Model, sent: RulingPrompt) -> str:
    shape = json.dumps(json_schema(Retelling), ensure_ascii=False)
    return answer_key(model, sent.instruction, sent.text, shape)


def _checked(
    answer: str, ruling: StoredRuling, model: Model, seconds: float, cached: bool
) -> RulingRetold | None:
    grounded = _grounded(Retelling.model_validate_json(answer), ruling)
    if is_bare(grounded.answer):
        return None
    use = ModelUse(model.name, model.prompt_version, seconds, cached, len(grounded.removed))
    return RulingRetold(grounded.answer, grounded.quotes, grounded.removed, use)


def _grounded(answer: Retelling, ruling: StoredRuling) -> Grounded[Retelling]:
    precedent = ruling.precedent
    source = Source(ruling.id, "", precedent.text, ruling.labels.outcome.value)
    return ground_retelling(
        answer, source, ruling.side, f"{precedent.court} {precedent.case_number} {precedent.title}"
    )
