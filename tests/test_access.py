"""Who is the owner, only who asks on this machine by every sign a request has; and what a role lets others do."""

import pytest

from lib.access import (
    OWNER,
    REFUSED,
    USED_UP,
    AccessRefusedError,
    Doing,
    Role,
    SignedIn,
    Used,
    Visitor,
    is_this_machine,
    passwords,
    visitor,
)
from lib.access.allowed import Account, plain_name, read_accounts, read_allow_list
from lib.access.passwords import hashed, is_right

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
        *(
            ("127.0.0.1", None, HERE | {name: "x"})
            for name in (
                "Remote-User",
                "X-Auth-Request-Email",
                "Tailscale-User-Login",
                "Cdn-Loop",
                "X-Original-Host",
                "X-Nginx-Proxy",
                "Max-Forwards",
                "CF-Connecting-IP",
                "X-Remote-User",
                "X-Webauth-User",
                "X-Real-IP",
            )
        ),
        # What programs read in two ways, or no program as a host.
        *(
            ("127.0.0.1", None, {"Host": host})
            for host in (
                "127.0.0.1/evil",
                "127.0.0.1#",
                "127.0.0.1?x",
                "@127.0.0.1",
                ":@127.0.0.1",
                "127.0.0.1\t",
                "127.0.0.1 ",
                "127.0.0.1:99999",
                "[127.0.0.1",
                "evil\\\\127.0.0.1",
                "localhost, localhost",
            )
        ),
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
    # Whoever opens the app to all opens what the app holds, and never a client's case.
    opened = visitor(bound_to, address, headers, is_open=True)
    assert {doing for doing in Doing if not opened.may(doing)} == {Doing.TRIAGE}
    assert not opened.is_owner


@pytest.mark.parametrize(
    ("roles", "doings"),
    [
        ({Role.KEEPER}, {Doing.IMPORT, Doing.SYNC, Doing.SETTINGS, Doing.MODELS}),
        ({Role.ATTORNEY}, {Doing.TRIAGE, Doing.MODELS}),
        (set(Role), set(Doing)),
        (set(), set()),
    ],
)
def test_a_role_allows_its_own(roles: set[Role], doings: set[Doing]) -> None:
    who = visitor(None, "203.0.113.9", {}, signed_in=SignedIn("kim@firm.example", frozenset(roles), "key"))
    assert {doing for doing in Doing if who.may(doing)} == doings
    assert who.name == "kim@firm.example" and not who.is_owner


def test_who_signed_in_on_this_machine_is_the_owner_under_their_own_name() -> None:
    who = visitor("127.0.0.1", None, HERE, signed_in=SignedIn("kim", frozenset({Role.ATTORNEY}), "key"))
    assert who.is_owner and who.name == "kim"


def test_what_a_proxy_passes_on_is_never_the_owner() -> None:
    assert not visitor("127.0.0.1", None, HERE | {"X-Sanjae-Proxy": "x"}).is_owner


class Share:
    """A share of a day."""

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, what: Used, amount: int) -> bool:
        if amount > self.left:
            return False
        self.left -= amount
        return True


def test_the_header_of_the_named_proxy_is_a_sign_of_one() -> None:
    assert visitor("127.0.0.1", None, HERE | {"X-Firm-User": "kim"}).is_owner
    assert not visitor("127.0.0.1", None, HERE | {"X-Firm-User": "kim"}, proxy_header="x-firm-USER").is_owner


def test_a_share_of_the_day_ends() -> None:
    who = visitor(None, None, {}, is_open=True, meter=Share(2))
    who.take(Used.IMPORTS)
    who.take(Used.IMPORTS)
    with pytest.raises(AccessRefusedError, match=USED_UP[Used.IMPORTS]):
        who.take(Used.IMPORTS)
    # On this machine nothing is counted.
    here = visitor("127.0.0.1", None, HERE, meter=Share(0))
    here.take(Used.UPLOADED, 10**12)
    assert here.meter is None


ALLOWED = read_allow_list(
    "Kim@Firm.example; boss@other.example", "@firm.example, second.example not.an@address@x @10.0.0.5"
)


@pytest.mark.parametrize(
    ("address", "roles"),
    [
        ("kim@firm.example", set(Role)),
        ("KIM@FIRM.EXAMPLE", set(Role)),
        ("lee@firm.example", {Role.ATTORNEY}),
        ("lee@second.example", {Role.ATTORNEY}),
        ("boss@other.example", {Role.KEEPER}),
        ("lee@other.example", set()),
        ("lee@sub.firm.example", set()),
        ("lee@10.0.0.5", set()),
        ("lee@firm.example.evil.example", set()),
        ("lee@firm.example@evil.example", set()),
        ("lee@evil-firm.example", set()),
        # A Kelvin sign becomes a k in lower case.
        ("\N{KELVIN SIGN}im@firm.example", set()),
        ("kim@firm.example\n", set()),
        ("kim@firm.example,lee@x.example", set()),
        ("@firm.example", set()),
        ("", set()),
    ],
)
def test_roles_come_from_the_list(address: str, roles: set[Role]) -> None:
    assert ALLOWED.roles_of(address) == roles


def test_a_domain_counts_only_where_it_is_sure() -> None:
    assert ALLOWED.roles_of("lee@firm.example", is_of_domain=False) == set()
    assert ALLOWED.roles_of("kim@firm.example", is_of_domain=False) == {Role.KEEPER}
    assert not read_allow_list("", " , ") and not read_allow_list("x", "한글@회사.한국").roles_of("x")


def test_accounts_are_read_as_they_are_written() -> None:
    kim, lee = (
        Account("김노무", frozenset(Role), hashed("correct horse")),
        Account("Lee", frozenset({Role.KEEPER}), hashed("battery staple")),
    )
    read = read_accounts(f"{kim.line} broken:attorney:secret lee2:boss:{lee.hash}\n{lee.line}")
    assert read == {"김노무": kim, "lee": lee}
    assert plain_name(" ＬＥＥ ") == "lee"
    assert "correct" not in kim.line


def test_only_the_password_is_right() -> None:
    kept = hashed("비밀번호 열두 글자")
    assert kept.startswith("$argon2id$") and kept != hashed("비밀번호 열두 글자")
    # As another keyboard gives it, the parts of syllables one by one.
    assert is_right(kept, "비밀번호 열두 글자") and is_right(kept, "\u1107\u1175밀번호 열두 글자")
    for wrong in ("", "비밀번호 열두 글", "비밀번호 열두 글자 ", "x" * 10**6):
        assert not is_right(kept, wrong)
    assert not is_right(None, "nobody's") and not is_right("$argon2id$broken", "x")
    # Of an account that is none, a hash of the same cost is looked at.
    assert passwords._NOBODY.split("$")[:-2] == kept.split("$")[:-2]


def test_a_stranger_has_no_name() -> None:
    assert Visitor(is_owner=False).name == "" and OWNER.name


@pytest.mark.parametrize("name", ["localhost", "LOCALHOST", "127.0.0.1", "127.8.9.10", "::1", "[::1]"])
def test_this_machine(name: str) -> None:
    assert is_this_machine(name)


@pytest.mark.parametrize(
    "name", [None, "", "0.0.0.0", "::", "192.168.0.7", "localhost.example", "127.0.0.1.example"]
)
def test_not_this_machine(name: str | None) -> None:
    assert not is_this_machine(name)
