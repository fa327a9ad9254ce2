"""Which benefit is in dispute where the form is silent."""

import pytest

from lib.domain.intake import Intake
from lib.domain.taxonomy import Disease, Issue, KindB, KindC
from lib.search.disputed_benefit import usual_benefit, without_what_was_had
from lib.search.read_by_words import understand_text
from lib.search.understanding import understand


@pytest.mark.parametrize(
    ("story", "kind_b", "issue"),
    [
        # Nothing named: what was refused is treatment.
        ("용접하다 허리를 다쳤는데 공단이 안 된대요.", KindB.TREATMENT, None),
        ("산재 끝나고 다시 아파요. 수술한 허리가 또 문제랍니다.", KindB.RENEWED_TREATMENT, Issue.NEED_OF_TREATMENT),
        ("현장에서 쓰러진 남편이 숨졌습니다. 지병 탓이래요.", KindB.SURVIVORS, Issue.CAUSATION),
        ("석 달 쉬었는데 한 달 치만 휴업급여가 나왔어요.", KindB.WAGE_LOSS, Issue.NEED_OF_TREATMENT),
        ("산재로 치료 중인데 목도 같이 인정해 달라고 했더니 안 된대요.", KindB.ADDED_DIAGNOSIS, None),
        # The benefit in dispute outranks a grade of before.
        ("진폐로 11급 연금을 받다가 폐렴으로 돌아가셨는데 유족급여가 안 된대요.", KindB.SURVIVORS, Issue.CAUSATION),
        ("12급 받고 종결했는데 발목이 다시 아파 재요양을 신청했더니 불승인", KindB.RENEWED_TREATMENT, Issue.NEED_OF_TREATMENT),
        ("손가락이 잘려 12급이 나왔는데 등급이 너무 낮아요.", KindB.DISABILITY, Issue.DISABILITY_GRADE),
        ("장해연금을 받던 아버지가 돌아가셨는데 폐암이라 유족급여를 안 준대요.", KindB.SURVIVORS, Issue.CAUSATION),
        ("엄마가 탄광에서 일하시다 폐암으로 가셨는데 담배 탓이래요.", KindB.SURVIVORS, Issue.CAUSATION),
        # A relative is told of where nobody died.
        ("손님이 욕을 해 우울증이 왔고 조카가 병원에 데려갔어요. 개인 문제라며 불승인", KindB.TREATMENT, Issue.CAUSATION),
        # Nobody died who would have, and a fine that did not come is nobody who did not come out.
        ("퇴근길에 형 차를 타고 가다 받혀 다리가 부러졌어요. 안전띠가 없었으면 죽었을 거래요. 벌금은 안 나왔어요. 산재 안 된대요.", KindB.TREATMENT, None),
        # What was paid is claimed back, whatever it was paid for.
        ("허리를 다쳐 휴업급여를 받았는데 두 배로 돌려내라고 공단이 통지했어요.", KindB.CLAWBACK, Issue.PROCEDURE),
        # Who wrote a last letter and tells of it is alive; who left one is not.
        ("반장이 매일 욕해서 우울증이 왔고 유서도 써 놨어요. 불승인", KindB.TREATMENT, Issue.CAUSATION),
        ("반장의 괴롭힘 끝에 유서에 회사 이름만 적고 갔습니다. 불승인", KindB.SURVIVORS, Issue.CAUSATION),
        # A colleague's death is not the writer's.
        ("동료가 눈앞에서 죽는 걸 보고 잠을 못 잡니다. 불승인", KindB.TREATMENT, Issue.CAUSATION),
    ],
)  # fmt: skip
def test_disputed_benefit(story: str, kind_b: KindB, issue: Issue | None) -> None:
    understood = understand(Intake(story=story))
    assert (understood.kind_b, understood.issue_category) == (kind_b, issue or understood.issue_category)


def test_a_search_is_no_claim() -> None:
    assert understand_text("허리디스크").kind_b is None
    assert understand(Intake(story="허리디스크")).kind_b is KindB.TREATMENT


def test_what_was_had_is_blanked_and_offsets_stay() -> None:
    story = "11급으로 연금 받다가 이번에 휴업급여를 신청했습니다."
    kept = without_what_was_had(story)
    assert len(kept) == len(story) and "11급" not in kept and "휴업급여를 신청" in kept


@pytest.mark.parametrize(
    ("issue", "disease", "kind_c", "kind_b"),
    [
        (Issue.BENEFICIARY, None, None, KindB.SURVIVORS),
        (Issue.CAUSATION, Disease.HEARING, KindC.DISEASE, KindB.DISABILITY),
        (Issue.EMPLOYEE_STATUS, None, None, KindB.TREATMENT),
        (None, None, KindC.ACCIDENT, KindB.TREATMENT),
        (Issue.TIME_LIMIT, None, None, None),
        (None, None, None, None),
    ],
)
def test_usual_benefit(
    issue: Issue | None, disease: Disease | None, kind_c: KindC | None, kind_b: KindB | None
) -> None:
    assert usual_benefit(issue, disease, kind_c) is kind_b
