"""Telephone numbers, in digits or spoken."""

from lib.privacy.context import DOCUMENT, before, compiled
from lib.privacy.recogniser import Kind, Recogniser
from lib.text.numbers import DIGIT_WORDS

_GAP = r"\s{0,2}(?:[-./,·_~*)(]{1,2}|다시|대시)?\s{0,2}"
# People write digits as words, and the letters O and l for 0 and 1.
_SPOKEN = rf"[\do*x#{DIGIT_WORDS}]"

PHONES = (
    # Mobile telephones.
    Recogniser(
        Kind.PHONE,
        compiled(
            rf"(?<!\d)(?:\(?(?:\+ ?|00)?82{_GAP}\(?[0공영]?\)?{_GAP}|\(?[0o공영] ?)[1li일] ?[016789o공영육칠팔구]"
            rf"(?:{_GAP}|에 ?|의 ?){_SPOKEN}(?: ?{_SPOKEN}){{2,3}}(?:{_GAP}|에 ?|의 ?)"
            rf"{_SPOKEN}(?: ?{_SPOKEN}){{3}}(?!\d)"
        ),
        lambda match: not before(DOCUMENT, match, 20),
    ),
    # Landlines with their area code.
    Recogniser(
        Kind.PHONE,
        compiled(
            rf"(?<!\d)(?<!\d[.,-])(?:\+ ?82{_GAP}\(?0?\)?|\(?[0공영] ?)"
            r"(?:[2이]|[3삼] ?[1-3일이삼]|[4사] ?[1-4일이삼사]|[5오] ?[1-5일이삼사오]|[6육] ?[1-4일이삼사]|[7칠][0공영]|50\d)"
            rf"(?:{_GAP}|에 ?){_SPOKEN}(?: ?{_SPOKEN}){{2,3}}(?:{_GAP}|에 ?){_SPOKEN}(?: ?{_SPOKEN}){{3}}(?!\d)"
        ),
        lambda match: not before(DOCUMENT, match, 20),
    ),
    # Numbers without their area code, right after a word for telephone. 15xx-, 16xx- and 18xx-1234
    # are the public numbers of institutions, which identify nobody.
    Recogniser(
        Kind.PHONE,
        compiled(
            r"(?:전화|연락처?|휴대폰|핸드폰|핸폰|휴대전화|폰|팩스|fax|tel|h\.?p|☎|☏|📞|(?:제|내|우리|남편|아내) ?번호)"
            r"[^\d\n\[\]]{0,12}(?P<number>(?!1[568]\d\d[- ])\d{3,4}(?: ?[-.] ?| )\d{4})(?!\d|,\d|-\d| ?[년원])"
        ),
        part="number",
    ),
)
"""Mobile, landline and local numbers."""
