"""Who may do what: on this machine alone everything, from anywhere else a person's own pages.

The app knows nobody by name. Whoever sits at the machine it runs on is its owner; whoever reaches it over a
network, through a proxy or from a web page of another name is a stranger. Every use case that takes rulings in,
spends keys or shows settings asks here, so that no page can forget to.
"""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit


class Doing(StrEnum):
    """What is the owner's alone."""

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


class AccessRefusedError(Exception):
    """Somebody asked for what is the owner's alone; the message is a Korean sentence for the person."""


REFUSED = {
    Doing.IMPORT: "판례를 넣고 빼는 일은 이 앱이 켜져 있는 컴퓨터에서만 할 수 있습니다.",
    Doing.SYNC: "판례를 받아 오는 일은 이 앱이 켜져 있는 컴퓨터에서만 할 수 있습니다.",
    Doing.SETTINGS: "설정과 사용량은 이 앱이 켜져 있는 컴퓨터에서만 볼 수 있습니다.",
    Doing.MODELS: "AI는 이 앱이 켜져 있는 컴퓨터에서만 쓸 수 있습니다.",
    Doing.TRIAGE: "맡은 사건은 이 앱이 켜져 있는 컴퓨터에서만 볼 수 있습니다.",
}
"""What who is refused is told, by what they asked for."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who asks; `is_owner` where they may do everything."""

    is_owner: bool

    def may(self, doing: Doing) -> bool:
        """Whether they may."""
        return self.is_owner

    def require(self, doing: Doing) -> None:
        """Raise AccessRefusedError where they may not."""
        if not self.may(doing):
            raise AccessRefusedError(REFUSED[doing])


OWNER = Visitor(is_owner=True)
"""Who runs a command on this machine."""

# What proxies write into what they pass on; a browser sends none of them.
_PASSED_ON = re.compile(
    r"forwarded|via|x-(?:original-)?forwarded.*|x-real-ip|.*client-ip|(?:cf|fly|x-envoy|x-arr|x-cluster|x-proxy|x-amzn)-.*"
)


def visitor(
    bound_to: str | None, address: str | None, headers: Mapping[str, str], is_open: bool = False
) -> Visitor:
    """Who asks: the owner only where everything says that the request was made on this machine.

    `bound_to` is the address the server listens on, None for every one; `address` that of the other end of the
    connection, None where there is none. `headers` are those of the request, whatever their case. `is_open`: the
    owner took the risk and lets everybody do everything.
    """
    told = {name.lower(): value for name, value in headers.items()}
    here = (
        is_this_machine(bound_to)
        and (address is None or is_this_machine(address))
        and ("host" not in told or is_this_machine(_host(f"//{told['host']}")))
        and is_own_page(told)
        and not any(_PASSED_ON.fullmatch(name) for name in told)
    )
    return Visitor(is_owner=is_open or here)


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


def _host(address: str) -> str | None:
    try:
        parts = urlsplit(address)
        # A port that is none makes the whole of it forged.
        _port = parts.port
    except ValueError:
        return None
    return None if parts.username or parts.password else parts.hostname
