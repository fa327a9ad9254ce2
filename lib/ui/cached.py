"""What pages keep between reruns; every st.cache_* of the product is here.

Everything read from the store is kept under the store's revision, so an import shows at once and
nothing has to be cleared. A person's story is health data: an analysis is kept only in the
person's own session (`scope="session"`), the last few only, and for minutes only, so that opening
a ruling and coming back is quick; it is gone when the session ends.
"""

import hashlib
import threading
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import streamlit as st

from lib.casework.analysis import Analysis, analyze
from lib.collect.importing import load_starter
from lib.domain.disagreements import Compared, disagreements
from lib.domain.dispute import Dispute, Overturned, disputes, last_instances, overturned
from lib.domain.intake import Intake
from lib.domain.records import ListedRuling, StoredRuling
from lib.domain.taxonomy import Disease, Issue, KindB, KindC
from lib.rulings.summary import Summary, summarize
from lib.search.index import SearchIndex
from lib.search.query import Filters, Hits, search
from lib.search.understanding import Understood, understand
from lib.settings import read_settings
from lib.sources.starter import read_starter
from lib.store import Store

if TYPE_CHECKING:
    from lib.casework.opinion import CasePrompt
    from lib.collect.sync import BackgroundSync
    from lib.models.background import BackgroundCall
    from lib.models.budget import SessionBudget
    from lib.rulings.retelling import RulingRetold

_FEW = 32
_SESSION = timedelta(minutes=20)


def held_store() -> Store:
    """The store of this machine with the starter rulings in it, opened once per process."""
    return _held(str(read_settings().database_path))[0]


def held_index() -> SearchIndex:
    """The search index of this machine, in step with the store when it was opened."""
    return _held(str(read_settings().database_path))[1]


def revision() -> int:
    """The store's newest revision: changes whenever a ruling does."""
    return held_store().revision()


def listing(revision: int) -> list[ListedRuling]:
    """Every ruling without its texts; shared by all sessions, so read it and leave it as it is."""
    return _listing(held_store().path.as_posix(), revision)


def found(text: str, filters: Filters, limit: int, offset: int, facets: bool, revision: int) -> Hits:
    """What a search finds."""
    return _found(held_store().path.as_posix(), revision, text, filters, limit, offset, facets)


def ruling(id: str, revision: int) -> StoredRuling | None:
    """One ruling with its texts, or None where it is not held."""
    return _ruling(held_store().path.as_posix(), revision, id)


def rulings(ids: tuple[str, ...], revision: int) -> list[StoredRuling]:
    """Several rulings with their texts, in the order asked."""
    return [held for id in ids if (held := ruling(id, revision)) is not None]


def summarized(id: str, revision: int) -> Summary | None:
    """The summary of a ruling, or None where it is not held."""
    return _summarized(held_store().path.as_posix(), revision, id)


Choice = tuple[KindC | None, KindB | None, Disease | None, Issue | None]
"""What the person says the case is about; None: not known."""


def understood(intake: Intake) -> Understood:
    """What an intake is about before the person corrects it."""
    return understand(intake)


def analysed(intake_json: str, choice: Choice, revision: int) -> Analysis:
    """The analysis of an intake (its JSON), with what the person chose it to be about."""
    return _analysed(held_store().path.as_posix(), revision, intake_json, choice)


@st.cache_resource(show_spinner=False, max_entries=4, on_release=lambda held: held[0].close())
def _held(database: str) -> tuple[Store, SearchIndex]:
    settings = read_settings()
    store = Store(settings.database_path)
    index = SearchIndex(settings.index_path)
    load_starter(store, index.sync)
    return store, index


# Shared, not copied: nobody changes it, and copying 32,000 rows for every rerun would be felt.
@st.cache_resource(show_spinner=False, max_entries=2)
def _listing(database: str, revision: int) -> list[ListedRuling]:
    return held_store().listing()


@st.cache_data(show_spinner=False, max_entries=4 * _FEW, ttl=timedelta(hours=1))
def _found(
    database: str, revision: int, text: str, filters: Filters, limit: int, offset: int, facets: bool
) -> Hits:
    return search(held_index(), text, filters, limit, offset, facets)


@st.cache_data(show_spinner=False, max_entries=2 * _FEW)
def _ruling(database: str, revision: int, id: str) -> StoredRuling | None:
    return held_store().get(id)


@st.cache_data(show_spinner=False, max_entries=2 * _FEW)
def _summarized(database: str, revision: int, id: str) -> Summary | None:
    held = ruling(id, revision)
    return summarize(held) if held else None


@st.cache_data(show_spinner=False, max_entries=3, ttl=_SESSION, scope="session")
def _analysed(database: str, revision: int, intake_json: str, choice: Choice) -> Analysis:
    intake = Intake.model_validate_json(intake_json)
    kind_c, kind_b, disease, issue = choice
    chosen = replace(
        understand(intake), kind_c=kind_c, kind_b=kind_b, disease_category=disease, issue_category=issue
    )
    return analyze(intake, held_store(), held_index(), last_rulings(revision), chosen)


def ids_by_serial() -> dict[str, str]:
    """The starter rulings' serials (as the guidance names them) → their ids."""
    return _ids_by_serial()


@st.cache_data(show_spinner=False)
def _ids_by_serial() -> dict[str, str]:
    return {precedent.source_serial: precedent.id for precedent in read_starter() if precedent.source_serial}


def cited(id: str, revision: int) -> tuple[tuple[str, str | None], ...]:
    """Case numbers a ruling cites, each with the id of the held ruling or None."""
    return _cited(held_store().path.as_posix(), revision, id)


@st.cache_data(show_spinner=False, max_entries=2 * _FEW)
def _cited(database: str, revision: int, id: str) -> tuple[tuple[str, str | None], ...]:
    held = ruling(id, revision)
    if held is None:
        return ()
    store = held_store()
    # A number without its court may be held for several courts; then it is not known which is meant.
    matches = [(number, store.find(number)) for number in held.labels.cited_cases]
    return tuple((number, found[0].id if len(found) == 1 else None) for number, found in matches)


def dispute(id: str, revision: int) -> Dispute | None:
    """The dispute that a held ruling belongs to, the same for a page, a card and the statistics."""
    return _disputes(held_store().path.as_posix(), revision)[2].get(id)


def last_rulings(revision: int) -> list[ListedRuling]:
    """One ruling per dispute, its last; shared by all sessions like `listing`."""
    return _disputes(held_store().path.as_posix(), revision)[0]


def overturned_rulings(revision: int) -> Overturned:
    """How often a first-instance result did not last, over everything held."""
    return _disputes(held_store().path.as_posix(), revision)[1]


@st.cache_resource(show_spinner=False, max_entries=2)
def _disputes(database: str, revision: int) -> tuple[list[ListedRuling], Overturned, dict[str, Dispute]]:
    found = disputes(listing(revision), held_store().related())
    of_ruling = {ruling.id: dispute for dispute in found for ruling in dispute.rulings}
    return last_instances(found), overturned(found), of_ruling


def disagreeing(revision: int) -> list[Compared]:
    """Where our labels disagree with the words of the sources."""
    return _disagreeing(held_store().path.as_posix(), revision)


@st.cache_resource(show_spinner=False, max_entries=2)
def _disagreeing(database: str, revision: int) -> list[Compared]:
    return disagreements(held_store().source_kinds(), examples=20)


# --- what models write ---------------------------------------------------------------------------
# Loaded when first used: every page has this module, and most have no model to ask.


def model_budget() -> "SessionBudget":
    """What this session may still ask of models."""
    return _model_budget()


@st.cache_resource(show_spinner=False, scope="session")
def _model_budget() -> "SessionBudget":
    from lib.models.budget import SessionBudget

    return SessionBudget.of(read_settings())


def prompt_about(intake_json: str, choice: Choice, revision: int) -> "CasePrompt":
    """Exactly what would be sent about a case; nothing is sent by this."""
    return _prompt_about(held_store().path.as_posix(), revision, intake_json, choice)


@st.cache_data(show_spinner=False, max_entries=3, ttl=_SESSION, scope="session")
def _prompt_about(database: str, revision: int, intake_json: str, choice: Choice) -> "CasePrompt":
    from lib.casework.opinion import case_prompt

    return case_prompt(analysed(intake_json, choice, revision), read_settings())


_MOST_CALLS = 6
"""Answers and calls of one session that are kept; the oldest goes, and is cancelled if it still runs."""


def model_call(key: str) -> "BackgroundCall[Any] | None":
    """The call this session began under `key`, running or over; None where it began none."""
    return _model_calls().get(key)


def _begin_call(key: str, call: "BackgroundCall[Any]") -> None:
    calls = _model_calls()
    if before := calls.pop(key, None):
        before.cancel()
    calls[key] = call
    while len(calls) > _MOST_CALLS:
        calls.pop(next(iter(calls))).cancel()


def _end_calls(calls: "dict[str, BackgroundCall[Any]]") -> None:
    for call in calls.values():
        call.cancel()
    calls.clear()


@st.cache_resource(show_spinner=False, scope="session", on_release=_end_calls)
def _model_calls() -> "dict[str, BackgroundCall[Any]]":
    return {}


def forget_case() -> None:
    """Give up every call of this session and forget what was analysed, asked and answered in it."""
    _end_calls(_model_calls())
    _analysed.clear()
    _prompt_about.clear()


def opinion_key(intake_json: str, choice: Choice) -> str:
    """Names the opinion on a case; the story cannot be read back from it."""
    return "opinion " + hashlib.sha256(repr((intake_json, choice)).encode()).hexdigest()


def begin_opinion(intake_json: str, choice: Choice, revision: int) -> None:
    """Ask the case model about a case, in the background."""
    from lib.casework.opinion import ask_opinion, connect
    from lib.models.background import BackgroundCall
    from lib.models.budget import Ledger

    settings, store = read_settings(), held_store()
    analysis, sent = analysed(intake_json, choice, revision), prompt_about(intake_json, choice, revision)
    ledger = Ledger(store, settings, model_budget())
    _begin_call(
        opinion_key(intake_json, choice),
        BackgroundCall(lambda watch: ask_opinion(analysis, sent, connect(settings), ledger, settings, watch)),
    )


def retelling_key(id: str) -> str:
    """Names the retelling of a ruling."""
    return f"retelling {id}"


def begin_retelling(id: str, revision: int) -> None:
    """Ask the summary model about a held ruling, in the background."""
    from lib.models.background import BackgroundCall
    from lib.models.budget import Ledger
    from lib.rulings.retelling import ask_retelling, connect

    settings, store = read_settings(), held_store()
    held = ruling(id, revision)
    if held is None:
        return
    ledger = Ledger(store, settings, model_budget())
    _begin_call(
        retelling_key(id),
        BackgroundCall(lambda watch: ask_retelling(held, connect(settings), ledger, settings, watch)),
    )


def kept_retelling(id: str, revision: int) -> "RulingRetold | None":
    """The retelling of a ruling that was asked for before, by anybody; costs no call."""
    store, settings = held_store(), read_settings()
    return _kept_retelling(
        store.path.as_posix(),
        revision,
        id,
        settings.gemini_model,
        settings.gemini_prompt_characters,
        store.answers(),
    )


@st.cache_data(show_spinner=False, max_entries=2 * _FEW)
def _kept_retelling(
    database: str, revision: int, id: str, model: str, characters: int, answers: int
) -> "RulingRetold | None":
    from lib.rulings.retelling import can_be_retold, kept_retelling

    held = ruling(id, revision)
    return kept_retelling(held, held_store(), read_settings()) if held and can_be_retold(held) else None


# --- runs over live sources ----------------------------------------------------------------------


class _Runs:
    """The latest run over each live source, seen by all sessions of this process."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.latest: dict[str, BackgroundSync] = {}

    def stop(self) -> None:
        for run in self.latest.values():
            run.control.stop()


@st.cache_resource(show_spinner=False, on_release=lambda runs: runs.stop())
def _runs(database: str) -> _Runs:
    return _Runs()


def sync_run(source: str) -> "BackgroundSync | None":
    """The latest run over a live source that this process started, over or not."""
    return _runs(held_store().path.as_posix()).latest.get(source)


def start_sync(source: str) -> "BackgroundSync":
    """Start reading a live source, unless this process is already reading it."""
    # Loaded here: every page has this module, and only one starts a run.
    from lib.collect.sync import BackgroundSync
    from lib.sources.registry import LIVE

    settings, store, index = read_settings(), held_store(), held_index()
    runs = _runs(store.path.as_posix())
    with runs.lock:
        latest = runs.latest.get(source)
        if latest is None or not latest.running:
            latest = BackgroundSync(lambda: LIVE[source](settings, None), store, index.sync)
            runs.latest[source] = latest
        return latest
