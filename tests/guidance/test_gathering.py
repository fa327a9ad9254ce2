"""What is said of how evidence is gathered stands in the acts or in a ruling that ships, word for word."""

import json

import pytest

from lib.domain.digest import Digest
from lib.domain.intake import Intake
from lib.domain.taxonomy import FAVOURABLE
from lib.guidance.evidence import evidence, missing_evidence
from lib.guidance.gathering import Gathering, gathering
from lib.search.understanding import understand
from lib.text.shipped import FOLDER, read_shipped


def digest(serial: str) -> Digest:
    return Digest.model_validate(
        json.loads((FOLDER / "starter" / f"{serial}.json").read_text(encoding="utf-8"))
    )


@pytest.mark.parametrize(
    ("item", "tipped"), [(id_, each) for id_, found in gathering().tipped.items() for each in found]
)
def test_a_ruling_is_said_to_be_tipped_only_in_the_words_of_its_summary(item: str, tipped) -> None:
    held = digest(tipped.ruling)
    assert tipped.words in (*held.tipped, *held.weighed), item
    assert tipped.won is (held.labels.outcome in FAVOURABLE), item


@pytest.mark.parametrize("substitute", gathering().substitutes, ids=lambda each: each.id)
def test_a_substitute_rests_on_rulings_that_ship(substitute) -> None:
    for serial in substitute.rulings:
        assert digest(serial).serial == serial


def test_every_piece_has_something_that_may_stand_in_for_it() -> None:
    for item in evidence():
        assert gathering().substitute_for(item.id).says.ko
    assert gathering().substitute_for("pathology_report").id == "ask_for_inquiry"


def test_a_substitute_without_article_and_ruling_is_refused() -> None:
    content = json.loads(json.dumps(read_shipped("gathering.yaml")))
    content["substitutes"][0].pop("rulings")
    with pytest.raises(ValueError, match="neither an article nor a ruling"):
        Gathering.model_validate(content)


def missing(story: str, denial: str, **form: str):
    intake = Intake.model_validate({"story": story, "denial_reason": denial, **form})
    return missing_evidence(story, denial, understand(intake))


def test_what_cannot_be_had_gives_its_place_to_what_counts_instead() -> None:
    story = "창고에서 혼자 박스를 들다 허리를 삐끗했습니다. CCTV는 이미 지워졌대요. 다음 날 병원에 갔습니다."
    found = missing(story, "재해경위가 확인되지 않음", diagnoses="요추 염좌", kind_c="업무상사고")
    assert found[0].id == "first_record_of_injury" and found[0].state == "not_yet"
    assert "cctv_preserved" not in {each.id for each in found}


def test_what_cannot_be_had_and_has_no_such_piece_stands_last_with_its_substitute() -> None:
    story = "주물공장에서 15년 일하고 20년 전에 그만뒀습니다. 그때 청력검사를 받은 적이 없어요. 70세입니다."
    found = missing(
        story, "퇴직 후 장기간이 지난 노인성 난청임", diagnoses="소음성 난청", kind_c="업무상질병"
    )
    gone = next(each for each in found if each.id == "past_hearing_tests")
    assert gone is found[-1] and gone.weight == "helpful" and gone.state == "cannot"
    assert "청력검사" in gone.gone and "특별진찰" in gone.substitute.says.ko


# Written before anything was looked at, by what a labour attorney would ask for first.
@pytest.mark.parametrize(
    ("first", "story", "denial", "form"),
    [
        ("hours_from_daily_traces", "택배 물류센터 야간 분류를 4년 했습니다. 저녁 8시부터 아침 6시까지 주 6일. 2026년 3월 새벽에 쓰러졌고 뇌출혈입니다. 회사는 출퇴근 기록이 없다고 해요. 혈압약은 안 먹었습니다.", "발병 전 12주간 업무시간이 주 평균 48시간으로 만성과로 기준에 미치지 못하고 업무시간을 확인할 객관적 자료가 없음", {"diagnoses": "뇌출혈", "kind_c": "업무상질병"}),
        ("psychiatric_records", "콜센터 상담원인데 욕설 민원인과 팀장의 폭언 때문에 우울증이 왔습니다. 작년에 이혼했고 그 전에는 정신과에 간 적이 없습니다.", "이혼 등 개인적 요인에 의한 것으로 판단됨", {"diagnoses": "우울증"}),
        ("who_paid", "부서 회식 2차로 노래방에 갔다가 계단에서 굴러 머리를 다쳤습니다. 부장님이 가자고 했고 법인카드로 냈습니다.", "2차는 일부만 자발적으로 참석한 사적 모임임", {"diagnoses": "두개골 골절"}),
        ("de_facto_marriage", "혼인신고를 안 하고 12년을 같이 산 남편이 추락사했습니다. 남편의 전처 자식이 유족급여를 받았답니다.", "사실혼 관계를 인정할 자료가 부족함", {"kind_b": "유족"}),
        ("trip_order", "소방설비 점검하러 출장 가서 숙소에서 저녁 먹고 들어가다 계단에서 떨어졌습니다. 출장 명령서는 구두였어요.", "출장 중 사적인 식사 후 발생한 재해로 업무수행성 없음", {"diagnoses": "쇄골 골절"}),
        ("money_received", "남동생이 공사장에서 추락해 죽었고 부모님은 안 계십니다. 제가 생활비를 보내 받고 같이 살았어요. 유족급여를 신청하니 자격이 없대요.", "형제자매로서 생계를 같이 한 사실이 확인되지 않음", {"kind_b": "유족"}),
        ("dashcam_and_speed", "배달 오토바이를 몰다 황색 신호에 들어가다 좌회전 차와 부딪쳤습니다.", "신호위반은 범죄행위에 해당하여 업무상 재해로 볼 수 없음", {"diagnoses": "경골 골절"}),
    ],
)  # fmt: skip
def test_the_first_piece_is_the_one_that_turns_the_dispute(
    first: str, story: str, denial: str, form: dict
) -> None:
    found = missing(story, denial, **form)
    assert found[0].id == first and found[0].weight == "needed", [each.id for each in found]
