"""What the clauses of an order do: a row for each way of writing one."""

import pytest

from lib.domain.order import Order, Party, named_party, read_order

P, D, B, U = Party.PLAINTIFF, Party.DEFENDANT, Party.BOTH, Party.UNKNOWN

ORDERS = [
    # Where a clause ends: no point, an item on a new line, 하고 or 하며.
    ("원고의 청구를 기각한다 2. 소송비용은 원고가 부담한다", Order(rejected=True, costs=P)),
    ("피고의 처분을 취소한다 나. 원고의 나머지 청구를 기각한다", Order(granted=True, rejected_rest=True)),
    ("1. 제1심판결을 취소한다\n2. 원고의 청구를 기각한다", Order(rejected=True, reversed=True)),
    ("가) 이 사건 소를 각하한다\n나) 소송비용은 원고가 부담한다", Order(dismissed=True, costs=P)),
    ("제1심판결을 취소하며, 원고의 청구를 기각한다.", Order(rejected=True, reversed=True)),
    ("원심판결을 파기하며, 사건을 서울고등법원에 환송한다.", Order(reversed=True, remanded=True)),
    ("원심판결을 파기하고, 피고의 항소를 기각한다.", Order(reversed=True, appeals_rejected={D})),
    ("제1심판결을 변경하고, 이 사건 처분을 취소한다.", Order(granted=True, reversed=True)),
    ("제1심판결을 변경하며, 이 사건 처분을 취소한다.", Order(granted=True, reversed=True)),
    ("원고의 항소를 기각하고, 피고의 항소를 각하한다.", Order(appeals_rejected={P}, appeals_dismissed={D})),
    ("원고의 항소를 기각하며, 피고의 항소를 각하한다.", Order(appeals_rejected={P}, appeals_dismissed={D})),
    ("이 사건 소를 각하하고, 원고의 나머지 청구를 기각한다.", Order(rejected_rest=True, dismissed=True)),
    ("이 사건 소를 각하하며, 원고의 나머지 청구를 기각한다.", Order(rejected_rest=True, dismissed=True)),
    ("피고의 항소를 각하하고 항소비용은 피고가 부담한다.", Order(appeals_dismissed={D}, costs=D)),
    # The suit or the appeal ended without a ruling.
    ("이 사건 소송은 2021. 3. 4. 종료되었음을 선언한다.", Order(ended=True)),
    ("이 사건 소송은 소취하 간주로 종료되었음을 확인한다.", Order(ended=True)),
    ("이 사건 소는 취하된 것으로 본다.", Order(ended=True)),
    ("이 사건 소송은 소의 취하로 끝났다.", Order(ended=True)),
    ("이 사건 항소는 취하간주되었다.", Order(ended=True)),
    # Sent to another court.
    ("이 사건을 서울행정법원에 이송한다.", Order(remanded=True)),
    # What is set aside: a ruling below, a part of it, or what 피고 decided.
    ("피고가 제1심판결 선고 후에 한 처분을 취소한다.", Order(granted=True)),
    ("피고가 제1심판결 이후에 한 처분을 취소한다.", Order(granted=True)),
    ("원심판결 가운데 피고 패소부분을 파기한다.", Order(reversed=True, reversed_part=True)),
    ("재심대상판결을 취소한다.", Order(reversed=True)),
    ("환송 전 당심판결을 취소한다.", Order(reversed=True)),
    ("항소심 판결을 파기한다.", Order(reversed=True)),
    ("제1심의 판결을 취소한다.", Order(reversed=True)),
    ("피고의 결정을 변경한다.", Order()),
    # None of the suit.
    ("이 사건 집행정지결정을 취소한다.", Order()),
    ("제1항의 가집행선고를 취소한다.", Order()),
    ("피고보조참가인의 참가신청을 각하한다.", Order()),
    ("피고의 반소청구를 기각한다.", Order()),
    ("당사자참가인의 원고에 대한 청구를 기각한다.", Order(rejected=True)),
    # Declared or ordered.
    ("피고의 처분은 무효임을 확인한다.", Order(granted=True)),
    ("피고의 부작위가 위법함을 확인한다.", Order(granted=True)),
    ("피고는 원고에게 보험급여를 지급하라.", Order(granted=True)),
    ("피고는 원고에게 정보를 공개하라.", Order(granted=True)),
    ("피고는 원고에게 의무를 이행하라.", Order(granted=True)),
    # Whose appeal, and how much of it.
    ("원고의 나머지 항소를 기각한다.", Order(appeals_rejected={P}, appeals_partly_rejected={P})),
    ("피고의 나머지 상고를 기각한다.", Order(appeals_rejected={D}, appeals_partly_rejected={D})),
    ("원고의 나머지 항소를 각하한다.", Order(appeals_dismissed={P})),
    ("원고의 항소(당심에서 추가한 부분 포함)를 기각한다.", Order(appeals_rejected={P})),
    ("원고의 항소와 당심에서 추가한 청구를 모두 기각한다.", Order(rejected=True, appeals_rejected={P})),
    ("원고의 항소 및 당심에서 확장한 나머지 청구를 기각한다.", Order(rejected_rest=True, appeals_rejected={P})),
    ("피고의 원고 2에 대한 항소를 기각한다.", Order(appeals_rejected={D})),
    ("근로복지공단의 항소를 기각한다.", Order(appeals_rejected={D})),
    ("항소를 모두 기각한다.", Order(appeals_rejected={U})),
    ("원고의 항소와 피고의 부대항소를 모두 기각한다.", Order(appeals_rejected={B})),
    # Where the heading of the next part was lost, the order ends all the same.
    ("피고의 상고 중 원고 2에 관한 부분을 기각한다.", Order(appeals_rejected={D})),
    ("청구취지 기재 처분을 취소한다.", Order(granted=True)),
    ("원고의 청구를 기각한다.\n청구취지 : 피고가 한 처분을 취소한다.", Order(rejected=True)),
    ("원고의 항소를 기각한다.\n(항소취지) 제1심판결을 취소한다.", Order(appeals_rejected={P})),
    # Costs: the first sentence that names them.
    ("원고의 청구를 기각한다. 이유 1. 처분을 취소한다.", Order(rejected=True)),
    ("소송비용은 원고가 부담한다. 항소비용은 피고가 부담한다.", Order(costs=P)),
    ("소송비용의 3분의 1은 원고가, 나머지는 피고가 부담한다.", Order(costs=B)),
    ("소송비용을 피고 공단이 부담한다.", Order(costs=D)),
    ("소송비용은 원고 A, B가 부담한다.", Order(costs=P)),
    ("소송비용은 원고 승계참가인이 부담한다.", Order(costs=P)),
    ("소송비용은 원고 소송수계인들이 부담한다.", Order(costs=P)),
    ("소송비용은 참가인이 부담한다.", Order()),
    # Dates, forms of the verb, parts.
    ("소송비용, 참가로 인한 비용은 원고들이 부담한다.", Order(costs=P)),
    ("피고가 2019.5.16. 원고에게 한 처분을 취소한다.", Order(granted=True)),
    ("원고의 청구를 모두 기각함", Order(rejected=True)),
    ("가. 제1심판결 중 원고 패소부분을 취소한다.\n나. 피고의 처분을 취소한다.", Order(granted=True, reversed=True, reversed_part=True)),
    ("원고의 주위적 청구 부분을 각하한다.", Order(dismissed=True)),
    ("원고의 청구는 기각한다.", Order(rejected=True)),
    ("원고의 청구 부분을 기각한다.", Order(rejected=True)),
]  # fmt: skip


@pytest.mark.parametrize(("written", "read"), ORDERS)
def test_facts_of_an_order(written: str, read: Order) -> None:
    assert read_order(written) == read


@pytest.mark.parametrize("fact", ["granted", "rejected", "rejected_rest", "dismissed"])
def test_what_decides(fact: str) -> None:
    assert Order(**{fact: True}).decides
    assert not Order(reversed=True, remanded=True, ended=True).decides


@pytest.mark.parametrize(
    ("words", "party"),
    [("원고", P), ("피고", D), ("피고보조참가인", D), ("근로복지공단", D), ("원고와 피고", B), ("", U)],
)
def test_named_party(words: str, party: Party) -> None:
    assert named_party(words) is party


@pytest.mark.parametrize(
    ("costs", "bearer"),
    [
        ("소송비용은 원고가 부담한다.", P),
        ("소송비용은 피고의 부담으로 한다. ", U),
        ("소송총비용은 원고들이 부담한다.", P),
        ("소송비용은 각자 부담한다.", B),
        ("상고비용은 보조참가로 인한 부분을 포함하여 원고가 부담한다.", P),
        ("소송비용 중 참가로 인한 부분은 피고보조참가인이, 나머지는 피고가 각 부담한다.", D),
        ("소송총비용 중 30％는 원고가, 나머지는 피고가 각 부담한다.", B),
        ("소송비용은 원고와 피고보조참가인 사이에 생긴 부분까지 모두 원고가 부담한다.", P),
        ("원고(선정당사자)의 청구를 기각한다. 소송비용은 원고(선정당사자)가 부담한다.", P),
    ],
)
def test_who_bears_the_costs(costs: str, bearer: Party) -> None:
    assert read_order(costs).costs is bearer
