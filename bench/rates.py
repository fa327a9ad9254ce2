"""Rates over a whole listing whose outcomes are known: `python -m bench.rates --docs 32000`.

Disputes of four groups are made up, in the shapes of the public archive: through one, two or three
instances that may turn the outcome, the last of them sometimes three lines that name no illness;
among them employers' suits, suits dismissed unheard, and rulings of other law. They are written to a
folder, imported with `is_listing` and counted. Prints what is known and what was counted of every
group; ends with status 1 where they differ by one ruling.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path

from lib.casework.analysis import similar
from lib.casework.rates import rate_in_words
from lib.collect.importing import import_paths
from lib.domain.intake import Intake
from lib.domain.taxonomy import Disease, Issue
from lib.search.index import SearchIndex
from lib.search.understanding import understand
from lib.store import Store


@dataclass(frozen=True, slots=True)
class Group:
    """Disputes of one issue: what its rulings tell, and how often the worker's side wins at first."""

    issue: Issue
    disease: Disease
    history: str
    judged: str
    won: float


_DENIED = "나. 피고는 2021. 3. 4. 원고에게 요양불승인처분(이하 '이 사건 처분'이라 한다)을 하였다."
GROUPS = (
    Group(
        Issue.CAUSATION, Disease.HEARING,
        "원고는 한빛조선소에서 20년 동안 용접공으로 소음에 노출된 사람으로, '양측 감각신경성 난청'을 진단받고 피고에게 요양급여를 신청하였다.",
        "원고의 업무와 난청 사이에 상당인과관계가 있는지는 법적 규범적 관점에서 판단한다. 업무상 재해라고 하려면 업무와 질병 사이에 상당인과관계가 있어야 한다. 소음에 노출된 기간과 청력검사 결과를 살핀다.", 0.35,
    ),
    Group(
        Issue.CAUSATION, Disease.MUSCULOSKELETAL,
        "원고는 한빛금속에서 철판을 나르던 사람으로, '우측 회전근개 파열'을 진단받고 피고에게 요양급여를 신청하였다.",
        "원고의 업무와 회전근개 파열 사이에 상당인과관계가 있는지는 법적 규범적 관점에서 판단한다. 업무상 재해라고 하려면 업무와 질병 사이에 상당인과관계가 있어야 한다. 어깨에 부담이 되는 작업이었는지, 기존질환의 자연경과인지를 살핀다.", 0.2,
    ),
    Group(
        Issue.CAUSATION, Disease.CARDIOVASCULAR,
        "원고는 한빛물류에서 밤에 일하다 쓰러진 사람으로, '뇌출혈'을 진단받고 피고에게 요양급여를 신청하였다.",
        "원고의 업무와 뇌출혈 사이에 상당인과관계가 있는지는 법적 규범적 관점에서 판단한다. 업무상 재해라고 하려면 업무와 질병 사이에 상당인과관계가 있어야 한다. 과로와 업무시간을 살핀다.", 0.5,
    ),
    Group(
        Issue.EMPLOYEE_STATUS, Disease.INJURY,
        "원고는 한빛운수의 차를 몰던 지입차주로, 짐을 내리다 '우측 발목 골절'을 진단받고 피고에게 요양급여를 신청하였다. "
        "피고는 원고가 근로기준법상의 근로자가 아니라고 보았다.",
        "원고가 근로기준법상의 근로자에 해당하는지를 본다. 종속적인 관계에서 근로를 제공하였는지를 살핀다.", 0.1,
    ),
)  # fmt: skip
# Of 100 disputes.
_APPEALED, _TURNED, _SUPREME, _DISMISSED, _BY_EMPLOYER, _OTHER_LAW = 50, 15, 40, 4, 8, 10
_COURTS = {"구단": "한빛지방법원", "구합": "한빛지방법원", "누": "한빛고등법원", "두": "대법원"}


@dataclass(slots=True)
class Known:
    """What is known of a group: disputes counted, those won, and other suits, which are left out."""

    n: int = 0
    won: int = 0
    other_suits: int = 0


def write_listing(folder: Path, rulings: int, seed: int = 1) -> dict[Group, Known]:
    """Write `rulings` rulings or one or two more, one file each; what is known of every group."""
    draw = random.Random(seed)
    known = {group: Known() for group in GROUPS}
    files = held = 0
    for number, group in enumerate(cycle(GROUPS), start=1):
        if held >= rulings:
            return known
        for content in _dispute(group, number, known[group], draw):
            place = folder / f"{files // 1000:03}" / f"{files:06}.md"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(content, encoding="utf-8")
            files += 1
            held += _OTHER not in content
    raise AssertionError("groups come round for ever")


def _dispute(group: Group, number: int, known: Known, draw: random.Random) -> Iterator[str]:
    """The files of one dispute and, now and then, one of other law; adds to what is known."""

    def happens(of_100: int) -> bool:
        return draw.random() * 100 < of_100

    if happens(_OTHER_LAW):
        yield _file(f"2019구합{number}", _OTHER, "이행강제금부과처분취소")
    year = 2004 + number % 18
    first, appeal, supreme = f"{year}구단{number}", f"{year + 1}누{number}", f"{year + 2}두{number}"
    if happens(_BY_EMPLOYER):
        known.other_suits += 1
        yield _file(first, _employers_suit(group), title="요양승인처분취소")
        return
    if happens(_DISMISSED):
        yield _file(first, _body("이 사건 소를 각하한다.", group, "이 사건 소는 부적법하다."))
        return
    won = draw.random() < group.won
    yield _file(first, _body(_FIRST[won], group))
    if happens(_APPEALED):
        before, won = won, won != happens(_TURNED)
        links = f"【연관판결】{_COURTS['구단']},{first},1심\n"
        yield _file(appeal, links + _body(_APPEAL[before, won], group))
        if happens(_SUPREME):
            yield _file(supreme, f"{links}{_COURTS['누']},{appeal},2심\n{_SUPREME_STUB[won]}")
    known.n += 1
    known.won += won


_FIRST = {True: "피고가 2021. 3. 4. 원고에게 한 요양불승인처분을 취소한다.", False: "원고의 청구를 기각한다."}
# (won below, won now) → the order of the appeal.
_APPEAL = {
    (True, True): "피고의 항소를 기각한다.",
    (False, False): "원고의 항소를 기각한다.",
    (False, True): "제1심판결을 취소한다. 피고가 2021. 3. 4. 원고에게 한 요양불승인처분을 취소한다.",
    (True, False): "제1심판결을 취소한다. 원고의 청구를 기각한다.",
}  # fmt: skip
_SUPREME_STUB = {
    True: "【주문】상고를 기각한다. 상고비용은 피고가 부담한다.\n【이유】상고이유의 주장은 받아들이지 않는다.\n",
    False: "【주문】상고를 기각한다. 상고비용은 원고가 부담한다.\n【이유】상고이유의 주장은 받아들이지 않는다.\n",
}


def _body(order: str, group: Group, judged: str = "") -> str:
    claim = "【청구취지】피고가 2021. 3. 4. 원고에게 한 요양불승인처분을 취소한다."
    if "항소" in order or "제1심" in order:
        claim = claim.replace("청구취지", "청구취지 및 항소취지")
    return (
        f"【주문】1. {order}\n{claim}\n【이유】1. 처분의 경위\n가. {group.history}\n{_DENIED}\n"
        f"2. 판단\n{group.judged} {judged}\n3. 결론\n주문과 같이 판결한다.\n판사 판사1\n"
    )


def _employers_suit(group: Group) -> str:
    history = group.history.replace("원고는", "소외 1은").replace("원고가", "소외 1이")
    return (
        "【원고】 주식회사 한빛\n【피고】 근로복지공단\n【주문】1. 원고의 청구를 기각한다.\n"
        "【청구취지】피고가 2021. 3. 4. 소외 1에게 한 요양승인처분을 취소한다.\n"
        f"【이유】1. 처분의 경위\n가. 원고는 소외 1을 고용한 회사이다. {history}\n"
        "나. 피고는 2021. 3. 4. 소외 1에게 요양승인처분을 하였다.\n"
        f"2. 판단\n{group.judged.replace('원고', '소외 1')}\n3. 결론\n주문과 같이 판결한다.\n판사 판사1\n"
    )


_OTHER = (
    "【피고】 한빛시장\n【주문】1. 원고의 청구를 기각한다.\n【이유】1. 처분의 경위\n피고는 원고의 창고가 신고 없이 "
    "늘려 지어졌다며 건축법 제79조에 따라 고치라고 명령하였다.\n2. 결론\n원고의 청구를 기각한다.\n판사 판사1\n"
)


def _file(number: str, body: str, title: str = "요양불승인처분취소") -> str:
    """A file of the public archive."""
    court = next(court for sign, court in _COURTS.items() if sign in number)
    head = f"사건번호: {number}\n사건명: {title}\n법원명: {court}\n사건종류: 일반행정"
    return f"---\n{head}\n---\n\n# {title}\n\n## 판례내용\n\n{body}\n"


def counted(store: Store, index: SearchIndex) -> dict[Group, tuple[Known, str]]:
    """What is counted of every group, and what is said of it."""
    story = Intake(story="안녕하세요")
    found = {}
    for group in GROUPS:
        case = replace(understand(story), issue_category=group.issue, disease_category=group.disease)
        rate = similar(story, store, index, understood=case).base_rate
        found[group] = Known(rate.n, rate.favourable, rate.other_suits), rate_in_words(rate)
    return found


def main() -> None:
    """Write, import, count, compare."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--docs", type=int, default=32_000)
    docs = parser.parse_args().docs
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        known = write_listing(home / "판례", docs)
        began = time.perf_counter()
        with Store(home / "sanjae.db") as store:
            index = SearchIndex(home / "index")
            report = import_paths([home / "판례"], store, index.sync, is_listing=True)
            print(f"{report.added:,} rulings imported in {time.perf_counter() - began:.0f} s")
            began = time.perf_counter()
            found = counted(store, index)
        print(f"counted in {time.perf_counter() - began:.2f} s")
    for group, (known_of_it, said) in found.items():
        print(known[group], known_of_it, said, sep="\n  ")
    if any(known[group] != each for group, (each, _) in found.items()):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
