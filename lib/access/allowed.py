"""Whom the settings give which role: addresses and domains of those who sign in elsewhere, and accounts with passwords."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from lib.access import Role


@dataclass(frozen=True, slots=True)
class Account:
    """An account of this app; `hash` is all that is kept of its password."""

    name: str
    roles: frozenset[Role]
    hash: str

    @property
    def line(self) -> str:
        """As it stands in the settings."""
        return f"{self.name}:{','.join(sorted(self.roles))}:{self.hash}"


@dataclass(frozen=True, slots=True)
class AllowList:
    """Addresses (`kim@firm.example`) and domains (`@firm.example`) by the role they have."""

    rules: Mapping[Role, frozenset[str]]

    def __bool__(self) -> bool:
        return any(self.rules.values())

    def roles_of(self, address: str, is_of_domain: bool = True) -> frozenset[Role]:
        """The roles of an e-mail address; of its domain's only where it `is_of_domain` for sure.

        An address that is not plain ASCII has none: letters that look alike, or become alike in lower case, are
        not the same.
        """
        if not address.isascii() or not _ADDRESS.fullmatch(address):
            return frozenset()
        address = address.lower()
        wanted = {address, f"@{address.partition('@')[2]}"} if is_of_domain else {address}
        return frozenset(role for role, rules in self.rules.items() if rules & wanted)


_ADDRESS = re.compile(r"[^\s@,;:<>\"]+@[A-Za-z0-9.-]+")
# No domain of the net ends in digits alone: what does is an address of a machine.
_DOMAIN = re.compile(r"@?((?:[A-Za-z0-9-]+\.)+[A-Za-z][A-Za-z0-9-]*)")
_ACCOUNT = re.compile(r"([^\s:,;]{1,64}):([a-z,]+):(\$argon2id\$[A-Za-z0-9$=,+/v]+)")


def read_allow_list(keepers: str, attorneys: str) -> AllowList:
    """The list of two settings, each of addresses and domains between commas or spaces; what is neither is nobody."""
    return AllowList({Role.KEEPER: _rules(keepers), Role.ATTORNEY: _rules(attorneys)})


def _rules(told: str) -> frozenset[str]:
    rules = set()
    for each in re.split(r"[\s,;]+", told):
        if not each.isascii():
            continue
        if _ADDRESS.fullmatch(each):
            rules.add(each.lower())
        elif domain := _DOMAIN.fullmatch(each):
            rules.add(f"@{domain[1].lower()}")
    return frozenset(rules)


def read_accounts(told: str) -> dict[str, Account]:
    """The accounts of a setting, each `NAME:ROLE[,ROLE]:HASH`, between spaces; by `plain_name`.

    What is none of that is no account.
    """
    accounts = {}
    for each in told.split():
        found = _ACCOUNT.fullmatch(each)
        named = set(found[2].split(",")) if found else set()
        if found and named <= set(Role):
            accounts[plain_name(found[1])] = Account(found[1], frozenset(map(Role, named)), found[3])
    return accounts


def is_account_name(name: str) -> bool:
    """Whether an account may have this name."""
    return re.fullmatch(r"[^\s:,;]{1,64}", name) is not None


def plain_name(name: str) -> str:
    """A name as it is looked up, however it was typed."""
    return unicodedata.normalize("NFKC", name.strip()).casefold()
