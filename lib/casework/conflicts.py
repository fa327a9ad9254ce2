"""Whether somebody on the other side of a case is already a client of the office, or a new client stands against one.

Names are compared by their marks (`lib.privacy.name_marks`); only marks are held, and the names of a new case are
known while its file is read. Whether two cases share a name can be told ever after without key or name.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lib.i18n import N_
from lib.privacy.name_marks import NameKeyError, NameMarks, new_key
from lib.store import Store
from lib.text.said import Translate

CLIENT = "client"
AGAINST = ("other_side", "company", "co_claimant", "attacker")
"""The roles of those who may stand against a client."""
FLAG = "conflict_of_interest"
"""The flag of a case with a conflict."""
ROLES: Mapping[str, str] = {
    CLIENT: N_("의뢰인"),
    "other_side": N_("상대방"),
    "company": N_("회사"),
    "co_claimant": N_("함께 청구하는 사람"),
    "attacker": N_("가해자"),
}
"""Role → what it is called."""

NO_KEY = N_(
    "이름 열쇠(SANJAE_NAME_KEY)가 없어 이해충돌을 확인하지 않았습니다. "
    "./sanjae name-key 로 만들어 설정에 넣어 주세요."
)
"""What is said where there is no key."""
OTHER_KEY = N_(
    "이름 열쇠가 전과 달라, 전에 넣은 사건과는 이름을 맞춰 볼 수 없습니다. "
    "전의 열쇠를 되돌려 놓거나 그 목록을 다시 올려 주세요."
)
"""What is said where names were held under another key."""

# Mark of the store: tells under which key names are held.
_KEY_MARK = "office:name_key"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A name that a case shares with another: in the role `role` here, and as `held_role` in that case.

    `name` is the name as the new case gives it, empty where only marks were compared.
    """

    role: str
    list_name: str
    code: str
    held_role: str
    name: str = ""

    def document(self) -> dict[str, str]:
        """The conflict as JSON holds it, without the name."""
        return {
            "role": self.role,
            "list": self.list_name,
            "case": self.code,
            "held_role": self.held_role,
        }


def name_marks(key: str) -> NameMarks | None:
    """Makes marks with the key of the settings; None where there is none. Raises NameKeyError for a weak one."""
    return NameMarks(key) if key.strip() else None


def check_key(marks: NameMarks, store: Store) -> bool:
    """True where names are held under this key or none are yet; the first use of a key is remembered.

    False where they are held under another: then they cannot be found.
    """
    held = store.mark(_KEY_MARK)
    if held is None:
        store.set_mark(_KEY_MARK, marks.key_mark)
    return held in (None, marks.key_mark)


def take_key(marks: NameMarks, store: Store) -> None:
    """From now on names are held under this key; those held under another stay unfound until they come again."""
    store.set_mark(_KEY_MARK, marks.key_mark)


def conflicts(
    parties: Mapping[str, Iterable[str]],
    marks: NameMarks,
    store: Store,
    list_name: str = "",
    code: str = "",
) -> list[Conflict]:
    """What the names of a case (role → names) share with the held cases other than itself, each once."""
    found: dict[Conflict, None] = {}
    for role, names in parties.items():
        for name in names:
            for there, case, held_role in store.holders(_marks_of(name, role, marks)):
                if (there, case) != (list_name, code) and is_conflict(role, held_role):
                    found[Conflict(role, there, case, held_role, name)] = None
    return list(found)


def held_conflicts(store: Store, list_name: str, code: str) -> list[Conflict]:
    """The same of a held case, by the marks that were remembered of it."""
    return [
        Conflict(role, there, case, held_role)
        for role, there, case, held_role in store.shared_names(list_name, code)
        if is_conflict(role, held_role)
    ]


def remember(
    parties: Mapping[str, Iterable[str]], marks: NameMarks, store: Store, list_name: str, code: str
) -> None:
    """Hold the marks of a case's names, in place of what was held of it."""
    store.remember_names(
        list_name,
        code,
        [
            (role, mark)
            for role, names in parties.items()
            for name in names
            for mark in _marks_of(name, role, marks)
        ],
    )


def is_conflict(role: str, held_role: str) -> bool:
    """True where one of two is a client and the other stands in a role against one."""
    return (held_role == CLIENT and role in AGAINST) or (role == CLIENT and held_role in AGAINST)


def flagged(document: dict[str, Any], found: Sequence[Conflict]) -> dict[str, Any]:
    """The document of a case (`Triaged.document`) with `conflicts`, and a flag for each that a person has to look at."""
    flags = [{"flag": FLAG, "says": in_words(each)} for each in found]
    return document | {
        "flags": [*document["flags"], *flags],
        "conflicts": [each.document() for each in found],
    }


def in_words(conflict: Conflict, _: Translate = str) -> str:
    """A conflict as a sentence for the office."""
    return _("같은 이름이 있습니다: 이 사건의 {role}, ‘{list}’ 목록 ‘{case}’ 사건의 {held_role}.").format(
        role=_(ROLES.get(conflict.role, conflict.role)),
        list=conflict.list_name,
        case=conflict.code,
        held_role=_(ROLES.get(conflict.held_role, conflict.held_role)),
    )


def _marks_of(name: str, role: str, marks: NameMarks) -> frozenset[str]:
    return marks.of(name, is_firm=role == "company")


__all__ = [
    "AGAINST",
    "CLIENT",
    "FLAG",
    "NO_KEY",
    "OTHER_KEY",
    "ROLES",
    "Conflict",
    "NameKeyError",
    "NameMarks",
    "check_key",
    "conflicts",
    "flagged",
    "held_conflicts",
    "in_words",
    "is_conflict",
    "name_marks",
    "new_key",
    "remember",
    "take_key",
]
