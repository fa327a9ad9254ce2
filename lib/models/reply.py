"""What both clients of models have in common: a reply, what may go wrong, and who watches."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from lib.i18n import N_


class Problem(StrEnum):
    """Why a model gave no usable answer."""

    KEY = "key"
    ASLEEP = "asleep"
    PAUSED = "paused"
    NO_CREDIT = "no_credit"
    BUSY = "busy"
    MISSING = "missing"
    SENT_ON = "sent_on"
    TOO_LONG = "too_long"
    REJECTED = "rejected"
    NETWORK = "network"
    SERVER = "server"
    SLOW = "slow"
    BLOCKED = "blocked"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    UNCONFIRMED = "unconfirmed"
    PERSON_LIMIT = "person_limit"
    DAY_LIMIT = "day_limit"
    CANCELLED = "cancelled"


SENTENCES: dict[Problem, str] = {
    Problem.KEY: N_(
        "AI 서버가 이 앱의 키(토큰)를 받아들이지 않았습니다. 이 앱을 설치한 사람이 키와 권한을 확인해야 합니다."
    ),
    Problem.ASLEEP: N_("AI 서버가 아직 깨어나지 않았습니다. 몇 분 뒤 다시 시도해 주세요."),
    Problem.PAUSED: N_("AI 서버가 멈춰 있습니다. 이 앱을 설치한 사람이 그 서버를 다시 켜야 합니다."),
    Problem.NO_CREDIT: N_(
        "AI 서버의 사용료가 남아 있지 않습니다. 이 앱을 설치한 사람이 결제 상태를 확인해야 합니다."
    ),
    Problem.BUSY: N_(
        "AI 서버에 요청이 몰렸거나 사용 한도에 닿았습니다. 잠시 뒤(한도라면 내일) 다시 시도해 주세요."
    ),
    Problem.MISSING: N_(
        "설정한 주소나 이름의 AI 모델이 없습니다. 없어졌거나 주소가 틀렸을 수 있으니 이 앱을 설치한 사람이 확인해야 합니다."
    ),
    Problem.SENT_ON: N_(
        "AI 서버가 다른 주소로 가라고 해서 따라가지 않았습니다. 이 앱을 설치한 사람이 서버 주소를 확인해야 합니다."
    ),
    Problem.TOO_LONG: N_(
        "내용이 길어 AI 모델이 한 번에 읽지 못했습니다. 모델이 읽을 수 있는 길이(토큰)의 설정을 확인해 주세요."
    ),
    Problem.REJECTED: N_(
        "AI 서버가 요청을 받아들이지 않았습니다. 이 앱을 설치한 사람이 서버의 종류와 설정을 확인해야 합니다."
    ),
    Problem.NETWORK: N_("AI 서버에 연결하지 못했습니다. 인터넷 연결과 서버 주소를 확인해 주세요."),
    Problem.SERVER: N_("AI 서버에 문제가 생겼습니다. 잠시 뒤 다시 시도해 주세요."),
    Problem.SLOW: N_("AI 서버가 정한 시간 안에 답하지 않았습니다. 잠시 뒤 다시 시도해 주세요."),
    Problem.BLOCKED: N_("AI 모델이 이 내용에는 답하지 않았습니다."),
    Problem.UNREADABLE: N_("AI 모델의 답을 읽을 수 없어 쓰지 않았습니다."),
    Problem.EMPTY: N_("AI 모델의 답이 비어 있었습니다."),
    Problem.UNCONFIRMED: N_("AI 모델의 답을 자료로 확인할 수 없어 보여 드리지 않습니다."),
    Problem.PERSON_LIMIT: N_(
        "오늘 한 사람이 쓸 수 있는 AI 사용량을 다 썼습니다. 내일 다시 쓰거나 설정에서 늘릴 수 있습니다."
    ),
    Problem.DAY_LIMIT: N_(
        "오늘 쓸 수 있는 AI 사용량을 다 썼습니다. 내일 다시 쓰거나 설정에서 늘릴 수 있습니다."
    ),
    Problem.CANCELLED: N_("AI의 답을 그만 기다립니다."),
}
"""Why, in a sentence for the person; Korean, for the catalogue."""


PASSING = frozenset(
    {
        Problem.ASLEEP, Problem.BUSY, Problem.NETWORK, Problem.SERVER, Problem.SLOW, Problem.BLOCKED,
        Problem.UNREADABLE, Problem.EMPTY, Problem.CANCELLED,
    }
)  # fmt: skip
"""What may be over when the person tries again."""


class ModelError(Exception):
    """A model gave no usable answer; the message is a Korean sentence for the person.

    It never holds a key, an address, or anything that was sent or answered.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(SENTENCES[problem])
        self.problem = problem


class TooLong(ModelError):
    """A question longer than a model reads; `over` counts the tokens too many (None: the server did not say)."""

    def __init__(self, over: int | None = None) -> None:
        super().__init__(Problem.TOO_LONG)
        self.over = over


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation; Gemma 2 knows no other roles, and they alternate."""

    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model answered; it `is_cut` where the model ran out of room for its answer.

    Tokens as the server counted them, None where it does not say.
    """

    text: str
    is_cut: bool
    prompt_tokens: int | None
    answer_tokens: int | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Room:
    """Tokens a model reads and writes in all, and how many of them its answer may take."""

    context: int
    answer: int


class Phase(StrEnum):
    """What a call is waiting for."""

    CONNECTING = "connecting"
    WAKING = "waking"
    WAITING = "waiting"
    WRITING = "writing"


def _nobody(*_: object) -> None:
    pass


def never() -> bool:
    """Nobody gives up."""
    return False


@dataclass(frozen=True, slots=True)
class Watch:
    """Who follows a call: all three are called from the thread that calls.

    `on_phase` hears a phase when it begins, with the endpoint's own word for its status ("" where
    it has none); `on_text` hears everything written so far; `cancelled` is asked often.
    """

    on_phase: Callable[[Phase, str], None] = _nobody
    on_text: Callable[[str], None] = _nobody
    cancelled: Callable[[], bool] = never
