"""Whom this insurance leaves out: who works for the state, at sea, for a private school, a household or a small farm.

By 법 제6조 단서 with 시행령 제2조 제1항. What sounds like one of them and is insured all the same is not left out:
a contract worker of a city, a trainee or a student who researches (법 제123조, 제123조의2), who works for an agency.
"""

import re
from enum import StrEnum

from lib.text.numbers import DIGIT_WORDS, find_quantities, read_numeral
from lib.text.stance import Stance, read_stances


class LeftOut(StrEnum):
    """People whose harm at work another law compensates, or none."""

    OFFICIALS = "officials"
    SOLDIERS = "soldiers"
    SEAFARERS = "seafarers"
    PRIVATE_SCHOOLS = "private_schools"
    HOUSEHOLDS = "households"
    SMALL_FARMS = "small_farms"


def left_out(story: str) -> LeftOut | None:
    """The people that the writer tells of belonging to, where this insurance leaves them out; else None."""
    reader = read_stances(story)

    works_too = bool(_MY_WORK.search(story))

    # What a relative is tells nothing of a writer who works elsewhere.
    def is_of_the_case(match: re.Match[str]) -> bool:
        stance = reader.read(*match.span()).stance
        if not works_too and stance is Stance.OTHERS:
            # Nobody else's work is told of: the case is the relative's.
            return bool(re.match(_FAMILY, story[reader.sentence(*match.span())[0] :].lstrip()))
        of_a_relative = works_too and _A_RELATIVE_IS.search(story[: match.start()] + match[0])
        return not of_a_relative and stance in (Stance.AFFIRMED, Stance.UNCERTAIN)

    def is_told(pattern: re.Pattern[str]) -> bool:
        return any(map(is_of_the_case, pattern.finditer(story)))

    if not any(
        reader.read(*match.span()).stance is not Stance.DENIED
        for match in _INSURED_ALL_THE_SAME.finditer(story)
    ):
        for people, pattern in _STATUSES.items():
            if is_told(pattern) and not _BY_ANOTHER_TRADE.get(people, _NEVER).search(story):
                return people
        if _SCHOOL.search(story) and not _NO_SCHOOL.search(story) and is_told(_AM_A_TEACHER):
            return LeftOut.PRIVATE_SCHOOLS if "사립" in story else LeftOut.OFFICIALS
    keeps_house = is_told(_HOUSEKEEPER)
    is_private = _HOUSEHOLD.search(story) or (keeps_house and _HIRED_BY_ITS_PEOPLE.search(story))
    if is_private and (keeps_house or _HOUSEWORK.search(story)) and not _BY_AN_AGENCY.search(story):
        return LeftOut.HOUSEHOLDS
    is_farm = _FARM.search(story) and not is_told(_COMPANY)
    if is_farm and (_OWN_FARM.search(story) or _has_few_workers(story)):
        return LeftOut.SMALL_FARMS
    return None


# How a person says what they are, or were when it happened: 소방관인데, 선원으로 일하다, 교도관 15년차.
_MY_WORK = re.compile(
    r"(?:저는|제가|저도|전|나는|내가)\s[^.!?\n]{0,40}(?:일\s*[하했해합]|다니|근무|작업|다[쳐쳤])"
)
_A_RELATIVE_IS = re.compile(
    r"(?:남편|아내|아버지|어머니|아빠|엄마|아들|딸|동생|오빠|누나|친구|사위|며느리|지인)(?:이|가|은|는|도|께서)\s*[^.!?\n]{0,12}$"
)
_FAMILY = r"(?:남편|아내|아버지|어머니|아빠|엄마|아들|딸|형(?!사)|동생|오빠|누나)"
_AM = (
    r"(?:\([가-힣\s]{1,8}\))?(?:\s*\d+\s*년\s*(?:차|째|동안)\s*(?:,|\.|\n|$)|\s*\d+\s*년(?:을|간|째)?\s*[했하]|(?:\s*\d+\s*년\s*(?:차|째|동안)?)?\s*(?:인데|입니다|이에요|예요|에요|이고|이며|이었|였|이던|이셨|이신|인\s|이거든|이구요|이지만|이자"
    rf"|(?:\s|인\s){_FAMILY}|이라\b|이라서|라서|이라고\s*(?:산재|안|거절|적용)|라고\s*안|이라며"
    r"|(?:으로|로)\s*(?:[가-힣\d]{1,8}\s*){0,2}(?:일|근무|재직|복무|있다|있으|승선|임용|다니)|\s*(?:생활|근무|재직|일)\s*(?:중|\d|을|하)|이\s*(?:일하다|근무\s*중)|(?:을|를)?\s(?:하는데|하다가|하고\s*있)))"
)
_OFFICIAL = (
    r"(?<![가-힣])(?:[가-힣]{0,8}\s*(?:\d+\s*급\s*)?)?공무원|(?<![가-힣])(?:해양\s*)?경찰(?:관|공무원|\s*시보)?|해경|순경|경장|경위|소방(?:관|공무원|사|교|위|장|대원)|구급대원|교도관|교정직"
    r"|군무원|별정직|(?:국립|공립)\s*[가-힣]{0,8}\s*(?:교수|교사|교원)|지방행정(?:서기|주사)보?|(?:간호|세무|교육\s*행정|보건|시설|사회복지)직(?=\s*(?:공무원|인데|입니다))|판사|외교관|국회의원\s*(?:보좌관|비서관)|의무소방|의경"
    r"|(?:시청|구청|군청|도청|읍사무소|면사무소|주민센터|동사무소|교육청|세무서|법원|검찰청?|우체국|의회)[^.!?\n]{0,8}\d\s*급(?:\s*공무원)?"
)
_SOLDIER = r"(?<![가-힣])(?:직업\s*)?군인|부사관|하사|중사|병장|장교|대위|소령|중령|의무병|취사병|군대에서\s*병사|현역병?|사병|사회복무요원|공익\s*근무\s*요원|상근\s*예비역|(?:육군|해군|공군|해병대?)\s*[가-힣]{2}"
_SEAFARER = r"(?:어)?선원|(?:선박|여객선|예인선)\s*(?:기관사|승무원)|갑판(?:원|장)|항해사|선장|기관장|[123]등\s*기관사|조리장"
_SHIP = r"(?:원양|연근해|근해|연안)?\s*어선|예인선|준설선|낚시\s*배|낚싯배|외항선|화물선|상선|유조선|컨테이너선|고깃배|[가-힣]{2,5}(?:잡이)?\s*배(?=를|에서)"
_TEACHER = r"(?:교사|교원|교감|교장|(?:초등|중학교|고등학교|학교)\s*[가-힣]{0,4}\s*선생님?)"
# Of private schools all staff in the teachers' pension; of public ones the teachers are officials.
_PRIVATE_SCHOOL = r"사립\s*(?:[가-힣]{1,8}\s*){0,3}(?:교사|교수|교원|교직원|[가-힣]{0,3}직원|선생님?)|(?:대학교?|사립대|대학\s*병원)\s*(?:전임\s*|정\s*|부\s*)?교수|사학\s*연금\s*(?:가입자|대상자)"
_SCHOOL = re.compile(
    r"공립|국립|사립|초등|초교|중학교|고등학교|중고등|중교|고교|[여남]고|[여남]중|특수학교|학교"
)
_NO_SCHOOL = re.compile(r"어린이집|유치원|학원|과외|문화센터|평생교육")
_AM_A_TEACHER = re.compile(f"{_TEACHER}{_AM}")
_STATUSES = {
    LeftOut.PRIVATE_SCHOOLS: re.compile(f"(?:{_PRIVATE_SCHOOL}){_AM}"),
    LeftOut.SOLDIERS: re.compile(
        f"(?:{_SOLDIER}){_AM}|복무\\s*(?:중|하[다는던면]|시절|기간)|(?:군대|군|부대|육군|해군|공군|해병대?|훈련소|신병\\s*교육대)에서\\s*[^.!?\n]{{0,20}}(?:훈련|사격|행군|복무|근무|작업|제설)"
    ),
    LeftOut.SEAFARERS: re.compile(
        f"(?:{_SEAFARER}){_AM}|(?:{_SHIP})(?:을|를|에서|에)?\\s*(?:[가-힣\\d]{{0,6}}\\s*)?(?:타[다는던]|탔|타고\\s*(?:일|조업)|일[하했]|조업|승선)|조업\\s*(?:하[다는던]|중)"
    ),
    LeftOut.OFFICIALS: re.compile(f"(?:{_OFFICIAL}){_AM}"),
}
_NEVER = re.compile(r"(?!)")
# Who works on ships that lie in port, and at them.
_BY_ANOTHER_TRADE = {
    LeftOut.SEAFARERS: re.compile(
        r"조선소|조선업|해녀|(?:하역|수리|도장|양식장|위판장|매표|수협)[가-힣\s]{0,8}(?:회사|업체|직원|일하|기사|근로자|노동자|소속|용접)"
    )
}
# Insured beside such people, or before or after such a time.
_INSURED_ALL_THE_SAME = re.compile(
    r"공무직|기간제|무기\s*계약|계약직|임시직|용역|위탁|하청|파견\s*(?:업체|회사|직)|일용|단시간|시간제|알바|아르바이트|공공\s*근로|자활|(?:노인|공공|희망)\s*일자리|실무사|방과\s*후|돌봄\s*전담"
    r"|산업\s*기능\s*요원|전문\s*연구\s*요원|병역\s*특례|대체\s*복무|방위\s*산업체|실습생|현장\s*실습|학생\s*연구|대학원생|시험\s*준비|준비생"
    r"|청원\s*경찰|(?:제대|전역|퇴직|은퇴|정년)[^.!?\n]{0,24}(?:취직|취업|입사|들어간|다니던|다니는|공장|회사|경비|운전)|군대에서[^.!?\n]{0,20}(?:적이|적은|거라|것이라|탓|때문|이력)|협력\s*업체|외주|(?:공무원|선원|군인|교사)(?:은|이|도)?\s*아니"
)


def is_insured_beside_them(story: str) -> bool:
    """True where a story tells of work that is insured beside such people: 공무직, 산업기능요원, 실습생."""
    return bool(_INSURED_ALL_THE_SAME.search(story))


_HOUSEHOLD = re.compile(
    r"(?:개인|가정|남의|부잣|주인|아는|그|[가-힣]하는)\s*집|가정집|집주인|사모님|사장님\s*댁|댁에서|개인\s*가정|(?:아이|애|애기|아기)\s*(?:엄마|아빠|부모)|어르신\s*댁|할머니\s*댁"
)
_HIRED_BY_ITS_PEOPLE = re.compile(
    r"[가-힣]{2,4}\s*댁(?:에|에서|의)|주인\s*(?:아주머니|아저씨|할머니|부부)|맞벌이|부부(?:네|의)?\s*(?:집|아이)|(?:아는|지인)\s*(?:언니|사람|분)?\s*(?:집|네)|직접\s*(?:고용|구|돈|월급|일당|계약)|개인적으로|소개(?:로|받아)"
    r"|(?:가족|보호자|따님|아드님|자녀)(?:이|가|한테|에게|분)?\s*[^.!?\n]{0,10}(?:직접|월급|일당|고용)"
)
_HOUSEKEEPER = re.compile(
    r"가사\s*(?:도우미|관리사)|가정부|파출부|시터|입주\s*(?:도우미|간병|가정부)|개인\s*(?:운전\s*)?(?:기사|비서)|간병인?(?:으로|인데|입니다|이에요)"
)
_HOUSEWORK = re.compile(
    r"가사\s*일|집안일|살림(?:을)?\s*(?:해|봐|도와)|(?:아이|아기|애|애기)(?:를)?\s*(?:돌보는|봐\s*주는|보는)\s*일|(?:아이|아기|애|애기)(?:를)?\s*(?:돌보|봐\s*주)고\s*[^.!?\n]{0,6}(?:월급|일당|돈)"
)
_BY_AN_AGENCY = re.compile(
    r"(?:업체|회사|센터|플랫폼|어플|앱|기관|법인|용역|요양원|병원|협회)\s*(?:소속|(?:을|를)?\s*통해|에서\s*(?:일|보내|파견|소개|배정|근무|나온)|직원|(?:이|가)\s*고용|(?:와|과|랑|하고)\s*(?:근로\s*)?계약|에\s*(?:등록|들어가|직원|취직)|(?:으로|로)\s*(?:일|호출|연결))"
    r"|식당|주방|호텔|모텔|공장|가게|소속|파견|요양보호사|활동지원|아이\s*돌보미|돌봄\s*(?:센터|서비스)|인증"
)
_FARM = re.compile(
    r"(?:밭|과수원|농장|농원|농가|축사|목장|양계장|돈사|우사|하우스|양식장|(?<![가-힣])논)\s*(?:에서|서\s|에\s|일|주인|사장|이에요|인데)|농사|모내기|벼\s*(?:베|농)"
    r"|(?:고추|마늘|양파|배추|사과|귤|감|딸기|포도|인삼|버섯|미역|바지락|굴|전복|무|감자|고구마)(?:를|을)?\s*(?:따|캐|심|수확|뽑|까는|까다|나르|솎)"
)
# That somebody tells how many work there, and how many are too few (시행령 제2조 제1항 제6호).
_WORKERS = re.compile(
    r"일꾼|일하는|일손|일하[다고]|일했|인부|직원|인원|사람|명|고용|일해|일합|저뿐|저\s*하나"
)
_ENOUGH = 5
_LESS_THAN = re.compile(r"\s*(?:도\s*안|미만|이\s*안|보다\s*적)")
# How what stands behind a number begins that counts people without saying so: 셋이 일합니다, 둘뿐이었습니다.
_BEHIND_A_NUMBER = ("이", "입니다", "인데", "밖에", "뿐")
_A_FEW = re.compile(
    r"저\s*혼자\s*(?:뿐|입니|이에|이고|였)|직원(?:은|이)?\s*저\s*혼자|(?:서너|두어)\s*(?:명|사람)|저뿐|저\s*하나|(?:혼자|부부|내외|가족끼리)(?:서|가|이)?\s*(?:하시는|하는|키우|고용|[^.!?\n]{0,6}농사)"
)
_OWN_FARM = re.compile(
    r"(?:제|내|우리|저희)\s*(?:집\s*)?(?:밭|논|과수원|농장|하우스|축사|농사)[^.!?\n]{0,24}(?:에서|을|를|짓|하)\s*[^.!?\n]{0,20}(?:다쳤|다쳐|넘어|떨어|끼|부러|잘)"
    r"|(?:부모님|아버지|어머니|시댁|친정|처가|삼촌|할아버지|할머니)(?:네|의)?\s*(?:밭|논|과수원|농장|하우스|축사|농사)|(?:남편|아내|부부|가족|둘이|혼자)[^.!?\n]{0,8}농사(?:를)?\s*(?:짓|지)|농(?:부|민)(?:인데|입니다|이에요)"
)
_COMPANY = re.compile(
    r"(?<!비)(?<!비 )법인|영농\s*조합|농업\s*회사|주식회사|㈜|(?:회사|조합|공장|농협|업체)(?:에서|이|가|는|의)?\s*(?:[가-힣]{0,6}\s*)?(?:운영|직원|소속|농장|다니|일하|일했|시공|설치)"
)


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
        number = word[: 2 if word.startswith("하나") else 1]
        value = read_numeral(number) if number not in DIGIT_WORDS else None
        if value and value < _ENOUGH and word[len(number) :].startswith(_BEHIND_A_NUMBER):
            counts.append(value)
    if counts:
        return max(counts) < _ENOUGH
    return bool(_A_FEW.search(story))
