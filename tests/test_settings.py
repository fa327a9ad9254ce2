"""Where settings come from, what is refused, and that .env.example tells all of it."""

import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from lib import settings as real
from lib.i18n import translator
from lib.text.said import sentence_of, translated

Project = Callable[[], ModuleType]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Load lib/settings.py as it stands in a project of its own, with an empty home."""
    for name in real.Settings.model_fields:
        monkeypatch.delenv(real.variable(name), raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    for folder in ("project/lib", "project/.streamlit", "home/.streamlit"):
        (tmp_path / folder).mkdir(parents=True)
    copy = tmp_path / "project" / "lib" / "settings.py"
    shutil.copy(str(real.__file__), copy)

    def load() -> ModuleType:
        spec = importlib.util.spec_from_file_location("settings_of_a_copy", copy)
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, spec.name, module)
        spec.loader.exec_module(module)
        return module

    return load


def write(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8")


def test_defaults(project: Project, tmp_path: Path) -> None:
    settings = project().read_settings()
    assert (settings.upload_max_mb, settings.upload_max_files, settings.lang) == (200, 40_000, "browser")
    assert settings.database_path == tmp_path / "project" / "var" / "sanjae.db"
    assert settings.index_path == tmp_path / "project" / "var" / "index"


def test_the_nearer_source_wins(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [
        lambda: write(tmp_path / "home/.streamlit/secrets.toml", "SANJAE_UPLOAD_MAX_MB = 1"),
        lambda: write(tmp_path / "project/.streamlit/secrets.toml", "SANJAE_UPLOAD_MAX_MB = 2"),
        lambda: write(tmp_path / "project/.env", "SANJAE_UPLOAD_MAX_MB=3\nSOMETHING_ELSE=x\n"),
        lambda: monkeypatch.setenv("SANJAE_UPLOAD_MAX_MB", "4"),
    ]
    for expected, step in enumerate(steps, start=1):
        step()
        assert project().read_settings().upload_max_mb == expected
    assert project().Settings(upload_max_mb=5).upload_max_mb == 5


def test_unknown_secrets_are_ignored(project: Project, tmp_path: Path) -> None:
    write(
        tmp_path / "project/.streamlit/secrets.toml",
        'home = "x"\nOTHER = 1\nSANJAE_LANG = "en"\n[connections.sql]\nurl = "x"\n',
    )
    settings = project().read_settings()
    assert (settings.lang, settings.home.name) == ("en", "var")


@pytest.mark.parametrize("home", ["data", "{tmp}/elsewhere", "~/sanjae", ""])
def test_home(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str) -> None:
    monkeypatch.setenv("SANJAE_HOME", home.format(tmp=tmp_path))
    expected = {
        "data": tmp_path / "project/data",
        "{tmp}/elsewhere": tmp_path / "elsewhere",
        "~/sanjae": tmp_path / "home/sanjae",
        "": tmp_path / "project/var",
    }[home]
    assert project().read_settings().database_path == expected / "sanjae.db"


BAD = [
    ("SANJAE_UPLOAD_MAX_MB", "many"),
    ("SANJAE_UPLOAD_MAX_MB", "0"),
    ("SANJAE_UPLOAD_MAX_FILES", "-1"),
    ("SANJAE_LANG", "fr"),
    ("COMWEL_BASE_URL", "apis.data.go.kr"),
    ("LAWGO_PAUSE_SECONDS", "-1"),
    ("LAWGO_PARALLEL", "5"),
]


@pytest.mark.parametrize("name, value", BAD)
def test_a_bad_value_is_one_sentence(
    project: Project, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    module = project()
    with pytest.raises(module.SettingsError) as caught:
        module.read_settings()
    message = str(caught.value)
    assert name in message and "\n" not in message
    assert (repr(value) in message) is not name.endswith("_URL")


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SANJAE_UPLOAD_MAX_MB", "0", "1 이상의 정수(MB)여야 합니다."),
        ("SANJAE_UPLOAD_MAX_FILES", "0", "1 이상의 정수여야 합니다."),
        ("LAWGO_PAUSE_SECONDS", "61", "0 이상, 60 이하의 수(초)여야 합니다."),
        ("LAWGO_PARALLEL", "0", "1 이상, 4 이하의 정수여야 합니다."),
        ("COMWEL_PARALLEL", "9", "1 이상, 8 이하의 정수여야 합니다."),
        ("SANJAE_HTTP_TIMEOUT_SECONDS", "0", "0 초과, 600 이하의 수(초)여야 합니다."),
        ("SANJAE_GEMMA_CONTEXT_TOKENS", "7999", "8,000 이상, 1,000,000 이하의 정수(토큰)여야 합니다."),
        ("SANJAE_GEMINI_PROMPT_CHARACTERS", "1", "2,000 이상, 400,000 이하의 정수(글자)여야 합니다."),
        ("SANJAE_LANG", "fr", "browser 또는 ko 또는 en이어야 합니다."),
        ("GEMINI_BASE_URL", "ftp://x", "http:// 또는 https://로 시작하는 주소여야 합니다."),
        ("HF_ENDPOINT_URL", "http://", "http:// 또는 https://로 시작하는 주소여야 합니다."),
    ],
)
def test_what_a_setting_takes_is_told(
    project: Project, monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str
) -> None:
    monkeypatch.setenv(name, value)
    module = project()
    with pytest.raises(module.SettingsError) as caught:
        module.read_settings()
    # A key may have been pasted where an address belongs.
    shown = "값을" if name.endswith("_URL") else f"값 {value!r}을(를)"
    assert str(caught.value) == f"설정 {name}의 {shown} 쓸 수 없습니다: {expected}"


@pytest.mark.parametrize(
    ("name", "written", "address"),
    [
        ("HF_ENDPOINT_URL", "http://127.0.0.1:9 ", "http://127.0.0.1:9"),
        ("HF_ENDPOINT_URL", "'http://127.0.0.1:9/'\u200b", "http://127.0.0.1:9"),
        ("GEMINI_BASE_URL", "http://127.0.0.1:9/v1beta", "http://127.0.0.1:9"),
        ("GEMINI_BASE_URL", "http://127.0.0.1:9/v1beta/models/", "http://127.0.0.1:9"),
        ("GEMINI_BASE_URL", "http://127.0.0.1:9/v1beta/v1beta", "http://127.0.0.1:9"),
        ("LAWGO_BASE_URL", "http://h/DRF/DRF/", "http://h/DRF"),
        ("COMWEL_BASE_URL", "http://h//b/sjb/b/sjb", "http://h/b/sjb"),
        ("HF_ENDPOINT_URL", "https://https://h/v1/", "https://h/v1"),
        ("HF_ENDPOINT_URL", "https://h/v1/chat/completions/", "https://h/v1"),
        ("HF_ENDPOINT_URL", "“http://사무실.kr:8080”", "http://사무실.kr:8080"),
        ("HF_ENDPOINT_URL", "http://[::1]:8080", "http://[::1]:8080"),
        ("LAWGO_BASE_URL", "https://www.law.go.kr/DRF/lawSearch.do", "https://www.law.go.kr/DRF"),
        ("COMWEL_BASE_URL", "http://h/b/sjb/getSjbPrecedentNaeyongPstate/", "http://h/b/sjb"),
    ],
)
def test_an_address_may_be_pasted_with_what_stands_around_it(
    project: Project, monkeypatch: pytest.MonkeyPatch, name: str, written: str, address: str
) -> None:
    monkeypatch.setenv(name, written)
    assert getattr(project().read_settings(), name.lower()) == address


ENV_FILE = "# 무료 인증키\r\nSANJAE_LANG=en\r\nCOMWEL_API_KEY=abc123\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949"])
def test_the_file_of_settings_may_have_any_encoding(project: Project, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "project/.env").write_bytes(ENV_FILE.encode(encoding))
    settings = project().read_settings()
    assert (settings.lang, settings.comwel_api_key.get_secret_value()) == ("en", "abc123")


@pytest.mark.parametrize(
    "line",
    [
        "export SANJAE_LANG=en",
        "  SANJAE_LANG = en  ",
        'SANJAE_LANG="en"',
        "SANJAE_LANG=“en”",
        "SANJAE_LANG=‘en’ # 영어",
        "set SANJAE_LANG=en",
        '$env:SANJAE_LANG = "en";',
        "\ufeff\u200bSANJAE_LANG=\xa0en\u200b",
        "SANJAE_LANG\uff1den",
        "sanjae_lang=en",
        "SANJAE_LANG: en",
        "export LAWGO_OC=somebody SANJAE_LANG=en",
        "SANJAE_LANG=en # SANJAE_LANG=ko",
        "# SANJAE_LANG=ko SANJAE_LANG=ko\nSANJAE_LANG=en",
        "우리말로 적은 줄, 아무것도 아닌 줄\nSANJAE_LANG=en\n'",
    ],
)
def test_a_line_of_settings_may_be_written_as_people_write_it(
    project: Project, tmp_path: Path, line: str
) -> None:
    write(tmp_path / "project/.env", line)
    assert project().read_settings().lang == "en"


def test_what_the_servers_for_a_trial_print_can_be_pasted(project: Project, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "tests.servers", "--rulings", "3", "--port", "0"],
        cwd=real.PROJECT, stdout=subprocess.PIPE, encoding="utf-8",
    ) as servers:  # fmt: skip
        assert servers.stdout is not None
        printed = [servers.stdout.readline() for _ in range(9)]
        servers.kill()
    write(tmp_path / "project/.env", "".join(printed))
    settings = project().read_settings()
    assert settings.models == ("gemma", "gemini")
    keys = (settings.comwel_api_key, settings.lawgo_oc, settings.hf_token, settings.gemini_api_key)
    assert all(key.get_secret_value() for key in keys)
    assert settings.comwel_base_url.startswith("http://127.0.0.1:")
    assert printed[-1].startswith("# ./sanjae sync")


def test_what_a_value_holds_stays(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ELSEWHERE", str(tmp_path))
    account = "kim:attorney:$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA"
    write(
        tmp_path / "project/.env",
        f"SANJAE_ACCOUNTS='{account} {account}'\nSANJAE_HOME=${{ELSEWHERE}}/김 씨\nHF_TOKEN=a#b=c\n",
    )
    settings = project().read_settings()
    assert settings.accounts.get_secret_value() == f"{account} {account}"
    assert settings.home == tmp_path / "김 씨"
    assert settings.hf_token.get_secret_value() == "a#b=c"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"SANJAE_LANG=en\n# \xff\xff\xff\n", r"\.env.*UTF-8"),
        ('# 주석\nHF_TOKEN="secret\n'.encode(), r"\.env의 2번째 줄에서 HF_TOKEN.*따옴표"),
        (b"SANJAE_LANG=\xbf\xb5\xbe\xee\n", "SANJAE_LANG의 값 '영어'"),
    ],
)
def test_a_file_of_settings_that_cannot_be_read_is_named(
    project: Project, tmp_path: Path, content: bytes, told: str
) -> None:
    (tmp_path / "project/.env").write_bytes(content)
    module = project()
    with pytest.raises(module.SettingsError, match=told) as caught:
        module.read_settings()
    assert "secret" not in str(caught.value) and str(tmp_path) not in str(caught.value)
    in_english = translated(sentence_of(caught.value), translator("en"))
    assert not re.search("[가-힣]", in_english.replace("영어", ""))


def test_a_folder_in_place_of_the_file_is_told(project: Project, tmp_path: Path) -> None:
    (tmp_path / "project/.env").mkdir()
    module = project()
    with pytest.raises(module.SettingsError, match=r"\.env"):
        module.read_settings()


def test_secrets_may_have_any_encoding(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "project/.streamlit/secrets.toml"
    path.write_bytes('# 열쇠\nLAWGO_OC = "김"'.encode("cp949"))
    assert project().read_settings().lawgo_oc.get_secret_value() == "김"


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"),
    [
        ("SANJAE_LANG", "en ", "lang", "en"),
        ("SANJAE_UPLOAD_MAX_MB", ' "3"\u200b', "upload_max_mb", 3),
        ("SANJAE_OPEN", "'true'", "open_to_all", True),
    ],
)
def test_a_value_may_stand_between_blanks_and_quotes(
    project: Project, monkeypatch: pytest.MonkeyPatch, name: str, value: str, field: str, expected: object
) -> None:
    monkeypatch.setenv(name, value)
    assert getattr(project().read_settings(), field) == expected


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("http://127.0.0.1 :8701", "빈칸"),
        ("http://my server/v1", "빈칸"),
        ("http://[::1", "서버의 이름"),
        ("http://a..b", "서버의 이름"),
        (f"http://{'a' * 64}.kr", "서버의 이름"),
        ("127.0.0.1:8701", "http:// 또는 https://로 시작"),
        ("localhost", "http:// 또는 https://로 시작"),
        ("http:/127.0.0.1", "http:// 또는 https://로 시작"),
        ("htttp://127.0.0.1", "http:// 또는 https://로 시작"),
        ("http://127.0.0.1:87o1", "1에서 65535까지"),
        ("http://127.0.0.1:-1", "1에서 65535까지"),
        ("http://127.0.0.1:8701:8701", "1에서 65535까지"),
        ("http://127.0.0.1/?key=x", "주소만"),
    ],
)
def test_an_address_that_is_none_is_told_with_its_setting(
    project: Project, monkeypatch: pytest.MonkeyPatch, address: str, told: str
) -> None:
    for name in ("HF_ENDPOINT_URL", "GEMINI_BASE_URL", "COMWEL_BASE_URL", "LAWGO_BASE_URL", "HF_API_URL"):
        monkeypatch.setenv(name, address)
        module = project()
        with pytest.raises(module.SettingsError, match=f"{name}.*{told}"):
            module.read_settings()
        monkeypatch.delenv(name)


@pytest.mark.parametrize("port", ["99999", "0", "x"])
def test_a_port_that_is_none_is_told(project: Project, monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("HF_ENDPOINT_URL", f"http://127.0.0.1:{port}")
    module = project()
    with pytest.raises(module.SettingsError, match=r"HF_ENDPOINT_URL.*1에서 65535까지"):
        module.read_settings()


@pytest.mark.parametrize(
    ("given", "models"),
    [
        ({}, ()),
        ({"hf_endpoint_url": "http://127.0.0.1:8080"}, ("gemma",)),
        ({"hf_endpoint_name": "gemma"}, ("gemma",)),
        ({"hf_token": "x"}, ()),
        ({"gemini_api_key": "x"}, ("gemini",)),
    ],
)
def test_which_models_are_configured(
    project: Project, given: dict[str, str], models: tuple[str, ...]
) -> None:
    settings = project().Settings(**given)
    assert settings.models == models
    assert settings.has_case_model == settings.has_summary_model == bool(models)


def test_settings_are_read_anew_where_a_source_changed(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = project()
    assert module.read_settings() is module.read_settings()
    write(tmp_path / "project/.env", "SANJAE_UPLOAD_MAX_MB=3")
    assert module.read_settings().upload_max_mb == 3
    write(tmp_path / "home/.streamlit/secrets.toml", 'SANJAE_LANG = "en"')
    assert module.read_settings().lang == "en"
    monkeypatch.setenv("SANJAE_LANG", "ko")
    assert module.read_settings().lang == "ko"


@pytest.mark.parametrize("address", ["https://me:secret@law.go.kr", "https://apis.data.go.kr/x?key=secret"])
def test_a_key_in_an_address_is_not_repeated(
    project: Project, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("COMWEL_BASE_URL", address)
    module = project()
    with pytest.raises(module.SettingsError) as caught:
        module.read_settings()
    assert "COMWEL_BASE_URL" in str(caught.value) and "secret" not in str(caught.value)


def test_broken_secrets_are_named(project: Project, tmp_path: Path) -> None:
    write(tmp_path / "project/.streamlit/secrets.toml", "SANJAE_LANG = ")
    module = project()
    with pytest.raises(module.SettingsError, match=r"secrets\.toml"):
        module.read_settings()


def test_names_of_the_outside_world_have_no_prefix(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "project/.env", "COMWEL_API_KEY=of-env-file\nLAWGO_PAUSE_SECONDS=0\n")
    write(tmp_path / "home/.streamlit/secrets.toml", 'LAWGO_OC = "of-secrets"')
    monkeypatch.setenv("LAWGO_BASE_URL", "http://127.0.0.1:8701/DRF/")
    settings = project().read_settings()
    assert settings.comwel_api_key.get_secret_value() == "of-env-file"
    assert settings.lawgo_oc.get_secret_value() == "of-secrets"
    assert (settings.lawgo_base_url, settings.lawgo_pause_seconds) == ("http://127.0.0.1:8701/DRF", 0)
    assert "of-env-file" not in repr(settings) and "of-secrets" not in str(settings)


def test_the_example_documents_every_setting_with_its_default() -> None:
    example = (real.PROJECT / ".env.example").read_text(encoding="utf-8")
    documented = dict(re.findall(r"^# ([A-Z_]+)=(.*)$", example, re.MULTILINE))
    fields = real.Settings.model_fields
    assert documented.keys() == {real.variable(name) for name in fields}
    given = real.Settings(
        **{name: documented[real.variable(name)] for name in fields}  # type: ignore[arg-type]
    )
    for name, field in fields.items():
        default = field.default
        value = getattr(given, name)
        assert (real.PROJECT / value if isinstance(value, Path) else value) == default


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        (
            "LAWGO_PAUSE_SECONDS",
            "61",
            "The value '61' of the setting LAWGO_PAUSE_SECONDS cannot be used: it must be a number (seconds), 0 or more, 60 at most.",
        ),
        (
            "SANJAE_LANG",
            "fr",
            "The value 'fr' of the setting SANJAE_LANG cannot be used: it must be browser or ko or en.",
        ),
        (
            "HF_ENDPOINT_URL",
            "http://127.0.0.1:99999",
            "The value of the setting HF_ENDPOINT_URL cannot be used: the port of an address "
            "(the number after the colon) must be from 1 to 65535.",
        ),
    ],
)
def test_what_is_wrong_is_told_in_the_language_of_the_page(
    project: Project, monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(name, value)
    module = project()
    with pytest.raises(module.SettingsError) as caught:
        module.read_settings()
    assert translated(sentence_of(caught.value), translator("en")) == told
