"""What all commands share: the group with its failures, options, the machine's store, output, asking a model."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import click
from tqdm import tqdm

from lib.collect.importing import load_starter
from lib.domain.records import StoredRuling
from lib.models.budget import Ledger, PersonBudget
from lib.models.clients import Client, place_of
from lib.models.reply import ModelError, Phase, Watch
from lib.search.index import SearchIndex
from lib.search.nearest_numbers import nearest_to
from lib.search.not_held import nearest_told
from lib.settings import Settings, SettingsError, read_settings
from lib.sources.http import SourceError
from lib.store import Store, StoreError
from lib.text.shipped import ShippedDataError
from lib.text.spelling import decoded

T = TypeVar("T")

# What a terminal obeys instead of showing, marks that turn the direction of what stands around them, and
# halves of characters, which nothing can print.
_OBEYED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


class CommandError(click.ClickException):
    """The command could not do its job; shown as one line on stderr."""

    def show(self, file: Any = None) -> None:
        """Print the reason and nothing around it."""
        say(" ".join(self.format_message().split()), err=True)


class _Misused(CommandError):
    exit_code = click.UsageError.exit_code


class _Stopped(CommandError):
    # After Ctrl-C, as shells count it.
    exit_code = 130


# A group whose every failure is one sentence.
class _Commands(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except StoreError as error:
            raise CommandError(f"{error} ({error.path})" if error.path else str(error)) from error
        except (SettingsError, ShippedDataError, SourceError) as error:
            raise CommandError(str(error)) from error
        except click.UsageError as error:
            raise _Misused(error.format_message()) from error
        except KeyboardInterrupt:
            raise _Stopped("중단했습니다. 같은 명령을 다시 실행하면 이어서 합니다.") from None
        except BrokenPipeError:
            # Whoever read the output has seen enough; click ends quietly.
            raise
        except OSError as error:
            raise CommandError(f"파일을 읽거나 쓰지 못했습니다: {error}") from error


@click.group(cls=_Commands)
def cli() -> None:
    """산재 판례 길잡이: 판례를 불러오고, 분류하고, 찾습니다."""


# An argument as text: bytes that are no UTF-8 become question marks instead of breaking the output.
def _text(_context: click.Context, _parameter: click.Parameter, argument: str) -> str:
    return argument.encode("utf-8", "replace").decode("utf-8")


# What names a ruling or asks for one may have been copied out of an address.
def _asked(_context: click.Context, _parameter: click.Parameter, argument: str) -> str:
    return decoded(_text(_context, _parameter, argument))


# Names on a disk that a Mac wrote are decomposed, those that people type are not.
def _paths(_context: click.Context, _parameter: click.Parameter, paths: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(map(_on_disk, paths))


def _on_disk(path: Path) -> Path:
    with suppress(OSError):
        if not path.exists():
            name = unicodedata.normalize("NFC", path.name)
            same = [each for each in path.parent.iterdir() if unicodedata.normalize("NFC", each.name) == name]
            return same[0] if len(same) == 1 else path
    return path


json_option = click.option("--json", "as_json", is_flag=True, help="JSON으로 출력합니다.")
offline_option = click.option(
    "--offline", is_flag=True, help="AI 모델을 쓰지 않습니다. 아무것도 밖으로 보내지 않습니다."
)
paths_argument = click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), callback=_paths
)
id_argument = click.argument("id", callback=_asked)
query_argument = click.argument("query", callback=_asked)


@contextmanager
def opened(load: bool = True, settings: Settings | None = None) -> Iterator[tuple[Store, SearchIndex]]:
    """The store and the index of this machine, with the starter rulings in them unless told otherwise."""
    settings = settings or read_settings()
    index = SearchIndex(settings.index_path)
    with Store(settings.database_path, index.held_before) as store:
        if load:
            load_starter(store, index.sync)
        yield store, index


def held_ruling(store: Store, index: SearchIndex, id: str) -> StoredRuling:
    """The ruling that somebody names by its id, case number or serial. Raises CommandError."""
    ruling = next(iter(store.get_many(store.named(id)[:1])), None)
    if ruling is None:
        nearest = nearest_told(nearest_to(index, id))
        raise CommandError(f"가지고 있지 않은 판례입니다: {id} {nearest}".strip())
    return ruling


def require(paths: Iterable[Path]) -> None:
    """Raise CommandError where a path leads nowhere."""
    for path in paths:
        # One that may not even be looked at is for the archive to report.
        with suppress(PermissionError):
            if not path.exists():
                raise CommandError(f"파일이나 폴더가 없습니다: {path}")


def called() -> str:
    """How this program was called, for the sentences that name one of its commands."""
    name = click.get_current_context().find_root().info_name or "./sanjae"
    return f'"{name}"' if " " in name else name


def say(line: str, err: bool = False) -> None:
    """Print text, on stderr where it is no result; `?` stands for whatever in it could steer the terminal."""
    click.echo(_OBEYED.sub("?", line.replace("\r\n", "\n")), err=err)


def output(as_json: bool, document: object, lines: Iterable[str]) -> None:
    """Print the document as one line of JSON in UTF-8, whatever the terminal's own encoding is; or the lines."""
    if as_json:
        said = json.dumps(document, ensure_ascii=False)
        # Escaped, a character is the same to whoever reads JSON, and no order to a terminal.
        exact = _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", said)
        click.echo(exact.encode() + b"\n", nl=False)
    else:
        for line in lines:
            say(line)


@contextmanager
def progress_bar(label: str = "", unit: str = "개") -> Iterator[Callable[..., None]]:
    """What shows (done, total), and more if it is given more, as a bar on stderr where somebody watches."""
    with tqdm(desc=label, unit=unit, disable=None) as bar:

        def show(done: int, total: int | None, doing: str = "", counts: dict[str, int] | None = None) -> None:
            bar.total = total
            bar.update(done - bar.n)
            if doing:
                bar.set_description(doing)
                bar.set_postfix(counts)

        yield show


# --- asking a model ------------------------------------------------------------------------------


_PERSON = "command line"


def ledger(store: Store, settings: Settings, whole_day: bool = False) -> Ledger:
    """What this run may ask: one person's limits, or the day's where whoever runs it said how many questions."""
    session = (
        PersonBudget(_PERSON, settings.model_calls_per_day, settings.model_tokens_per_day)
        if whole_day
        else PersonBudget.of(settings, _PERSON)
    )
    return Ledger(store, settings, session)


def recipient_told(client: Client) -> str:
    """Who receives what is sent, in words where that is this machine or the office's."""
    return " ".join(filter(None, (place_of(client.recipient), client.recipient)))


def watch() -> Watch:
    """Says on stderr that a server is being waked: that takes minutes."""

    def on_phase(phase: Phase, status: str) -> None:
        if phase is Phase.WAKING:
            say(f"서버를 깨우는 중입니다. {status}".rstrip(), err=True)

    return Watch(on_phase=on_phase)


def answer_or_notice(ask: Callable[[], T]) -> tuple[T | None, str]:
    """A model's answer, or a sentence why there is none: what was made without it stands."""
    try:
        return ask(), ""
    except (ModelError, StoreError) as error:
        return None, str(error)


def removed_lines(removed: int) -> Iterator[str]:
    """That sentences were taken out, where any were."""
    if removed:
        yield f"확인되지 않아 표시하지 않음: {removed}곳"
