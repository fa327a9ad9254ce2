"""What lib/text reads is read nowhere else: no other pattern for it is compiled in the house."""

from pathlib import Path

import pytest

from tests.text.one_home import CASE_NUMBERS, NEGATION, NUMERALS, SENTENCE_ENDS, STATUTES, readers

ROOT = Path(__file__).parents[2]
EXEMPT = ("lib/text/", "lib/models/checks/")
"""The home itself, and the checks of models' answers, which are to be written anew."""


def second_readers(root: Path) -> dict[str, list[str]]:
    """File → what it reads that has its home in lib/text, with line and pattern."""
    found = {}
    for path in sorted([*root.glob("lib/**/*.py"), *root.glob("pages/*.py"), *root.glob("app.py")]):
        name = path.relative_to(root).as_posix()
        if name.startswith(EXEMPT):
            continue
        read = readers(path.read_text(encoding="utf-8"))
        if read:
            found[name] = [f"{reader.kind}, line {reader.line}: {reader.pattern}" for reader in read]
    return found


def test_nothing_is_read_outside_its_home() -> None:
    assert second_readers(ROOT) == {}


PLANTED = [
    # The readers this house once had, in five rooms.
    (
        "lib/domain/classify.py",
        CASE_NUMBERS,
        'import re\ndef kind(number):\n    return re.match(r"\\d{2,4}([가-힣]+)\\d", number.replace(" ", ""))\n',
    ),
    (
        "lib/domain/classify.py",
        CASE_NUMBERS,
        'KINDS = {"두": 3, "다": 3, "누": 2, "나": 2, "구합": 1, "구단": 1}\n',
    ),
    (
        "lib/search/query.py",
        CASE_NUMBERS,
        'import re\n_N = re.compile(r"(?:19|20)?\\d{2}[가-힣]{1,3}\\d{1,7}")\n',
    ),
    (
        "lib/sources/shapes.py",
        CASE_NUMBERS,
        'from re import compile as c\n_N = c(r"\\d\\s*[가-힣]+\\s*\\d")\n',
    ),
    (
        "lib/rulings/cited.py",
        CASE_NUMBERS,
        '_KIND = "|".join(sorted(["구단", "구합", "구", "누", "두", "헌바"], key=len, reverse=True))\n'
        '_YEAR = r"(?:19|20)\\d{2}|[5-9]\\d"\n'
        "import re\n"
        '_N = re.compile(rf"(?<!\\d)(?P<year>{_YEAR})\\s?(?P<kind>{_KIND})\\s?(?P<number>\\d{{1,7}})")\n',
    ),
    (
        "lib/guidance/texts.py",
        STATUTES,
        'import re\n_A = re.compile(r"제(\\d+)조(?:의(\\d+))?(?: 제(\\d+)항)?(?: 제(\\d+)호)?(?: ([가-하])목)?(?: 단서)?")\n',
    ),
    (
        "lib/ui/reader.py",
        STATUTES,
        'import re\ndef cites(text):\n    return re.findall(r"\\d\\s*조|별표|고시", text)\n',
    ),
    (
        "pages/ruling.py",
        STATUTES,
        'import re\nLAW = r"[가-힣]{1,24}(?:법률|법)"\nARTICLE = LAW + r"\\s*" + r"제\\s*\\d{1,3}\\s*조"\nfound = re.search(ARTICLE, "")\n',
    ),
    (
        "lib/rulings/summary.py",
        SENTENCE_ENDS,
        'import re\n_END = re.compile(r"(?:[다음함임됨]\\.|[?？!])(?=[\\s\\"\'’”)\\]】]|$)|\\n")\n',
    ),
    (
        "lib/models/fitting.py",
        SENTENCE_ENDS,
        'import re\n_B = re.compile(r"(?<=[요죠])\\s+|(?<=니다)\\s+|(?<=[았었했]음)\\s+|(?<=[았었했]다)\\s+")\n',
    ),
    (
        "lib/domain/order.py",
        SENTENCE_ENDS,
        'import re\ndef cut(text):\n    return re.split(r"(?<=[다라])\\.", text)\n',
    ),
    ("lib/domain/sections.py", SENTENCE_ENDS, 'import re\nend = re.compile(r"[다함음임됨]\\.?$")\n'),
    (
        "lib/guidance/texts.py",
        SENTENCE_ENDS,
        'import re\n_E = re.compile(r"(?<!\\d)\\.|\\.(?!\\d)|[!?…\\n]")\n',
    ),
    ("pages/assistant.py", SENTENCE_ENDS, 'import re\nparts = re.split("[" + ".!?" + "]" + r"\\s*", "")\n'),
    (
        "lib/rulings/summary.py",
        NUMERALS,
        'import re\ndef weight(text):\n    return re.findall(r"\\d+\\s*(?:시간|년|개월|일|회|dB|세|%|m|kg|명)", text)\n',
    ),
    (
        "lib/sources/shapes.py",
        NUMERALS,
        'import re\n_D = re.compile(r"(\\d{4})\\s*[-./년]?\\s*(\\d{1,2})\\s*[-./월]?\\s*(\\d{1,2})\\s*[.일]?")\n',
    ),
    ("lib/ui/cards.py", NUMERALS, '_N = {"하나": 1, "둘": 2, "셋": 3, "넷": 4, "다섯": 5}\n'),
    ("lib/search/tokens.py", NUMERALS, 'import re\n_S = re.compile("[일이삼사오육칠팔구십백천만억]+")\n'),
    (
        "lib/guidance/texts.py",
        NEGATION,
        'import re\n_N = re.compile(r"않|없|아니|아닌|아닙|못|모르|몰[라랐]|(?<![동불])안(?![전에쪽])")\n',
    ),
    (
        "lib/search/thesaurus.py",
        NEGATION,
        'import re\n_D = re.compile(r"[가-힣]{0,5}?(?:없었|없이|없는데|지않|지는않|지도않|안했|안하|안마|아니(?:라|고|었|며)(?!고)|아닙|아닌)")\n',
    ),
    ("lib/domain/outcome.py", NEGATION, 'import re\nno = re.search(r"없|않|아니|어렵|부족|적법|정당", "")\n'),
    ("lib/ui/result.py", NEGATION, 'import re\nno = re.search(r"(?:지|하지)\\s*(?:않|못)", "")\n'),
    ("lib/casework/analysis.py", NEGATION, 'NO = ("않", "못", "없", "아니")\n'),
]


@pytest.mark.parametrize(("file", "kind", "source"), PLANTED)
def test_a_second_reader_is_reported(tmp_path: Path, file: str, kind: str, source: str) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(source, encoding="utf-8")
    found = second_readers(tmp_path)
    assert any(read.startswith(kind) for read in found.get(file, [])), found


@pytest.mark.parametrize(
    "pattern",
    [
        # Phrases of the law and of orders, with words of their own.
        r"인정하지\s*아니한|볼\s*수\s*없다고|업무상재해(?:가아니|에해당하지|로볼수없)",
        r"상고심절차에\s*관한\s*특례법\s*제4조",
        r"(?:취소|파기|기각|각하)(?:한다|하라|하고)?[,.)]*$",
        r"원고[^.]{0,40}(?:청구|항소)[^.]{0,10}이유(?:가)?없",
        r"제?1심판결|원심판결",
        r"제소기간|제기기간|90일",
        # Any run of signs; lines; headings; numbering.
        r"[가-힣]+|[a-z]+|\d+",
        r"[^\n]+",
        r"\s+",
        r"[\s()·,/]",
        r"^## +(.*?)[ \t]*$",
        r"[가나다라마바사아자차카타파하]\s*\.",
        r"\d{1,2}\s*[.)]",
        # A licence plate, an account number, a link.
        r"(?<!\d)\d{2,3}[가나다라마거너더러머]\s?\d{4}(?!\d)",
        r"(?<!\d)\d{2,6}(?: ?- ?\d{1,8}){2,4}",
        r"https://(?:www\.)?law\.go\.kr/[\w./?=&%()-]*",
        # One unit is no reader of numbers.
        r"\d+(?:\.\d+)?\s*dB",
    ],
)
def test_other_patterns_pass(pattern: str) -> None:
    assert readers(f"import re\nfound = re.compile({pattern!r})\n") == []
