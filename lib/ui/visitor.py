"""Who is looking at this page."""

import streamlit as st

from lib.access import Visitor, visitor
from lib.settings import read_settings


def this_visitor() -> Visitor:
    """Who asked for this page, by the address the server listens on and by the request itself."""
    headers = {name: value for name, value in st.context.headers.items() if isinstance(value, str)}
    # None on this machine. Where a page runs without a connection, it is no text.
    address = st.context.ip_address
    return visitor(
        st.get_option("server.address"),
        address if isinstance(address, str) else None,
        headers,
        read_settings().open_to_all,
    )
