"""What a person told, kept in their own browser's tab: it outlives a reload, another page and going back.

Nothing of it is in the address or on the server beyond the session; it goes with the tab, and when it is cleared.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st
from pydantic import BaseModel

from lib.settings import read_settings
from lib.ui.language import _

INTAKE = "assistant_intake"
"""State: the JSON of the analysed intake, absent until something was analysed; pages on the same case read it."""
CHOICE = "assistant_choice"
"""State: what the person says that the case is about (`cached.Choice`); absent until a result was shown."""
PROGRESS = "assistant_progress"
"""State: how far it has come and its days as they were corrected; absent until a result was shown."""
SAMPLE = "assistant_sample"
"""State: the id of the example that is shown, absent where it is the person's own case."""

UNDO_SECONDS = 60
"""How long what was cleared can be brought back."""

LONGEST_FIELD = 40_000
"""Characters of a field that are kept: more than are taken, so that too long a text is still told to be that."""

_KEY = "kept_story"

# `told` is what stands in the fields of the first form, sent or not, and `result` what the server made of it. Of a form
# on what was told (`form.about`), under its own name, only what was typed over what the server put there, with that:
# it is given back where the same stands there again. An arrival is a form drawn with nothing of the person's in it: it
# is given what is kept, and nothing is written before.
_STORY = st.components.v2.component(
    "sanjae_kept_story",
    js=f"""
const KEY = "sanjae_story", UNDO = {UNDO_SECONDS * 1000}, LONGEST = {LONGEST_FIELD};
"""
    + """
const met = new Set(), cleared = new Set(), undone = new Set();
let now = null, removed = null, given = null;

function kept() {
  try { return JSON.parse(sessionStorage.getItem(KEY)) || {}; } catch { return {}; }
}
function keep(what) {
  try {
    if (what.told || what.result) sessionStorage.setItem(KEY, JSON.stringify(what));
    else sessionStorage.removeItem(KEY);
  } catch { /* A browser that keeps nothing. */ }
}
function valueOf(root) {
  return valueIn(root).slice(0, LONGEST);
}
function valueIn(root) {
  const chosen = root.querySelector("[role=radiogroup]");
  if (chosen) return chosen.querySelector("input:checked")?.value ?? "";
  const day = [...root.querySelectorAll("[role=spinbutton]")];
  if (day.length) return day.some(part => part.dataset.placeholder) ? "" : day.map(part => part.textContent).join("-");
  return root.querySelector("textarea, input")?.value ?? "";
}
// Of a page without the form nothing is told.
function toldNow() {
  if (!Object.keys(now.fields).length) return null;
  const told = {};
  for (const [name, place] of Object.entries(now.fields)) {
    const root = document.querySelector(".st-key-" + place);
    if (!root) return null;
    told[name] = valueOf(root);
  }
  return told;
}
function isSame(told, other) {
  const names = other === null || now.form.about ? Object.keys(told) : Object.keys(other);
  return other !== null && names.every(name => other[name] === (told[name] ?? ""));
}
function toKeep(told) {
  if (!now.form.about)
    return Object.keys(told).some(name => told[name] && !now.boxes.includes(name)) ? told : undefined;
  const shown = now.form.shown, typed = Object.keys(told).filter(name => told[name] !== shown[name]);
  const over = typed.map(name => [name, [shown[name], told[name]]]);
  return typed.length ? { about: now.form.about, over: Object.fromEntries(over) } : undefined;
}
function toGive(what) {
  const held = what[now.form.name];
  if (!held || !now.form.about) return held;
  if (held.about !== now.form.about) return undefined;
  const same = Object.entries(held.over ?? {}).filter(([name, [shown]]) => shown === now.form.shown[name]);
  return same.length ? Object.fromEntries(same.map(([name, [, typed]]) => [name, typed])) : undefined;
}
// What was given back may take a while to stand in the form: until it does, nothing is written over it.
function isComing(told) {
  if (given && (given.arrival !== now.arrival || !given.what.told || isSame(given.what.told, told))) given = null;
  return given !== null;
}
function giveBack(tell, what, tries) {
  given = { arrival: now.arrival, what };
  tell(what);
  setTimeout(() => {
    const told = given && given.what === what && given.arrival === now.arrival ? toldNow() : null;
    if (told && isComing(told) && tries > 1) giveBack(tell, what, tries - 1);
    else if (told) given = null;
  }, 5000);
}
function collect(moved) {
  const told = now && met.has(now.arrival) ? toldNow() : null;
  if (!told) return;
  if (moved?.type === "input" || moved?.type === "change") given = null;
  if (isComing(told)) return;
  keep({ ...kept(), who: now.who, [now.form.name]: toKeep(told) });
}
for (const moved of ["input", "change", "click", "focusout"])
  addEventListener(moved, collect, { capture: true, passive: true });
addEventListener("pagehide", collect);

export default function(component) {
  now = component.data;
  const hasForm = Object.keys(now.fields).length > 0;
  const tell = what => component.setTriggerValue("kept", what && JSON.stringify(what));
  if (now.cleared && !cleared.has(now.cleared)) {
    cleared.add(now.cleared);
    removed = kept();
    keep({});
    setTimeout(() => { removed = null; tell(""); }, UNDO);
  }
  if (now.undo && !undone.has(now.undo)) {
    undone.add(now.undo);
    if (removed) keep(removed);
    removed = null;
    met.delete(now.arrival);
  }
  if (!met.has(now.arrival)) {
    met.add(now.arrival);
    const what = kept();
    // What was told under one name is given to no other.
    if (what.who && what.who !== now.who) keep({});
    else {
      const told = hasForm ? toGive(what) : undefined;
      if (now.result ? told && !isSame(told, toldNow()) : told || what.result) {
        giveBack(tell, { ...what, told }, 3);
        return;
      }
    }
  }
  keep({ ...kept(), who: now.who, result: now.result || undefined });
  // The fields follow what the server says a moment later.
  setTimeout(() => collect(), 400);
}
""",
)


@dataclass(frozen=True)
class Form:
    """A form of which the tab keeps what was typed and not sent, beside what the server made of the rest.

    `fields`: name → key of its widget; `shown`: name → what stood in it when it was drawn, a day as `2026-01-31`.
    `about` tells for which case it is: what was typed for another is not given back. `drawn` is new whenever the form
    is drawn with nothing of the person's in it. `take_back` gets what was typed.
    """

    name: str
    about: str
    fields: Mapping[str, str]
    shown: Mapping[str, str]
    drawn: str
    take_back: Callable[[Mapping[str, str]], None]


class Kept(BaseModel):
    """What comes back from the tab: the fields as they stood, and what `keep_story` was given as `result`."""

    told: dict[str, str] = {}
    result: dict[str, Any] = {}

    @classmethod
    def read(cls, said: object) -> "Kept | None":
        """What a tab says it kept; None for whatever was never kept so, as anybody may write into their browser."""
        if not isinstance(said, str) or not said:
            return None
        try:
            told = json.loads(said)
            return cls(told=told.get("told", {}), result=json.loads(told.get("result", "{}")))
        except (ValueError, TypeError, AttributeError, RecursionError):
            return None


def keep_story(
    fields: Mapping[str, str],
    boxes: list[str],
    result: Mapping[str, Any],
    *,
    who: str,
    arrival: str,
    cleared: str,
    undo: str,
    take_back: Callable[[Kept | None], None],
    form: Form | None = None,
) -> None:
    """Keep in the tab what stands in the form and what was made of it; to be called once in a run.

    `fields`: name → key of its widget, none on a page without the form, which leaves what the tab has of it as it is;
    of those in `boxes` one value is always chosen, so they alone tell nothing. `form` is one on what was told, on a
    page of its own.
    For every new `arrival` the tab gives what it keeps to `take_back`, for every new `cleared` it forgets, and for a
    new `undo` it gives back what it forgot, once and within UNDO_SECONDS. After these `take_back` gets None.
    """
    _STORY(
        data={
            "fields": {name: _place(key) for name, key in (form.fields if form else fields).items()},
            "form": {
                "name": form.name if form else "told",
                "about": form.about if form else "",
                "shown": dict(form.shown) if form else {},
            },
            "boxes": boxes,
            "result": json.dumps(result, default=str) if result else "",
            "who": who,
            "arrival": arrival,
            "cleared": cleared,
            "undo": undo,
        },
        key=_KEY,
        on_kept_change=lambda: take_back(Kept.read(st.session_state[_KEY].get("kept"))),
    )


# The class that Streamlit gives to a widget, by its key.
def _place(key: str) -> str:
    return re.sub(r"[^a-zA-Z0-9_-]", "-", key)


def what_happens_to_it() -> str:
    """What is said below the form of what becomes of the story."""
    kept = _(
        "이 창에만 두므로 새로 고쳐도 남고, 창을 닫거나 '지우고 처음부터'를 누르면 사라집니다. "
        "여럿이 쓰는 컴퓨터라면 다 보신 뒤에 지워 주세요."
    )
    if read_settings().has_case_model:
        return (
            _("적은 내용은 저장하지 않고, 이 컴퓨터에서 판결을 찾는 데만 씁니다.")
            + " "
            + kept
            + " "
            + _("AI의 의견을 원하시면 보낼 내용을 먼저 보여 드리고, 동의하셔야 보냅니다.")
        )
    return _("적은 내용은 저장하지 않고 다른 곳으로 보내지도 않습니다.") + " " + kept
