"""Who may do what: on this machine alone everything, from anywhere else what one's roles allow.

Whoever sits at the machine the app runs on is its owner; whoever reaches it over a network, through a proxy or
from a web page of another name is a stranger, until they sign in as somebody whom the settings give a role
(`allowed`). Every use case that takes rulings in, spends keys, shows settings or a client's case asks here, so
that no page can forget to.
"""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlsplit


class Role(StrEnum):
    """What somebody who signed in is to the office."""

    KEEPER = "keeper"
    """Keeps the app: rulings in and out, runs, settings, what the models took."""
    ATTORNEY = "attorney"
    """Works on the clients' cases."""


class Doing(StrEnum):
    """What needs a role."""

    IMPORT = "import"
    """Taking rulings in or out, the text of a single one included."""
    SYNC = "sync"
    """Starting, pausing and ending a run over a public service."""
    SETTINGS = "settings"
    """Seeing what is configured and what the models took."""
    MODELS = "models"
    """Asking a model, which may cost money."""
    TRIAGE = "triage"
    """Seeing and changing the cases of a labour attorney's office."""


NEEDS: Mapping[Doing, frozenset[Role]] = {
    Doing.IMPORT: frozenset({Role.KEEPER}),
    Doing.SYNC: frozenset({Role.KEEPER}),
    Doing.SETTINGS: frozenset({Role.KEEPER}),
    Doing.MODELS: frozenset(Role),
    Doing.TRIAGE: frozenset({Role.ATTORNEY}),
}
"""The roles any of which allows it."""


class Used(StrEnum):
    """What is counted by person and day beyond this machine; what models take is counted in `lib.models.budget`."""

    IMPORTS = "imports"
    """Imports, fetched and pasted texts, and runs begun."""
    UPLOADED = "uploaded"
    """Bytes sent."""
    LETTERS = "letters"
    """Letters of strangers that were read from photographs."""
    PHOTOGRAPHS = "photographs"
    """Bytes of such photographs sent."""


class AccessRefusedError(Exception):
    """Somebody asked for what they may not; the message is a Korean sentence for the person."""


_BY_KEEPER = "이 앱이 켜져 있는 컴퓨터에서, 또는 앱 관리를 맡은 사람이 로그인해서"
_BY_ATTORNEY = "이 앱이 켜져 있는 컴퓨터에서, 또는 사건을 맡은 사람이 로그인해서"

REFUSED = {
    Doing.IMPORT: f"판례를 넣고 빼는 일은 {_BY_KEEPER} 할 수 있습니다.",
    Doing.SYNC: f"판례를 받아 오는 일은 {_BY_KEEPER} 할 수 있습니다.",
    Doing.SETTINGS: f"설정과 사용량은 {_BY_KEEPER} 볼 수 있습니다.",
    Doing.MODELS: "AI는 이 앱이 켜져 있는 컴퓨터에서, 또는 사무실 사람이 로그인해서 쓸 수 있습니다.",
    Doing.TRIAGE: f"맡은 사건은 {_BY_ATTORNEY} 볼 수 있습니다.",
}
"""What who is refused is told, by what they asked for."""

USED_UP = {
    Used.IMPORTS: "오늘 판례를 넣거나 받아 올 수 있는 횟수를 다 썼습니다. 내일 다시 해 주세요.",
    Used.UPLOADED: "오늘 올릴 수 있는 크기를 다 썼습니다. 내일 다시 해 주세요.",
    Used.LETTERS: "오늘 사진으로 읽을 수 있는 통지서를 다 읽었습니다. 통지서의 글을 붙여 넣어 주세요.",
    Used.PHOTOGRAPHS: "오늘 올릴 수 있는 사진을 다 올렸습니다. 통지서의 글을 붙여 넣어 주세요.",
}
"""What who used up a day's share is told."""


class Meter(Protocol):
    """Counts what one person takes in a day."""

    def take(self, what: Used, amount: int) -> bool:
        """Write so much down as taken; False, and nothing written, where a limit of the day is reached."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who asks; `is_owner` where they may do everything.

    `name` is whom a change is recorded under, empty for a stranger. `meter` counts what they take in a day, None
    where nothing is counted, which is on this machine.
    """

    is_owner: bool
    name: str = ""
    roles: frozenset[Role] = frozenset()
    meter: Meter | None = field(default=None, compare=False, repr=False)

    def may(self, doing: Doing) -> bool:
        """Whether they may."""
        return self.is_owner or bool(self.roles & NEEDS[doing])

    @property
    def allowed(self) -> frozenset[Doing]:
        """All that they may."""
        return frozenset(doing for doing in Doing if self.may(doing))

    def require(self, doing: Doing) -> None:
        """Raise AccessRefusedError where they may not."""
        if not self.may(doing):
            raise AccessRefusedError(REFUSED[doing])

    def take(self, what: Used, amount: int = 1) -> None:
        """Count what they take of the day's share. Raises AccessRefusedError where it is used up."""
        if self.meter is not None and not self.meter.take(what, amount):
            raise AccessRefusedError(USED_UP[what])


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who somebody showed to be, and the roles that the settings give them; `key` tells this sign-in from others."""

    name: str
    roles: frozenset[Role]
    key: str


OWNER = Visitor(is_owner=True, name="이 컴퓨터")
"""Who runs a command on this machine, or opened a page on it without signing in."""

PROXY_SECRET_HEADER = "x-sanjae-proxy"
"""In it the named proxy shows that it is the one; lower case."""

# What proxies write into what they pass on; a browser sends none of them.
_PASSED_ON = re.compile(
    r"forwarded|via|x-(?:original-)?forwarded.*|.*client-?ip|.*connecting-ip|cdn-loop|max-forwards|front-end-https"
    r"|x-(?:host|scheme|url-scheme|varnish|nginx-proxy)|(?:x-)?remote-.*|x-(?:real|original|auth-request|webauth)-.*"
    r"|x-(?:envoy|arr|cluster|proxy|amzn|sanjae|vercel|goog|pomerium|authentik|auth|ngrok)-.*|(?:cf|fly|tailscale)-.*"
)
# A name or an address, and a port: what any program reads alike.
_HOST = re.compile(r"(\[[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*\]|[0-9A-Za-z._-]+)(?::([0-9]{1,5}))?")


def visitor(
    bound_to: str | None,
    address: str | None,
    headers: Mapping[str, str],
    is_open: bool = False,
    signed_in: SignedIn | None = None,
    meter: Meter | None = None,
    proxy_header: str = "",
) -> Visitor:
    """Who asks: the owner only where everything says that the request was made on this machine.

    `bound_to` is the address the server listens on, None for every one; `address` that of the other end of the
    connection, None where there is none. `headers` are those of the request, whatever their case. `is_open`: the
    owner took the risk and lets everybody keep the app, though never see a client's case. `meter` counts what
    they take unless they are the owner. `proxy_header` is the one in which a proxy names who signed in.
    """
    told = {name.lower(): value for name, value in headers.items()}
    here = (
        is_this_machine(bound_to)
        and (address is None or is_this_machine(address))
        and ("host" not in told or is_this_machine(host_of(told["host"])))
        and is_own_page(told)
        and not any(_PASSED_ON.fullmatch(name) for name in told)
        and proxy_header.lower() not in told
    )
    name = signed_in.name if signed_in else ""
    if here:
        return Visitor(is_owner=True, name=name or OWNER.name)
    roles = (signed_in.roles if signed_in else frozenset()) | ({Role.KEEPER} if is_open else frozenset())
    return Visitor(is_owner=False, name=name, roles=roles, meter=meter)


def is_own_page(headers: Mapping[str, str]) -> bool:
    """True where a request comes from a page of this very server, or from no page; names are in lower case."""
    if "origin" not in headers:
        return True
    try:
        origin = urlsplit(headers["origin"])
    except ValueError:
        return False
    return origin.scheme in ("http", "https") and origin.netloc.lower() == headers.get("host", "").lower()


def is_this_machine(name: str | None) -> bool:
    """True for `localhost` and the addresses by which a machine speaks to itself."""
    if name is None:
        return False
    name = name.strip("[]").lower()
    if name == "localhost":
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def host_of(header: str) -> str | None:
    """The name or address that a `Host` header tells, None where it tells anything beside it but a port."""
    found = _HOST.fullmatch(header)
    return found[1] if found and int(found[2] or 0) < 2**16 else None
