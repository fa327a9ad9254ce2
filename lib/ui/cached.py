"""What pages keep between reruns; every st.cache_* of the product is here.

Everything read from the store is kept under the store's revision, so an import shows at once and
nothing has to be cleared; a page asks for the revision once and reads all of a run at it. A person's
story is health data: what is made of it, and of what somebody searches for, is kept only in the
person's own session (`scope="session"`), the last few only, and for minutes only, so that opening
a ruling and coming back is quick; it is gone when the session ends.
"""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import streamlit as st

from lib.access import OWNER, Doing
from lib.casework.analysis import Analysis, analyze
from lib.collect.importing import load_starter
from lib.domain.counting import Basis
from lib.domain.disagreements import Compared, disagreements
from lib.domain.dispute import Dispute, Overturned, by_ruling, disputes, overturned
from lib.domain.intake import Intake
from lib.domain.records import ListedRuling, StoredRuling
from lib.domain.taxonomy import Disease, Issue, KindB, KindC
from lib.rulings import statistics
from lib.rulings.summary import Summary, summarize
from lib.search.index import SearchIndex
from lib.search.nearest_numbers import cases_not_held as numbers_not_held
from lib.search.nearest_numbers import nearest_cases, nearest_to
from lib.search.not_held import not_held as words_not_held
from lib.search.query import Filters, Hits, search
from lib.search.understanding import understand
from lib.settings import read_settings
from lib.sources.starter import read_starter
from lib.store import Store
from lib.text.citations import CaseNumber
from lib.text.said import Translate
from lib.ui.visitor import this_visitor

if TYPE_CHECKING:
    from lib.casework.appeal import Draft, NoDraft, Paper
    from lib.casework.office import Office, TriageRun
    from lib.casework.opinion import CasePrompt
    from lib.casework.paper_form import Given
    from lib.collect.sync_thread import BackgroundSync
    from lib.models.background import BackgroundCall
    from lib.models.budget import Ledger, PersonBudget
    from lib.models.reply import Room, Watch
    from lib.rulings.retelling import RulingRetold

# Rulings, and what was read of them, that are kept for all sessions.
_RULINGS = 64
# Cases of a session that are kept.
_CASES = 3
# Answers and calls of one session that are kept; the oldest goes, and is cancelled if it still runs.
_MOST_CALLS = 6
_SESSION = timedelta(minutes=20)

Choice = tuple[KindC | None, KindB | None, Disease | None, Issue | None]
"""What the person says the case is about; None: not known."""


def store() -> Store:
    """The store of this machine with the starter rulings in it, opened once per process."""
    return _opened()[0]


def index() -> SearchIndex:
    """The search index of this machine, in step with the store when it was opened."""
    return _opened()[1]


@st.cache_resource(show_spinner=False, on_release=lambda opened: opened[0].close())
def _opened() -> tuple[Store, SearchIndex]:
    settings = read_settings()
    index = SearchIndex(settings.index_path)
    store = Store(settings.database_path, index.held_before)
    load_starter(store, index.sync)
    return store, index


def revision() -> int:
    """The store's newest revision: changes whenever a ruling does."""
    return store().revision()


# --- rulings -------------------------------------------------------------------------------------
# Lists are shared by all sessions, not copied: nobody changes them, and copying 32,000 rows for every
# rerun would be felt.


@st.cache_resource(show_spinner=False, max_entries=2)
def listing(revision: int) -> list[ListedRuling]:
    """Every ruling without its texts; shared by all sessions, so read it and leave it as it is."""
    return store().listing()


@st.cache_data(show_spinner=False, max_entries=2)
def years(revision: int) -> tuple[int, int]:
    """The first and the last year in which a case was filed; (0, 0) where none is known."""
    known = [ruling.year for ruling in listing(revision) if ruling.year] or [0]
    return min(known), max(known)


@st.cache_data(show_spinner=False, max_entries=_RULINGS)
def ruling(id: str, revision: int) -> StoredRuling | None:
    """One ruling with its texts, or None where it is not held."""
    return store().get(id)


@st.cache_data(show_spinner=False, max_entries=_RULINGS)
def named(words: str, revision: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of the held rulings that an address names, and where it names none those nearest by number."""
    found = store().named(words)
    return tuple(found), () if found else nearest_to(index(), words)


@st.cache_data(show_spinner=False, max_entries=_RULINGS)
def summary(id: str, revision: int) -> Summary | None:
    """The summary of a ruling, or None where it is not held."""
    found = ruling(id, revision)
    return summarize(found) if found else None


@st.cache_data(show_spinner=False, max_entries=_RULINGS)
def cited(id: str, revision: int) -> tuple[tuple[str, str | None], ...]:
    """Case numbers a ruling cites, each with the id of the held ruling or None."""
    found = ruling(id, revision)
    # A number without its court may be held for several courts; then it is not known which is meant.
    matches = [(number, store().find(number)) for number in found.labels.cited_cases] if found else []
    return tuple((number, held[0].id if len(held) == 1 else None) for number, held in matches)


@st.cache_data(show_spinner=False)
def ids_by_serial() -> dict[str, str]:
    """The starter rulings' serials (as the guidance names them) → their ids."""
    return {precedent.source_serial: precedent.id for precedent in read_starter() if precedent.source_serial}


@st.cache_resource(show_spinner=False, max_entries=2)
def _disputes(revision: int) -> tuple[Overturned, dict[str, Dispute]]:
    found = disputes(listing(revision), store().related())
    return overturned(found), by_ruling(found)


def dispute(id: str, revision: int) -> Dispute | None:
    """The dispute that a held ruling belongs to, the same for a page, a card and the statistics."""
    return _disputes(revision)[1].get(id)


@st.cache_resource(show_spinner=False, max_entries=2)
def basis(revision: int) -> Basis:
    """What of the rulings held may be counted, and how it came; shared by all sessions like `listing`."""
    return statistics.basis(store())


def overturned_rulings(revision: int) -> Overturned:
    """How often a first-instance result did not last, over everything held."""
    return _disputes(revision)[0]


@st.cache_resource(show_spinner=False, max_entries=2)
def disagreeing(revision: int) -> list[Compared]:
    """Where our labels disagree with the words of the sources."""
    return disagreements(store().source_kinds(), examples=20)


# --- what a person asks --------------------------------------------------------------------------


@st.cache_resource(show_spinner=False, max_entries=_RULINGS, ttl=_SESSION, scope="session")
def hits(text: str, filters: Filters, limit: int, offset: int, revision: int) -> Hits:
    """What a search finds, with how many rulings every further filter would leave."""
    return search(index(), text, filters, limit, offset, True, not_held(text, revision))


@st.cache_resource(show_spinner=False, max_entries=_RULINGS, ttl=_SESSION, scope="session")
def not_held(text: str, revision: int) -> tuple[str, ...]:
    """What somebody searches for and no held ruling deals with."""
    return words_not_held(index(), text)


@st.cache_resource(show_spinner=False, max_entries=_RULINGS, ttl=_SESSION, scope="session")
def cases_not_held(text: str, revision: int) -> tuple[tuple[CaseNumber, tuple[str, ...]], ...]:
    """The case numbers somebody searches for and none is held of, each with the ids of the nearest held ones."""
    return tuple((number, nearest_cases(index(), number)) for number in numbers_not_held(index(), text))


@st.cache_resource(show_spinner=False, max_entries=_CASES, ttl=_SESSION, scope="session")
def analysis(intake_json: str, choice: Choice, revision: int) -> Analysis:
    """The analysis of an intake (its JSON), with what the person chose it to be about."""
    intake = Intake.model_validate_json(intake_json)
    kind_c, kind_b, disease, issue = choice
    chosen = replace(
        understand(intake), kind_c=kind_c, kind_b=kind_b, disease_category=disease, issue_category=issue
    )
    return analyze(intake, store(), index(), basis(revision), chosen, dispute_of=_disputes(revision)[1])


@st.cache_resource(show_spinner=False, max_entries=_CASES, ttl=_SESSION, scope="session")
def case_prompt(
    intake_json: str, choice: Choice, struck: tuple[str, ...], revision: int, room: "Room"
) -> "CasePrompt":
    """Exactly what would be sent about a case, without the words struck out; nothing is sent by this."""
    # Loaded here, as all of models below: every page has this module, and most have no model to ask.
    from lib.casework.opinion import case_prompt

    return case_prompt(analysis(intake_json, choice, revision), room, struck)


def appeal(
    analysed: Analysis, today: date, given: "Given", wanted: "Paper | None", _: Translate, language: str
) -> "Draft | NoDraft":
    """The draft for an analysed case, made anew each time: it may hold a name and an address."""
    from lib.casework.appeal import draft_appeal

    dispute_of = _disputes(revision())[1]
    return draft_appeal(analysed, store(), dispute_of, today, given, wanted, _, language)


def report(intake: Intake, today: date) -> bytes:
    """내 사건 정리 as DOCX, made anew each time."""
    from lib.casework.office_findings import Held
    from lib.casework.report import report

    at = revision()
    return report(intake, Held(store(), index(), basis(at), _disputes(at)[1]), today)


def forget_case() -> None:
    """Give up every call of this session and forget what was analysed, searched, asked and answered in it."""
    _end_calls(_model_calls())
    for kept in (analysis, case_prompt, hits, not_held):
        kept.clear()


# --- what models write ---------------------------------------------------------------------------


def model_budget() -> "PersonBudget":
    """What the person of this session may ask of models in a day."""
    from lib.models.budget import PersonBudget, today
    from lib.ui.person import person

    return PersonBudget.of(read_settings(), person(today()))


def model_call(key: str) -> "BackgroundCall[Any] | None":
    """The call this session began under `key`, running or over; None where it began none."""
    return _model_calls().get(key)


def begin_call(key: str, ask: "Callable[[Ledger, Watch], Any]") -> None:
    """Ask a model in the background, within what this person may still ask; what ran under `key` is given up.

    Raises AccessRefusedError.
    """
    from lib.models.background import BackgroundCall
    from lib.models.budget import Ledger

    this_visitor().require(Doing.MODELS)
    ledger = Ledger(store(), read_settings(), model_budget())
    calls = _model_calls()
    if before := calls.pop(key, None):
        before.cancel()
    calls[key] = BackgroundCall(lambda watch: ask(ledger, watch))
    while len(calls) > _MOST_CALLS:
        calls.pop(next(iter(calls))).cancel()


def _end_calls(calls: "dict[str, BackgroundCall[Any]]") -> None:
    for call in calls.values():
        call.cancel()
    calls.clear()


@st.cache_resource(show_spinner=False, scope="session", on_release=_end_calls)
def _model_calls() -> "dict[str, BackgroundCall[Any]]":
    return {}


def kept_retelling(id: str, revision: int) -> "RulingRetold | None":
    """The retelling of a ruling that was asked for before, by anybody; costs no call."""
    from lib.models.clients import retellers

    settings, answers = read_settings(), store().answers()
    if not answers:
        # On most machines no model was ever asked, and a ruling need not be read for it.
        return None
    asked = tuple((each.name, each.room.context, each.room.answer) for each in retellers(settings))
    return _retelling(id, revision, asked, settings.verify_glosses, answers)


@st.cache_data(show_spinner=False, max_entries=_RULINGS)
def _retelling(
    id: str, revision: int, asked: "tuple[tuple[str, int, int], ...]", verify: bool, answers: int
) -> "RulingRetold | None":
    from lib.models.clients import retellers
    from lib.rulings.retelling import kept_retelling

    found = ruling(id, revision)
    if found is None:
        return None
    kept = (kept_retelling(found, store(), client, verify) for client in retellers(read_settings()))
    return next(filter(None, kept), None)


# --- runs over live sources ----------------------------------------------------------------------


_STARTING = threading.Lock()


def _stop(runs: "dict[str, BackgroundSync]") -> None:
    for run in runs.values():
        run.control(OWNER).stop()


# The latest run over each live source, seen by all sessions of this process.
@st.cache_resource(show_spinner=False, on_release=_stop)
def _runs() -> "dict[str, BackgroundSync]":
    return {}


def sync_run(source: str) -> "BackgroundSync | None":
    """The latest run over a live source that this process started, over or not."""
    return _runs().get(source)


def is_collecting() -> bool:
    """Whether a run of this process is under way."""
    return any(run.running for run in _runs().values())


def start_sync(source: str) -> "BackgroundSync":
    """Start reading a live source, unless this process is already reading it. Raises AccessRefusedError."""
    # Loaded here: only the data page starts a run.
    from lib.collect.sync_thread import BackgroundSync
    from lib.sources.registry import LIVE

    settings, runs = read_settings(), _runs()
    with _STARTING:
        latest = runs.get(source)
        if latest is None or not latest.running:
            latest = BackgroundSync(lambda: LIVE[source](settings), store(), index().sync, this_visitor())
            runs[source] = latest
        return latest


# --- cases of an office --------------------------------------------------------------------------


def office() -> "Office":
    """The cases of the office as this visitor may use them. Raises AccessRefusedError."""
    from lib.casework.office import Office

    return Office(store(), this_visitor())


def office_documents(list_name: str, today: date) -> list[dict[str, Any]]:
    """The cases of a list, the most urgent first; read them and leave them as they are. Raises AccessRefusedError."""
    return _office_documents(list_name, today, office().revision())


@st.cache_resource(show_spinner=False, max_entries=2, ttl=_SESSION, scope="session")
def _office_documents(list_name: str, today: date, office_revision: int) -> list[dict[str, Any]]:
    return office().documents(list_name, today)


def _stop_triage(runs: "dict[str, TriageRun]") -> None:
    for run in runs.values():
        run.stop(OWNER)


# The latest run over each list, seen by all sessions of this process.
@st.cache_resource(show_spinner=False, on_release=_stop_triage)
def _triage_runs() -> "dict[str, TriageRun]":
    return {}


def triage_runs() -> "list[TriageRun]":
    """The latest run over each list that this process took in, over or not. Raises AccessRefusedError."""
    this_visitor().require(Doing.TRIAGE)
    return list(_triage_runs().values())


def start_triage(list_name: str, start: "Callable[[], TriageRun]") -> "TriageRun | None":
    """Start taking in a list; None where this process is already at it. Raises AccessRefusedError, StoreError."""
    this_visitor().require(Doing.TRIAGE)
    runs = _triage_runs()
    with _STARTING:
        latest = runs.get(list_name)
        if latest is not None and latest.running:
            return None
        runs[list_name] = run = start()
        return run


def forget_triage(list_name: str) -> None:
    """Forget the run over a list. Raises AccessRefusedError."""
    this_visitor().require(Doing.TRIAGE)
    _triage_runs().pop(list_name, None)
