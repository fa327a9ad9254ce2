"""Who is looking at this page."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lib.access import Doing, Visitor
from lib.settings import SettingsError
from lib.store import StoreError
from lib.ui.signed_in import Request, browser_of, remember_page, visitor_of


def this_request() -> Request:
    """The request that this page was opened with, or none where it runs without a connection."""
    headers = st.context.headers
    # Where a page runs without a connection, what stands there is no text; on this machine the address is None.
    pairs = [(name, value) for name in headers for value in headers.get_all(name) if isinstance(value, str)]
    return Request.of(st.context.ip_address, pairs)


def this_visitor() -> Visitor:
    """Who asked for this page, by the address the server listens on and by the request itself.

    Asked anew at every run: whoever signed out, or was taken out of the settings, is a stranger at once. Raises
    SettingsError and StoreError.
    """
    context = get_script_run_ctx(suppress_warning=True)
    if context is None and st.runtime.exists():
        # In no page's run there is no request to go by.
        return Visitor(is_owner=False)
    request = this_request()
    who = visitor_of(request)
    if context:
        remember_page(context.session_id, who, browser_of(request))
    return who


def may_triage() -> bool:
    """Whether this visitor may see a client's case; where that cannot be told, the page tells why and this does not."""
    try:
        return this_visitor().may(Doing.TRIAGE)
    except (SettingsError, StoreError):
        return False
