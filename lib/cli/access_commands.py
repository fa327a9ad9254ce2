"""Accounts of a small office: password."""

import sys

import click

from lib.access import Role
from lib.access.allowed import Account, is_account_name, plain_name, read_accounts
from lib.access.passwords import LONGEST, SHORTEST, hashed
from lib.cli.program import CommandError, cli, json_option, output
from lib.settings import read_settings, variable

_FEWEST_SIGNS = 4


@cli.command()
@click.argument("name")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in Role]),
    help="keeper: 앱 관리(판례 넣기, 받아 오기, 설정). attorney: 사건 담당. 둘 다면 두 번 적습니다.",
)
@json_option
def password(name: str, roles: tuple[str, ...], as_json: bool) -> None:
    """로그인 계정을 만들어 설정에 적을 줄을 찍습니다. 비밀번호는 묻거나 표준 입력의 첫 줄에서 읽습니다.

    비밀번호는 argon2 해시로만 남습니다. 찍힌 줄을 .env에 붙여 넣으면 바로 쓸 수 있습니다. 이미 적은 계정도 그
    줄에 그대로 들어 있고, 같은 이름은 새 비밀번호로 바뀝니다.
    """
    if not is_account_name(name):
        raise CommandError("계정 이름은 64자까지이고 빈칸, 쌍점(:), 쉼표, 쌍반점(;)을 넣을 수 없습니다.")
    made = Account(name, frozenset(map(Role, roles)), hashed(_asked_for()))
    held = read_accounts(read_settings().accounts.get_secret_value())
    accounts = held | {plain_name(name): made}
    setting = f"{variable('accounts')}='{' '.join(each.line for each in accounts.values())}'"
    document = {"name": made.name, "roles": sorted(made.roles), "setting": setting}
    output(as_json, document, [setting])


def _asked_for() -> str:
    if sys.stdin.isatty():
        given: str = click.prompt(
            "비밀번호", hide_input=True, confirmation_prompt="비밀번호 한 번 더", err=True
        )
    else:
        given = sys.stdin.readline().rstrip("\r\n")
    if not SHORTEST <= len(given) <= LONGEST or len(set(given)) < _FEWEST_SIGNS:
        raise CommandError(
            f"비밀번호는 {SHORTEST}자에서 {LONGEST}자까지이고, 서로 다른 글자가 {_FEWEST_SIGNS}개는 있어야 합니다."
        )
    return given
