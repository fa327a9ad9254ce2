"""Either model for either job: which one is asked, and the one way of asking both."""

import re
from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from typing import Any, Protocol

from lib.i18n import N_
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
    def answer_seconds(self) -> float:
        """The longest an answer and its repair may take together, once the server is awake."""

    @property
    def seconds(self) -> float:
        """The same, waking included."""

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


def place_of(recipient: str) -> str:
    """What a recipient without a public name is to the person, in Korean for the catalogue; "" for any other."""
    name = re.sub(r":\d+$", "", recipient) if recipient.count(":") != 2 else recipient
    try:
        address = ip_address(name)
    except ValueError:
        if name == "localhost":
            return N_("이 컴퓨터")
        is_near = "." not in name or name.endswith((".local", ".lan", ".internal", ".home.arpa"))
        return N_("사무실 서버") if is_near and " " not in name else ""
    if address.is_loopback or address.is_unspecified:
        return N_("이 컴퓨터")
    return N_("사무실 서버") if address.is_private or address.is_link_local else ""


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
