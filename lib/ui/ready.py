"""What takes a second to load, loaded while the person reads the landing page."""

import contextlib


def make_ready() -> None:
    """Open the store and load the search and the charts; to be called when the page is all there.

    A failure is passed over: the page that needs what is missing says so.
    """
    with contextlib.suppress(Exception):
        from lib.ui import cached, result  # noqa: F401

        cached.listing(cached.revision())
