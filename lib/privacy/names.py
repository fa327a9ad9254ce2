"""Names of people, by the words beside them and by the syllables that names are made of."""

import re
from collections.abc import Callable
from itertools import chain

from lib.privacy.context import compiled, quick
from lib.privacy.name_weights import SURNAMES_OF_TWO, Weighed, is_given_name, unseen, weighed_names
from lib.privacy.recogniser import Cue, Kind, Reading, Recogniser, Spans, cue, cue_of
from lib.text.shipped import read_shipped

_DATA = read_shipped("names.yaml")
_SURNAME = f"[{_DATA['surnames']}]"
_TWO = f"(?:{'|'.join(SURNAMES_OF_TWO)})"
# Syllables that given names are made of, in first and in last place. Together with the lists of
# common words they keep "저는 용접공입니다" and "남편 임금은" from being read as names.
_FIRST, _LAST = f"[{_DATA['first_syllables']}]", f"[{_DATA['last_syllables']}]"
_APART = f"[김박최정강조윤장임오서신권황송홍고문양손배백허유남심노하곽성차구민류나엄채천진방공함변염여추석설마표명왕옥맹] {_FIRST} ?{_LAST}"
# Given names that are words of their own.
_WORDS = "(?:가을|아름|보람|누리|이슬|나래|슬기|초롱|소망|믿음|기쁨|겨울|새롬|다솜|한솔|사랑|하늘)"
_GIVEN_WORDS = frozenset(_WORDS.strip("(?:)").split("|"))
_NAME = f"(?P<name>{_TWO}{_FIRST}{_LAST}?|{_SURNAME}(?:{_FIRST}{_LAST}|{_WORDS})|{_APART})"
_COPULA = r"(?:입니|임니|이고|이며|이라|라고|라는|라 ?하|인데|이에요|이예요|예요|에요|이구|이었|였|이십|올시|이올|이랍|임(?![가-힣])|이요|이죠)"
# Few words begin like these names, so they need nothing beside them.
_SURE_NAME = (
    rf"(?:[김박최황윤홍류곽]{_FIRST}{_LAST}|{_SURNAME}[영정성경미순명은현상동종재민지승준병진창광태인수용기윤서하유예소혜희선옥춘덕복봉규철문범세]"
    r"[수호식철길환희자숙순란애옥훈민우석준영진현경미윤서아연빈화원규범근섭균택열혁배복덕용춘임례분])"
)
# Apart from the name only what cannot be a number or a word of its own.
_SAID_APART = "(?:입니다|인데|이라고|라고|이에요|예요)"
_PARTICLE = rf"(?=$|[^가-힣]|{_COPULA}|[은는이가을를과와의도만에께로나야랑](?![가-힣])|[씨님군양]|에게|에서|께서|한테|하고|이랑|이와|이의|부터|까지|처럼|보다|이시|이신|이가|이는|이도|이를)"
_LEFT = "(?<![가-힣A-Za-z])"

_TWO_NAMES_END = rf"[김이박최정강조윤장임]{_FIRST}{_LAST}(?:이? ?(?:두|둘|세|셋|모두|함께|씨|님)|\()"
_KIN = quick("|".join(_DATA["kin"].split())) + f"|{_LEFT}장인"
_ROLES = quick("|".join(_DATA["roles"].split()))
_TITLES = (
    "(?:작업 ?)?반장|(?:현장 ?)?소장|과장|부장|(?<= )차장|대리|사원|주임|팀장|실장|사장|대표|이사|상무|전무|회장|계장|직장|조장|기사|"
    "선생|교수|원장|의사|박사|변호사|노무사|간호사|감독관|선장|여사|어르신|할머니|할아버지|아저씨|아주머니|아줌마|언니|형님|"
    "삼촌|위원장|위원(?!회)|조사관|심사관|지사장|본부장|센터장|공장장|조합장|이사장|파트장|그룹장"
)
_NOT_FOREIGN_NAME = re.compile(
    r"^[것거게걸]|들$|노동|근로|사람|동료|친구|직원|유학|출신|여성|남성|국적|남편|아내|가족|이주|결혼|교포|동포|선원|연수|모$|과장|반장|부장"
)
_LAND = "(?:미얀마|네팔|베트남|캄보디아|태국|스리랑카|방글라데시|우즈베키스탄|우즈벡|몽골|인도네시아|필리핀|중국|파키스탄|라오스|동티모르|키르기스스탄)"
_INTRODUCED = r"(?:저는요?|나는|전|저|본인은|제 이름은)[ ,]{1,2}"
_INTRODUCTION = rf"(?:(?:안녕하세요|안녕하십니까|여보세요)[ ,.!]{{1,3}})?(?:{_INTRODUCED})?"
# What ends a word for work, illness, kin or a group: such a word of two syllables is no name.
_WORK_OR_ILLNESS = frozenset("증병염암통공원직상사장족부자인생수군녀남님중물과반팀조폐청명식교급")
_PARTICLES = tuple("은는이가을를의에도한던인로고서와과랑요")
_PERSON_LABEL = (
    r"(?:성 {0,4}명|이 {0,3}름|성 {0,3}함|예 ?금 ?주|입금자명?|수취인|수령인|받는 ?(?:사람|분|이)|보내는 ?(?:사람|분|이)|환자 ?명|재해자 ?명|"
    r"신청인 ?명|근로자 ?명|피재자 ?명|name)(?: ?\([^()\n]{1,10}\))?"
)
# Surnames of Korea, China and Vietnam that begin few words of their own.
_HAN_SURNAME = (
    "(?!金[額員錢屬融]|王[族冠]|高[血溫熱度齡]|全[身部體]|南[部北]|安全|文書|張力|成[人分]|任[務命]|元[來利]|表[示面]|梁|何)"
    "[金李朴崔鄭姜趙尹張林任韓吳申徐權黃安宋柳洪高全孫文梁裵裴白曺許劉南盧沈丁河郭成車具禹朱羅辛閔池陳嚴蔡元千楊孔玄康咸卞廉呂秋都蘇"
    "王趙周吳馬胡何謝鄧范阮黎武鄭徐郑陈张刘赵黄杨吴孙许罗邓冯韩潘董袁蒋魏薛叶阎余杜戴夏钟汪田任姜谭贺邹熊郝龚钱]"
)
# With the marks of Vietnamese.
_LATIN_WORD = r"[A-ZÀ-ÝĂĐĨŨƠƯ\u1ea0-\u1ef8][A-Za-zÀ-ỹ'.-]{1,19}"
_ROMANISED = (
    "(?:Kim|Lee|Park|Pak|Choi|Choe|Jung|Jeong|Chung|Kang|Cho|Yoon|Yun|Jang|Chang|Lim|Im|Rhee|Han|Oh|Seo|Suh|Shin|Kwon|Hwang|"
    "Ahn|Song|Ryu|Yoo|Hong|Jeon|Ko|Koh|Moon|Yang|Bae|Baek|Heo|Huh|Nam|Noh|Roh|Ha|Kwak|Cha|Joo|Woo|Koo|Min|Eom|Chae|Bang|Byun|Yeo)"
)
_CALLED_BY_OFFICE = re.compile(
    rf"(?:{'|'.join(sorted({*_DATA['roles'].split(), *_DATA['kin'].split(), *_DATA['titles_alone'].split()}))}|"
    r"^.{1,3}장|관|사|원|인|자|주|수|공|생|모|부|손|회|러분|고객|이용자|도련|마누라|스|하느|하나|선생|교수|님)$"
)
_OFFICE_SENDER = re.compile(
    r"공단|[부청처원과팀실]$|센터|지사|병원|위원회|주식회사|\(주\)|고객|알림|담당|본인|관리자|admin|no-?reply",
    re.IGNORECASE,
)
# Letters of Myanmar, Cambodia, Thailand, Laos, Nepal, India, Sri Lanka, Mongolia, Russia and of Arabic.
_OTHER_SCRIPT = (
    r"[\u0400-\u04ff\u0600-\u06ff\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u200c\u200d]"
)
_THING = re.compile(
    r"(?:병|약|회사|업체|제품|기계|장비|상호|물질|현장|병원|기관|공장|사업장|질병|질환|상병|수술|검사|부서|팀|자재|공법|작업|부품|도구|"
    r"파일|서류|법|제도|지역|동네|프로그램|치료|화학물질|농약|세제|약물|균|뼈|근육|신경|배|선박|노조|센터|건물|사이트|앱|계정)의? ?$"
)
_RARE_SURNAME = "[빙뇌돈묘운점초포필후경단]"
_ALSO = compiled(rf"(?:\s?[,./·]\s?|\s?및\s|이?와 ?|과 ?|하고 ?|이?랑 ?){_NAME}{_PARTICLE}")
# In a list of names: one with a rare surname, one in Latin letters.
_LISTED = compiled(
    rf"\s?[,/·]\s?(?P<name>{_RARE_SURNAME}{_FIRST}{_LAST})(?=\s?[,/·]|$|\s(?:등|이렇게|두|세|셋|둘)|[씨님])"
)
_LISTED_LATIN = re.compile(rf"\s?[,/·]\s?(?P<name>{_LATIN_WORD}(?: {_LATIN_WORD}){{1,3}})(?![A-Za-z])")
_NEXT = compiled(rf"[\s,)(/:]{{1,3}}{_NAME}(?=$|[^가-힣]|[은는이가]\s|님|씨|입니)")

# Where names, and the words before them, can begin.
_LETTER = "가-힣A-Za-z"
_SURNAMES = _DATA["surnames"] + "".join(word[0] for word in SURNAMES_OF_TWO)
_GIVEN = _FIRST[1:-1]
_NAME_CUE = cue(_SURNAMES, _LETTER, rf"(?<=(?={_NAME.replace('?P<name>', '?:', 1)}).)")
_KIN_WORDS, _ROLE_WORDS = _DATA["kin"].split(), _DATA["roles"].split()
_PERSON_CUE = cue_of(*_KIN_WORDS, *_ROLE_WORDS, "장인", "예금주")
_PERSON_OR_SELF_CUE = cue_of(
    *_KIN_WORDS,
    *_ROLE_WORDS,
    "장인",
    first="형고故망저나제처자",
    then=rf"(?<=[형고故망저나제처자])(?<![{_LETTER}].)[인되이\s,(:·-]",
)
_SURE_NAME_CUE = cue(_SURNAMES, _LETTER, rf"(?<=(?={_SURE_NAME}).)")
_SELF_CUE = cue("저나전난본제내", _LETTER, r"[는인가희\s,]")
_LABEL_CUE = cue("성이예입수받보환재신근피본nN", then="[ 명름함금취령는내자해청로재aA]")
_LONGEST_WORD = max(map(len, _KIN_WORDS + _ROLE_WORDS))
# A name in Latin letters, close behind one in Korean.
_LATIN_CUE = cue(
    r"A-ZÀ-ÝĂĐĨŨƠƯ\u1ea0-\u1ef8",
    then="|".join(rf"(?<=[가-힣故][\s\x85-\u3000(,:]{{{gap}}}.)" for gap in range(4)),
    lead=_LONGEST_WORD + 3,
)


# A sentence begins, or the text.
def _opening(then: str) -> Cue:
    return cue(r".!?\n,안", then=rf"(?<=[^안])(?:{then})|(?<=안)녕", opens=True)


_AMBIGUOUS_LAST = frozenset("은이의임여도만나라하한인일상지기서해중대안란화로")
# `_TITLES_ALONE` stand after a surname alone ("박 대리"), which identifies nobody.
_COMMON_TWO, _COMMON_THREE, _TITLES_ALONE, _NO_NAME, _NOT_BEFORE_POLITE, _TOWNS = (
    frozenset(_DATA[listed].split())
    for listed in ("common_two", "common_three", "titles_alone", "no_name", "not_before_polite", "towns")
)
_TITLED = ("형", *_TITLES_ALONE, *_DATA["roles"].split())
_NOT_POLITE = _NOT_BEFORE_POLITE | _COMMON_TWO
_NOT_WEIGHED = _NO_NAME | _NOT_POLITE
_NO_NAME_OF_TWO = _COMMON_TWO | _TOWNS
_TITLES_OF_TWO = ("사장", "반장", "부장", "차장", "계장", "조장")


def names(reading: Reading, weighed: Weighed) -> Spans:
    """Names of people, and those joined to them (김철수와 박영희).

    `weighed` holds what was weighed of the same text before something in it was masked, and is added to.
    """
    text, ends = reading.text, set()
    for start, end in chain(_weighed(text, weighed), *(each.spans(reading) for each in _RECOGNISERS)):
        if _BEFORE_ILLNESS.match(text, start):
            continue
        yield start, end
        # Names that are joined to this one: 김철수와 박영희, 이민호.
        while end not in ends:
            ends.add(end)
            match = _ALSO.match(text, end) or _NEXT.match(text, end)
            if (match and _is_name(match["name"])) or (
                match := _LISTED.match(text, end) or _LISTED_LATIN.match(text, end)
            ):
                yield match.span("name")
                end = match.end("name")


# 박동성 이명, 표재성 피부염
_BEFORE_ILLNESS = re.compile(
    rf"(?:{'|'.join(_DATA['before_illnesses'].split())}) [가-힣]{{0,8}}?"
    r"(?:[염증통암종류병창낭]|난청|이명|골절|손상|질환|출혈|장애|마비|궤양|괴사|경화|부전|염좌|파열|탈구|협착|결절|혈전|화상|상처|폐색)"
    r"(?![가-힣]*(?:님|씨))"
)


# What the weights say, but for the words that are known to be none.
def _weighed(text: str, weighed: Weighed) -> Spans:
    for start, end in weighed_names(text, weighed):
        name = text[start:end]
        # 박 씨의, 정 차장이
        titled = name.partition(" ")[2].startswith(_TITLED)
        if _is_name(name) and not titled and name not in _NOT_WEIGHED:
            yield start, end


# Whether what has the shape of a name is none of the words of that shape.
def _is_name(name: str) -> bool:
    if name[1:].strip() in _TITLES_ALONE:
        return False
    name = name.replace(" ", "")
    if name[:3] in _COMMON_THREE:
        return False
    if len(name) > 3 or name[:2] not in _COMMON_TWO or name[2:] not in _AMBIGUOUS_LAST:
        return True
    # 은 and 이 follow a final consonant, so 정지은 is a person and 임금은 is the wages.
    return name[2] in "은이" and (ord(name[1]) - ord("가")) % 28 == 0


# Whether what stands after a label is a name, and that of a person.
def _is_labelled_name(match: re.Match[str]) -> bool:
    return (
        match["name"].split(" ")[0] not in _NO_NAME
        and match["name"][1:].strip() not in _TITLES_ALONE
        and not _THING.search(match.string, max(0, match.start() - 8), match.start())
    )


# Whether a surname with one syllable is a name and no word: of work, of an illness, of a town.
def _is_short_name(match: re.Match[str]) -> bool:
    name = match["name"]
    return unseen(name) == 1 and name[1] not in _WORK_OR_ILLNESS and name not in _NO_NAME_OF_TWO


# Whether it is what people call each other in a chat: no office, no kin, no word of every day.
def _is_nickname(match: re.Match[str]) -> bool:
    name = match["name"]
    if len(name) > 3 and name.endswith(("아빠", "엄마", "아범", "어멈")):
        return True
    return not _CALLED_BY_OFFICE.search(name) and name not in _NOT_POLITE and unseen(name) > 0


# Whether words before a country are a name: not like everyday Korean, and without its particles.
def _is_foreign_name(match: re.Match[str]) -> bool:
    name = match["name"]
    first = name.partition(" ")[0]
    # 동생이 is a word with its particle, 솜차이 is none.
    is_word = first.endswith(_PARTICLES) and unseen(first[:-1]) < 1
    return not is_word and not _NOT_FOREIGN_NAME.search(name) and unseen(name) >= 1 / 3


def _at(cue: Cue, pattern: str, cased: bool = False) -> tuple[re.Pattern[str], Cue]:
    return re.compile(pattern) if cased else compiled(pattern), cue


def _named(
    accepts: Callable[[re.Match[str]], bool], *patterns: re.Pattern[str] | tuple[re.Pattern[str], Cue]
) -> list[Recogniser]:
    cued = (each if isinstance(each, tuple) else (each, None) for each in patterns)
    return [Recogniser(Kind.NAME, pattern, accepts, part="name", cue=cue) for pattern, cue in cued]


# Which matches of which patterns are names.
_RECOGNISERS = (
    *_named(
        lambda match: _is_name(match["name"]),
        # 남편 김철수가, 동료인 박민수와, 의사(이정훈)
        _at(
            _PERSON_OR_SELF_CUE,
            rf"(?:{_KIN}|{_ROLES}|{_LEFT}(?:형|고|고 ?\( ?故 ?\)|故|망|저|나|제|처|자))(?:인|되는|이었던|이던|이신)?(?:\s?[,(:·-]\s?|\s{{1,2}}){_NAME}{_PARTICLE}",
        ),
        # 성명 김영희 (주민등록번호 …)
        _at(
            cue("성이존본가환재피신근예", then="[ 명름함입자해재청로금]"),
            rf"(?:성 {{0,4}}명|이 {{0,3}}름|성 {{0,3}}함|존함|본명|가입자|(?:환자|재해자|피재자|신청인|근로자) ?명|예금주|이름이|이름은|성함은|성명은|성함이)\s{{1,3}}{_NAME}{_PARTICLE}",
        ),
        # 저는 김영수입니다
        _at(
            _SELF_CUE,
            rf"{_LEFT}(?:저는|나는|전|난|저|본인은|제가|내가|저희는)\s{{1,2}}{_NAME}(?:{_COPULA}| {_SAID_APART})",
        ),
        # 저는 채가을이라고 합니다: whatever the syllables are
        _at(
            _SELF_CUE,
            rf"{_LEFT}(?:저는|나는|전|난)\s{{1,2}}(?P<name>{_SURNAME}[가-힣]{{1,2}}?(?<![증병염암통공원직상사장]))이?라고 ?(?:합니다|해요|하는|부릅|불러)",
        ),
        # 아버지 하철께서: only a person is spoken of so
        _at(
            _PERSON_CUE,
            rf"(?:{_KIN}|{_ROLES})\s{{1,2}}(?P<name>{_SURNAME}{_FIRST})(?:께서| ?씨(?![가-힣])| ?님[이은께])",
        ),
        # 고은주, 남, 55세
        _at(
            _NAME_CUE,
            rf"{_LEFT}{_NAME}\s?[,/(]\s?(?:남|여|남자|여자|남성|여성|만 ?\d{{2}}|\d{{2}})(?:\s?[,/)]|\s?세|\s?살)",
        ),
        # 같이 일하던 권가온이랑
        compiled(rf"(?:같이|함께) ?(?:일하던|일하는|일한|있던|근무하던|근무한|살던|사는) {_NAME}{_PARTICLE}"),
        # A letter that opens with who writes it.
        _at(
            _opening(rf"[\s,.!~^]{{0,4}}+[{_SURNAMES}]"),
            rf"(?:^|[.!?\n]|안녕하세요|안녕하십니까)[\s,.!~^]{{0,4}}{_NAME} ?(?:입니다|이에요|예요|이라고|라고|인데요)",
        ),
        # 제갈미선 이라고 해요: few words begin like these
        _at(
            _opening(r"\s?[안여저나전본제남황사선서독동]"),
            rf"(?:^|[.!?\n,]\s?){_INTRODUCTION}(?P<name>{_TWO} ?[가-힣]{{1,2}}?)(?:{_COPULA}| {_SAID_APART})",
        ),
        # 임창정, 김부선 두 사람
        _at(
            _NAME_CUE,
            rf"{_LEFT}{_NAME}(?=(?: ?[,./·] ?|[와과] |이?랑 |하고 ){_TWO_NAMES_END})",
        ),
        # 예금주는 이선균입니다
        _at(
            _PERSON_CUE,
            rf"(?:{_KIN}|{_ROLES}|예금주)[은는이가] {{1,2}}{_NAME}{_COPULA}",
        ),
        # 김영수라고 합니다, 박철호라는 동료, 박영수 과장님, 김영희 (인), 김영희(45세), 김영희 [전화번호]
        _at(
            _NAME_CUE,
            rf"{_LEFT}{_NAME}(?:이?라고 ?(?:합|해|하|불|부|함)|이?라는 ?(?:사람|분|동료|직원|친구|의사|환자|이름|형|선배|후배|반장)"
            rf"| ?(?:{_TITLES})(?!업|실)"
            r"| (?:이름|성함)(?=[을은이도으만 ,.?]|$)|\s?(?:올림|드림|배상|귀하|서명|\( ?(?:인|날인|서명|남|여|만 ?\d|\d{2} ?세|\d{2} ?살|사망|당시))"
            r"|[\s,(:/]{0,3}\[(?:주민등록번호|외국인등록번호|전화번호|이메일|계좌번호|여권번호|운전면허번호)\])",
        ),
        # 남궁 혁 소장
        _at(
            cue("남황제사선서독동", _LETTER, "[궁보갈공우문고방] [가-힣]"),
            rf"{_LEFT}(?P<name>{_TWO} [가-힣]{{1,2}}) ?(?:{_TITLES})(?!업|실)",
        ),
        # 송  미  라 (인): written wide where it is signed
        _at(
            cue(_SURNAMES, _LETTER, r" {1,3}[가-힣] {1,3}[가-힣] {0,4}\("),
            rf"{_LEFT}(?P<name>{_SURNAME} {{1,3}}[가-힣] {{1,3}}[가-힣])(?= {{0,4}}\( ?(?:인|날인|서명)(?: ?또는 ?(?:인|날인|서명))? ?\))",
        ),
        # 신 청 인   추 성 만
        _at(
            cue("신청성재대보위진확작", _LETTER, " "),
            rf"{_LEFT}(?:신 {{1,3}}청 {{1,3}}인|청 {{1,3}}구 {{1,3}}인|성 {{1,4}}명|재 {{1,3}}해 {{1,3}}자|대 {{1,3}}표 {{1,3}}자|대 {{1,3}}리 {{1,3}}인|보 {{1,3}}호 {{1,3}}자|위 {{1,3}}임 {{1,3}}인"
            rf"|진 {{1,3}}정 {{1,3}}인|확 {{1,3}}인 {{1,3}}자|작 {{1,3}}성 {{1,3}}자)[ :]{{1,6}}(?P<name>{_SURNAME} {{1,3}}[가-힣] {{1,3}}[가-힣])(?![가-힣])",
        ),
        # [구본택] [오후 6:41]: a chat that was copied; "육동민아 피해!": somebody who is called
        compiled(rf"\[{_NAME}\](?= ?\[(?:오전|오후|AM|PM|\d{{1,2}}:))"),
        compiled(rf"(?:오전|오후) \d{{1,2}}:\d{{2}}, {_NAME}(?= :)"),
        _at(
            cue(_SURNAMES, then=r"(?<=[\"'“‘].)"),
            rf"(?<=[\"'“‘]){_NAME}[아야](?=[ ,!?~.])",
        ),
        # [전화번호] 김영희
        compiled(
            rf"\[(?:주민등록번호|외국인등록번호|전화번호|계좌번호|이메일|카드번호|이름|성명|성함)\][\s,)(/:]{{1,3}}{_NAME}(?=$|[^가-힣]|[은는이가]\s|님|씨|입니)"
        ),
        # A name of which few words are like.
        _at(
            _SURE_NAME_CUE,
            rf"{_LEFT}(?P<name>{_SURE_NAME}){_PARTICLE}",
        ),
    ),
    *_named(
        _is_short_name,
        # 저 허준 인데요
        _at(
            _SELF_CUE,
            rf"{_LEFT}{_INTRODUCED}(?P<name>{_SURNAME}{_LAST}) ?(?:입니다|인데요|이라고|라고|이에요|예요)",
        ),
    ),
    *_named(
        lambda match: is_given_name(match["name"]) and match["name"] not in _NO_NAME_OF_TWO,
        # 수연이가: the 이 that is spoken after a given name
        _at(
            cue(_GIVEN, _LETTER, "[가-힣]이[가도]"),
            rf"{_LEFT}(?P<name>{_FIRST}{_LAST})이(?:가|도)(?![가-힣])",
        ),
    ),
    *_named(
        lambda match: is_given_name(match["name"]) and match["name"] not in _NOT_POLITE,
        # 춘자언니가
        _at(
            cue(_GIVEN, _LETTER, "[가-힣] ?[언오누]"),
            rf"{_LEFT}(?P<name>{_FIRST}{_LAST}) ?(?:언니|오빠|누나|누님)(?=$|[^가-힣]|[가는를도와랑의야]|이|께|한테|하고|네)",
        ),
    ),
    *_named(
        lambda match: is_given_name(match["name"]) and match["name"] not in _NOT_POLITE,
        # 철수야 너 그때 봤잖아: who is spoken to
        _at(
            cue(_GIVEN, _LETTER, "[가-힣][아야][ ,!~]"),
            rf"{_LEFT}(?P<name>{_FIRST}{_LAST})[아야](?=[ ,!~]{{1,2}}(?:너|네가|니가|나 |내가|우리|그때|혹시|미안|고마|부탁))",
        ),
    ),
    *_named(
        lambda match: True,
        # [오후 9:47] 김반장: who wrote a line of a chat
        _at(
            cue(r"\["),
            r"\[(?:오전|오후|AM|PM)? ?\d{1,2}:\d{2}\] ?(?P<name>[가-힣A-Za-z][가-힣\w]{1,11}(?: [가-힣]{1,4})?) ?:",
        ),
    ),
    *_named(
        _is_nickname,
        # [단톡방] 뽀글이님: 조사관 언제 온대요?
        _at(
            _opening(r" {0,2}[가-힣\[]"),
            r"(?:^|\n)(?:\[[^\[\]\n]{1,12}\])? {0,2}(?P<name>[가-힣][가-힣\w]{1,11}?) ?님 ?:",
        ),
        # 답변 주신 짱구아빠님
        _at(
            cue("답댓글말조도", then="[변글씀언움을도 해주남달쓰올다]"),
            r"(?:답변|답글|댓글|글|말씀|조언|도움|답)(?:을|도)? ?(?:해 ?)?(?:주신|남기신|달아 ?주신|쓰신|올리신|다신) (?P<name>[가-힣][가-힣\w]{1,11}?) ?님(?![가-힣]{3})",
        ),
    ),
    *_named(
        lambda match: unseen(match["name"]) == 1 and match["name"] not in _NOT_POLITE,
        # 옹달씨는
        _at(
            cue("가-힣", _LETTER, "[가-힣]씨"),
            rf"{_LEFT}(?P<name>[가-힣][가-힣](?<![글솜말맘음날불맵람]))씨(?=[가는를와도의](?![가-힣])|에게|한테|라고)",
        ),
    ),
    *_named(
        lambda match: not _OFFICE_SENDER.search(match["name"]),
        # 보낸사람: 부르릉기사 <[이메일]>
        compiled(
            r"(?:보낸 ?(?:사람|이)|보내는 ?(?:사람|이)|받는 ?(?:사람|이)|발신(?:인|자)?|수신(?:인|자)?|참조|\bfrom|\bto|\bcc) ?: {0,2}[\"']?"
            r"(?P<name>(?![\s\"'])[^\n<>\[\]\":,]{2,30}?)[\"']? {0,2}<? ?\[이메일\]"
        ),
    ),
    *_named(
        lambda match: is_given_name(match["name"]) or match["name"] in _GIVEN_WORDS,
        # 하늘이 아빠
        _at(
            cue(_GIVEN + "".join(word[0] for word in _GIVEN_WORDS), _LETTER, "[가-힣]이[ 가-힣]"),
            rf"{_LEFT}(?P<name>{_FIRST}{_LAST}|{_WORDS})이 ?(?:아빠|엄마|아버지|어머니|아버님|어머님|할머니|할아버지|삼촌|이모|고모)",
        ),
    ),
    *_named(
        _is_foreign_name,
        # 솜차이 분미 태국 사람인데
        _at(
            _opening(r"\s?[가-힣]"),
            rf"(?:^|[.!?\n]\s?){_INTRODUCTION}(?P<name>[가-힣]{{2,6}}(?: [가-힣]{{1,5}}){{0,3}}),? {_LAND}"
            rf"(?:(?: ?사람| ?국적| ?출신|인) ?{_COPULA}| ?에서 ?(?:왔|온 ?사람))",
        ),
    ),
    *_named(
        lambda match: not _NOT_FOREIGN_NAME.search(match["name"]),
        # 바트에르덴이라는 몽골 동료
        _at(
            cue("가-힣", _LETTER, "[가-힣]{1,10}+(?:(?<=라는) | 이?라는 )"),
            rf"{_LEFT}(?P<name>[가-힣]{{2,8}}?) ?이?라는 (?:{_LAND} ?(?:사람|동료|친구|직원|형|동생|아저씨)|외국인)",
        ),
        # 베트남에서 온 응우옌 씨
        compiled(
            rf"{_LAND}(?: ?사람|인|에서 ?온| ?출신| ?국적)?(?: ?남편| ?아내| ?동료| ?친구)?(?:인|의)? "
            rf"(?P<name>[가-힣]{{1,5}}(?: [가-힣]{{1,4}}){{0,3}})(?:{_COPULA}| ?씨(?![가-힣]{{2}})| ?님)"
        ),
        # 동료 수라즈 씨
        _at(
            _PERSON_CUE,
            rf"(?:{_KIN}|{_ROLES}) (?P<name>[가-힣]{{2,5}}(?: [가-힣]{{1,4}}){{0,2}}) 씨(?![가-힣]{{2}})",
        ),
    ),
    *_named(
        lambda match: match["name"] not in _COMMON_THREE and match["name"][:2] not in _TITLES_OF_TWO,
        # 남궁 혁씨
        _at(
            cue("".join(each[0] for each in SURNAMES_OF_TWO), _LETTER),
            rf"{_LEFT}(?P<name>{_TWO} [가-힣]{{1,2}}) ?(?:씨|님)(?![가-힣]{{2}})",
        ),
        # 용 미 란(관계), 제 갈 민 수 (인): each syllable apart
        _at(
            cue(_SURNAMES, _LETTER, " {1,2}[가-힣] {1,2}[가-힣](?![가-힣])"),
            rf"{_LEFT}(?P<name>(?:[남황제사선서독동] {{1,2}}[궁보갈공우문고방]|{_SURNAME}) {{1,2}}{_FIRST} {{1,2}}{_LAST})(?= *(?:\(|$|\n)| +(?:서명|날인|인\)|印))",
        ),
        # 김영희 씨, 김영희님
        _at(
            _NAME_CUE,
            rf"{_LEFT}{_NAME} ?(?:씨|님)(?![가-힣]{{0,1}}앗)",
        ),
    ),
    *_named(
        lambda match: match["name"] not in _NOT_POLITE,
        # 영희 씨
        _at(
            cue(_SURNAMES + _GIVEN, _LETTER, "(?: [가-힣])?[가-힣] ?씨"),
            rf"{_LEFT}(?P<name>(?:{_SURNAME} )?{_FIRST}{_LAST}) ?씨(?=$|[^가-힣]|[가는를와도의]|에게|한테|랑|라고|께|하고|입|예)",
        ),
    ),
    *_named(
        _is_labelled_name,
        # 성명: 김영희
        _at(
            _LABEL_CUE,
            rf"{_PERSON_LABEL}\s{{0,3}}[:=|-]\s{{0,3}}"
            rf"(?P<name>{_SURNAME} {{1,3}}[가-힣] {{0,3}}[가-힣](?![가-힣])|[가-힣]{{1,5}}(?: [가-힣]{{1,5}}){{1,3}}(?=\s*(?:$|[\n,(/|]))|[가-힣]{{2,6}}|[\u4e00-\u9fff]{{2,4}})",
        ),
        # 제 이름은 김영희입니다
        _at(
            cue("이성존본가", then="[름명함입]", lead=_LONGEST_WORD + 2),
            rf"(?:{_LEFT}(?:제|내|저의|나의|본인|우리)|{_KIN})의? ?(?:이름|성명|성함|존함|본명|가입자|존함|본명)(?:은|이|을|:)?\s{{1,2}}"
            rf"(?P<name>{_SURNAME} ?[가-힣]{{1,2}}|[가-힣]{{2,6}}?|응[우웬옌][가-힣]?(?: [가-힣]{{1,3}}){{1,3}}) ?{_COPULA}",
        ),
        # 이름은 김영희, …
        compiled(
            rf"(?:이름|성명|성함|존함|본명)(?:은|이)\s{{0,2}}(?P<name>{_TWO}[가-힣]{{1,2}}|{_SURNAME} ?{_FIRST}{_LAST}?|[김박최황윤송홍권] ?[가-힣]{{1,2}})(?: ?{_COPULA}|[,.](?!\w)|$)"
        ),
        # 이름이 수라즈입니다, where nothing before says whose or what's name it is.
        _at(
            _opening(r"\s?[이성본]"),
            rf"(?:^|[.!?\n]\s?)(?:이름|성명|성함|본명)(?:은|이)\s(?P<name>[가-힣]{{2,6}}?){_COPULA}",
        ),
        # 이름: NGUYEN VAN A
        _at(
            _LABEL_CUE,
            rf"(?:{_PERSON_LABEL}|이름|성명|성함|본명|Name|NAME)(?:은|이|을)?\s{{0,3}}[:=|-]?\s{{0,3}}(?P<name>{_LATIN_WORD}(?: {_LATIN_WORD}){{0,4}})",
            cased=True,
        ),
        # 성명: nguyen van a
        _at(
            _LABEL_CUE,
            r"(?:성 {0,4}명|이 {0,3}름|성 {0,3}함|본명|\bname)\s{0,2}(?:[:=]|은|이|is)\s{0,2}(?P<name>[a-z][a-z'.-]{1,19}(?: [a-z][a-z'.-]{1,19}){1,4})(?![a-z@])",
        ),
    ),
    *_named(
        lambda match: _is_name(match["name"]) and match["name"] not in _NO_NAME,
        # 남편: 김철수
        _at(
            _PERSON_CUE,
            rf"(?:{_KIN}|{_ROLES})(?: ?\([^()\n]{{1,10}}\))?\s{{0,3}}[:=|]\s{{0,3}}(?P<name>{_SURNAME}(?: {{0,3}}{_FIRST}{_LAST}| {{1,3}}{_FIRST} {{1,3}}{_LAST}))(?![가-힣])",
        ),
    ),
    *_named(
        _is_foreign_name,
        # [이름] but 급여명세서에는 찬 소피악으로 찍혀 있습니다: the same name, as another paper has it
        compiled(
            r"\[이름\][^\n\[\]]{0,30}?[가-힣](?:에는?|엔) (?P<name>[가-힣]{1,4} [가-힣]{1,4}(?: [가-힣]{1,4})?)(?:으로|로|라고|이라고) ?(?:찍|적|기재|나와|되어|돼|써)"
        ),
    ),
    *_named(
        lambda match: True,
        # Thidar Aung, above the address of who signs
        re.compile(
            r"(?:^|(?<=\n)) {0,3}(?P<name>[A-Z][A-Za-z'.-]{1,19}(?: [A-Z][A-Za-z'.-]{1,19}){1,3}) {0,3}(?=\n {0,3}(?:[Ee]-?mail ?:? ?)?\[(?:이메일|전화번호)\])",
        ),
        # name on the contract is CHAN SOPHEAK
        _at(
            cue("nNsS", _LETTER, "[aAi][mMg]"),
            rf"\b(?:(?:[Nn]ame|NAME)(?: (?:on|in|of) (?:the |my |his |her )?(?!company|firm|factory|hospital|site|machine|product|chemical|disease|law)[a-z]{{2,14}}(?: [a-z]{{2,14}})?)? (?:is|was|as|says)|[Ss]igned by:?) (?P<name>{_LATIN_WORD}(?: {_LATIN_WORD}){{0,4}})",
            cased=True,
        ),
        # 이름 សុខា, သီတာအောင် 씨
        re.compile(
            rf"(?:이름|성명|성함|본명|[Nn]ame|서명|계약서|{_KIN}|{_ROLES})(?:은|는|이|에|의|:|\(| ){{0,3}}(?P<name>{_OTHER_SCRIPT}{{2,24}}(?: {_OTHER_SCRIPT}{{2,24}}){{0,3}})"
        ),
        _at(
            cue(_OTHER_SCRIPT[1:-1], _OTHER_SCRIPT[1:-1]),
            rf"(?<!{_OTHER_SCRIPT})(?P<name>{_OTHER_SCRIPT}{{2,24}}(?: {_OTHER_SCRIPT}{{2,24}}){{0,3}})(?= ?(?:씨|님|입니다|이에요|예요|라고|이라고|이라는|라는))",
        ),
        # 함자가 방 상자 구자 되시는데
        _at(
            cue("함존성이", then="[자함름]"),
            rf"(?:함자|존함|성함|이름)(?:가|는|은|이|:)? ?(?P<name>{_SURNAME}(?:씨에?)? ?[가-힣] ?자,? ?(?:[가-힣] ?자)?)(?![가-힣]{{3}})",
        ),
        _at(
            cue(_SURNAMES, _LETTER, r",? ?[가-힣]자,? [가-힣]자"),
            rf"{_LEFT}(?P<name>{_SURNAME},? ?[가-힣]자,? [가-힣]자)(?= ?(?:쓰|되시|되십|이십|이신|입니|이셔|이세))",
        ),
        # 상호: … over 등록번호: …: a trade that bears the number of its owner
        _at(
            cue("상", then="호"),
            r"상호(?:명)? ?[:：] ?(?P<name>[^\n\[\]:]{2,20}?)(?=\s{0,3}[\n,/]\s{0,3}(?:사업자 ?)?등록 ?번호 ?[:：] ?\[)",
        ),
        # 응우옌 반 아
        _at(
            cue("응쩐팜호부즈쯔딘", _LETTER, "[우옌웬엔 앙이오엉]"),
            rf"{_LEFT}(?P<name>응우?[옌웬엔](?: ?[가-힣]{{1,3}})(?: [가-힣]{{1,3}})?|(?:쩐|팜|호앙|부이|응오|즈엉|쯔엉|딘) [가-힣]{{1,3}} [가-힣]{{1,3}}?){_PARTICLE}",
        ),
        # Kim Min-su, Sarah Lim, Min-su Kim: a Korean surname beside a given name
        _at(
            cue("A-Z", "A-Za-z", r"[A-Za-z-]{1,24}+ [A-Z]"),
            rf"(?<![A-Za-z-])(?P<name>{_ROMANISED} [A-Z][a-z]{{1,7}}-[A-Za-z][a-z]{{1,7}}|[A-Z][a-z]{{2,11}}(?:-[A-Za-z][a-z]{{1,7}})? {_ROMANISED})(?![A-Za-z])",
            cased=True,
        ),
        # Nguyen Thi Hanh: in Latin letters few other words begin like these
        _at(
            cue("NTPHDĐBVL", "A-Za-z"),
            rf"\b(?P<name>(?:Nguy[eễ]n|NGUYEN|Tr[aầ]n|TRAN|Ph[aạ]m|PHAM|Ho[aà]ng|HOANG|Hu[yỳ]nh|HUYNH|Phan|PHAN|Tr[uư][oơ]ng|TRUONG|D[uư][oơ]ng|DUONG|[DĐ]inh|DINH|B[uù]i|BUI|[DĐ][aặ]ng|DANG|Ng[oô]|NGO|Lê|V[uũ]|V[oõ]|[DĐ]ỗ|Hồ|L[yý])"
            rf"(?: {_LATIN_WORD}){{1,3}})",
            cased=True,
        ),
        # 我叫王建国，
        compiled(
            rf"(?:我叫|我是|名叫|他叫|她叫|姓名[是:：]?|名字[是叫]|同事|工友|丈夫|妻子|老公|老婆)(?P<name>{_HAN_SURNAME}[\u4e00-\u9fff]{{1,2}}?)"
            r"(?=$|[^\u4e00-\u9fff]|[在是说和的来受从])"
        ),
        # 동료 Nguyen Van A
        _at(
            _LATIN_CUE,
            rf"(?:{_KIN}|{_ROLES}|저는|나는|제가|전|故|고)\s?[(,:]?\s?(?P<name>{_LATIN_WORD}(?: {_LATIN_WORD}){{1,4}})(?=$|[^A-Za-z])",
            cased=True,
        ),
        # my coworker Kim Sang-ho, Mr. Dang Van Tuan, my name is Roberto Cruz
        _at(
            cue("MmTtOoHhNnDcI", then="[yhuieaArs ']"),
            rf"(?:(?:[Mm]y|[Tt]he|[Oo]ur|[Hh]is|[Hh]er) (?:name is|husband|wife|father|mother|son|daughter|brother|sister|friend|boss|supervisor|manager|co-?workers?|colleagues?|"
            rf"foreman|doctor),?|[Nn]ame:?|(?:Mr|Mrs|Ms|Dr)\.?|called|named|[Tt]his is|I am|I'm) (?P<name>{_LATIN_WORD}(?: {_LATIN_WORD}){{0,4}})",
            cased=True,
        ),
        # 제 친구 Bekzod가
        _at(
            _LATIN_CUE,
            rf"(?:{_KIN}|{_ROLES}|사람|출신|국적)(?:인)? ?\(?(?P<name>{_LATIN_WORD}(?: {_LATIN_WORD}){{0,4}})(?=\)|씨| 씨|님|[이가은는을를과와도의](?![가-힣])|랑|이랑|한테|에게)",
            cased=True,
        ),
        # 저는 Suraj입니다
        re.compile(
            r"(?:저는|나는|제가|제 이름은|제 이름이|남편 이름은|아내 이름은)\s(?P<name>[A-Z][a-z]{1,19})(?:이?라고|입니다|이에요|예요|이고)"
        ),
        # 阮文雄이 봤어요: in a text that is otherwise Korean
        _at(
            cue(r"\u4e00-\u9fff", r"\u4e00-\u9fff", rf"(?<=(?={_HAN_SURNAME}).)[\u4e00-\u9fff]"),
            rf"(?<![\u4e00-\u9fff])(?P<name>{_HAN_SURNAME}[\u4e00-\u9fff]{{1,2}}(?![\u4e00-\u9fff]))",
        ),
        # [이름] (金英姬)
        compiled(r"\[이름\] ?(?P<name>\( ?[\u4e00-\u9fff]{2,4} ?\))"),
    ),
)
