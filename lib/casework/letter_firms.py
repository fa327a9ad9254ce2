"""Firms that a letter names: in their fields, by their legal form, and by a name that is like no word where somebody works."""

import re
from collections.abc import Collection, Iterator
from functools import cache

from lib.privacy.name_weights import unseen
from lib.privacy.recogniser import Found, Kind
from lib.text.spelling import squeeze

_FORM = r"주\s?식\s?회\s?사|유한회사|합자회사|합명회사|유한책임회사"
_SHORT_FORM = r"\(\s?주\s?\)|㈜|\(\s?유\s?\)"
_WORD = r"[가-힣A-Za-z0-9&·]{2,14}"
_BY_FORM = re.compile(
    rf"(?:(?:{_SHORT_FORM})\s?(?P<a>{_WORD})|(?P<b>{_WORD})(?:{_SHORT_FORM})(?![가-힣A-Za-z])(?:\s(?:[가-힣]{{2,5}}(?:공장|지점|사업소|센터)))?"
    rf"|(?P<c>{_WORD})\s(?:{_FORM})|(?<![가-힣])(?:{_FORM})\s(?P<d>{_WORD})|(?P<e>(?:의료|사회복지|학교|노무|법무|세무)법인\s?{_WORD}|[가-힣]{{2,10}}(?:노무사|법무사|변호사|세무사)\s?사무소))"
)
_FIRM_HEADS = r"상\s?호|(?:소속\s?|[가-힣]{1,3})?사\s?업\s?장(?:\s?명칭|\s?명)?|소\s?속|(?:일|근무|다니)[가-힣]{1,4}\s?곳|회\s?사\s?명|근\s?무\s?처"
_HOSPITAL = re.compile(
    r"(?:의료\s?기관|의뢰\s?기관|병원|참\s?조)\s?[:：|]?\s?(?P<name>[가-힣]{3,14}(?:병원|의원|요양원))(?![가-힣])"
    r"|(?P<other>[가-힣]{3,14}(?:병원|의원))(?=장\s?귀하)"
)
_PARTICLE = re.compile(r"(?<=[가-힣]{2})(?:에서|에게|으로|에|의|은|는|을|를)$")
_PARTICLES = ("에서", "으로", "에", "을", "를", "은", "는", "의", "이", "가", "로", "와", "과")

# 해동조선기자재에서 배관을, 남항어묵 포장반에서
_WHERE = re.compile(
    r"(?<![가-힣A-Za-z\d])(?P<name>[가-힣]{3,12})(?=(?:\s[가-힣]{1,4}[반부팀과])?에서(?:는|도|의)?\s(?!비롯|말미암|온|생기|생겨|나온|보이|확인|발견|드러|벗어))"
)
# 두리판금 대표 …, (…, 육가공 발골원, 참맛푸드)
_BESIDE = re.compile(
    r"(?<![가-힣A-Za-z\d])(?P<name>[가-힣]{3,12})(?=\s(?:대표(?:이사|자)?|사업주|사장)(?![가-힣]))"
    r"|(?:신청인|청구인|재해자|근로자)[^\n]{0,40}[,/·]\s?(?P<last>[가-힣]{3,12})(?=\s*$)",
    re.MULTILINE,
)
# What somebody of the case does stands behind where: 재해자 … (달빛주방 조리사), 원고는 금빛크레인의 신호수로
_PARTY = r"(?<!피)(?:신청인|청구인|재해자|재해근로자|피재자|대상자|근로자|망인|고인|원고)"
_JOB = r"[가-힣]{1,5}(?:원|공|사|수|직|장|임|부)"
_AT_WORK = re.compile(
    rf"^[^\n]{{0,6}}{_PARTY}[^\n]{{1,40}}?(?:[(/,][^\S\n]?|[^\S\n]{{2}})(?:전[^\S\n])?(?P<party>[가-힣]{{3,12}})(?=[^\S\n](?:[가-힣]{{2,8}}[^\S\n])?{_JOB}(?:[),/]|[^\S\n]*$|[^\S\n]{{2}}))"
    rf"|^[^\n]{{0,6}}{_PARTY}[^\n]{{1,30}}대표(?:자|이사)?[^\S\n]?\([^\S\n]?(?P<owned>[가-힣]{{3,12}})(?=[^\S\n]?\))"
    rf"|(?<![가-힣]){_PARTY}[은는][^\S\n](?P<told>[가-힣]{{3,12}}?)(?=(?:의|[^\S\n][가-힣]{{2,8}})?[^\S\n]{_JOB}(?:으로|로|이다|이었|였|인)|[을를][^\S\n](?:[가-힣]{{1,5}}[^\S\n]){{0,2}}(?:꾸리|꾸려|운영|경영))",
    re.MULTILINE,
)
_UNLIKE_WORDS = 0.15
"""The share of pairs of syllables that stand in no everyday word, from which on a word is a name."""
# Places, tests and parts of a firm or a body.
_NO_FIRM = re.compile(
    r"(?:[시군구읍면동로길역]|지사|본부|법원|위원회|병원|의원|대학교?|검사|촬영|분석|평가|회의|관절|센터|[장실반부과팀소]|기금|계좌)$"
)


# What is called so is a kind of place at which many work.
_ANY_FIRM = re.compile(r"(?:현장|공장|조선소|업체|회사|학교|식당|아파트|건설업|제조업|사업주|사업장|일용)$")


@cache
def _firm_in_a_field(labels: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:^[^\S\n]?(?:[\w.)]{{1,6}}\s){{0,2}}|[\]|:：\t)]\s?|\s\s)(?:{_FIRM_HEADS})(?:\s?[:：|._]\s?|\s+)"
        rf"(?!사\s?업\s?장)(?P<name>[^\s,(|/\[\]]{{2,24}}?(?:\s[^\s,(|/\[\]]{{2,12}}?)?)(?=\s*$|\s외\s|\s?[(|,\[]|\s\s|\s(?:{labels})(?![가-힣]))",
        re.MULTILINE,
    )


# Firms in their fields and by their forms, and wherever else their names stand.
def firms_of_letters(text: str, heads: Collection[str], labels: str) -> Iterator[Found]:
    """The firms and hospitals of a letter; `heads` are heads of its fields without blanks, `labels` a pattern for them."""
    names: set[str] = set()
    for match in _firm_in_a_field(labels).finditer(text):
        name = match["name"]
        is_head = squeeze(name) in heads
        if not is_head and not name.endswith(_PARTICLES) and re.search("[가-힣A-Za-z]{2}", name):
            names.add(name)
            yield Found(Kind.FIRM, *match.span("name"))
    for match in _BY_FORM.finditer(text):
        kernel = match[match.lastgroup or 0]
        behind = _PARTICLE.search(kernel) if match.end(match.lastgroup or 0) == match.end() else None
        names.add(kernel[: behind.start()] if behind else kernel)
        yield Found(Kind.FIRM, match.start(), match.end() - (len(behind[0]) if behind else 0))
    for pattern in (_WHERE, _BESIDE):
        for match in pattern.finditer(text):
            group = str(match.lastgroup)
            if unseen(match[group]) >= _UNLIKE_WORDS and not _NO_FIRM.search(match[group]):
                names.add(match[group])
                yield Found(Kind.FIRM, *match.span(group))
    for match in _AT_WORK.finditer(text):
        name = match[group := str(match.lastgroup)]
        if not (_NO_FIRM.search(name) or _ANY_FIRM.search(name) or name in heads):
            names.add(name)
            yield Found(Kind.FIRM, *match.span(group))
    for match in _HOSPITAL.finditer(text):
        group = "name" if match["name"] else "other"
        names.add(match[group])
        yield Found(Kind.HOSPITAL, *match.span(group))
    for name in names:
        if len(name) > _SHORT_NAME:
            for match in re.finditer(rf"(?<![가-힣]){re.escape(name)}", text):
                kind = Kind.HOSPITAL if name.endswith(("병원", "의원")) else Kind.FIRM
                yield Found(kind, *match.span())


_SHORT_NAME = 3
