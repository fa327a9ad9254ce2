"""Addresses of homes: roads, lots, flats."""

import re
from collections.abc import Callable

from lib.privacy.context import REGION, before, compiled
from lib.privacy.recogniser import Kind, Recogniser, cue, cue_of
from lib.text.numbers import NUMERAL_SYLLABLES

_BUILDINGS = (
    r"(?:아파트|APT|빌라|맨션|연립|오피스텔|주택|원룸|타운|하이츠|빌리지|캐슬|자이|래미안|푸르지오|힐스테이트|"
    r"아이파크|더샵|이편한세상|e편한세상|센트럴|파크|스위첸|기숙사|고시원|고시텔|빌딩|타워|상가|팰리스|주공|빌)"
)
_BUILDING_CUE = cue_of(*_BUILDINGS.removeprefix("(?:").removesuffix(")").split("|"))
# After a number that is counted, measured or dated, and so no house's.
_COUNTED = (
    rf"(?!\d|[.,]\d|:\d|[^\S\n]?(?![가-힣]{{0,8}}{_BUILDINGS})(?:년|개월|월|일|주|시|분|초|회|차|번(?!지)|명|인(?!데)|원|만|천|억|%|퍼센트|도|세|살(?![아고았던며지다어])|킬로|kg|km|m|"
    r"cm|mm|l|톤|t|개|건|배|점|급|대|장|미터|층|가지|군데|데시벨|dB|mg|kcal|평|조|항|쪽|권|등급|레벨|단계|~|위|인치))"
)
_LOT = rf"(?:산 ?)?\d{{1,5}}(?: ?- ?\d{{1,4}})?(?: ?번지)?{_COUNTED}"
# What may follow a house number: the place in brackets, a building, its 동, floor and 호.
_REST = compiled(
    r"(?:[\s,]{0,3}(?:\([가-힣0-9]{1,8}[동가리][^()\n]{0,25}\)"
    rf"|[가-힣A-Za-z0-9·]{{0,12}}{_BUILDINGS}(?: ?\d{{1,2}}(?:단지|차))?(?![가-힣])"
    rf"|[가-힣A-Za-z0-9·]{{0,12}}{_BUILDINGS}(?= ?\d{{1,4}}(?:동|호|-\d))"
    r"|[가-힣A-Za-z0-9·]{2,14}(?= (?:\d{1,4}|[가-하A-Z])동? ?\d{0,4}호)"
    rf"|\([^()\n]{{0,12}}{_BUILDINGS}[^()\n]{{0,12}}\)"
    r"|(?:(?:제 ?)?\d{1,4}|[가-하A-Z])동(?![가-힣])|(?:(?:제 ?)?\d{1,4}|[가-하A-Z])동(?= ?\d)"
    r"|(?:지하|지상|B)? ?\d{1,2}층|(?:지층|반지하|옥탑|B) ?(?:\d{1,4}호)?|(?:제 ?)?\d{1,5}호(?!기|선|차|봉)"
    r"|(?:[가-힣A-Za-z0-9]{2,10} )?\d{1,4}[-/]\d{3,4}호?(?!\d)|번지)){1,6}"
)

# The one word before 101동 1203호, mostly the name of the houses.
_ESTATE = compiled(r"(?<![가-힣A-Za-z0-9])[가-힣A-Za-z0-9]{3,11}(?<![은는이가을를에서의도]) $")
_WORD_END = compiled(r"[가-힣0-9·A-Za-z]+$")
_DISTRICT = re.compile(
    rf"(?:(?:{REGION})(?:특별자치시|특별자치도|특별시|광역시|시|도)?|[가-힣]{{1,5}}(?:시|군|구|읍|면|동|\d가|리))[\s,]*$"
)
_NOT_DISTRICT = re.compile(
    r"(?:(?:당|다|역|혹|즉|일|수|임|드|잠|동|몇|때|의|입사|퇴사|필요|작업|근무)시|[친요연도기욕축농가복출입항]구|[허우자머다무관처거수정논권]리|"
    r"(?:운|노|활|행|작|진|감|변|공|자|가|출|이|충|소|전|기|병|비|생)동|(?:화|측|정|이|전|양|반|내|표|국|앞|뒷|옆)면)[\s,]*$"
)
_IN_DISTRICT = re.compile(r"(?<=[가-힣]{2})[시군구읍면도](?=[가-힣]{2})")
_VILLAGE_BEFORE = re.compile(r"(?<=[시군구] )[가-힣]{1,6}\d?[읍면동리] (?:[가-힣]{1,6}\d?리 )?$")
_ADDRESS_WORD = compiled(
    r"주소|거주|자택|집은|집이|사는\s?곳|사는\s?데|살고|본적|등록\s?기준지|소재|우편|택배|배달|이사\s?(?:간|온)|보내|배송"
)
_LIVES = compiled(r" ?(?:에|에서) ?(?:살|거주|사는|산다|삽니다|사십|사셨|지내|세\s?들|이사|자취|입니다)")
_ADVERBS = re.compile(
    r"으로$|^(?:추가|바|새|서|별도|주|따|실제|대|제대|그대|스스|절|홀|차례|과|피|하루|도|통|경|진|임의|수시|반대|번갈아|"
    r"연이|번호|단위|순서|전체|최대|최소|평균|나이|대체|결과|기준|위|아래|뒤|거꾸|이리|저리|함부|날|때|회사|부서)로$"
    r"|^(?:귀|퇴근|출근|출퇴근|하|오는|가는|도|뱃|산|한|외|빗|눈|골목|갈림|내리막|오르막)길$"
)
_NOT_VILLAGE = re.compile(
    r"(?:운|노|활|행|작|진|감|변|공|자|가|출|아|합|연|구|유|요|파|박|이|격|충|발|선|폭|협|거|수|부|난|소|전|기|회|제|병|"
    r"비|객|냉|율|주|생|준|강|추|휴|환|시|고|율)동$|(?:허|다|머|거|관|처|자|소|우|수|정|논|분|유|권|요|대|무|꼬|미|심|조|마)리$|(?:장|화|측|정|이|전|양|배|수|반|내|표|국|단|앞|뒷|옆)면$"
)


# What ends like a village and is one of many.
_NO_PLACE = frozenset(
    [
        "우리",
        "이리",
        "그리",
        "저리",
        "동",
        "리",
        "면",
        "마리",
        "자리",
        "다리",
        "허리",
        "머리",
        "소리",
        "빨리",
        "멀리",
        "미리",
    ]
)

# How a house without a number is described.
_LOOKS = r"[가-힣]{0,5} ?(?:대문|지붕|기와|슬레이트|양철|벽돌|초가|한옥|양옥|담장|돌담|철문|마당|나무|우물|방앗간|축사|외딴) ?집"
_ORDER = (
    r"(?:(?:끝|입구|초입|들머리|어귀|안쪽|맨)[가-힣]{0,4} ?)?(?:첫|두|세|네|다섯|둘|셋|넷|\d{1,2}) ?(?:번째|번 ?째|째) ?집"
    r"|(?:맨|제일|가장) ?(?:끝|안쪽|위|윗|아래|아랫|꼭대기) ?집|(?:끝|초입|들머리|어귀|꼭대기) ?집"
)
_NEXT_TO = r"[가-힣]{2,8} ?(?:옆|뒷|앞|윗|아랫|맞은편|건너편?) ?집"


# Whether a road with a number is an address: by what it has, or by what stands around it.
def _is_road(match: re.Match[str]) -> bool:
    start, word = _word_around(match.string, match.end("road"))
    return not _ADVERBS.search(word) and bool(
        match["lane"]
        or (match["road"] == "길" and "-" in match[0])
        or _REST.match(match.string, match.end())
        or _is_placed(match, start)
        or _LIVES.match(match.string, match.end())
    )


# Whether a village with a number is an address.
def _is_lot(match: re.Match[str]) -> bool:
    lot = match["lot"]
    if "번지" in lot:
        return True
    start, word = _word_around(match.string, match.start("lot"))
    placed = _is_placed(match, start)
    if "-" in lot or "산" in lot:
        return placed or not (_NOT_VILLAGE.search(word) or word.endswith(("면", "읍", "리")))
    village = word.split(" ")[-1]
    return placed and not (len(village) < 3 and _NOT_VILLAGE.search(village)) and not village.endswith("면")


# Whether a district or a word for where somebody lives stands before.
def _is_placed(match: re.Match[str], start: int) -> bool:
    text, reach = match.string, max(0, start - 12)
    in_district = _DISTRICT.search(text, reach, start) and not _NOT_DISTRICT.search(text, reach, start)
    return bool(in_district) or before(_ADDRESS_WORD, match, 20, start)


# The word that ends there (spaces before it passed over): its start within reach, and the word.
def _word_around(text: str, end: int) -> tuple[int, str]:
    while end and text[end - 1] == " ":
        end -= 1
    match = _WORD_END.search(text, max(0, end - 16), end)
    start = match.start() if match else end
    # "성남시분당구판교로" written as one: the town may stay.
    for district in _IN_DISTRICT.finditer(text, start, end):
        start = district.end()
    village = _VILLAGE_BEFORE.search(text, max(0, start - 12), start)
    return (village.start() if village else start), text[start:end]


# From a start to the end of the address.
def _whole(match: re.Match[str], start: int) -> tuple[int, int]:
    rest = _REST.match(match.string, match.end())
    return start, rest.end() if rest else match.end()


# From the word that ends at a place of the match to the end of the address.
def _from_word(place: Callable[[re.Match[str]], int]) -> Callable[[re.Match[str]], tuple[int, int]]:
    return lambda match: _whole(match, _word_around(match.string, place(match))[0])


# From the name of the houses, where it stands before a flat, to the end of the address.
def _from_estate(match: re.Match[str]) -> tuple[int, int]:
    estate = _ESTATE.search(match.string, max(0, match.start() - 12), match.start())
    return _whole(match, (estate or match).start())


ADDRESSES = (
    Recogniser(
        Kind.ADDRESS,
        compiled(
            rf"[가-힣]\d?(?P<road>로|길) ?(?P<lane>\d{{1,4}} ?(?:번 ?[가-하]?|[가-하])? ?길)? ?(?:지하 ?)?\d{{1,5}}(?: ?- ?\d{{1,4}})?{_COUNTED}"
        ),
        _is_road,
        extended=_from_word(lambda match: match.end("road")),
        cue=cue("로길", then=r" {0,2}[\d지]", lead=2),
    ),
    Recogniser(
        Kind.ADDRESS,
        compiled(rf"(?:[가-힣]\d?동(?! ?\d가)|[가-힣](?:읍|면|리)|\d가) {{0,2}}(?P<lot>{_LOT})"),
        _is_lot,
        extended=_from_word(lambda match: match.start("lot")),
        cue=cue("동읍면리가", then=r" {0,2}[산\d]", lead=2),
    ),
    Recogniser(
        Kind.ADDRESS,
        compiled(r"(?<![\d.-])(?:산 ?)?\d{1,5}(?: ?- ?\d{1,4})? ?번지(?!점|수)"),
        extended=lambda match: _whole(match, match.start()),
        cue=cue("번", then="지", lead=15),
    ),
    Recogniser(
        Kind.ADDRESS,
        compiled(
            r"(?<![\d.-])(?:(?:제 ?)?\d{1,4}|(?<![가-힣A-Za-z0-9])[가-하A-Z])동[ ,]{0,2}(?:지하 ?)?(?:\d{1,2}층 ?)?(?:제 ?)?B?\d{1,5}호(?!기|선|차)"
        ),
        extended=_from_estate,
        cue=cue("동", then=r"[ ,]{0,2}[지제bB\d]", lead=6),
    ),
    # 제2층 제203호
    Recogniser(
        Kind.ADDRESS,
        compiled(r"(?<![\d.-])(?:제 ?)?(?:지하 ?)?\d{1,2}층[ ,]{0,2}(?:제 ?)?B?\d{2,5}호(?!기|선|차|실)"),
        extended=_from_estate,
        cue=cue("층", then=r"[ ,]{0,2}[제bB\d]", lead=7),
    ),
    Recogniser(
        Kind.ADDRESS,
        compiled(
            rf"{_BUILDINGS} ?(?:\d{{1,2}}(?:단지|차),? ?)?(?:(?:\d{{1,4}}|[가-하A-Z])동[ ,]{{0,2}})?"
            r"(?:\d{1,2}층 ?)?(?:(?:지하 ?|B)?\d{1,5}호(?!기|선|차)|\d{2,4} ?- ?\d{3,4}호?(?!\d))"
        ),
        extended=_from_word(re.Match.start),
        cue=_BUILDING_CUE,
    ),
    # 래미안 백십이동 칠백삼호
    Recogniser(
        Kind.ADDRESS,
        compiled(
            rf"(?<![가-힣])[{NUMERAL_SYLLABLES}]{{1,6}}동[ ,]{{0,2}}[{NUMERAL_SYLLABLES}]{{2,6}}호(?!기|선|차|실)"
        ),
        extended=_from_estate,
        cue=cue(NUMERAL_SYLLABLES, "가-힣", rf"[{NUMERAL_SYLLABLES}]{{0,5}}동"),
    ),
    # 행복빌라 나동 옥탑
    Recogniser(
        Kind.ADDRESS,
        compiled(
            rf"{_BUILDINGS} ?(?:(?:\d{{1,4}}|[가-하A-Z])동[ ,]{{0,2}})?(?:옥탑방?|반지하|지층|지하방?)(?=$|[^가-힣]|[에로은이])"
        ),
        extended=_from_word(re.Match.start),
        cue=_BUILDING_CUE,
    ),
    # 소룡동 은파장 306호, 가좌동 골목시장 끝 초록대문집 반지하
    Recogniser(
        Kind.ADDRESS,
        compiled(
            r"(?<![가-힣])(?:[가-힣]{2,4}[시군구]? ){0,2}(?P<village>[가-힣]{1,5}\d?(?:동|읍|면|리)) (?:[가-힣A-Za-z0-9]{1,9} ){0,4}?"
            r"(?:(?<![가-힣])[가-힣A-Za-z0-9]{0,6}?\d{1,5}호(?!기|선|차|실|봉|공|증)|반지하|옥탑방?)(?=$|[^가-힣]|[에로은이])"
        ),
        lambda match: not _NOT_VILLAGE.search(match["village"]) and match["village"] not in _NO_PLACE,
        cue=cue("동읍면리", then=" ", lead=17),
    ),
    # A bed in a hospital: 7병동 6층 614호실 창가 자리
    Recogniser(
        Kind.ADDRESS,
        compiled(
            r"(?<![\d.-])(?:\d{1,3}|[A-Z]|[가-힣]{1,6})? ?병동[ ,]{0,2}(?:\d{1,2}층[ ,]{0,2})?\d{3,4}호실?"
            r"(?: ?[가-힣]{1,4} ?(?:자리|침대|침상|베드))?"
        ),
        cue=cue("병", then="동", lead=7),
    ),
    # A house that the village knows by its look or its place: 돌구지마을 파란대문집, 양지말 끝에서 둘째 집
    Recogniser(
        Kind.ADDRESS,
        compiled(
            rf"(?<![가-힣])(?!(?:우리|이웃|옆|그|이|저|온|한|시골|같은) ?(?:마을|동|리))(?:[가-힣]{{1,5}}[읍면동리] )?[가-힣]{{1,7}}(?:마을|말|골|뜸|촌|부락|[읍면동리])"
            rf"(?: [가-힣]{{1,8}}){{0,2}} (?:{_LOOKS}|{_ORDER}|{_NEXT_TO})(?= ?(?:$|[,.)\n]|입니|이에|예요|이라|이고|인데|으로|에(?!서)|에서 ?[살사산]))"
        ),
        cue=cue("가-힣", "가-힣", "[가-힣]{0,9}+(?<=[을말골뜸촌락읍면동리]) "),
    ),
    Recogniser(
        Kind.ADDRESS,
        compiled(r"(?:집|주소|사는 ?곳|거주지)[은는이]?[ :]{1,3}(?P<flat>\d{2,4}-\d{3,4})(?![\d-])"),
        extended=lambda match: _whole(match, match.start("flat")),
    ),
    # 새터마을 14호, 사서함 1873호
    Recogniser(
        Kind.ADDRESS,
        compiled(
            r"(?<![가-힣])(?:[가-힣]{1,7}(?:마을|부락|농원)|(?:우편 ?)?사서함) ?(?:제 ?)?\d{1,5}호(?!기|선|차|점|봉)"
        ),
        cue=cue("을락원함", then=r" ?(?:제 ?)?\d", lead=8),
    ),
    Recogniser(
        Kind.ADDRESS,
        compiled(
            r"(?<!\w)(?:\d{1,4}(?:-\d{1,4})?,? )?\d{1,4}(?:-\d{1,4})?,? [A-Za-z]+-?(?:daero|ro|gil)\b(?:[ ,]{1,2}\d{1,4}\b)?"
            r"|(?<!\w)\d{1,4}(?:-\d{1,4})?,? [A-Za-z]{3,} \d{1,3}-(?:ro|gil)\b"
            r"|\b[A-Za-z]{3,}-?(?:daero|ro|gil)(?: \d{1,4}(?:beon)?-?gil)? \d{1,4}(?:-\d{1,4})?(?!\w)"
            r"(?:,? (?:room|unit|apt\.?|no\.?|ho|#) ?\d{1,4}\b)?"
            r"|\b(?:room|unit|apt\.?|apartment) (?:no\. ?|#)?\d{2,4}\b"
        ),
        cue=cue(
            r"\dA-Za-z",
            r"\w",
            r"[\d ,-]{1,21}+(?<= )[A-Za-z]|[A-Za-z]*+(?:-[A-Za-z]++)?\.? (?:\d|#|[nN][oO])",
        ),
    ),
)
"""Addresses by road, by lot and by flat, each to its end."""
