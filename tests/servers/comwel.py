"""근로복지공단 산재보험 판례 판결문 조회 서비스, as SOURCES.md describes it."""

import html
from collections.abc import Mapping, Sequence
from typing import Any

from tests.servers.faults import Faults
from tests.servers.paging import Paging
from tests.servers.rulings import Served
from tests.servers.server import CData, LocalServer, Tree

KEY = "a+b/c=="
"""The decoded key that is good here."""

_MESSAGES = {
    "22": "LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR",
    "30": "SERVICE_KEY_IS_NOT_REGISTERED_ERROR",
}


class ComwelServer(LocalServer):
    """Serves `rulings`; change the list and the switches at any time. What is no ruling in it is given as it is."""

    path = "/B490001/sjbPrecedentInfoService"

    def __init__(
        self,
        rulings: Sequence[Served],
        faults: Faults | None = None,
        daily_limit: int | None = None,
        upper_tags: bool = False,
        paging: Paging | None = None,
        slow_seconds: float = 1.0,
    ) -> None:
        super().__init__(faults, slow_seconds)
        self.rulings = list(rulings)
        self.key = KEY
        self.daily_limit, self.upper_tags = daily_limit, upper_tags
        self.paging = paging or Paging()

    def wants_json(self, query: Mapping[str, str], accept: str) -> bool:
        return "application/json" in accept or query.get("_type") == "json"

    def refusal(self, query: Mapping[str, str], operation: str) -> str:
        if operation != "getSjbPrecedentNaeyongPstate":
            return self.envelope("12")
        if query.get("ServiceKey", query.get("serviceKey")) != self.key:
            return self.envelope("30")
        if self.daily_limit is not None:
            with self.lock:
                self.daily_limit -= 1
                if self.daily_limit < 0:
                    return self.envelope("22")
        return ""

    def envelope(self, code: str) -> str:
        return (
            "<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg>"
            f"<returnAuthMsg>{_MESSAGES.get(code, 'ERROR')}</returnAuthMsg>"
            f"<returnReasonCode>{code}</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>"
        )

    def answer(self, operation: str, query: Mapping[str, str], fault: str) -> Tree:
        page, size = int(query["pageNo"]), int(query["numOfRows"])
        with self.lock:
            total, chosen = self.paging.cut(self.rulings, page, size, fault)
            self.paging.after_page()
        items: Any = [self._item(each) if isinstance(each, Served) else each for each in chosen]
        items = "" if not items else {"item": items[0] if len(items) == 1 else items}
        return {
            "response": {
                "header": {"resultCode": "00", "resultMsg": "NORMAL SERVICE."},
                "body": {"items": items, "numOfRows": size, "pageNo": page, "totalCount": total},
            }
        }

    def _item(self, served: Served) -> dict[str, str]:
        text = html.escape(served.text, quote=False).replace("\n", "<br/>")
        item = {
            "accnum": served.case_number,
            "courtname": served.court,
            "kinda": served.kind_a,
            "kindb": served.kind_b,
            "kindc": served.kind_c,
            "noncontent": CData(text),
            "title": served.title,
        }
        # A kind that the record lacks is left out.
        item = {name: value for name, value in item.items() if value or not name.startswith("kind")}
        if self.upper_tags:
            camel = {"accnum": "accNum", "courtname": "courtName", "noncontent": "nonContent"}
            item = {camel.get(name, name.upper()): value for name, value in item.items()}
        return item
