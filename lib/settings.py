"""Everything a person can set, read in one place.

In order of precedence: arguments, the environment, `.env` in the project, and the files that
Streamlit keeps secrets in. `.env.example` documents every field.
"""

import io
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache, reduce
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlsplit

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from pydantic import AfterValidator, Field, SecretStr, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from lib.text.encoding import decode
from lib.text.said import said, sentence_of
from lib.text.spelling import plain

PROJECT = Path(__file__).resolve().parent.parent
"""The folder that holds app.py."""


class SettingsError(Exception):
    """A setting has a value that cannot be used; the message is a sentence for the person."""


# A field; `own` is the very name it is read under: what the outside world calls it needs no prefix.
def _setting(default: Any, description: str, own: str | None = None, **limits: Any) -> Any:
    return Field(default=default, description=description, validation_alias=own, **limits)


# Blanks and what nobody sees; around an address quotes and whatever no address holds as well.
_UNSEEN_AROUND = re.compile(r"^[\s\u00ad\u200b-\u200f\u2060\ufeff]+|[\s\u00ad\u200b-\u200f\u2060\ufeff]+$")
_AROUND = re.compile(r"^(?:[^!-~]|['\"])+|(?:[^!-~]|['\"])+$")


# Copied with what stands around it, or twice. What is wrong is told in the words of _WRONG_ADDRESS.
def _web_address(written: str) -> str:
    address = re.sub(r"^(https?://)(?=https?://)", "", _AROUND.sub("", written), flags=re.IGNORECASE)
    if re.search(r"\s", address):
        raise ValueError("blank")
    try:
        parts = urlsplit(address)
        # Only as names of the network are written, whoever is called can be looked up.
        host = (parts.hostname or "").removesuffix(".").encode("idna")
    except ValueError as error:
        raise ValueError("host") from error
    try:
        is_port = parts.port != 0
    except ValueError:
        is_port = False
    if parts.scheme not in ("http", "https") or not host:
        raise ValueError("scheme")
    if not is_port:
        raise ValueError("port")
    if parts.username is not None or parts.query or parts.fragment:
        raise ValueError("more")
    path = re.sub(r"^((?:/[^/]+)+)\1$", r"\1", re.sub("/{2,}", "/", parts.path).rstrip("/"))
    return f"{parts.scheme}://{parts.netloc}{path}"


# The address of a service alone, where it was copied with what the app adds to it.
def _without(path: str) -> AfterValidator:
    return AfterValidator(lambda address: re.sub(rf"(?:/(?:{path}))+$", "", address))


_Address = Annotated[str, AfterValidator(_web_address)]

ModelKind = Literal["gemma", "gemini"]
"""Gemma stands for any server with the route of OpenAI."""


class Settings(BaseSettings):
    """Settings of the app and the command line.

    Each is read as `SANJAE_` and its name in capitals, or under the name it gives as its own
    (`variable` tells). Keys are secret strings: they show as `**********` wherever settings are
    printed.
    """

    model_config = SettingsConfigDict(
        env_prefix="SANJAE_",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        populate_by_name=True,
    )

    @field_validator("*", mode="before")
    @classmethod
    def _without_what_stands_around(cls, value: object) -> object:
        """A value without blanks, quotes in pairs and what nobody sees, which consoles of Windows hand on."""
        if not isinstance(value, str):
            return value
        bare = _UNSEEN_AROUND.sub("", value)
        return bare[1:-1] if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "'\"" else bare

    home: Path = _setting(
        PROJECT / "var",
        "Folder of the database and the search index; a relative one counts from the project.",
    )
    upload_max_mb: int = _setting(
        200, "How many megabytes one upload may unpack to, all its files together.", ge=1
    )
    upload_max_files: int = _setting(40_000, "How many files one upload may hold.", ge=1)
    open_to_all: bool = _setting(
        False,
        "Let everybody who reaches the app take rulings in, start runs, see the settings and use the models.",
        own="SANJAE_OPEN",
    )
    keepers: str = _setting(
        "",
        "E-mail addresses and domains (@firm.example) of who may take rulings in, start runs, see settings.",
    )
    attorneys: str = _setting(
        "", "E-mail addresses and domains of who may see the clients' cases and use the models."
    )
    accounts: SecretStr = _setting(
        SecretStr(""), "Accounts with passwords, as `./sanjae password` prints them, between spaces."
    )
    email_unverified: bool = _setting(
        False, "Take addresses at their word of which the sign-in service does not say that it checked them."
    )
    session_idle_minutes: int = _setting(
        60, "After so long without a visit one has to sign in anew.", ge=1, le=1440
    )
    session_hours: int = _setting(12, "So long after signing in one has to sign in anew.", ge=1, le=72)
    proxy_address: str = _setting(
        "", "Address or network of the proxy that signs people in and names them in a header; empty: none."
    )
    proxy_header: str = _setting(
        "X-Forwarded-Email", "The header in which that proxy names who signed in.", min_length=1
    )
    proxy_secret: SecretStr = _setting(
        SecretStr(""), "What that proxy sends as X-Sanjae-Proxy, 32 characters or more."
    )
    imports_per_person: int = _setting(
        50,
        "How many imports and runs one person may begin in a day beyond this computer (Korean time).",
        ge=0,
    )
    imports_per_day: int = _setting(200, "How many all of them may.", ge=0)
    upload_mb_per_person: int = _setting(
        1_000, "How many megabytes one person may upload in a day beyond this computer (Korean time).", ge=0
    )
    upload_mb_per_day: int = _setting(4_000, "How many all of them may.", ge=0)
    upload_held_mb: int = _setting(
        1_000, "How many megabytes of uploads all open pages beyond this computer may hold at once.", ge=1
    )
    letters_per_person: int = _setting(
        30,
        "How many photographed letters one address beyond this computer may have read in a day without signing in; 0: they paste them.",
        ge=0,
    )
    letters_per_day: int = _setting(500, "How many all of them may.", ge=0)
    pages_per_address: int = _setting(
        100, "How many pages one address beyond this computer may have open at once.", ge=1
    )
    pages_per_minute: int = _setting(
        60, "How many pages one address beyond this computer may open within a minute.", ge=1
    )
    pages_in_all: int = _setting(1_000, "How many pages may be open at once beyond this computer.", ge=1)
    lang: Literal["browser", "ko", "en"] = _setting(
        "browser",
        "Language of the interface until the person chooses one; browser: what the browser asks for.",
    )
    name_key: SecretStr = _setting(
        SecretStr(""),
        "Key under which an office holds the names of its cases, to find conflicts of interest; empty: none is held.",
    )
    comwel_api_key: SecretStr = _setting(
        SecretStr(""),
        "Key of 공공데이터포털 for 산재보험 판례 판결문 조회 서비스, encoded or decoded; empty: none.",
        own="COMWEL_API_KEY",
    )
    comwel_base_url: Annotated[_Address, _without("getSjbPrecedentNaeyongPstate")] = _setting(
        "https://apis.data.go.kr/B490001/sjbPrecedentInfoService",
        "Address of that service.",
        own="COMWEL_BASE_URL",
    )
    comwel_pause_seconds: float = _setting(
        0.2, "At least this long between the starts of two calls.", own="COMWEL_PAUSE_SECONDS", ge=0, le=60
    )
    comwel_parallel: int = _setting(2, "At most so many calls at a time.", own="COMWEL_PARALLEL", ge=1, le=8)
    lawgo_oc: SecretStr = _setting(
        SecretStr(""),
        "The OC (the id of the person's e-mail) registered with 국가법령정보 공동활용; empty: none.",
        own="LAWGO_OC",
    )
    lawgo_base_url: Annotated[_Address, _without(r"law(?:Search|Service)\.do")] = _setting(
        "https://www.law.go.kr/DRF", "Address of that service.", own="LAWGO_BASE_URL"
    )
    lawgo_pause_seconds: float = _setting(
        0.5,
        "At least this long between the starts of two calls; the service refuses heavy use.",
        own="LAWGO_PAUSE_SECONDS",
        ge=0,
        le=60,
    )
    lawgo_parallel: int = _setting(4, "At most so many calls at a time.", own="LAWGO_PARALLEL", ge=1, le=4)
    http_timeout_seconds: float = _setting(
        30.0, "How long a source may be silent before a call counts as failed.", gt=0, le=600
    )
    hf_endpoint_url: Annotated[_Address, _without("chat/completions")] | Literal[""] = _setting(
        "",
        "Address of the Inference Endpoint (or any server that speaks the same).",
        own="HF_ENDPOINT_URL",
    )
    hf_token: SecretStr = _setting(SecretStr(""), "Token for it; empty: none is sent.", own="HF_TOKEN")
    hf_model: str = _setting(
        "rtzr/ko-gemma-2-9b-it", "The model's name, as the server and the pages call it.", own="HF_MODEL"
    )
    hf_endpoint_name: str = _setting(
        "",
        "Name of the Inference Endpoint, to wake it and show its status; instead of or beside its address.",
        own="HF_ENDPOINT_NAME",
    )
    hf_namespace: str = _setting(
        "",
        "Account or organisation that the endpoint belongs to; empty: the token's own.",
        own="HF_NAMESPACE",
    )
    hf_api_url: _Address = _setting(
        "https://api.endpoints.huggingface.cloud/v2",
        "Address of the service that knows endpoints by name.",
        own="HF_API_URL",
    )
    gemma_context_tokens: int = _setting(
        8192, "Tokens that model reads and writes in all (Gemma 2: 8,192).", ge=8000, le=1_000_000
    )
    gemma_answer_tokens: int = _setting(1800, "How many of them are kept for its answer.", ge=500, le=4000)
    gemma_timeout_seconds: float = _setting(
        180.0, "How long one answer of that model may take.", gt=0, le=1800
    )
    gemma_wake_seconds: float = _setting(600.0, "How long a sleeping endpoint is waited for.", ge=0, le=3600)
    gemma_price_per_hour: float = _setting(
        0.0, "What the endpoint costs per hour (USD), for an estimate; 0: not known.", ge=0
    )
    gemini_api_key: SecretStr = _setting(
        SecretStr(""), "Key of the Gemini API; empty: none.", own="GEMINI_API_KEY"
    )
    gemini_model: str = _setting(
        "gemini-flash-latest",
        "Which Gemini is asked; models are retired about yearly.",
        own="GEMINI_MODEL",
        min_length=1,
    )
    gemini_base_url: Annotated[_Address, _without(r"v1(?:beta)?(?:/models.*)?")] = _setting(
        "https://generativelanguage.googleapis.com", "Address of the Gemini API.", own="GEMINI_BASE_URL"
    )
    gemini_timeout_seconds: float = _setting(90.0, "How long one answer may take.", gt=0, le=1800)
    gemini_prompt_characters: int = _setting(
        24_000,
        "How many characters it is sent at most; longer texts are fitted by whole sentences.",
        ge=2_000,
        le=400_000,
    )
    gemini_answer_tokens: int = _setting(
        8192, "How many tokens an answer may take, the model's thinking included.", ge=500, le=65_536
    )
    gemini_price_in: float = _setting(
        0.0, "What a million tokens read cost (USD), for an estimate; 0: not known.", ge=0
    )
    gemini_price_out: float = _setting(
        0.0, "What a million tokens written cost (USD), for an estimate; 0: not known.", ge=0
    )
    analysis_model: Literal["auto", "gemma", "gemini"] = _setting(
        "auto",
        "Which model reads a person's case; auto: Gemma, or Gemini where only Gemini is configured.",
    )
    summary_model: Literal["auto", "gemma", "gemini"] = _setting(
        "auto",
        "Which model puts rulings into plain words; auto: Gemini, or Gemma where only Gemma is configured.",
    )
    verify_glosses: bool = _setting(
        False,
        "Ask the summary model in a second, narrow call whether each plain sentence says the same as the ruling's.",
    )
    model_calls_per_person: int = _setting(
        40, "How many calls of models one person may make in a day (Korean time).", ge=0
    )
    model_tokens_per_person: int = _setting(
        800_000, "How many tokens, read and written, they may take.", ge=0
    )
    model_calls_per_day: int = _setting(
        400, "How many calls of models this machine may make in a day (Korean time).", ge=0
    )
    model_tokens_per_day: int = _setting(8_000_000, "How many tokens they may take.", ge=0)

    @property
    def models(self) -> tuple[ModelKind, ...]:
        """The models that are configured."""
        has_gemma = bool(self.hf_endpoint_url or self.hf_endpoint_name)
        has_gemini = bool(self.gemini_api_key.get_secret_value())
        return (*(("gemma",) if has_gemma else ()), *(("gemini",) if has_gemini else ()))

    @property
    def case_model(self) -> ModelKind | None:
        """The model that reads cases; None where none is configured, or not the one that is named."""
        return self._chosen(self.analysis_model, "gemma")

    @property
    def retelling_model(self) -> ModelKind | None:
        """The model that puts rulings into plain words; None as for `case_model`."""
        return self._chosen(self.summary_model, "gemini")

    def _chosen(self, named: Literal["auto", "gemma", "gemini"], first: ModelKind) -> ModelKind | None:
        if named != "auto":
            return named if named in self.models else None
        return first if first in self.models else next(iter(self.models), None)

    @property
    def has_case_model(self) -> bool:
        """True where a model reads cases."""
        return self.case_model is not None

    @property
    def has_summary_model(self) -> bool:
        """True where a model puts rulings into plain words."""
        return self.retelling_model is not None

    @property
    def database_path(self) -> Path:
        """The SQLite file."""
        return self._home / "sanjae.db"

    @property
    def sign_ins_path(self) -> Path:
        """The SQLite file of who is signed in."""
        return self._home / "sign_ins.db"

    @property
    def index_path(self) -> Path:
        """The folder of the search index."""
        return self._home / "index"

    @property
    def _home(self) -> Path:
        return PROJECT / self.home.expanduser()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Add Streamlit's secrets, the project's before the person's own, as Streamlit reads them."""
        return (
            init_settings,
            env_settings,
            _EnvFile(settings_cls),
            *(_StreamlitSecrets(settings_cls, file) for file in _secrets_files()),
        )


def _secrets_files() -> tuple[Path, Path]:
    name = Path(".streamlit", "secrets.toml")
    return PROJECT / name, Path.home() / name


def variable(field: str) -> str:
    """The name under which a field of Settings stands in the environment, `.env` and secrets."""
    own = Settings.model_fields[field].validation_alias
    return own if isinstance(own, str) else f"SANJAE_{field.upper()}"


# The name that a setting is read under → its field.
_FIELDS = {variable(name): name for name in Settings.model_fields}


# The file's text, whatever its encoding. A page shows the sentence to whoever opens it, and where the machine keeps its
# files is nobody's business.
def _text_of(file: Path, shown: str) -> str:
    try:
        return decode(file.read_bytes()).lstrip("\ufeff")
    except UnicodeDecodeError as error:
        raise SettingsError(
            said(
                "설정 파일 {file}의 글자를 읽을 수 없습니다. 메모장에서 열어 ‘다른 이름으로 저장’을 누르고 인코딩을 UTF-8로 골라 주세요.",
                file=shown,
            )
        ) from error
    except OSError as error:
        raise SettingsError(_unread(shown, str(error.strerror))) from error


def _unread(shown: str, why: str) -> str:
    return said("설정 파일 {file}을(를) 읽을 수 없습니다: {why}", file=shown, why=why)


# A line that sets something, as a shell of Unix or Windows would, or as a word processor spaces it.
_ASSIGNED = re.compile(
    r"^\s*(?:export\s+|set\s+|\$env:)?(?P<name>[A-Za-z_]\w*)\s*[=:]\s*(?P<value>.*?)\s*;?\s*$", re.IGNORECASE
)
_QUOTES = str.maketrans(dict.fromkeys("“”„‟＂", '"') | dict.fromkeys("‘’‚‛＇", "'"))


# `.env`, with the names alone that are settings. Values that stand on one line are parted, and quotes that a word
# processor bent are straight.
class _EnvFile(DotEnvSettingsSource):
    def _read_env_files(self) -> Mapping[str, str | None]:
        file = PROJECT / ".env"
        if not file.exists():
            return {}
        lines = []
        for number, line in enumerate(_text_of(file, ".env").splitlines(), start=1):
            setting, mark, remark = line.partition(" #")
            parts = [] if setting.lstrip().startswith("#") else _NEXT.split(setting)
            lines += [_assigned(part, number) for part in parts[:-1]]
            lines += [_assigned(part + mark + remark, number) for part in parts[-1:]]
        values = dotenv_values(stream=io.StringIO("\n".join(lines)))
        return {name.lower(): value for name, value in values.items() if value or not self.env_ignore_empty}


# What a part of a line sets, as it is written in a file of this kind; empty where it sets nothing that is ours.
# Raises SettingsError.
def _assigned(line: str, number: int) -> str:
    given = _ASSIGNED.match(line) or _ASSIGNED.match(plain(line))
    name = given["name"].upper() if given else ""
    if given is None or name not in _FIELDS:
        return ""
    straight = given["value"].translate(_QUOTES)
    is_quoted = straight[:1] in ("'", '"') and straight.find(straight[0], 1) > 0
    written = f"{name}={straight if is_quoted else given['value']}"
    if any(binding.error for binding in parse_stream(io.StringIO(written))):
        raise SettingsError(
            said(
                "설정 파일 .env의 {n}번째 줄에서 {name}의 값을 읽을 수 없습니다: 따옴표가 짝이 맞는지 확인해 주세요.",
                n=str(number),
                name=name,
            )
        )
    return written


# Behind a value another setting may follow on the same line.
_NEXT = re.compile(rf"(?<=\S)\s+(?=(?:export\s+)?(?:{'|'.join(sorted(_FIELDS))})=)")


# A `.streamlit/secrets.toml`, with the same names as the environment.
class _StreamlitSecrets(TomlConfigSettingsSource):
    def _read_file(self, file_path: Path | Traversable) -> dict[str, Any]:
        shown = "/".join(Path(str(file_path)).parts[-2:])
        try:
            secrets = tomllib.loads(_text_of(Path(str(file_path)), shown))
        except ValueError as error:
            raise SettingsError(_unread(shown, str(error))) from error
        named = ((_FIELDS.get(name.upper()), value) for name, value in secrets.items())
        return {field: value for field, value in named if field}


def read_settings() -> Settings:
    """The settings as they stand now, read anew only where a source of them changed. Raises SettingsError."""
    try:
        return _read(tuple(os.environ.items()), tuple(map(_version, (PROJECT / ".env", *_secrets_files()))))
    except ValidationError as error:
        raise SettingsError(_what_is_wrong(error)) from error


def read_settings_or_without_models() -> tuple[Settings, str]:
    """The settings; where only addresses of models cannot be used, those without models and the sentence about it.

    For what is done without a model too. The sentence is empty where nothing is wrong. Raises SettingsError.
    """
    try:
        return read_settings(), ""
    except SettingsError as error:
        cause = error.__cause__
        if not isinstance(cause, ValidationError):
            raise
        wrong = {_field_of(each["loc"][0]) for each in cause.errors()}
        if not wrong <= _OF_MODELS.keys():
            raise
        return Settings(**_OF_MODELS), sentence_of(error)


def read_language() -> str:
    """The language that is set, also where another setting is wrong: what is wrong is told in it."""
    try:
        return read_settings().lang
    except SettingsError as error:
        cause = error.__cause__
    wrong = (
        {_field_of(each["loc"][0]) for each in cause.errors()}
        if isinstance(cause, ValidationError)
        else set()
    )
    fields = Settings.model_fields
    if not wrong or not wrong <= fields.keys():
        return str(fields["lang"].default)
    return Settings(**{name: fields[name].default for name in wrong}).lang


# Without these no model is asked.
_OF_MODELS: dict[str, Any] = {
    "hf_endpoint_url": "",
    "hf_endpoint_name": "",
    "hf_api_url": Settings.model_fields["hf_api_url"].default,
    "gemini_api_key": "",
    "gemini_base_url": Settings.model_fields["gemini_base_url"].default,
}


def _field_of(place: int | str) -> str:
    return _FIELDS.get(str(place).upper(), str(place))


def _what_is_wrong(error: ValidationError) -> str:
    wrong = error.errors()[0]
    name = variable(_field_of(wrong["loc"][0]))
    # A key may have been pasted where an address belongs, and a page shows this to whoever opens it.
    expected = _WRONG_ADDRESS.get(wrong["msg"].rpartition(" ")[2], "") or _expected(name)
    if name.endswith("_URL"):
        return said("설정 {name}의 값을 쓸 수 없습니다: {expected}", name=name, expected=expected)
    return said(
        "설정 {name}의 값 {value}을(를) 쓸 수 없습니다: {expected}",
        name=name,
        value=repr(wrong["input"]),
        expected=expected,
    )


@lru_cache(maxsize=1)
def _read(environment: tuple[tuple[str, str], ...], files: tuple[tuple[int, int], ...]) -> Settings:
    return Settings()


# What changes whenever a file does.
def _version(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


# What _web_address says is wrong.
_WRONG_ADDRESS = {
    "port": said("주소의 포트(: 뒤의 수)는 1에서 65535까지여야 합니다."),
    "blank": said("주소 가운데에 빈칸이 있습니다."),
    "host": said("주소에 적힌 서버의 이름이 올바르지 않습니다."),
    "more": said("주소만 적어 주세요. 아이디나 ?, # 뒤의 말은 뺍니다."),
}
# What the last word of a setting's name says its number counts.
_UNITS = {"MB": said("(MB)"), "SECONDS": said("(초)"), "TOKENS": said("(토큰)"), "CHARACTERS": said("(글자)")}


# What a setting takes, as a sentence made from its field.
def _expected(name: str) -> str:
    found = Settings.model_fields.get(_FIELDS.get(name, ""))
    if name.endswith("_URL"):
        return said("http:// 또는 https://로 시작하는 주소여야 합니다.")
    if found is None or found.annotation not in (int, float):
        choices: tuple[str, ...] = get_args(found.annotation) if found else ()
        if not choices:
            return said("비어 있지 않은 글이어야 합니다.")
        either = reduce(lambda one, other: said("{one} 또는 {other}", one=one, other=other), choices)
        return said("{choices}이어야 합니다.", choices=either)
    bounds = reduce(lambda one, other: said("{one}, {other}", one=one, other=other), _bounds(found))
    unit = _UNITS.get(name.split("_")[-1], "")
    if found.annotation is int:
        return said("{bounds}의 정수{unit}여야 합니다.", bounds=bounds, unit=unit)
    return said("{bounds}의 수{unit}여야 합니다.", bounds=bounds, unit=unit)


# From where to where a number may go.
def _bounds(found: FieldInfo) -> Iterator[str]:
    for rule in found.metadata:
        if hasattr(rule, "ge"):
            yield said("{n} 이상", n=f"{rule.ge:,}")
        if hasattr(rule, "gt"):
            yield said("{n} 초과", n=f"{rule.gt:,}")
        if hasattr(rule, "le"):
            yield said("{n} 이하", n=f"{rule.le:,}")
