"""Either model for either job: which one is asked, and the one way of asking both."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from lib.models.gemini import Gemini
from lib.models.gemma import Gemma
from lib.models.reply import Reply, Room, Turn, Watch
from lib.settings import ModelKind, Settings


class Client(Protocol):
    """A model that can be asked: Gemma, any server that speaks as it does, or Gemini."""

    @property
    def name(self) -> str:
        """The model's name as pages show it and as kept answers are kept under."""

    @property
    def recipient(self) -> str:
        """Who receives the text, for the person."""

    @property
    def room(self) -> Room:
        """Tokens it reads and writes."""

    @property
    def seconds(self) -> float:
        """The longest one answer may take, waking included."""

    def cost(self, reply: Reply) -> float | None:
        """What a reply cost in US dollars; None where no price is configured or tokens are not known."""

    def ask(
        self,
        instruction: str,
        turns: Sequence[Turn],
        max_tokens: int,
        schema: Mapping[str, Any] | None,
        watch: Watch,
    ) -> Reply:
        """The model's answer to the last of `turns`, of at most `max_tokens` tokens.

        `instruction` stands over the conversation ("" for none). With `schema` (JSON schema) the server
        is asked to keep to it; one that cannot is asked without. Raises ModelError; ValueError where
        the turns do not alternate from user to user.
        """


def analysis_client(settings: Settings) -> Client | None:
    """The model that reads a person's case, or None."""
    return _client(settings.case_model, settings)


def summary_client(settings: Settings) -> Client | None:
    """The model that puts rulings into plain words, or None."""
    return _client(settings.retelling_model, settings)


def retellers(settings: Settings) -> tuple[Client, ...]:
    """Whose kept retellings are shown: the model that is asked, or where none is any that may have been."""
    asked = summary_client(settings)
    return (asked,) if asked else (Gemini(settings), Gemma(settings))


def _client(kind: ModelKind | None, settings: Settings) -> Client | None:
    match kind:
        case "gemma":
            return Gemma(settings)
        case "gemini":
            return Gemini(settings)
    return None
