"""What of a case has to be done first, and by when: as of the day on which it is read."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from lib.guidance.deadlines import URGENT, Deadline, rules

Findings = dict[str, Any]
"""What was found of one case, as JSON has it; nothing in it depends on the day it is read."""


@lru_cache(maxsize=1)
def what_it_counts_from() -> dict[str, str]:
    """By the id of each deadline that contests the last decision, what it counts from (`received` …)."""
    return {rule.id: rule.counts for rule in rules()}


def counts_from_receipt(each: Deadline) -> bool:
    """Whether a deadline counts from the day the last decision came."""
    return what_it_counts_from().get(each.id) == "received"


Urgency = dict[str, Any]
"""`what`, `due`, `days_left`, `within_days` (of the period), `from`, `state`, `is_least`, `to_whom`, `article`, `says`.

`is_least`: when the letter came is not certain, and `due` is the earliest day on which the time can be over.
"""

_STATES = ("open", "perhaps_passed", "unknown", "no_period", "waiting", "none", "passed")
"""In the order in which an office takes them up: what can be met, what may still be, what is over."""


# Of several remedies: one that may be over, because two days or stages are told, is looked at before one that is open.
_FIRST = ("perhaps_passed", "open", "passed", "no_period", "unknown")


def urgency(found: Findings, today: date) -> Urgency:
    """What has to be done first and by when, as of a day.

    `state`: `open` with the days left; `perhaps_passed`, counted from the earliest day it can have begun; `unknown`,
    where the day it counts from is not; `no_period`, where the remedy has none; `waiting`, where it was taken and a decision is awaited; `passed`; `none`,
    where there is none.
    """
    if waiting := found.get("waiting"):
        return _without_day(
            waiting["what"], "waiting", "이미 냈습니다. 결정을 받은 날부터 다음 기한을 셉니다"
        )
    each = [
        deadline
        for deadline in found["deadlines"]
        if deadline["counts"] != "record_notice" or deadline["due"]
    ]
    remedies = [deadline for deadline in each if deadline["counts"] != "prescription"]
    for those in (remedies, each):
        by_state: dict[str, list[dict[str, Any]]] = {}
        for deadline in those:
            by_state.setdefault(state_of(deadline, today), []).append(deadline)
        for state in _FIRST:
            if state in by_state:
                pick = max if state == "passed" else min
                first = pick(by_state[state], key=lambda each: each["due"] or "")
                # Where one of several ways has to be taken by the same day all are named.
                ways = [each["what"] for each in by_state[state] if each["due"] == first["due"]]
                return _urgent(first | {"what": " 또는 ".join(dict.fromkeys(ways))}, state, today)
    if found["kind"] == "other_law":
        return _without_day("기한 없음", "none", "이 법의 기한이 아닙니다.")
    return _without_day("모름", "none", "날짜가 맞지 않거나 들은 것이 없어 세지 못했습니다.")


def _without_day(what: str, state: str, says: str) -> Urgency:
    left_open = dict.fromkeys(("due", "days_left", "within_days", "to_whom", "article", "from"))
    return {"what": what, "state": state, "says": says, "is_least": False} | left_open


def state_of(deadline: Mapping[str, Any], today: date) -> str:
    """How a deadline stands on a day: `open`, `perhaps_passed`, `passed`, `unknown` or `no_period`."""
    if deadline["due"] is None:
        return "no_period" if deadline["counts"] == "none" else "unknown"
    if date.fromisoformat(deadline["due"]) >= today:
        return "open"
    return "perhaps_passed" if deadline["is_least"] else "passed"


def _urgent(deadline: Mapping[str, Any], state: str, today: date) -> Urgency:
    due = deadline["due"] and date.fromisoformat(deadline["due"])
    left = (due - today).days if due else None
    within = deadline["within_days"]
    earliest = "이르면 " if deadline["is_least"] else ""
    says = {
        "open": earliest + (f"{left}일 남음" if left else "오늘까지"),
        "perhaps_passed": f"지났을 수 있음(가장 이르면 {-(left or 0)}일 전). 받은 날을 오늘 확인하세요",
        "unknown": "단계를 모릅니다. 공단 결정이면 90일, 판결이면 14일입니다"
        if within and deadline["from"]
        else f"받은 날부터 {within}일. 받은 날을 모릅니다"
        if within
        else "세기 시작하는 날을 모릅니다",
        "no_period": "정해진 기한이 없습니다",
        "passed": f"{-(left or 0)}일 지남",
    }[state]
    keep = ("what", "due", "to_whom", "article", "from")
    more = {
        "is_least": deadline["is_least"],
        "days_left": left,
        "within_days": within,
        "state": state,
        "says": says,
    }
    return {name: deadline[name] for name in keep} | more


TIME_FLAGS = {
    "passed": ("deadline_passed", "기한이 지난 것으로 보입니다({due}). 셈의 바탕인 날짜부터 확인하세요."),
    "perhaps_passed": (
        "deadline_perhaps_passed",
        "기한이 지났을 수 있습니다({due}). 받은 날을 바로 확인하세요.",
    ),
    "unknown": ("deadline_unknown", "기한을 세지 못했습니다. {says}."),
}
"""The caution that goes with a state, and its words."""


def by_urgency(documents: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Documents of cases as an office takes them up: the fewest days left first, what has passed last.

    A remedy whose day is not known may end this week, or be over: it stands behind what surely ends soon.
    """
    return sorted(documents, key=_place)


def _place(document: Mapping[str, Any]) -> tuple[int, int, int, bool, int]:
    urgent = document["urgency"]
    state, left = urgent["state"], urgent["days_left"] or 0
    is_despairing = any(flag["flag"] == "despair" for flag in document["flags"])
    # Of what is over the latest first: there something may still be saved. Of days unknown the shortest period.
    order, within = left, 0
    if state == "passed":
        order = -left
    elif state == "perhaps_passed":
        state, order, within = "open", URGENT, 1
    elif state == "unknown":
        within = urgent["within_days"] or _LONG
        order = within
        if within < _LONG:
            state, order = "open", URGENT
    return _STATES.index(state), order, within, not is_despairing, document["row"]


_LONG = 10_000
"""Days; prescription runs for fewer."""


def is_urgent(document: Mapping[str, Any]) -> bool:
    """Whether a case cannot wait for another week, or its deadline may be over without anybody knowing."""
    urgent = document["urgency"]
    if urgent["state"] == "open":
        return bool(urgent["days_left"] <= URGENT)
    is_short = urgent["state"] == "unknown" and (urgent["within_days"] or _LONG) <= URGENT
    return (
        is_short
        or urgent["state"] == "perhaps_passed"
        or any(flag["flag"] == "despair" for flag in document["flags"])
    )
