"""국가법령정보 공동활용 (법제처 DRF): a list of rulings, then each ruling by its serial.

Two listings: what 근로복지공단 published (its 사건번호, 법원명 and 선고일자 stand only in the ruling
itself), and the rulings that cite the act, 대법원 among them; of the latter, lib.domain.scope tells
which are about industrial-accident insurance.
"""

import re
from datetime import UTC, datetime

from lib.domain.ruling import Precedent
from lib.domain.scope import is_industrial_accident
from lib.settings import Settings
from lib.sources.http import (
    AgainError,
    AnswerError,
    Client,
    DailyLimitError,
    KeyRefusedError,
    Manners,
    bare_key,
)
from lib.sources.live import LiveSource, MissingRulingError, Page, Row, fingerprint, stray
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
    words,
    words_of,
)
from lib.sources.shapes import address_of, court_of, day_of, number_of, problem_of, serial_of
from lib.text.said import said

_FILTERS = {
    "agency": {"datSrcNm": "근로복지공단산재판례"},
    "act": {"JO": "산업재해보상보험법"},
}
# More calls at a time are refused as heavy use.
_MOST_PARALLEL = 4
_CELLS = ("판례일련번호", "사건명", "사건번호", "법원명", "선고일자")
# What stands ahead of a published ruling, in the order of the public archive.
_PARTS = ("판시사항", "판결요지", "참조조문", "참조판례")


class Lawgo(LiveSource):
    """The service with the OC of the settings. Raises KeyRefusedError where there is none."""

    name = "lawgo"
    title = said("국가법령정보센터")
    key_setting = "lawgo_oc"
    listings = tuple(_FILTERS)
    # The service gives no more than this.
    page_size = 100
    keys_grow = True
    filled = frozenset({"agency"})

    def __init__(self, settings: Settings) -> None:
        oc = bare_key(settings.lawgo_oc.get_secret_value())
        if not oc:
            raise KeyRefusedError(
                said(
                    "국가법령정보 공동활용의 OC가 없습니다. https://open.law.go.kr 에서 OPEN API를 신청하고(무료) "
                    "LAWGO_OC에 신청한 이메일의 아이디를 적어 주세요."
                )
            )
        manners = Manners(
            settings.lawgo_pause_seconds,
            min(settings.lawgo_parallel, _MOST_PARALLEL),
            settings.http_timeout_seconds,
        )
        super().__init__(Client(said("국가법령정보"), settings.lawgo_base_url, manners, [oc]), oc)

    def page(self, listing: str, number: int, size: int) -> Page:
        """A page of serials."""
        parameters: dict[str, str | int] = {
            "OC": self._key, "target": "prec", "type": "JSON", "display": size, "page": number, **_FILTERS[listing]
        }  # fmt: skip
        return self._client.get("lawSearch.do", parameters, read_list)

    def ruling(self, listing: str, key: str) -> Precedent | None:
        """The ruling of this serial. Raises MissingRulingError where the service has none."""
        parameters = {"OC": self._key, "target": "prec", "type": "JSON", "ID": key}
        precedent = self._client.get(
            "lawService.do", parameters, lambda body, content_type: read_ruling(body, content_type, key)
        )
        # All that the agency publishes is about its insurance.
        return precedent if listing == "agency" or is_industrial_accident(precedent) else None


def read_list(body: bytes, content_type: str) -> Page:
    """The page in an answer to a search. Raises AgainError."""
    answer = _read(body, content_type)
    found = find(answer, "precsearch")
    if not isinstance(found, dict) or "totalcnt" not in found:
        raise _refusal(words(answer))
    rows = []
    for place, item in enumerate(records(found.get("prec", ""))):
        if not is_record(item, _CELLS):
            rows.append(stray(place, repr(item), no_record(item)))
            continue
        cells = [line(item, name) for name in _CELLS]
        serial = serial_of(cells[0])
        problem = "" if serial else said("판례일련번호가 아닙니다: {words}", words=cells[0][:40])
        rows.append(Row(serial or "", fingerprint(*cells), problem=problem))
    return Page(number(found, "totalcnt"), tuple(rows))


def read_ruling(body: bytes, content_type: str, serial: str) -> Precedent:
    """The ruling in an answer. Raises AgainError, and MissingRulingError for one that cannot be used."""
    answer = _read(body, content_type)
    found = find(answer, "precservice")
    if not isinstance(found, dict):
        if "일치하는 판례가 없" in words(answer):
            raise MissingRulingError(said("국가법령정보센터가 이 일련번호의 판례는 없다고 합니다."))
        raise _refusal(words(answer))
    named = line(found, "판례정보일련번호") or line(found, "판례일련번호")
    if named and named != serial:
        raise AgainError(AnswerError(said("국가법령정보센터가 다른 판례를 보냈습니다.")))
    case_number, court = number_of(line(found, "사건번호")), court_of(line(found, "법원명"))
    if problem := problem_of(case_number, court):
        raise MissingRulingError(problem)
    return Precedent(
        case_number=case_number,
        court=court,
        title=line(found, "사건명"),
        source=Lawgo.name,
        text=_text(found),
        # The text matters; when it was decided is often unknown anyway.
        decided_on=day_of(line(found, "선고일자")),
        source_serial=serial,
        source_url=address_of(serial),
        fetched_at=datetime.now(UTC),
    )


# 판례내용 as it stands; where other parts go ahead of it, under the headings of the archive.
def _text(found: Value) -> str:
    content = field(found, "판례내용")
    ahead = [(name, part) for name in _PARTS if (part := field(found, name)).strip()]
    if not ahead:
        return content
    headed = "".join(f"## {name}\n\n{part.strip()}\n\n" for name, part in ahead)
    return f"{headed}## 판례내용\n\n{content}"


# An answer; the service refuses in pages, too.
def _read(body: bytes, content_type: str) -> dict[str, Value]:
    try:
        return read_answer(body, content_type, said("국가법령정보"))
    except AgainError:
        told = words_of(body)
        # A long page is a page of the web; what it says of users and keys is said to nobody.
        if len(told) <= _LONGEST_REFUSAL and _TELLING.search(told):
            raise _refusal(told) from None
        raise


_LONGEST_REFUSAL = 1_000
_NOT_APPLIED = "미신청"
_LIMIT = re.compile(
    r"limited_number_of(?!\w*per_second)|quota\s*exceeded|(?:호출|요청|이용)\s*(?:가능\s*)?(?:횟수|건수|한도|량)\D{0,20}(?:초과|제한)"
    r"|일일\s*\S{0,8}\s*(?:한도|제한|초과)",
    re.IGNORECASE,
)
_NOT_VERIFIED = re.compile(
    r"사용자\s*(?:정보\s*)?(?:검증|인증|확인)|인증\s*(?:에\s*)?실패|(?:등록|신청)되지\s*않은|OPEN\s*API\s*(?:신청|호출)"
    r"|(?:유효|올바르)\S{0,2}\s*않은\s*(?:OC|인증|사용자|접근)"
)
_TELLING = re.compile(f"{_NOT_APPLIED}|{_LIMIT.pattern}|{_NOT_VERIFIED.pattern}", re.IGNORECASE)


# What an answer without rulings means: `<result>실패…</result><msg>…</msg>` and the like.
def _refusal(told: str) -> AgainError:
    if _LIMIT.search(told):
        return AgainError(
            DailyLimitError(
                said(
                    "국가법령정보 공동활용이 오늘 쓸 수 있는 호출 수를 다 썼다고 합니다. 내일 다시 시작하면 이어서 받습니다."
                )
            )
        )
    if _NOT_APPLIED in told:
        return AgainError(
            KeyRefusedError(
                said(
                    "국가법령정보 공동활용에 판례를 신청하지 않았다고 합니다. https://open.law.go.kr 의 OPEN API 신청에서 "
                    "판례의 목록과 본문을 골라 주세요. 승인된 뒤 다시 시작하면 이어서 받습니다."
                )
            ),
            confirmations=2,
        )
    if _NOT_VERIFIED.search(told) or any(each in told for each in ("검증", "인증", "OC", "IP")):
        return AgainError(
            KeyRefusedError(
                said(
                    "국가법령정보 공동활용이 사용자를 확인하지 못했다고 합니다. LAWGO_OC가 신청한 이메일의 아이디인지, "
                    "https://open.law.go.kr 에 이 컴퓨터의 IP 주소를 등록했는지 확인해 주세요."
                )
            ),
            confirmations=2,
        )
    return AgainError(
        AnswerError(
            said("국가법령정보 공동활용의 답에 판례가 없습니다. 잠시 뒤 다시 시작하면 이어서 받습니다.")
        )
    )
