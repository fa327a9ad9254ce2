"""국가법령정보 공동활용 (법제처 DRF), as SOURCES.md describes it."""

import html
import json
from collections.abc import Mapping, Sequence
from typing import Any

from tests.servers.faults import Faults
from tests.servers.paging import Paging
from tests.servers.rulings import Served
from tests.servers.server import CData, LocalServer, Tree

OC = "guide"
"""The OC that is good here."""

OTHER_LAW_TEXT = """【원고】 원고
【피고】 한빛시장
【주문】1. 원고의 청구를 기각한다.
【이유】건축법 제79조에 따른 명령이다. 근로복지공단과는 상관이 없다. 국가유공자 등록과도 상관이 없다."""


class LawgoServer(LocalServer):
    """Serves `rulings`; serials in `missing` are listed but have no ruling.

    What is no ruling in the list is given, of the agency, as it is.
    """

    path = "/DRF"

    def __init__(
        self,
        rulings: Sequence[Served],
        faults: Faults | None = None,
        missing: Sequence[str] = (),
        paging: Paging | None = None,
        slow_seconds: float = 1.0,
    ) -> None:
        super().__init__(faults, slow_seconds)
        self.paging = paging or Paging()
        self.rulings, self.missing = list(rulings), set(missing)

    def wants_json(self, query: Mapping[str, str], accept: str) -> bool:
        return query.get("type", "").upper() == "JSON"

    def refusal(self, query: Mapping[str, str], operation: str) -> str:
        if query.get("OC") != OC:
            return json.dumps(
                {
                    "result": "사용자 정보 검증에 실패하였습니다.",
                    "msg": "OPEN API 호출 시 사용자 검증을 위하여 정확한 서버장비의 IP주소 및 도메인주소를 등록해 주세요.",
                },
                ensure_ascii=False,
            )
        return ""

    def envelope(self, code: str) -> str:
        return "<response><result>실패하였습니다.</result><msg>잠시 후 이용해 주세요.</msg></response>"

    def answer(self, operation: str, query: Mapping[str, str], fault: str) -> Tree:
        with self.lock:
            if operation == "lawSearch.do":
                return self._list(query, fault, self.rulings)
            listed = list(self.rulings)
        found = next((each for each in listed if getattr(each, "serial", "") == query.get("ID")), None)
        if found is None or found.serial in self.missing:
            return {"Law": "일치하는 판례가 없습니다.  판례명을 확인하여 주십시오."}
        return {"PrecService": self._ruling(found)}

    def _list(self, query: Mapping[str, str], fault: str, listed: list[Served]) -> Tree:
        page, size = int(query["page"]), min(int(query["display"]), 100)
        if query.get("datSrcNm") == "근로복지공단산재판례":
            listed = [each for each in listed if getattr(each, "from_agency", True)]
        elif query.get("JO") == "산업재해보상보험법":
            listed = [each for each in listed if not getattr(each, "from_agency", True)]
        total, chosen = self.paging.cut(listed, page, size, fault)
        self.paging.after_page()
        found: dict[str, Any] = {"target": "prec", "totalCnt": str(total), "page": str(page)}
        items = [
            self._entry(each, number) if isinstance(each, Served) else each
            for number, each in enumerate(chosen, start=1)
        ]
        if items:
            found["prec"] = items[0] if len(items) == 1 else items
        return {"PrecSearch": found}

    def _entry(self, served: Served, number: int) -> dict[str, str]:
        bare = served.from_agency
        return {
            "id": str(number),
            "판례일련번호": served.serial,
            "사건명": served.title,
            "사건번호": "" if bare else served.case_number,
            "선고일자": "" if bare else served.decided_on,
            "법원명": "" if bare else served.court,
            "데이터출처명": "근로복지공단산재판례" if bare else "대법원",
            "판례상세링크": f"/DRF/lawService.do?OC={OC}&target=prec&ID={served.serial}&type=HTML",
        }

    def _ruling(self, served: Served) -> dict[str, str]:
        def markup(text: str) -> CData:
            return CData(html.escape(text, quote=False).replace("\n", "<br/>"))

        return {
            "판례정보일련번호": served.serial,
            "사건명": served.title,
            "사건번호": served.case_number,
            "선고일자": served.decided_on,
            "선고": "선고" if served.decided_on else "",
            "법원명": served.court,
            "사건종류명": "일반행정",
            "판결유형": "판결",
            "판시사항": markup(served.holding),
            "판결요지": "",
            "참조조문": "",
            "참조판례": "",
            "판례내용": markup(served.text),
        }
