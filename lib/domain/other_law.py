"""Stories that are of another law than industrial-accident insurance, and of which.

Two things decide: who the person works for (an official, a soldier, a seafarer, a household or a small farm is
left out of this insurance by 법 제6조 단서 with 시행령 제2조 제1항), and what is asked of whom. A word by itself
decides nothing: what sounds like another law and is insured all the same (a contract worker of a city, a trainee,
work for a firm that never registered, 법 제123조 and 제123조의2) is never turned away.
"""

import re
from enum import StrEnum

from lib.domain.lexicon import DISEASE_TERMS
from lib.domain.told_illness import told_illnesses
from lib.domain.topics import term_scores
from lib.text.numbers import DIGIT_WORDS, find_quantities, read_numeral
from lib.text.sentences import sentences
from lib.text.stance import Stance, StanceReader


class OtherLaw(StrEnum):
    """What another law governs, or another insurance; `data/turn_to.yaml` says where to turn with it."""

    WAGES = "wages"
    DISMISSAL = "dismissal"
    WORKPLACE = "workplace"
    UNEMPLOYMENT = "unemployment"
    OFFICIALS = "officials"
    SOLDIERS = "soldiers"
    SEAFARERS = "seafarers"
    PRIVATE_SCHOOLS = "private_schools"
    HOUSEHOLDS = "households"
    SMALL_FARMS = "small_farms"
    NATIONAL_PENSION = "national_pension"
    HEALTH_INSURANCE = "health_insurance"
    PRIVATE_INSURANCE = "private_insurance"
    TRAFFIC = "traffic"
    NEIGHBOURS = "neighbours"
    FAMILY = "family"
    MEDICAL = "medical"
    PUPILS = "pupils"
    CRIME = "crime"
    CIVIL = "civil"


def other_law(story: str) -> OtherLaw | None:
    """The other law that a person's story is of; None where it is of this insurance, or tells nothing.

    Whom the person works for comes first, then who else was asked to pay, whatever the harm. A family's or
    neighbours' dispute and an accident in spare time are another law's unless work is told of; wages and the
    like are, where no harm is. Where this insurance is named, only the first can be.
    """
    if people := left_out(story):
        return people
    if insurer := other_insurance(story):
        return insurer
    if _is_named(story):
        return None
    at_work = bool(_AT_WORK.search(story))
    for law, told in () if at_work else _PRIVATE.items():
        # Who outlives somebody asks for a survivor's benefit, whatever their family was.
        if told.search(story) and (law is OtherLaw.MEDICAL or not _DEATH.search(story)):
            return law
    ill = term_scores([(story, 1.0)], DISEASE_TERMS)
    harmed = bool(_HARM.search(story) or told_illnesses(story) or max(ill.values()) >= _ILL)
    if harmed and _CRASH.search(story) and _SPARE_TIME.search(story) and not at_work:
        return OtherLaw.TRAFFIC
    if not harmed:
        return next((law for law, told in _MATTERS.items() if told.search(story)), None)
    return None


# --- who the person works for --------------------------------------------------------------------

# How a person says what they are, or were when it happened: 소방관인데, 선원으로 일하다, 경찰관입니다.
_AM = (
    r"\s*(?:인데|입니다|이에요|예요|이고|이며|이었|였|이던|이셨|이신데|이신|인\s|이거든|이구요|이지만|이자|\s(?:남편|아내|아버지|어머니|아들|딸|형|동생|오빠|누나)|이라\b|이라서|라서|이라고|라고\s*안|이라며"
    r"|(?:으로|로)\s*(?:[가-힣\d]{1,6}\s*)?(?:일|근무|재직|복무|있다|있으|승선|임용)|\s*(?:생활|근무|재직|일)\s*(?:중|\d|을|하)|이\s*(?:일하다|근무\s*중))"
)
_OFFICIAL = (
    r"(?<![가-힣])(?:[가-힣]{0,8}\s*(?:\d+\s*급\s*)?)?공무원|(?<![가-힣])(?:해양\s*)?경찰(?:관|공무원)?|해경|순경|경장|경위|소방(?:관|공무원|사|교|위|장|대원)|구급대원|교도관|교정직"
    r"|군무원|별정직|판사|외교관|국회의원\s*(?:보좌관|비서관)"
    r"|(?:시청|구청|군청|도청|읍사무소|면사무소|주민센터|동사무소|교육청|세무서|법원|검찰청?|우체국|의회)[^.!?\n]{0,8}\d\s*급(?:\s*공무원)?"
)
_SOLDIER = r"(?<![가-힣])(?:직업\s*)?군인|부사관|하사|중사|병장|장교|대위|소령|중령|의무병|취사병|현역병?|사병|사회복무요원|공익\s*근무\s*요원"
_SEAFARER = r"(?:어)?선원|갑판(?:원|장)|항해사|선장|기관장|[123]등\s*기관사|조리장"
_TEACHER = r"(?:교사|교원|선생님?|교감|교장)"
# Of private schools all staff in the teachers' pension; of public ones the teachers are officials.
_PRIVATE_SCHOOL = r"사립\s*[가-힣]{0,8}\s*(?:교사|교수|교원|교직원|[가-힣]{0,3}직원|선생님?)|(?:대학교?|사립대)\s*(?:전임\s*|정\s*)?교수"
_SCHOOL = re.compile(r"공립|국립|초등|중학교|고등학교|중고등|특수학교|학교")
_NO_SCHOOL = re.compile(r"어린이집|유치원|학원|과외|문화센터|평생교육")
_STATUSES: dict[OtherLaw, re.Pattern[str]] = {
    OtherLaw.PRIVATE_SCHOOLS: re.compile(f"(?:{_PRIVATE_SCHOOL}){_AM}"),
    OtherLaw.SOLDIERS: re.compile(
        f"(?:{_SOLDIER}){_AM}|군(?:대)?\\s*복무\\s*(?:중|하다)|(?:군대|부대|훈련소|신병\\s*교육대)에서\\s*[^.!?\n]{{0,20}}(?:훈련|사격|행군|복무|근무)"
    ),
    OtherLaw.SEAFARERS: re.compile(
        f"(?:{_SEAFARER}){_AM}|(?:원양|연근해|근해|연안)?\\s*어선(?:을|에서|에)?\\s*(?:[가-힣]{{0,6}}\\s*)?(?:타|탔|일|조업|승선)"
        "|(?:외항선|화물선|상선|유조선|컨테이너선|고깃배|원양어선|오징어배|꽃게잡이\\s*배)(?:을|를|에서|에)?\\s*(?:타|탔|일|조업|승선)"
    ),
    OtherLaw.OFFICIALS: re.compile(f"(?:{_OFFICIAL}){_AM}"),
}
# Where one is a teacher, the school tells which pension it is.
_AM_A_TEACHER: dict[OtherLaw, re.Pattern[str]] = {
    OtherLaw.PRIVATE_SCHOOLS: re.compile(rf"{_TEACHER}{_AM}(?=[^\n]*사립)|사립[^.!?\n]*?{_TEACHER}{_AM}"),
    OtherLaw.OFFICIALS: re.compile(f"{_TEACHER}{_AM}"),
}
# Insured beside such people, or before or after such a time.
_INSURED_ALL_THE_SAME = re.compile(
    r"공무직|기간제|무기\s*계약|계약직|임시직|용역|위탁|하청|파견|일용|단시간|시간제|알바|아르바이트|공공\s*근로|자활|일자리"
    r"|조리(?:실무사|사|원)|급식|미화원|청소|돌봄|방과\s*후|강사|합창단|무용단|실무사|교육공무직|행정\s*실무|경비원"
    r"|산업\s*기능\s*요원|전문\s*연구\s*요원|병역\s*특례|대체\s*복무|실습생|현장\s*실습|학생\s*연구|대학원생|시험|준비생"
    r"|청원\s*경찰|(?:제대|전역)\s*(?:하고|한|하자|후|뒤)|퇴직\s*(?:하고|한|후|뒤)|그만두|은퇴|민간|(?:업체|회사|법인)\s*(?:소속|직원)|협력\s*업체|외주|하역|조선소|조선업|만드는|수리|육상|양식장"
    r"|(?:공무원|선원|군인|교사)(?:은|이|도)?\s*아니|처럼|같은\s*일|취급"
)
_HOUSEHOLD = re.compile(
    r"(?:개인|가정|남의|부잣|주인|한|그)\s*집|가정집|집주인|사모님|사장님\s*댁|댁에서|개인\s*가정|(?:아이|애|애기|아기)\s*(?:엄마|아빠|부모)|어르신\s*댁|할머니\s*댁"
)
_HOUSEWORK = re.compile(
    r"가사\s*(?:도우미|일|관리사)|가정부|파출부|시터|아이\s*(?:를\s*)?(?:돌보|봐\s*주)|아기\s*(?:를\s*)?(?:돌보|봐)|입주\s*(?:도우미|시터|간병|가정부)|집안일|살림(?:을)?\s*(?:해|봐|도와)|개인\s*(?:기사|비서|간병)"
)
_BY_AN_AGENCY = re.compile(
    r"업체|회사|센터|플랫폼|어플|앱으로|파견|기관|요양보호사|활동지원|병원|요양원|법인|인증|소속|용역|인력\s*사무소"
)
_FARM = re.compile(
    r"(?:밭|논|과수원|농장|농사|농가|축사|목장|양계장|비닐\s*하우스|하우스|고추|마늘|양파|배추|사과|배\s*밭|감\s*밭|귤|벼|모내기|고기잡이|굴\s*양식|버섯)(?:에서|을|를|에|밭|일|농|\s|로|이)"
)
# That somebody tells how many work there, and how many are too few (시행령 제2조 제1항 제6호).
_WORKERS = re.compile(r"일꾼|일하는|일손|인부|직원|인원|사람|명|고용|일해|일합|저뿐|저\s*하나")
_ENOUGH = 5
_LESS_THAN = re.compile(r"\s*(?:도\s*안|미만|이\s*안|보다\s*적)")
# What stands behind a number that counts people without saying so: 셋이 일합니다.
_BEHIND_A_NUMBER = ("이서", "입니다", "이에요", "인데", "밖에", "뿐", "이")
_A_FEW = re.compile(r"(?:서너|두어)\s*(?:명|사람)|저뿐|저\s*하나")
_OWN_FARM = re.compile(
    r"(?:제|내|우리|저희)\s*(?:집\s*)?(?:밭|논|과수원|농장|하우스|축사|농사)[^.!?\n]{0,24}(?:에서|을|를|짓|하)\s*[^.!?\n]{0,20}(?:다쳤|다쳐|넘어|떨어|끼|부러|잘)"
)
_COMPANY = re.compile(r"법인|회사|조합|농협|공장|기업|주식|㈜|사업자\s*등록")


def left_out(story: str) -> OtherLaw | None:
    """The law for people whom this insurance leaves out, where the writer tells of being one of them."""
    if not _INSURED_ALL_THE_SAME.search(story):
        reader = StanceReader(story)
        is_school = _SCHOOL.search(story) and not _NO_SCHOOL.search(story)
        by_word: list[tuple[OtherLaw, re.Pattern[str]]] = [
            *_STATUSES.items(),
            *(_AM_A_TEACHER.items() if is_school else ()),
        ]
        for law, told in by_word:
            if any(
                reader.read(*match.span()).stance in (Stance.AFFIRMED, Stance.UNCERTAIN)
                for match in told.finditer(story)
            ):
                return law
    if _HOUSEHOLD.search(story) and _HOUSEWORK.search(story) and not _BY_AN_AGENCY.search(story):
        return OtherLaw.HOUSEHOLDS
    is_farm = _FARM.search(story) and not _COMPANY.search(story)
    if is_farm and (_has_few_workers(story) or _OWN_FARM.search(story)):
        return OtherLaw.SMALL_FARMS
    return None


# True where fewer people work there than make a farm insured, as far as the story counts them.
def _has_few_workers(story: str) -> bool:
    if not _WORKERS.search(story):
        return False
    counts = [
        each.value - (1 if _LESS_THAN.match(story, each.end) else 0)
        for each in find_quantities(story)
        if each.unit == "명"
    ]
    for word in story.split():
        ending = next(filter(word.rstrip(".,!?").endswith, _BEHIND_A_NUMBER), "")
        number = word.rstrip(".,!?").removesuffix(ending) if ending else ""
        if number and number not in DIGIT_WORDS and (value := read_numeral(number)):
            counts.append(value)
    if counts:
        return max(counts) < _ENOUGH
    return bool(_A_FEW.search(story))


# --- who else was asked to pay ---------------------------------------------------------------------


def other_insurance(story: str) -> OtherLaw | None:
    """The other insurance that a story says was asked for or refused, where this one is not named."""
    if _is_named(story):
        return None
    for each in sentences(story, story=True):
        if _ASKED_OR_REFUSED.search(each.words):
            for law, told in _INSURERS.items():
                if told.search(each.words):
                    return law
    return None


# True where this insurance is named; 공단 alone is its agency, and a benefit its own, unless another one is told of.
def _is_named(story: str) -> bool:
    if _THIS_INSURANCE.search(story):
        return True
    return bool(_ITS_BENEFIT.search(story) and not _OTHER_SCHEME.search(story)) or (
        "공단" in story and not _OTHER_AGENCY.search(story)
    )


# Not as the employer.
_NO_EMPLOYER = r"(?![가-힣]{0,4}\s*(?:에서\s*)?(?:일하|일했|근무|다니|직원|콜센터|상담원|설계사|지사))"
_INSURERS = {
    law: re.compile(f"(?:{names}){_NO_EMPLOYER}")
    for law, names in {
        OtherLaw.OFFICIALS: r"공무원\s*연금|공무상|인사\s*혁신처|공무원\s*재해",
        OtherLaw.PRIVATE_SCHOOLS: r"(?:사학|교직원)\s*연금|직무상",
        OtherLaw.SOLDIERS: r"군인\s*연금|보훈|국가\s*유공자",
        OtherLaw.SEAFARERS: r"선원\s*보험|어선원",
        OtherLaw.PUPILS: r"학교\s*안전\s*공제",
        OtherLaw.UNEMPLOYMENT: r"고용\s*(?:보험|센터)|실업\s*급여|구직\s*급여|육아\s*휴직\s*급여",
        OtherLaw.NATIONAL_PENSION: r"국민\s*연금|기초\s*연금|장애인?\s*연금",
        OtherLaw.HEALTH_INSURANCE: r"건강\s*보험|건보\s*공단|의료\s*급여|장기\s*요양\s*(?:보험|등급|인정)|요양\s*등급",
        OtherLaw.PRIVATE_INSURANCE: (
            r"실손|실비\s*보험|보험금|(?:생명|손해|상해|암|종신|운전자|자동차|종합|책임|개인|사|여행자|치아|화재)\s*보험|보험\s*(?:사|회사)"
            r"|(?:고용|교통|현대|삼성|한화|교보|메리츠)\s*(?:해상|화재|생명)|(?:택시|버스|화물|개인택시)\s*공제"
        ),
    }.items()
}
_ASKED_OR_REFUSED = re.compile(
    r"신청|청구|거절|거부|지급(?!\s*받)|부지급|불승인|기각|반려|환수|삭감|깎|끊|탈락|떨어|심사|등급|인정|이의|통지|(?:안|못)\s*(?:주|준|줘|줍|줬|줄|받|된|나|대)|받을\s*수|받고\s*싶|달라|합의|물어|갚|반환|돌려|적게"
)
_THIS_INSURANCE = re.compile(r"산재|산업\s*재해|근로\s*복지|업무상\s*(?:재해|질병|사고)|질병\s*판정")
_ITS_BENEFIT = re.compile(r"휴업\s*급여|장해\s*급여|유족\s*급여|요양\s*급여\s*(?:신청|불승인)")
# They have benefits of the same names.
_OTHER_SCHEME = re.compile(r"어선원|선원\s*보험|공무원|사학|교직원\s*연금|군인|공제|보훈")
_OTHER_AGENCY = re.compile(r"(?:연금|보험|건보|보훈|구조)\s*공단|공무상|직무상")

# --- what is asked -----------------------------------------------------------------------------------

_PRIVATE = {
    OtherLaw.NEIGHBOURS: re.compile(r"층간\s*소음|(?:윗|아랫|옆)\s*집|윗층|위층|이웃"),
    OtherLaw.FAMILY: re.compile(r"이혼|양육권|양육비|친권|재산\s*분할|위자료|상간|외도"),
    OtherLaw.CIVIL: re.compile(r"집주인|임대인|전세|월세|보증금"),
    OtherLaw.MEDICAL: re.compile(
        r"의료\s*(?:사고|과실|분쟁)|오진|병원(?:이|에서)?\s*[^.!?\n]{0,12}(?:책임|과실|잘못)"
    ),
    OtherLaw.PUPILS: re.compile(
        r"(?:학교|유치원|어린이집)(?:에서|에)?\s*[^.!?\n]{0,16}(?:아이|애|아들|딸|학생|제가|친구)[^.!?\n]{0,24}(?:체육|수업|운동장|쉬는\s*시간|소풍|급식|다쳤|넘어)"
        r"|(?:아이|애|아들|딸)[가이]?\s*[^.!?\n]{0,10}(?:학교|유치원|어린이집)에서\s*[^.!?\n]{0,16}다[쳤쳐]"
    ),
}
_AT_WORK = re.compile(
    r"일하|일을\s*하|일\s*때문|근무|작업|업무|현장|공장|회사|직장|출근|퇴근|출장|배달|과로|사업장|거래처|납품|외근|영업|운전\s*기사|당직|숙직|교대|사무실|매장|손님|고객|환자|승객|사장|상사|동료|팀장|부장|점장|회식|워크숍|야유회|노동|직원|[가-힣]기사[인로]|[가-힣]강사[인로]|다[니녔]던|[가-힣](?:원|사|공)(?:인데|입니다|이에요|으로)"
)
_DEATH = re.compile(r"죽[었은고]|사망|숨[졌진지]|돌아가[셨시신]|유족|고인")
_CRASH = re.compile(
    r"교통\s*사고|차(?:를|에)?\s*(?:얻어\s*)?(?:타고|몰고)[^.!?\n]{0,14}사고|차에\s*(?:치|받|부딪)|뒤차|추돌|접촉\s*사고|뺑소니|차\s*사고|(?:오토바이|자전거|킥보드)(?:를|을)?\s*(?:타|사고)|운전(?:하다|하던|해서|중)"
)
_SPARE_TIME = re.compile(
    r"여행|등산|캠핑|나들이|휴가|명절|성묘|결혼식|장례식|친구|가족|데이트|쇼핑|동창|개인적|놀러|주말|휴일|쉬는\s*날|연휴|병원\s*가|장\s*보러|산책|드라이브|낚시|가해자|가해\s*차량|합의금|과실\s*비율|무보험|상대\s*(?:측|방|편)?\s*보험|고향|귀성"
)
# What is earned (휴업급여 is not) or is the employer's money, and that it does not come.
_PAY = (
    r"(?:월급|임금|(?<![가-힣])(?<!(?:요양|간병|보험)\s)급여|퇴직금|수당|품삯|일당|알바비|주휴"
    r"|(?:사장|회사|대표|업주|점주|점장|원장|업체)[^.!?\n]{0,12}돈)"
)
_KEPT_BACK = (
    r"(?:(?:못|안)\s*(?:받|챙겨|주|줘|준|줍|줬|줄|나[오와왔온옵]|들어[오와왔온옵])|(?:받|주|나오|들어오|지급하)지\s*(?:못|않|아니|안)"
    r"|체불|밀[렸려린리]|미[루뤄뤘룬룹]|떼[였이먹어])"
)
# What people bring to the labour office, the family court, other insurers and the civil courts.
_MATTERS = {
    OtherLaw.UNEMPLOYMENT: re.compile(r"실업\s*급여|구직\s*급여|고용\s*보험|육아\s*휴직"),
    OtherLaw.WAGES: re.compile(
        rf"{_PAY}[^.!?\n]{{0,16}}?{_KEPT_BACK}|체불|최저\s*(?:임금|시급)|퇴직금|주휴\s*수당|연장\s*수당|야근\s*수당"
        r"|(?:wages?|salary|severance|pay(?:check)?)\b[^.!?\n]{0,40}\b(?:not|n't|never|unpaid|owe|late|withh)|(?:not|n't|never)\s+(?:been\s+)?paid|unpaid\s+wages?",
        re.IGNORECASE,
    ),
    OtherLaw.DISMISSAL: re.compile(
        r"해고|권고\s*사직|재계약|갱신\s*거절|계약\s*(?:만료|해지)|감봉|정직\s*처분|대기\s*발령|부당\s*(?:징계|전보)|그만두라|그만\s*나오라|나오지\s*(?:말|마)|쫓겨[나났]|[잘짤][려렸린]|\b(?:fired|dismissed|laid\s+off)\b"
    ),
    OtherLaw.WORKPLACE: re.compile(
        r"(?:괴롭힘|성희롱|갑질)[^.!?\n]{0,14}신고|연차|휴가를?\s*(?:못|안)|근로\s*계약서를?\s*안|휴게\s*시간을?\s*안|52\s*시간을?\s*(?:넘|어기)|4대\s*보험|사대\s*보험|사직서"
    ),
    OtherLaw.NATIONAL_PENSION: re.compile(r"국민\s*연금|기초\s*연금"),
    OtherLaw.HEALTH_INSURANCE: re.compile(r"건강\s*보험"),
    OtherLaw.PRIVATE_INSURANCE: re.compile(r"자동차\s*보험|실손"),
    OtherLaw.FAMILY: re.compile(r"이혼|양육|친권|재산\s*분할|위자료|상속|유언"),
    OtherLaw.CRIME: re.compile(r"고소|고발|사기"),
    OtherLaw.CIVIL: re.compile(r"전세|월세|보증금|임대차|빌려\s*준|빚|대출|파산|회생"),
}
# A term of the lexicon of this weight names an illness.
_ILL = 2.5
_HARM = re.compile(
    r"산재|산업\s*재해|(?<!연금)(?<!보험)공단|불승인|부지급|다[치쳐쳤친침]|아(?:파(?!트)|[팠프픔픈])|부상|골절|질병|병[에이을]?\s*(?:걸|들|나|생|원)|진단|치료|요양|수술|장해|장애\s*급여|후유"
    r"|죽[었은고자]|사망|숨[졌진지]|돌아가[셨시신]|세상을|목숨|사고|재해|쓰러|우울|자살|난청|진폐"
    r"|절단|추락|끼[여였임이]|(?:손|팔|발|다리|가락|마디)[^.!?\n]{0,10}[잘짤][려렸린]|넘어[져졌지진]|떨어[져졌진]|(?:손|팔|발|다리|[손발]가락|손목)[이을도]?\s*[잘짤][려렸린]|(?<!결)과로"
    r"|\b(?:hurt|injur|fell|fall|died|death|ill|sick|cancer|stroke|accident|broke|burn)",
    re.IGNORECASE,
)
