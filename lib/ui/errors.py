"""What a person sees when something fails: a sentence, never a traceback."""

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from lib.i18n import N_
from lib.text.said import sentence_of, translated
from lib.ui.language import _
from lib.ui.style import plain

_log = logging.getLogger(__name__)

# What `lib.access` says, which knows no catalogue; a test compares.
ACCESS_SENTENCES = (
    N_(
        "판례를 넣고 빼는 일은 이 앱이 켜져 있는 컴퓨터에서, 또는 앱 관리를 맡은 사람이 로그인해서 할 수 있습니다."
    ),
    N_(
        "판례를 받아 오는 일은 이 앱이 켜져 있는 컴퓨터에서, 또는 앱 관리를 맡은 사람이 로그인해서 할 수 있습니다."
    ),
    N_("설정과 사용량은 이 앱이 켜져 있는 컴퓨터에서, 또는 앱 관리를 맡은 사람이 로그인해서 볼 수 있습니다."),
    N_("AI는 이 앱이 켜져 있는 컴퓨터에서, 또는 사무실 사람이 로그인해서 쓸 수 있습니다."),
    N_("맡은 사건은 이 앱이 켜져 있는 컴퓨터에서, 또는 사건을 맡은 사람이 로그인해서 볼 수 있습니다."),
    N_("오늘 판례를 넣거나 받아 올 수 있는 횟수를 다 썼습니다. 내일 다시 해 주세요."),
    N_("오늘 올릴 수 있는 크기를 다 썼습니다. 내일 다시 해 주세요."),
    N_("오늘 사진으로 읽을 수 있는 통지서를 다 읽었습니다. 통지서의 글을 붙여 넣어 주세요."),
    N_("오늘 올릴 수 있는 사진을 다 올렸습니다. 통지서의 글을 붙여 넣어 주세요."),
)


def log_place(error: BaseException) -> None:
    """Log the kind of an error and the lines of code it passed through.

    Never its message: that may quote what a person wrote, or a key.
    """
    _log.error("%s", "\ncaused by ".join(places(error)))


def places(error: BaseException) -> Iterator[str]:
    """The kind of an error and the lines of code it passed through, then those of what caused it; no message."""
    frames = traceback.extract_tb(error.__traceback__)
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    yield "\n".join([kind, *(f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames)])
    if error.__cause__ is not None:
        yield from places(error.__cause__)


def told_by(error: Exception) -> str:
    """What an error of ours says, in the language of this session."""
    sentence = sentence_of(error)
    return _(sentence) if sentence in ACCESS_SENTENCES else translated(sentence, _)


@contextmanager
def friendly() -> Iterator[None]:
    """Around everything a page does (also as a decorator): any failure becomes sentences.

    Our own errors speak for themselves. Of any other only its kind and where it happened are
    logged, never its message, because a message may quote what the person wrote.
    """
    try:
        yield
    except Exception as error:
        log_place(error)
        if _speaks_for_itself(error):
            message = plain(told_by(error))
        elif isinstance(error, OSError):
            message = _(
                "앱의 자료 폴더(SANJAE_HOME)에서 파일을 읽거나 쓰지 못했습니다. 폴더에 쓸 수 있는지, "
                "디스크에 빈자리가 있는지 확인한 뒤 다시 시작해 주세요. 입력하신 내용은 저장되지 않았습니다."
            )
        else:
            message = _(
                "화면을 만드는 중에 문제가 생겼습니다. 입력하신 내용은 저장되지 않았습니다. "
                "화면을 새로 고쳐 다시 시도해 주세요. 계속되면 관리자에게 알려 주세요."
            )
        st.error(message, icon=":material/error:")


# True for our own errors, whose message is a sentence for the person.
def _speaks_for_itself(error: Exception) -> bool:
    # Loaded here: every page has this module, and not every page needs a store to be shown.
    from lib.access import AccessRefusedError
    from lib.settings import SettingsError
    from lib.store import StoreError
    from lib.text.shipped import ShippedDataError

    return isinstance(error, AccessRefusedError | StoreError | SettingsError | ShippedDataError)
