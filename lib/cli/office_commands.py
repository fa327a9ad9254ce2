"""The lists of cases that an office keeps: name-key, office-lists, office-delete."""

import click

from lib.casework.conflicts import new_key
from lib.cli.program import CommandError, cli, json_option, opened, output, say
from lib.domain.records import KOREA
from lib.settings import variable


@cli.command("name-key")
def name_key() -> None:
    """이해충돌 확인에 쓸 이름 열쇠를 만듭니다. 나온 한 줄을 .env에 넣으세요."""
    say(f"{variable('name_key')}={new_key()}")
    say(
        "이 줄을 .env에 넣고, 데이터 파일과 다른 곳에 사본을 두세요. 바꾸면 전에 넣은 이름을 찾지 못합니다.",
        err=True,
    )


@cli.command("office-lists")
@json_option
def office_lists(as_json: bool) -> None:
    """보관한 사건 목록을 보여 줍니다."""
    with opened(load=False) as (store, _index):
        lists = store.lists()
    document = [
        {
            "name": each.name,
            "cases": each.cases,
            "finished": each.finished,
            "changed_at": each.changed_at.isoformat(),
        }
        for each in lists
    ]
    lines = [
        f"{each.name}: 사건 {each.cases:,}건, 분석 {each.finished:,}건, "
        f"{each.changed_at.astimezone(KOREA):%Y-%m-%d %H:%M}에 바뀜"
        for each in lists
    ]
    output(as_json, document, lines or ["보관한 목록이 없습니다."])


@cli.command("office-delete")
@click.argument("list_name")
@click.option("--case", "code", default="", help="이 사건만 지웁니다. 없으면 목록을 모두 지웁니다.")
@click.option("--yes", is_flag=True, help="묻지 않고 지웁니다.")
def office_delete(list_name: str, code: str, yes: bool) -> None:
    """목록이나 사건 하나를 데이터 파일에서 지웁니다. 되돌릴 수 없습니다."""
    with opened(load=False) as (store, _index):
        held = store.result(list_name, code) if code else store.listed(list_name)
        if not held:
            raise CommandError("그런 목록이나 사건이 없습니다.")
        if not yes:
            click.confirm("지우면 되돌릴 수 없습니다. 지울까요?", abort=True, err=True)
        is_gone = store.delete_case(list_name, code) if code else store.delete_list(list_name)
    say(
        "지웠습니다. 데이터 파일에는 남아 있지 않습니다."
        if is_gone
        else "지웠습니다. 다른 프로그램이 읽는 중이라 기록 파일(-wal)은 그 프로그램이 끝나면 비워집니다."
    )
    say("따로 둔 사본(백업)과 내려받은 파일에는 남아 있을 수 있습니다. 그것은 직접 지우세요.")
