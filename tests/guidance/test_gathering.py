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


# What the story names is asked for first, with its words.
@pytest.mark.parametrize(
    ("first", "words", "story", "denial", "form"),
    [
        ("safety_data_sheets", "납품서", "인쇄소에서 16년 동안 세척제로 롤러를 닦았고 방광암입니다. 쓰던 세척제 이름은 모르지만 창고에 예전 납품서가 묶음으로 있습니다. 환풍기는 2019년에 달았습니다.", "작업환경측정 결과 유해물질 노출이 확인되지 않음", {"diagnoses": "방광암"}),
        ("notice_of_gathering", "단체방", "부서에서 볼링 시합을 했고 공을 놓다가 손가락이 부러졌습니다. 팀장이 단체방에 전원 참석이라고 올렸습니다. 회사는 친목이라고 합니다.", "자발적 친목 모임으로 업무수행성이 인정되지 않음", {"diagnoses": "손가락 골절", "kind_c": "업무상사고"}),
        ("words_right_after", "문자", "세탁실에서 젖은 시트를 들다 허리를 삐끗했고 곁에 아무도 없었습니다. 10분 뒤에 주임에게 문자를 보내 오늘 다쳤다고 알렸습니다. 이틀 뒤 병원에 갔습니다.", "목격자가 없어 재해경위가 확인되지 않음", {"diagnoses": "요추 염좌", "kind_c": "업무상사고"}),
        ("past_hearing_tests", "특수검진", "제철소에서 25년 일했고 두 귀가 다르게 나왔습니다. 회사 특수검진을 해마다 받았습니다. 어릴 때 고막이 터진 적이 있습니다.", "양측 청력이 비대칭이고 고막 손상의 병력이 있어 소음성 난청으로 볼 수 없음", {"diagnoses": "소음성 난청"}),
    ],
)  # fmt: skip
def test_the_first_piece_is_the_one_that_the_story_names(
    first: str, words: str, story: str, denial: str, form: dict
) -> None:
    found = missing(story, denial, **form)
    assert found[0].id == first and found[0].weight == "needed", [each.id for each in found]
    assert words in found[0].named.replace(" ", "") and not found[0].fades


RECORDED = "백화점 고객센터에서 일하는데 손님이 나흘 동안 서른 번 전화해 찾아와 죽이겠다고 협박했습니다. 그 뒤로 잠을 못 자고 가슴이 뜁니다. {named} 예전에 아팠던 적은 없습니다."


@pytest.mark.parametrize(
    "named",
    [
        "전화는 모두 녹음되고 두 달 뒤에는 삭제된다고 합니다.",
        "녹음파일은 회사에 있습니다. 보관기간이 한 달이라고 들었습니다.",
        "전화 녹음은 보름이면 지워진다고 합니다.",
    ],
)
def test_what_will_soon_be_gone_comes_before_all(named: str) -> None:
    found = missing(RECORDED.format(named=named), "", diagnoses="불안장애")
    assert found[0].id == "record_of_the_event" and found[0].fades
    assert "녹음" in found[0].named


@pytest.mark.parametrize(
    "named",
    [
        "전화는 녹음이 안 됩니다.",
        "녹음이 있었다면 좋았을 텐데요.",
        "전화 녹음은 회사가 벌써 삭제했습니다.",
        "",
    ],
)
def test_what_is_not_there_or_only_wished_for_is_not_named(named: str) -> None:
    found = missing(RECORDED.format(named=named), "", diagnoses="불안장애")
    assert not [each for each in found if "녹음" in each.named or each.fades]


def test_a_thing_named_for_another_dispute_is_not_asked_for() -> None:
    story = "프레스에 손가락이 잘렸습니다. 다친 날 반장에게 카톡으로 알렸고 CCTV에도 찍혔습니다. 등급이 너무 낮습니다."
    found = missing(story, "우측 제4수지 말절골 상실로 제14급 결정", diagnoses="수지 절단", kind_b="장해")
    assert not {"cctv_preserved", "words_right_after"} & {each.id for each in found}


# Nobody disputes what these pieces prove.
@pytest.mark.parametrize(
    ("foreign", "story", "denial", "form"),
    [
        ("causal_opinion_on_injury", "하역장에서 발판을 헛디뎌 손목이 부러졌습니다. 혼자였고 다음 날 병원에 갔습니다.", "목격자가 없어 업무 중 사고로 확인되지 않음", {"diagnoses": "요골 골절", "kind_c": "업무상사고"}),
        ("age_part_of_hearing_loss", "방적 공장에서 20년 일했습니다. 메니에르병을 앓은 적이 있습니다.", "메니에르병의 병력이 있고 양측이 대칭적이지 않음", {"diagnoses": "난청"}),
        ("traffic_accident_papers", "퇴근길에 어머니 약을 사러 약국에 들렀다가 계단에서 미끄러져 발목이 부러졌습니다. 자전거는 세워 두었습니다.", "통상의 퇴근 경로를 이탈하여 발생함", {"diagnoses": "족관절 골절", "kind_c": "출퇴근재해"}),
        ("demands_of_the_job", "미장일을 하다 다쳤고 산재는 됐습니다. 일당 20만 원인데 근로계수를 곱해서 휴업급여가 너무 적게 나왔습니다. 한 회사에서 여덟 달을 계속 일했습니다.", "", {"diagnoses": "늑골 골절", "kind_b": "평균임금"}),
    ],
)  # fmt: skip
def test_what_nobody_disputes_is_not_asked_for(foreign: str, story: str, denial: str, form: dict) -> None:
    found = missing(story, denial, **form)
    assert found and foreign not in {each.id for each in found}, [each.id for each in found]


def test_a_witness_whom_nobody_saw_is_not_asked_for_first() -> None:
    story = "창고에서 혼자 미끄러져 무릎을 찧었습니다. 본 사람은 없습니다. 그날 저녁 응급실에 갔습니다."
    found = missing(story, "사고 경위가 확인되지 않음", diagnoses="무릎 염좌", kind_c="업무상사고")
    witness = [each for each in found if each.id == "witness_of_accident"]
    assert found[0].id != "witness_of_accident" and all(each.state == "cannot" for each in witness)


def test_what_the_agency_did_not_find_may_still_be_there() -> None:
    story = "창고에서 미끄러져 무릎을 찧었고 지게차 기사가 봤습니다. 공단은 목격자가 없다고 합니다."
    found = missing(story, "사고 경위가 확인되지 않음", diagnoses="무릎 염좌", kind_c="업무상사고")
    witness = next(each for each in found if each.id == "witness_of_accident")
    assert witness.state == "not_yet"


def test_a_low_grade_is_disputed_by_measuring_not_by_more_treatment() -> None:
    story = "지붕에서 떨어져 흉추가 눌렸고 치료를 끝내고 장해를 청구했는데 낮은 등급이 나왔습니다. 주치의가 엑스레이로 잰 것은 35%인데 공단은 15%라고 합니다."
    found = missing(story, "", diagnoses="흉추 압박골절", kind_b="장해")
    assert found[0].id == "spine_images_measured"
    assert not {"treatment_still_needed", "course_of_treatment"} & {each.id for each in found}
