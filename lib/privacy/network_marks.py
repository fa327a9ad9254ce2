"""Where a machine or a person was, as machines write it: network addresses and coordinates on the map."""

import ipaddress
import re

from lib.privacy.context import compiled, near
from lib.privacy.recogniser import Kind, Recogniser, cue, cue_of

_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_NETWORK_WORD = compiled(
    r"아이피|(?<![A-Z])IP|접속|로그인|공유기|서버|(?:사내|내부|외부|통신|전산)망|네트워크|인터넷|와이파이|VPN|호스트|발신|헤더"
)


# Section and version numbers are of four parts too, yet have no part of three digits.
def _is_ipv4(match: re.Match[str]) -> bool:
    parts = re.split(r"\D+", match["address"])
    return (max(map(len, parts)) == 3 and " " not in match["address"]) or near(_NETWORK_WORD, match)


# `12::30` may be a slip in a time, `06:30:15` is one.
def _is_ipv6(match: re.Match[str]) -> bool:
    try:
        address = ipaddress.IPv6Address(match[0])
    except ValueError:
        return False
    telling = sum(map(bool, match[0].split(":"))) > 2 or re.search("[a-f]", match[0], re.IGNORECASE)
    return not (address.is_loopback or address.is_unspecified) and bool(telling or near(_NETWORK_WORD, match))


MACHINES = (
    Recogniser(
        Kind.NUMBER,
        compiled(
            rf"(?<![\w.,-])(?P<address>{_OCTET}(?: ?\. ?{_OCTET}){{3}})(?::\d{{1,5}}|/\d\d?)?(?![\w-]|\.\d)"
        ),
        _is_ipv4,
        cue=cue(r"\d", r"\w.,-", r"\d{0,2} ?\. ?\d"),
    ),
    Recogniser(
        Kind.NUMBER,
        compiled(r"(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:]|\.\d)"),
        _is_ipv6,
        cue=cue("0-9a-fA-F:", r"\w:.", "[0-9a-fA-F]{0,4}:"),
    ),
    # The number of a network card.
    Recogniser(
        Kind.NUMBER,
        compiled(
            r"(?<![\w:-])(?=[\d:-]{0,16}[a-f])[0-9a-f]{2}(?P<gap>[:-])[0-9a-f]{2}(?:(?P=gap)[0-9a-f]{2}){4}(?![\w:-])"
        ),
        cue=cue("0-9a-fA-F", r"\w:-", "[0-9a-fA-F][:-]"),
    ),
)
"""Addresses of machines in a network."""


_MAP_WORD = compiled(r"좌표|위도|경도|북위|동경|GPS|위치|지도|지점|latitude|longitude")
_AXIS = r"(?:위도|경도|북위|남위|동경|서경|\blat(?:itude)?|\blon(?:g|gitude)?|\blng)(?:[은는이가:=]|\s){0,4}"
# The characters of open location codes, chosen to spell no words.
_PLUS = "23456789CFGHJMPQRVWX"
_GRID_WORD = compiled(r"지점|위치|구조|조난|좌표|119")
_SECOND_MARK = r"(?:[\"”″]|['′’]{2})"
_DEGREES = (
    rf"\d{{1,3}} ?[°º˚] ?\d{{1,2}}(?:\.\d+)? ?['′’](?!['′’])(?: ?\d{{1,2}}(?:\.\d{{1,8}})? ?{_SECOND_MARK})?"
)
_SPOKEN_DEGREES = r"\d{1,3} ?도 ?\d{1,2}(?:\.\d{1,8})? ?분(?: ?\d{1,2}(?:\.\d{1,8})? ?초)?"
_DECIMAL = r"-?\d{1,3}\.\d{3,15}"


# To some ten metres inside Korea and its seas, or beside a word for a place on the map.
def _is_pair(match: re.Match[str]) -> bool:
    one, other = sorted(abs(float(match[axis])) for axis in ("one", "other"))
    exact = all(len(match[axis].partition(".")[2]) > 3 for axis in ("one", "other"))
    in_korea = 32 < one < 44 and 123 < other < 133 and exact
    return in_korea or (one <= 90 and other <= 180 and near(_MAP_WORD, match))


COORDINATES = (
    # ///고구마.안경.두꺼비: a square of the map in three words
    Recogniser(
        Kind.ADDRESS,
        compiled(r"(?<![:/\w])///[가-힣a-z]{1,20}(?:[.․·][가-힣a-z]{1,20}){2}"),
        cue=cue("/", ":/A-Za-z0-9_", "//"),
    ),
    Recogniser(
        Kind.ADDRESS,
        compiled(
            rf"(?<![\d.])(?:[NSEW] ?)?(?P<one>{_DECIMAL}) ?[°º˚]? ?[NSEW]?[ ,/;]{{1,4}}(?:[NSEW] ?)?(?P<other>{_DECIMAL})"
            r"(?![\d.]\d)(?: ?[°º˚])?(?: ?[NSEW](?![A-Za-z]))?"
        ),
        _is_pair,
        cue=cue(r"NSEWnsew\d-", r".\d", r"[ -]{0,2}\d{0,3}\.\d{3}"),
    ),
    Recogniser(
        Kind.ADDRESS,
        compiled(rf"(?<![\d.A-Z])(?:[NSEW] ?)?{_DEGREES}(?: ?[NSEW](?![A-Z]))?"),
        cue=cue(r"NSEWnsew\d", r"\d.A-Za-z", r"[ \d]{0,4} ?[°º˚]"),
    ),
    Recogniser(
        Kind.ADDRESS,
        compiled(
            rf"{_AXIS}(?P<axis>{_SPOKEN_DEGREES}|-?\d{{1,3}}\.\d{{2,15}}(?: ?[°º˚])?|\d{{1,3}} ?[°º˚] ?\d{{1,2}}\.\d+)(?!\d)"
        ),
        part="axis",
        cue=cue_of("위도", "경도", "북위", "남위", "동경", "서경", "lat", "lon", "lng"),
    ),
    # An open location code: 8Q98+4FJ
    Recogniser(
        Kind.ADDRESS,
        re.compile(
            rf"(?<![A-Za-z0-9+])(?=[0-9]{{0,8}}+[A-Z+])(?=[A-Z+]{{0,9}}[0-9])(?=[A-Z0-9+]{{0,11}}[A-Z])[{_PLUS}]{{4,8}}\+[{_PLUS}]{{2,3}}(?![A-Za-z0-9+])"
        ),
        cue=cue(_PLUS, r"A-Za-z0-9+", rf"[{_PLUS}]{{3,7}}\+"),
    ),
    # 국가지점번호 다사 4715 2893
    Recogniser(
        Kind.ADDRESS,
        compiled(r"(?<![가-힣])[가나다라마바사][가나다라마바사아] ?\d{4} ?-? ?\d{4}(?!\d)"),
        lambda match: near(_GRID_WORD, match, 30),
        cue=cue("가나다라마바사", "가-힣", r"[가나다라마바사아] ?\d"),
    ),
)
"""Places on the map, in decimals or in degrees, minutes and seconds."""
