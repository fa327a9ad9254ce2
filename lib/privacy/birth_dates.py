"""Days of birth, in digits and in words; a year alone is an age, and every other day is the case's."""

from lib.privacy.context import before, compiled
from lib.privacy.recogniser import Kind, Recogniser, cue
from lib.text.english_days import ENGLISH_DATE
from lib.text.numbers import ANY_DATE, ANY_DAY, ANY_DAY_OF_MONTH, NUMERAL_SYLLABLES

_BIRTH = r"(?:생\s?년\s?월\s?일|(?<!발)생일|생월일|생년|출생(?:연월일|년월일|일자?|신고일)?|출생\s?일시|태어난\s?(?:날|해|때)|(?:date\s?of\s?)?birth(?:\s?(?:date|day))?|\bDOB|\bborn(?: on)?)"
_IS = r"(?:\s{0,2}(?:란(?=[에은이])|칸(?=[에은이])|에(?=\s)|은요?|는요?|이|가|도|을|를|[:=>|(\[-]|→|음력(?:으로)?|양력(?:으로)?|실제로?는?)){0,3}\s{0,2}"
_BORN = (
    r"(?:\s?(?:출\s?)?생(?=$|[^가-힣]|입|이[고며에라시신셔었십구요여유]|이(?=$|[^가-힣])|인(?![가-힣])|인데|임|으로|의(?![가-힣])|예요|남|여|김|이고)|"
    r"\s?(?:에\s?|날\s?)?(?:태어|출생))"
)

_BIRTH_CUE = cue("생출태dDbB", then=r"[\s년일월생어aAoOiI]")
_DATE_CUE = cue(
    rf"'\d{NUMERAL_SYLLABLES}",
    r"\d",
    rf"\d(?:\d{{4}}|\d{{0,2}}\s?[년./-])|(?<![가-힣].)[{NUMERAL_SYLLABLES}]{{1,7}}\s?년",
)
_DAY_CUE = cue(rf"\d{NUMERAL_SYLLABLES}유시동섣정", r"\d", rf"[\d{NUMERAL_SYLLABLES}짓]?\s?[월달./년]")

# Written as one: 830929, 19790511.
_JOINED = r"(?:(?:19|20)\d\d|\d\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)"
# As other countries write it: 14/03/1997.
_DAY_FIRST = r"(?<![\d./-])\d{1,2}(?P<gap>\s?[./-]\s?)\d{1,2}(?P=gap)(?:19|20)\d\d(?!\d)"
_HAN = "〇零一二三四五六七八九十廿卅百千"
_HAN_DATE = (
    rf"[{_HAN}\d]{{2,8}}\s?年\s{{0,2}}(?:陰曆|음력)?\s?[{_HAN}\d]{{1,3}}\s?月\s{{0,2}}[{_HAN}\d]{{1,3}}\s?日"
)

_BROKE_OUT = compiled(r"사고|불[이은]|고장|병[이은]|탈[이은]|결정|발령|소리|통지|공고|승인|판결")
_YEAR = compiled(r"(?P<whole>1[89]\d\d|20\d\d)|'?(?P<short>\d\d)\s?[년./-]|(?P<word>천구백)")
_GROWN = 2010


# Whether a day lies so far back that somebody who works now may have been born then.
def _is_long_ago(date: str) -> bool:
    year = _YEAR.match(date)
    if year is None:
        return False
    if year["whole"]:
        return int(year["whole"]) < _GROWN
    return bool(year["word"]) or int(year["short"]) > _GROWN % 100 + 20


BIRTH_DATES = (
    Recogniser(
        Kind.BIRTH_DATE,
        compiled(_BIRTH + r"(?: ?\([^()\n]{1,8}\))?" + _IS + rf"(?P<date>{_JOINED})"),
        part="date",
        cue=_BIRTH_CUE,
    ),
    Recogniser(
        Kind.BIRTH_DATE,
        compiled(
            rf"(?<!\d)(?P<date>{_JOINED}|{ANY_DATE})(?:[은는이가]|\s){{0,2}}(?:제|저의|본인)?\s?{_BIRTH}"
        ),
        part="date",
        cue=_DATE_CUE,
    ),
    # 여 / 1966.05.27
    Recogniser(
        Kind.BIRTH_DATE,
        compiled(
            rf"(?<![가-힣A-Z])(?:F|M|남|여|남성|여성|남자|여자)\s?[/,|]\s?(?P<date>{ANY_DATE}|{_JOINED})"
        ),
        part="date",
        cue=cue("FfMm남여", "가-힣A-Za-z", r"[성자]?\s?[/,|]"),
    ),
    Recogniser(
        Kind.BIRTH_DATE,
        compiled(_BIRTH + _IS + rf"(?P<date>{ANY_DATE}|{ANY_DAY})"),
        part="date",
        cue=_BIRTH_CUE,
    ),
    Recogniser(
        Kind.BIRTH_DATE, compiled(_BIRTH + _IS + rf"(?P<date>{ENGLISH_DATE})"), part="date", cue=_BIRTH_CUE
    ),
    Recogniser(Kind.BIRTH_DATE, compiled(rf"(?P<date>{ANY_DATE}){_BORN}"), part="date", cue=_DATE_CUE),
    Recogniser(
        Kind.BIRTH_DATE,
        compiled(_BIRTH + _IS + rf"(?P<date>{_DAY_FIRST}|{_HAN_DATE})"),
        part="date",
        cue=_BIRTH_CUE,
    ),
    Recogniser(
        Kind.BIRTH_DATE,
        compiled(rf"(?P<date>{_DAY_FIRST})(?:{_BORN}|\s?\(?(?:DOB|생년월일))"),
        part="date",
        cue=cue(r"\d", r"\d./-", r"\d?\s?[./-]"),
    ),
    # 五四年 二月 三日生
    Recogniser(
        Kind.BIRTH_DATE,
        compiled(rf"(?<![{_HAN}\d])(?P<date>{_HAN_DATE})(?:{_BORN}|\s?(?:生|出生))"),
        part="date",
        cue=cue(rf"{_HAN}\d", rf"{_HAN}\d", rf"[{_HAN}\d]{{1,7}}+\s?年"),
    ),
    # 십일년생 오월 구일
    Recogniser(
        Kind.BIRTH_DATE,
        compiled(
            rf"(?<![가-힣\d])(?P<date>(?:[{NUMERAL_SYLLABLES}]{{1,8}}|'?\d{{2}}|(?:19|20)\d\d)\s?년\s?생,?\s{{1,2}}(?:음력\s|양력\s)?{ANY_DAY_OF_MONTH})"
        ),
        part="date",
        cue=cue(
            rf"'\d{NUMERAL_SYLLABLES}",
            rf"\d{NUMERAL_SYLLABLES}",
            rf"[\d{NUMERAL_SYLLABLES}]{{0,8}}\s?년\s?생",
        ),
    ),
    # 본인확인 19900406: as a form asks for it.
    Recogniser(
        Kind.BIRTH_DATE,
        compiled(
            r"본인\s?(?:확인|인증)[^\d\n\[\]]{0,8}(?P<date>(?:19\d\d|200\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)"
        ),
        part="date",
        cue=cue("본", then="인"),
    ),
    # 1953년 1월 9일에 났는데: of people long ago, where nothing else broke out then
    Recogniser(
        Kind.BIRTH_DATE,
        compiled(
            rf"(?P<date>{ANY_DATE})\s?(?:에|날)?\s?(?:났(?:고|는데|지만|으니|습니다|어요|소|다(?![가-힣])|당께)|나셨|나신|나시고|나가 올해)"
        ),
        lambda match: not before(_BROKE_OUT, match, 20) and _is_long_ago(match["date"]),
        part="date",
        cue=_DATE_CUE,
    ),
    # 민증엔 55년 3월 1일로 되어 있어요
    Recogniser(
        Kind.BIRTH_DATE,
        compiled(
            rf"(?:민증|주민등록증?|신분증|호적|여권|등본)(?:에|엔|에는|상|상에는?)\s?(?P<date>{ANY_DATE})"
        ),
        lambda match: _is_long_ago(match["date"]),
        part="date",
        cue=cue("민주신호여등", then="[증민분적권본]"),
    ),
    # 음력 3월 2일생, 79년 8월 14일생, 58년 개띠 음력 삼월 열이레 생
    Recogniser(
        Kind.BIRTH_DATE,
        compiled(
            rf"(?P<date>(?:(?<!\d)\d{{2}}년\s?(?:[가-힣]{{1,3}}띠\s?)?(?:음력\s?|양력\s?)?)?{ANY_DAY}){_BORN}"
        ),
        part="date",
        cue=_DAY_CUE,
    ),
)
"""Days after a word for birth, or before one."""
