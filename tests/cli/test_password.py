"""`password` prints a line of the settings that holds the account and not its password."""

import json
import re

import pytest
from click.testing import CliRunner, Result

from lib.access import Role
from lib.access.allowed import read_accounts
from lib.access.passwords import is_right
from lib.cli import cli

PASSWORD = "비밀번호는 길게 7"


def asked(*arguments: str, given: str = PASSWORD, held: str = "") -> Result:
    return CliRunner().invoke(
        cli, ["password", *arguments], input=f"{given}\n", env={"SANJAE_ACCOUNTS": held}
    )


def test_the_line_goes_into_the_settings_as_it_is() -> None:
    done = asked("김노무", "--role", "attorney", "--role", "keeper")
    found = re.fullmatch(r"SANJAE_ACCOUNTS='(\S+)'\n", done.stdout)
    assert found and PASSWORD not in done.output
    [account] = read_accounts(found[1]).values()
    assert (account.name, account.roles) == ("김노무", set(Role))
    assert is_right(account.hash, PASSWORD)


def test_accounts_that_are_there_stay_and_a_new_password_takes_the_place_of_the_old() -> None:
    first = json.loads(asked("kim", "--role", "keeper", "--json").stdout)["setting"].split("'")[1]
    second = asked("lee", "--role", "attorney", held=first).stdout.split("'")[1]
    third = asked("KIM", "--role", "attorney", given="another one, longer", held=second).stdout.split("'")[1]
    accounts = read_accounts(third)
    assert accounts["lee"] == read_accounts(second)["lee"]
    assert accounts["kim"].roles == {Role.ATTORNEY} and is_right(accounts["kim"].hash, "another one, longer")


@pytest.mark.parametrize(
    ("name", "given", "why"),
    [
        ("kim", "short", "비밀번호는 10자"),
        ("kim", "aaaaaaaaaaaaaa", "서로 다른 글자"),
        ("kim", "", "비밀번호는 10자"),
        ("kim", "ab" * 200, "비밀번호는 10자"),
        ("kim lee", PASSWORD, "계정 이름"),
        ("kim:keeper", PASSWORD, "계정 이름"),
        ("", PASSWORD, "계정 이름"),
    ],
)
def test_what_cannot_be_an_account_is_refused_in_a_sentence(name: str, given: str, why: str) -> None:
    done = asked(name, "--role", "keeper", given=given)
    assert done.exit_code == 1 and not done.stdout
    assert why in done.stderr and len(done.stderr.splitlines()) == 1


def test_a_role_is_needed() -> None:
    assert asked("kim").exit_code == 2
    assert asked("kim", "--role", "boss").exit_code == 2
