"""근로복지공단 산재보험 판례 판결문 조회 서비스 (공공데이터포털 15041878).

One operation lists the rulings with their texts, page by page; there is no keyword search and no
serial. What the service is known to do is noted where it is dealt with.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import quote

from lib.domain.ruling import Precedent
from lib.settings import Settings
from lib.sources.http import (
    TRIES,
    AgainError,
    AnswerError,
    Client,
    DailyLimitError,
    KeyRefusedError,
    Manners,
    SourceError,
    UnreachableError,
    decoded_key,
)
from lib.sources.live import JOINED, LiveSource, MissingRulingError, Page, Row, fingerprint, stray
from lib.sources.responses import (
    Value,
    field,
    find,
    is_record,
    line,
    no_record,
    number,
    read_answer,
    records,
    words_of,
)
from lib.sources.shapes import court_of, number_of, problem_of
from lib.text.citations import read_case_numbers
from lib.text.said import said

_RULINGS = "getSjbPrecedentNaeyongPstate"


class Comwel(LiveSource):
    """The service with the key of the settings. Raises KeyRefusedError where there is none."""

    name = "comwel"
    title = said("근로복지공단 판례(공공데이터포털)")
    key_setting = "comwel_api_key"
    listings = ("rulings",)
    page_size = 100
    keys_grow = False
    filled = listings

    def __init__(self, settings: Settings) -> None:
        key = decoded_key(settings.comwel_api_key.get_secret_value())
        if not key:
            raise KeyRefusedError(
                said(
                    "공공데이터포털 인증키가 없습니다. https://www.data.go.kr/data/15041878/openapi.do 에서 활용신청을 하고(무료) "
                    "COMWEL_API_KEY에 인증키를 적어 주세요."
                )
            )
        if not key.isascii():
            raise KeyRefusedError(
                said(
                    "COMWEL_API_KEY에 적힌 것은 인증키가 아닙니다. 인증키에는 영문, 숫자와 +, /, = 같은 기호만 있습니다. "
                    "공공데이터포털의 마이페이지에서 복사해 주세요."
                )
            )
        manners = Manners(
            settings.comwel_pause_seconds, settings.comwel_parallel, settings.http_timeout_seconds
        )
        super().__init__(Client(said("공공데이터포털"), settings.comwel_base_url, manners, [key]), key)

    def page(self, listing: str, number: int, size: int) -> Page:
        """A page of rulings; all kinds, because no kind filter lists the rulings without a kind."""
        return self._client.get(
            _RULINGS,
            {"ServiceKey": self._key, "pageNo": number, "numOfRows": size},
            read_page,
            {"Accept": "application/json"},
        )

    def ruling(self, listing: str, key: str) -> Precedent | None:
        """Never needed: the listing holds the rulings."""
        raise MissingRulingError(said("이 출처의 판례는 목록에 들어 있습니다."))


def read_page(body: bytes, content_type: str) -> Page:
    """The page in an answer, XML or JSON. Raises AgainError and SourceError."""
    try:
        answer = read_answer(body, content_type, said("공공데이터포털"))
    except AgainError as error:
        raise _refusal_in(words_of(body)) or error from None
    code = _code(answer)
    if code == _NO_DATA:
        return Page(number(answer, "totalcount"), ())
    found = find(answer, "body")
    if code in _SENTENCES:
        raise _refusal(code)
    if code not in _GOOD or not isinstance(found, dict):
        told = _refusal_in(words_of(body)) or (None if code in _GOOD else _refusal(code))
        raise told or AgainError(AnswerError(said("공공데이터포털의 답에 판례 목록이 없습니다.")))
    items = found.get("items", "")
    item = items.get("item", "") if isinstance(items, dict) else items
    now = datetime.now(UTC)
    rows = (_row(each, place, now) for place, each in enumerate(records(item)))
    return Page(number(found, "totalcount"), tuple(rows))


_NAMES_OF_FIELDS = ("accnum", "courtname", "title", "noncontent")


def _row(item: Value, place: int, now: datetime) -> Row:
    if not is_record(item, _NAMES_OF_FIELDS):
        return stray(place, repr(item), no_record(item))
    written, court, title = line(item, "accnum"), line(item, "courtname"), line(item, "title")
    case_number = number_of(written)
    # Not trimmed: offsets of labels and quotes count in exactly this text.
    text = field(item, "noncontent")
    kinds = [line(item, name) for name in ("kinda", "kindb", "kindc")]
    seen = fingerprint(written, court, title, text, *kinds)
    if problem := problem_of(case_number, court):
        return Row("", seen, problem=problem)
    kind_a, kind_b, kind_c = (kind or None for kind in kinds)
    precedent = Precedent(
        case_number=case_number,
        court=court_of(court),
        title=title,
        source=Comwel.name,
        text=text,
        source_url=f"https://sanjaecase.comwel.or.kr/service/dataView?id={quote(f'{written}_{court}')}",
        kind_a=kind_a,
        kind_b=kind_b,
        kind_c=kind_c,
        fetched_at=now,
    )
    return Row(_key(precedent), seen, precedent)


# A row of one number and another of that number with joined ones are two entries of the listing, whatever they are of.
def _key(precedent: Precedent) -> str:
    joined = [each.number for each in read_case_numbers(precedent.case_number)[1:]]
    return JOINED.join([precedent.id, *joined])


# --- errors --------------------------------------------------------------------------------------

_GOOD = {"0", ""}
_NO_DATA = "3"


# The result code without leading zeros; the envelope of the gateway counts before the service's own.
#
# Errors come in `OpenAPI_ServiceResponse`, as XML even when JSON was asked for.
def _code(answer: Value) -> str:
    for name in ("returnreasoncode", "resultcode"):
        code = find(answer, name)
        if isinstance(code, str) and code.strip():
            return code.strip().lstrip("0") or "0"
    return "99" if find(answer, "cmmmsgheader") is not None else ""


def _refusal(code: str) -> AgainError:
    kind = _KINDS.get(code, KeyRefusedError)
    if code in _SENTENCES:
        # Asked again before it is believed: the gateway sometimes says so of a good key.
        return AgainError(kind(_SENTENCES[code]), confirmations=TRIES if kind is UnreachableError else 3)
    return AgainError(
        AnswerError(
            said(
                "공공데이터포털에 오류가 있습니다(코드 {code}). 잠시 뒤 다시 시작하면 이어서 받습니다.",
                code=code[:8],
            )
        )
    )


# What the words of an answer without a number refuse; the gateway before the service knows no numbers at all.
def _refusal_in(words: str) -> AgainError | None:
    told = words[:_LONGEST_REFUSAL].casefold()
    # A page for people parts the words of a name with blanks.
    joined = "_".join(told.split())
    for name, code in _NAMES.items():
        if name in joined:
            return _refusal(code)
    for begins, final in _OF_THE_GATEWAY.items():
        if begins in told:
            return AgainError(final(), confirmations=3)
    return None


_KINDS: dict[str, type[SourceError]] = {
    "22": DailyLimitError, "23": UnreachableError, "10": AnswerError, "11": AnswerError, "12": AnswerError,
}  # fmt: skip
# Characters; what a ruling quotes is no refusal.
_LONGEST_REFUSAL = 300
# As 공공데이터포털 prints them beside the numbers.
_NAMES = {
    "service_access_denied_error": "20",
    "temporarily_disable_the_servicekey_error": "21",
    "limited_number_of_service_requests_exceeds_error": "22",
    "limited_number_of_service_requests_per_second_exceeds_error": "23",
    "service_key_is_not_registered_error": "30",
    "deadline_has_expired_error": "31",
    "unregistered_ip_error": "32",
    "unsigned_call_error": "33",
    "no_openapi_service_error": "12",
    "invalid_request_parameter_error": "10",
    "no_mandatory_request_parameters_error": "11",
}
_UPDATE = said(
    "서비스가 바뀐 것일 수 있습니다. COMWEL_BASE_URL을 확인하고, 그대로라면 프로그램을 업데이트해 주세요."
)
_SENTENCES = {
    "10": said("공공데이터포털이 요청의 값이 잘못되었다고 합니다(코드 10). {update}", update=_UPDATE),
    "11": said("공공데이터포털이 요청에 빠진 값이 있다고 합니다(코드 11). {update}", update=_UPDATE),
    "12": said("공공데이터포털에 그런 서비스가 없다고 합니다(코드 12). {update}", update=_UPDATE),
    "20": said(
        "이 인증키로는 서비스에 접근할 수 없다고 합니다(코드 20). 공공데이터포털의 마이페이지에서 활용신청이 승인되었는지 확인해 주세요."
    ),
    "21": said(
        "인증키가 잠시 정지되어 있다고 합니다(코드 21). 공공데이터포털의 마이페이지에서 상태를 확인하고 나중에 다시 시작해 주세요."
    ),
    "22": said(
        "오늘 쓸 수 있는 호출 수를 다 썼습니다(코드 22). 내일 다시 시작하면 이어서 받습니다. 더 빨리 받으려면 공공데이터포털에서 운영 계정을 신청해 주세요."
    ),
    "23": said(
        "공공데이터포털이 너무 잦은 호출이라고 합니다(코드 23). 잠시 뒤 다시 시작하면 이어서 받습니다."
    ),
    "30": said(
        "등록되지 않은 인증키라고 합니다(코드 30). 이 서비스(15041878)에 활용신청을 했는지, COMWEL_API_KEY를 빠짐없이 옮겼는지 확인해 주세요. 신청한 지 한 시간이 안 되었으면 조금 뒤 다시 시작해 주세요."
    ),
    "31": said("기한이 지난 인증키라고 합니다(코드 31). 공공데이터포털에서 활용 기간을 연장해 주세요."),
    "32": said(
        "등록되지 않은 IP 주소라고 합니다(코드 32). 공공데이터포털의 활용신청에 이 컴퓨터의 IP를 등록해 주세요."
    ),
    "33": said(
        "서명되지 않은 호출이라고 합니다(코드 33). 공공데이터포털의 마이페이지에서 인증키를 다시 확인해 주세요."
    ),
}


def _refused(word: str) -> KeyRefusedError:
    return KeyRefusedError(
        said(
            "공공데이터포털이 이 인증키로는 안 된다고 합니다({word}). 이 서비스(15041878)에 활용신청을 했는지, "
            "COMWEL_API_KEY를 빠짐없이 옮겼는지 확인해 주세요. 신청한 지 한 시간이 안 되었으면 조금 뒤 다시 시작해 주세요.",
            word=word,
        )
    )


_OF_THE_GATEWAY: dict[str, Callable[[], SourceError]] = {
    "api token quota exceeded": lambda: DailyLimitError(
        said(
            "오늘 쓸 수 있는 호출 수를 다 썼습니다. 내일 다시 시작하면 이어서 받습니다. 더 빨리 받으려면 공공데이터포털에서 "
            "운영 계정을 신청해 주세요."
        )
    ),
    "api not found": lambda: AnswerError(
        said("공공데이터포털에 그런 서비스가 없다고 합니다. {update}", update=_UPDATE)
    ),
    "unexpected errors": lambda: UnreachableError(
        said("공공데이터포털 서버에 장애가 있습니다. 잠시 뒤 다시 시작하면 이어서 받습니다.")
    ),
    "unauthorized": lambda: _refused("Unauthorized"),
    "forbidden": lambda: _refused("Forbidden"),
}
