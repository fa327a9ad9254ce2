"""What stands around a stretch of text, and words beside a number that tell what it is."""

import re

from lib.privacy.recogniser import LONGEST_MASK, PLACEHOLDER


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of identifiers, whatever the case of Latin letters."""
    # ASCII, so that \d, \w and \b speak of Latin letters and plain digits only.
    return re.compile(pattern, re.ASCII | re.IGNORECASE)


def quick(words: str) -> str:
    """The same alternatives, behind a look at their first letters: far faster where most text is none."""
    return f"(?=[{''.join(sorted({word[0] for word in words.split('|')}))}])(?:{words})"


def digits_of(text: str) -> str:
    """The digits alone."""
    return re.sub(r"\D", "", text, flags=re.ASCII)


def before(words: re.Pattern[str], match: re.Match[str], reach: int, start: int | None = None) -> bool:
    """Whether the words stand within `reach` before a match (or a `start`), with nothing masked between.

    Looking past a mask would find one number more in every round, as each mask shortens the way.
    """
    text, start = match.string, match.start() if start is None else start
    begin = max(0, start - reach)
    for masked in PLACEHOLDER.finditer(text, max(0, begin - LONGEST_MASK), start):
        begin = max(begin, masked.end())
    return bool(words.search(text, begin, start))


def near(words: re.Pattern[str], match: re.Match[str], reach: int = 25) -> bool:
    """Whether the words stand within `reach` characters before a match, or half of that behind it."""
    text, end = match.string, match.end()
    masked = PLACEHOLDER.search(text, end, end + reach // 2 + LONGEST_MASK)
    last = min(end + reach // 2, masked.start() if masked else len(text))
    return before(words, match, reach) or bool(words.search(text, end, last))


DOCUMENT = compiled(
    r"(?:문서|접수|관리|사건|일련|고유|제품|부품|품목|자재|모델|기종|도면|규격|송장|등기|바코드|영수증|고시|공고|허가|"
    r"승인|인증|시리얼|기계|장비|설비|처분|결정|관련)\s?(?:번호|코드|명|No\.?)?[^가-힣\d\n]{0,6}(?:제\s?)?$"
    r"|(?:품번|로트|GTIN|EAN|UPC|ISBN|ISSN|S/N|P/N|lot|ver\.?|version|model|제)[^가-힣\d\n]{0,4}$"
)
"""Right before a number: it is a document's or a thing's, not a person's."""

BANK = compiled(
    r"국민|신한|우리|하나|농협|기업|카카오|카뱅|토스|케이뱅크|k뱅크|새마을|금고|우체국|수협|신협|제일|씨티|산업|부산|"
    r"대구|경남|광주|전북|제주|아이엠|iM|은행|뱅크|계좌|통장|입금|송금|이체|예금|환급|NH|KB|IBK|SC"
)
"""Names of banks, and words of paying."""

REGION = (
    "서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주|"
    "충청북도|충청남도|전라북도|전라남도|경상북도|경상남도"
)
"""Cities and provinces, as alternatives of a pattern."""
