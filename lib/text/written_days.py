"""Days as tables write them: 2026. 9. 14., 20260914, 9/14, 4-Aug-26, 六月 一日.

No sentence writes so; what sentences write is read by `numbers` and `days`.
"""

import re

_MARK, _END = r"\s*[./\-년]\s*", r"\s*[./\-월]\s*"
WRITTEN_DAY = re.compile(
    # 2026. 9. 14., 20260914 and 26.9.14: a year first; 9/14/2026: last; 9/14: none.
    rf"(?<![\d./])(?P<y>(?:19|20)\d\d){_MARK}(?P<m>\d{{1,2}}){_END}(?P<d>\d{{1,2}})(?!\d)\s*[.일]?"
    r"|(?<!\d)(?P<y8>(?:19|20)\d\d)(?P<m8>\d\d)(?P<d8>\d\d)(?!\d)"
    rf"|(?<![\d./])['’‘]?(?P<a>\d\d){_MARK}(?P<b>\d{{1,2}}){_END}(?P<c>\d{{1,2}})(?![\d/])\s*[.일]?"
    r"|(?<![\d./])(?P<n>\d{1,2})[./-](?P<o>\d{1,2})[./-](?P<yl>(?:19|20)?\d\d)(?!\d)"
    r"|(?<![\d./~∼-])(?P<mo>\d{1,2})\s*(?:[/.\-]|월)\s*(?P<da>\d{1,2})(?!\d|\s*[시%개년월주./]|/\d)\s*[.일]?"
)
"""A day in digits. Year, month and day are the groups y, m, d; y8, m8, d8 without marks between; a, b, c for a year of
two digits, n, o, yl where the year is last, mo, da where there is none."""
SPELLED_DAY = re.compile(r"(?:(\d{4})년 )?(\d{1,2})월 (\d{1,2})일")
"""`2026년 9월 14일` or `9월 14일`: year or none, month, day."""
ONLY_A_DAY = re.compile(
    r"'?(?:19|20)?\d\d\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{1,2}\.?(?:\s?\(.\))?|(?:19|20)\d{6}"
)
"""A whole cell that is a day."""
CHINESE_SIGNS = str.maketrans(
    "年月日時前中後原行未無受審再一二三四五六七八九十", "년월일시전중후원행미무수심재일이삼사오육칠팔구십"
)
"""For `str.translate`: days and shorthand in Chinese signs in Korean ones (`六月 一日`, `審査 前`)."""

# 4-Aug-26, as spreadsheets show days.
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ENGLISH_MONTH = re.compile(
    rf"(?<!\d)(\d{{1,2}})-({'|'.join(_MONTHS)})[a-z]*-(?:20)?(\d\d)(?!\d)", re.IGNORECASE
)


def month_in_digits(text: str) -> str:
    """The text with days such as `4-Aug-26` as `2026.8.4`."""
    return _ENGLISH_MONTH.sub(lambda day: f"20{day[3]}.{_MONTHS.index(day[2].lower()) + 1}.{day[1]}", text)
