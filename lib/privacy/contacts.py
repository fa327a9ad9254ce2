"""How a person is reached: telephone numbers, in digits or spoken, and e-mail addresses, also those spelt out."""

from lib.privacy.context import DOCUMENT, before, compiled, near
from lib.privacy.recogniser import Kind, Recogniser, cue
from lib.text.numbers import DIGIT_WORDS, SPOKEN_DIGIT

_GAP = r"\s{0,2}(?:[-./,·_~*)(]{1,2}|다시|대시)?\s{0,2}"
# People write digits as words, and the letters O and l for 0 and 1.
_SPOKEN = rf"[\do*x#{DIGIT_WORDS}]"
# What people say between the digits of a number that they spell out: "8 한 개 더 8", "4096 이어서 …".
_BETWEEN = r"[\s,.~/-]{0,3}(?:(?:(?:한|하나|두|둘) ?개? ?더|다시|대시|에|의|네|또|그리고|다음에?|이어서|하고)[\s,.~/-]{1,3})?"
_TELEPHONE_WORD = compiled(
    r"번호|전화|연락처|핸드폰|휴대폰|핸폰|폰|문자|[뒤뒷끝]\s?(?:자리|번호|네)|phone|mobile|call"
)

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
        cue=cue("08(+oO공영", r"\d", "[ +0128lLiI일oO공영]"),
    ),
    # Those of other countries, with the sign that tells it.
    Recogniser(
        Kind.PHONE,
        compiled(r"(?<![\w+])\+ ?(?!82)[1-9]\d{0,2}(?:[ .()-]{0,2}\d){7,12}(?!\d)"),
        cue=cue("+", r"\w+", " ?[1-9]"),
    ),
    # Mobile telephones spelt digit by digit, half of them in words.
    Recogniser(
        Kind.PHONE,
        compiled(
            rf"(?:(?<![\d.,-])0|(?<![가-힣\d.,-])[공영]) ?[1일] ?[0공영16789]{_BETWEEN}"
            rf"{SPOKEN_DIGIT}(?:{_BETWEEN}{SPOKEN_DIGIT}){{6,7}}(?!\d)"
        ),
        lambda match: any("가" <= char <= "힣" for char in match[0]) and not before(DOCUMENT, match, 20),
        cue=cue("0공영", then=" ?[1일]"),
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
        cue=cue("0(+공영", r"\d", "[ 0공영82이3삼4사5오6육7칠]"),
    ),
    # Every digit in a column of its own: 0 7 0 - 4 1 8 5 - 2 0 3 7
    Recogniser(
        Kind.PHONE,
        compiled(
            r"(?<![\d.,-])(?<!\d )0 {1,3}(?:1 {1,3}[016-9]|2|[3-6] {1,3}[1-5]|7 {1,3}0|5 {1,3}0 {1,3}\d)"
            r" {1,3}(?:- {1,3})?\d(?: {1,3}\d){2,3} {1,3}(?:- {1,3})?\d(?: {1,3}\d){3}(?! {0,3}\d)"
        ),
        cue=cue("0", r"\d.,-", r" {1,3}[1-7] "),
    ),
    # The half of a mobile number, where the rest is told apart from it.
    Recogniser(
        Kind.PHONE,
        compiled(r"(?<![\d.,-])01[016789](?: ?[-.] ?| )\d{3,4}(?![\d,]| ?[-.] ?\d| \d|\s?[년원명개])"),
        lambda match: near(_TELEPHONE_WORD, match, 30),
        cue=cue("0", r"\d.,-", r"1[016789][ .-]"),
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
        cue=cue("전연휴핸폰팩fFtThH☎☏📞제내우남아", then=r"(?<=[☎☏📞폰])|[화락대드폰스aAeEpP.리편내번 ]"),
    ),
)
"""Mobile, landline and local numbers."""

_A_ALONE = compiled(r"[(\[{<] ?a ?[)\]}>] ?[\w-]+$")

EMAILS = (
    Recogniser(
        Kind.EMAIL,
        compiled(
            r"(?:(?<![\w.%+-])[\w.%+-]+|(?<![가-힣])[가-힣]{2,10})"
            r"(?: ?(?:@|[(\[{<] ?(?:at|a|@|골뱅이|앳) ?[)\]}>]|골뱅이) ?| 앳 | at (?=[\w-]+ ?(?:\.| dot ) ?(?:com|net|org|kr|co)\b))"
            r"(?:(?:네이버|다음|한메일|지메일|구글|네이트|카카오|핫메일|야후|[a-z0-9][\w-]*|[가-힣]{1,20}(?=\.(?:한국|[a-z])))"
            r"(?: ?(?:\.|,(?=(?:com|net|org|kr|co)\b)|[(\[] ?(?:dot|닷|점) ?[)\]]|(?<=[가-힣\w]) ?(?:닷|쩜|점|dot(?= ))) ?"
            r"(?:[a-z][\w-]*|한국|컴|넷|씨오|케이알)){0,4})"
        ),
        # 88dB(A) 7년: an a in brackets is a sign for @ only before a name with a dot.
        lambda match: not _A_ALONE.search(match[0]),
    ),
)
"""Addresses with @ or its spellings."""
