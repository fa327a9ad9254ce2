"""Who is the owner: only who asks on this machine, by every sign a request has."""

import pytest

from lib.access import OWNER, REFUSED, AccessRefusedError, Doing, is_this_machine, visitor

HERE = {"Host": "localhost:8501", "Origin": "http://localhost:8501"}


@pytest.mark.parametrize(
    ("bound_to", "address", "headers"),
    [
        ("127.0.0.1", None, HERE),
        ("127.0.0.1", "127.0.0.1", {"host": "127.0.0.1:8501"}),
        ("localhost", "::1", {"Host": "[::1]:8501", "Origin": "http://[::1]:8501"}),
        ("::1", "::ffff:127.0.0.1", HERE),
        # A page that runs without a request.
        ("127.0.0.1", None, {}),
    ],
)
def test_on_this_machine_everything_is_allowed(
    bound_to: str, address: str | None, headers: dict[str, str]
) -> None:
    who = visitor(bound_to, address, headers)
    assert all(who.may(doing) for doing in Doing)
    assert who == OWNER


@pytest.mark.parametrize(
    ("bound_to", "address", "headers"),
    [
        # Listening beyond this machine, to all or to one address.
        (None, None, HERE),
        ("0.0.0.0", "127.0.0.1", HERE),
        ("192.168.0.7", "192.168.0.7", HERE),
        # From elsewhere.
        ("127.0.0.1", "192.168.0.9", HERE),
        ("127.0.0.1", "::ffff:10.0.0.3", HERE),
        ("127.0.0.1", "not an address", HERE),
        # A name that leads here, a forged one, a page of another name.
        ("127.0.0.1", None, {"Host": "evil.example:8501", "Origin": "http://evil.example:8501"}),
        ("127.0.0.1", None, {"Host": "localhost:8501", "Origin": "https://evil.example"}),
        ("127.0.0.1", None, {"Host": "localhost.evil.example"}),
        ("127.0.0.1", None, {"Host": "localhost@evil.example"}),
        ("127.0.0.1", None, {"Host": "localhost:port"}),
        ("127.0.0.1", None, {"Host": ""}),
        ("127.0.0.1", None, {"Host": "localhost", "Origin": "null"}),
        # Through a proxy on this machine.
        ("127.0.0.1", None, HERE | {"X-Forwarded-For": "203.0.113.9"}),
        ("127.0.0.1", None, HERE | {"x-forwarded-for": "127.0.0.1"}),
        ("127.0.0.1", None, HERE | {"Forwarded": "for=203.0.113.9"}),
        ("127.0.0.1", None, HERE | {"Via": "1.1 office"}),
        ("127.0.0.1", None, HERE | {"X-Forwarded-Proto": "https"}),
        ("127.0.0.1", None, HERE | {"True-Client-IP": "203.0.113.9"}),
        # A page of another program on this machine.
        ("127.0.0.1", None, {"Host": "localhost:8501", "Origin": "http://localhost:9999"}),
        ("127.0.0.1", None, {"Host": "localhost:8501", "Origin": "chrome-extension://localhost:8501"}),
    ],
)
def test_everybody_else_is_a_stranger(
    bound_to: str | None, address: str | None, headers: dict[str, str]
) -> None:
    who = visitor(bound_to, address, headers)
    for doing in Doing:
        with pytest.raises(AccessRefusedError, match=REFUSED[doing]):
            who.require(doing)
    assert visitor(bound_to, address, headers, is_open=True) == OWNER


@pytest.mark.parametrize("name", ["localhost", "LOCALHOST", "127.0.0.1", "127.8.9.10", "::1", "[::1]"])
def test_this_machine(name: str) -> None:
    assert is_this_machine(name)


@pytest.mark.parametrize(
    "name", [None, "", "0.0.0.0", "::", "192.168.0.7", "localhost.example", "127.0.0.1.example"]
)
def test_not_this_machine(name: str | None) -> None:
    assert not is_this_machine(name)
