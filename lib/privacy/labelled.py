"""Numbers and account names by the word that says what they are: 환자번호, 접수번호, 카카오톡 아이디, a blog.

Whatever is called a 번호, 아이디, 계정 or 코드 and followed by a token identifies somebody, unless the word
before says that it is a thing's, a law's, a case's or an office's. So a kind of number that nobody thought
of is masked, and not one that nobody listed.
"""

import re

from lib.privacy.context import DOCUMENT, before, compiled, digits_of, near
from lib.privacy.recogniser import Kind, Recogniser, cue, cue_of
from lib.text.citations import INSTANCES
from lib.text.numbers import DIGIT_WORDS, SPOKEN_DIGIT, begins_with_date, find_dates, sino_digits
from lib.text.spoken_numbers import is_counted_natively, native_digits

_IS = r"(?:\s{0,2}(?:\([^()\n]{1,10}\)|은요?|는요?|이요?|가|을|를|도|란|라는|라고|(?:은|는|이|가) ?제|is\b|was\b|[:=>|#\"'“‘\[(-]|→|No\.?|제(?=\s?[\dA-Z]))){0,4}\s{0,2}"
# Digits, with letters and marks among them, without what counts, measures or dates.
_TOKEN = (
    r"(?P<token>(?:(?<![가-힣])[가-힣]{1,6} ?- ?|(?<![가-힣A-Z])[A-Z]{1,6}-[가-힣]{1,6}-)?(?:[A-Z]{1,6}[-_ ]{0,2}){0,2}\d[\dA-Z]*(?:(?: ?[-_/.·] ?| )\d[\dA-Z]*|[-_/][A-Z][\dA-Z]*){0,6})"
    r"(?![\dA-Z]|[.,]\d|\s?(?:원(?![청래고])|년|개월|시간|호선|살|%|퍼센트|kg|번째|가지|단계|번 ?(?:출구|게이트|버스|국도|홀|레인))"
    # 분 counts in 5분간 and not in 분석: behind a syllable that counts a word ends or a particle stands.
    r"|\s?[명월일시분초회차층세개](?=$|[^가-힣]|[은는가을를에로도만씩쯤간전후뒤째까부정동마])|[가-힣]{1,2}\d)"
)
_NUMBER_WORD = (
    r"(?:번호|[号號][码碼]|[编編番][号號]|넘버|코드|number\b|(?<![A-Z])ID|아이디|(?<![가-힣A-Z])no\.)"
)
# Cards and papers that have a number without the word for it.
_PAPER = (
    r"(?:(?:건강|의료|국민건강|고용|산재|자동차)?보험 ?증(?:권)?|(?<![가-힣])증권|(?:진료|환자|등록|체류|출입|전자|사원|직원|회원|교통|복지|학생)\s?카드|등록증|접수증|"
    r"(?<![가-힣])[사군학직]번|병록|차대(?: ?일련)?|(?:사원|직원|출입|신분|학생|자격|면허|이수|수료)증(?: ?[앞뒷]면)?(?:에는?)?|"
    r"새주민|chassis|VIN|IMEI|MRN)"
)
_PAPERS = (
    "건강 의료 국민 고용 산재 자동차 보험 증권 진료 환자 등록 체류 출입 전자 회원 교통 복지 접수 사번 군번 학번 직번 병록 차대 사원 직원 신분 학생 자격 면허 이수 "
    "수료 새주민 chassis VIN IMEI MRN"
)
# What a number is not a person's for. The word ends right before 번호, or stands one word before.
THING_WORDS = (
    r"(?:(?<!진정)(?<!진정 )(?<!고소)(?<!고소 )사건(?! ?관리)|선고|판결|판례|의안|법안|결정|재결|고시|공고|훈령|예규|지침|법령|법률|조문|조항|항목|문서|공문|시행|상병|질병|질환|진단|상해|장해|장애|"
    r"KCD|ICD|수가|행위|직종|업종|직업|산업|분류|CAS|UN|EC|MSDS|물질|화학|성분|약품|제품|상품|부품|품목|자재|모델|기종|도면|규격|"
    r"시리얼|일련|고유|기계|장비|설비|승강기|엘리베이터|크레인|프레스|로봇|라인|공정|호기|작업|공구|현장|구역|도로|국도|노선|버스|열차|기차|항공|편명|"
    r"출구|게이트|국가|지역|우편|전화|휴대폰|핸드폰|연락처|팩스|대표|상담|콜센터|신고|긴급|안내|문의|(?<!고용)허가|(?:형식|제품|검사|설계|전파|인증|자재|공사|사용) ?승인|특허|바코드|QR|로트|lot|"
    r"에러|오류|경고|순서|대기|좌석|사물함|비밀|인증|보안|우선|페이지|서식|양식|별지|그림|호실|건물|종목|버전|문제|질문|문항|채널|주파수|전기|"
    r"전원|단지|배관|밸브|스위치|볼트|프로그램|품질|색상|제조|안전모|(?<![가-힣])(?:바|법|품|국|순|쪽|표|층|색))[\s·]?(?:식별|관리|등록|분류)?"
)
THING = compiled(THING_WORDS + r"[\s·]?$")
# What is published for everybody.
NOTICE = compiled(
    r"고시|공고|훈령|예규|지침|법률|법령|대통령령|[부총]령|규칙|규정|조례|특허|실용신안|상표|인증"
)
_CALLED_A_NUMBER = compiled(r"(?<!사건)(?<!고시)번호|수첩|카드")
OFFICE_NUMBER = re.compile(r"1[3568]\d\d[- ]?\d{4}|1\d\d|1[3-6]\d\d")


def _is_date(token: str) -> bool:
    return any((each.start, each.end) == (0, len(token)) for each in find_dates(token))


# 2008.04.17, and not 20080417, which behind such a word is a number.
def _is_dated(token: str) -> bool:
    return not token.isdigit() and _is_date(token)


def _is_somebodys(match: re.Match[str]) -> bool:
    token = match["token"]
    digits = digits_of(token)
    return (
        (len(digits) >= 4 or (len(digits) == 3 and len(token) > 4))
        and not OFFICE_NUMBER.fullmatch(token)
        and not _is_dated(token)
        and not before(THING, match, 14)
    )


# What cases are called in the numbers of the offices that decide them.
_PROCEEDING = "(?:재?심사|요양|재요양|장해|유족|휴업|간병|진폐|평균임금|이의|접수|청구|민원|진정|상담|산재|보상|재해|사고|질판|판정)"

# People say 에 or 다시 for a hyphen, and name a digit by its native word where it could be misheard.
_BETWEEN_DIGITS = r"(?: ?, ?| ?- ?| ?(?:다시|대시) ?|에 ?|의 | {1,2})?"
_COUNTING = DIGIT_WORDS[1:10]
_PUBLIC = re.compile("일[오육팔].{6}")
_JOINED_BY = re.compile("다시|대시|에")
_READ_OUT_WORD = compiled("번호|번은|차번|카드|면허|주민|계좌|통장|전화|사업자|여권|불러|등록|코드")


# Whether it is a number somebody reads out, and nothing that is counted (일, 이, 삼) or an office's number.
def _is_read_out(match: re.Match[str]) -> bool:
    lengths = [len(group) for group in re.split(r"[ ,-]+|다시|대시|에|의", match[0])]
    digits = sino_digits(match[0])
    return (
        len(digits) >= 4
        and len(set(digits)) >= 3
        and digits not in _COUNTING
        and not _PUBLIC.fullmatch(digits)
        and (
            max(lengths) >= 4
            or (_JOINED_BY.search(match[0]) and max(lengths) >= 3)
            or near(_READ_OUT_WORD, match)
        )
    )


def is_counted(spoken: str) -> bool:
    """Whether digits that are spoken one by one are counted (일, 이, 삼; 하나, 둘), or the public number of an office."""
    digits = sino_digits(spoken)
    if native_digits(spoken):
        return not digits and is_counted_natively(spoken)
    return bool(digits) and (digits in _COUNTING or bool(_PUBLIC.fullmatch(digits)))


NUMBERS = (
    Recogniser(
        Kind.NUMBER,
        compiled(_NUMBER_WORD + _IS + _TOKEN),
        _is_somebodys,
        part="token",
        cue=cue("번号號编編番넘코nNiI아", then="[호码碼号號버드uUdDoO이]"),
    ),
    Recogniser(
        Kind.NUMBER,
        compiled(_PAPER + r"(?: ?번호| ?넘버| ?No\.?)?" + _IS + _TOKEN),
        lambda match: len(digits_of(match["token"])) >= 4 and not _is_dated(match["token"]),
        part="token",
        cue=cue_of(*_PAPERS.split()),
    ),
    # 카드번호 뒤 네 자리 7391: a part that is still told apart from others
    Recogniser(
        Kind.NUMBER,
        compiled(
            r"(?:[뒤뒷끝앞]|마지막|last|first)\s?(?:번호|숫자|four|(?:두|세|네|다섯|여섯|일곱|여덟|[2-8])\s?(?:자리|글자|자)|자리)(?: ?(?:숫자|번호|digits))?"
            r"(?:은|는|이|가|만|are|is|:|\s){0,3}(?P<token>\d{3,8})(?![\d.,]|\s?(?:원|년|개|명|%))"
        ),
        part="token",
        cue=cue("뒤뒷끝앞마lLfF", then=r"[\s번숫fF두세네다여일2-8자지aAiI]"),
    ),
    # 응급실 접수 E230718-0047
    Recogniser(
        Kind.NUMBER,
        compiled(
            r"(?:접수|예약|수납|처방|진료|발급|신청|민원|진정)(?:은|는|:)?\s{0,2}"
            r"(?P<token>(?:[A-Z]{1,4}-?\d{4,12}|\d{5,12})-\d{2,8}|[A-Z]{1,4}-?\d{6,12})(?![\dA-Z-])"
        ),
        lambda match: not _is_date(match["token"]),
        part="token",
    ),
    # 심사청구 접수 제2022-51837호: a paper of somebody's own case
    Recogniser(
        Kind.NUMBER,
        compiled(
            r"(?:접수|진정|민원|고소|고발|신청|청구|심사|통지|통보|문서|공문|발급|처분|승인|요양|산재|보상|노동청|지청|지사)(?:서|번호)?"
            r"[\s:(은는이가]{0,3}제\s?(?P<token>(?:[가-힣]{1,6} ?- ?)?\d{2,8}(?: ?- ?\d{1,8}){1,3})\s?호"
        ),
        lambda match: len(digits_of(match["token"])) >= 6 and not before(NOTICE, match, 14, match.end()),
        part="token",
    ),
    # 문서번호 재활보상부-48271: a paper of one department, and so of one case
    Recogniser(
        Kind.NUMBER,
        compiled(
            r"(?:문서|공문|시행) ?(?:번호)?[\s:(은는이가]{0,3}(?P<token>[가-힣]{1,10}(?:[부과팀실]|센터|지사) ?- ?\d{3,8})(?![\d-])"
        ),
        lambda match: not before(NOTICE, match, 14, match.end()),
        part="token",
    ),
    # 수첩에 제04-27183호라고
    Recogniser(
        Kind.NUMBER,
        compiled(r"(?<![가-힣\d])제 ?(?P<token>\d{2,4}-\d{4,7}(?:-\d{1,4})?) ?호"),
        lambda match: before(_CALLED_A_NUMBER, match, 40) and not before(NOTICE, match, 14, match.end()),
        part="token",
        cue=cue("제", r"가-힣\d", r" ?\d"),
    ),
    # 심사-2204-007715, 부산북부-요양-22-10394: a case as an office numbers it
    Recogniser(
        Kind.NUMBER,
        compiled(rf"(?<![가-힣A-Z\d-])(?:[가-힣]{{2,8}}-){{0,2}}{_PROCEEDING}-\d{{2,4}}-\d{{3,8}}(?![\d-])"),
        cue=cue("가-힣", "가-힣A-Za-z0-9-", "[가-힣]{1,7}+-"),
    ),
    # 한길24-산-0117, 2023_난청_57호: as a law office numbers its cases, and no court does
    Recogniser(
        Kind.NUMBER,
        compiled(
            r"(?<![가-힣A-Z\d_-])[가-힣]{0,6}\d{2,4}(?P<mark>[-_])(?P<of>[가-힣]{1,4})(?P=mark)\d{2,6}(?:호)?(?!\d)"
        ),
        lambda match: match["of"] not in INSTANCES,
        cue=cue(r"가-힣\d", r"가-힣A-Za-z\d_-", r"[가-힣]{0,6}+\d{0,4}+[-_][가-힣]"),
    ),
    # Claim #KR-WC-558120934
    Recogniser(
        Kind.NUMBER,
        compiled(r"\b(?:claim|case|file|policy|ref(?:erence)?|badge|employee|ticket|report) ?#:? ?" + _TOKEN),
        lambda match: len(digits_of(match["token"])) >= 5 and not _is_dated(match["token"]),
        part="token",
        cue=cue_of("claim", "case", "file", "policy", "ref", "badge", "employee", "ticket", "report"),
    ),
    # Read out digit by digit: 구사일공 다시 삼삼공팔
    Recogniser(
        Kind.NUMBER,
        compiled(
            rf"(?<![가-힣\d]){SPOKEN_DIGIT}(?:{_BETWEEN_DIGITS}{SPOKEN_DIGIT}){{5,29}}(?=이(?:[에예]요|라|고|구|랍|었|죠|요|입니)|(?![\d{DIGIT_WORDS}십백천만억년월])"
            r"(?:$|[^가-힣]|[은는을를로으요인임라번고만도의예입]|이(?:$|[^가-힣]|[고에요라랍구예죠었]|입)|[가에](?:$|[^가-힣])))"
        ),
        _is_read_out,
        cue=cue(
            rf"\d{DIGIT_WORDS}하다여일아둘셋넷",
            r"가-힣\d",
            rf"[\d{DIGIT_WORDS}하다여아둘셋넷나섯곱덟홉대에의 ,-]",
        ),
    ),
    # The number of a chassis, by its shape.
    Recogniser(
        Kind.NUMBER,
        re.compile(r"(?<![A-Za-z0-9])(?=[A-Z]{0,16}\d)(?=\d{0,16}[A-Z])[A-HJ-NPR-Z0-9]{17}(?![A-Za-z0-9])"),
        cue=cue("A-HJ-NPR-Z0-9", "A-Za-z0-9", "[A-HJ-NPR-Z0-9]{16}"),
    ),
    # So many digits in a row are no amount and no date.
    Recogniser(
        Kind.NUMBER,
        compiled(r"(?<![\d.,-])\d{13,20}(?![\d.]| ?원|,\d)"),
        lambda match: (
            not before(DOCUMENT, match, 20) and not (len(match[0]) == 14 and begins_with_date(match[0]))
        ),
        cue=cue(r"\d", r"\d.,-", r"\d{12}"),
    ),
)
"""Numbers by the words for them, and by shapes that are nothing else."""


_SERVICE = (
    r"(?P<service>(?<![가-힣])톡|(?<![가-힣])라인(?=[은는 :]|아이디|ID)|카카오\s?톡|카카오|카톡|오픈\s?채팅|오픈\s?톡|텔레그램|위챗|wechat|인스타그램|인스타|instagram|페이스북|페북|facebook|"
    r"트위터|twitter|유튜브|youtube|틱톡|tiktok|스레드|디스코드|discord|잘로|zalo|왓츠앱|왓츠|whatsapp|바이버|viber|스카이프|skype)"
)
_SERVICES = (
    "톡 라인 카카오 카톡 오픈 텔레그램 위챗 wechat 인스타 instagram 페이스북 페북 facebook 트위터 twitter 유튜브 youtube 틱톡 tiktok 스레드 디스코드 "
    "discord 잘로 zalo 왓츠 whatsapp 바이버 viber 스카이프 skype"
)
_OF_SERVICE = r"(?P<of>(?:\s?(?:방|채널|메신저|프로필|계정|아이디|아디|ID|주소|링크|코드|닉네임|참여)){0,3})"
_ACCOUNT_WORD = r"(?:아이디|아디|(?<![A-Z])ID(?![A-Z])|계정|핸들|유저 ?(?:명|네임)|user ?(?:name|id))"
_HANDLE = r"(?P<token>@?[A-Z0-9](?:\w|[.-](?=\w)){2,39})(?![\w@])"
# Addresses of laws, rulings and the press, and of offices, which are no person's page: but a number of one
# paper or the name of one user in an office's address is.
_PUBLISHED = re.compile(
    r"korea\.kr|(?:www\.|//)(?:law|news|n\.news)\.|news|(?:law|scourt|ccourt)\.go\.kr", re.IGNORECASE
)
_OFFICE_SITE = re.compile(r"\.(?:go|or|re|ac)\.kr", re.IGNORECASE)
_OWN_PAGE = re.compile(
    r"kr\S*?[/?&=_-]\w{0,8}\d{5}|[?&]\w{0,16}(?:id|user|name|key|token|mail|tel)=[^&\s]", re.IGNORECASE
)


def _is_own_page(match: re.Match[str]) -> bool:
    if _PUBLISHED.search(match[0]):
        return False
    return not _OFFICE_SITE.search(match[0]) or bool(_OWN_PAGE.search(match[0]))


# After the word for a chat or a page alone, a token has to look like nothing but an account.
def _is_handle(match: re.Match[str]) -> bool:
    token = match["token"]
    return bool(match["of"]) or (any(char in "@._" or char.isdigit() for char in token) and len(token) > 4)


HANDLES = (
    # Pages of people: whatever address is no office's.
    Recogniser(
        Kind.HANDLE,
        compiled(
            r"(?:https?://|www\.)[^\s가-힣<>\"'()\[\]]{4,200}"
            r"|(?<![\w@.-])[A-Z0-9-]{1,60}(?:\.[A-Z0-9-]{1,60}){0,4}\.(?:com|net|org|kr|me|io|us|be|tv|gg|page|site|app|co|ly|gl|link|info|biz|shop|store|blog|dev|ai|xyz|vn|cn|jp)/[^\s가-힣<>\"'()\[\]]{2,200}"
            r"|(?<![\w@.-])[A-Z0-9-]{2,60}\.(?:tistory|blogspot|wordpress|modoo|notion)\.(?:com|at|site)\b"
        ),
        _is_own_page,
        cue=cue(
            "A-Za-z0-9-",
            then=r"(?<![\w@.-].)[A-Za-z0-9-]{0,59}+\.[A-Za-z0-9-]|[tT][tT][pP]|[wW][wW]\.",
        ),
    ),
    # 카카오톡 아이디 kim77, 오픈채팅 코드 4821
    Recogniser(
        Kind.HANDLE,
        compiled(_SERVICE + _OF_SERVICE + _IS + _HANDLE),
        _is_handle,
        part="token",
        cue=cue_of(*_SERVICES.split()),
    ),
    # 아이디는 kim1960
    Recogniser(
        Kind.HANDLE,
        compiled(_ACCOUNT_WORD + _IS + _HANDLE),
        part="token",
        cue=cue_of("아이디", "아디", "ID", "계정", "핸들", "유저", "user"),
    ),
    # 닉네임 용접왕77, 닉네임은 '용접왕'
    Recogniser(
        Kind.HANDLE,
        compiled(
            r"(?:닉네임|대화명|필명|별칭)\s?(?:은|는|이|가|:)?\s?['\"“‘「](?P<token>[^'\"”’」\n]{2,20})['\"”’」]"
        ),
        part="token",
    ),
    Recogniser(
        Kind.HANDLE,
        compiled(
            r"(?:닉네임|대화명|필명|별칭)\s?(?:은|는|이|가|:)?\s?(?P<token>(?=[가-힣]{0,12}[\dA-Z_])[가-힣\w]{3,20}?)"
            r"(?=$|[^가-힣\w]|으로|로 |이라|라고|입니다|이에요|예요|이고|님)"
        ),
        part="token",
    ),
    # 용접왕77 닉네임으로
    Recogniser(
        Kind.HANDLE,
        compiled(
            r"(?<![가-힣\w])(?P<token>(?=[가-힣]{0,12}[\dA-Z_])[가-힣\w]{3,20}) ?(?:이?라는 )?(?:닉네임|대화명|필명|아이디|계정)(?=[으로이은을, ]|$)"
        ),
        part="token",
        cue=cue("닉대필아계", then="네임|화명|명|이디|정", lead=25),
    ),
    # welder#5120
    Recogniser(
        Kind.HANDLE,
        compiled(r"(?<![\w.@/#])[A-Z0-9][\w.]{1,31}#\d{4}(?![\d\w])"),
        cue=cue("A-Za-z0-9", r"\w.@/#", r"[\w.]{1,31}#"),
    ),
    Recogniser(
        Kind.HANDLE,
        compiled(r"(?<![\w.@/])@[A-Z0-9](?:\w|[.-](?=\w)){2,39}(?![\w@])"),
        cue=cue("@", r"\w.@/", "[A-Za-z0-9]"),
    ),
)
"""Names of accounts, and addresses of pages that people keep."""
