"""Everything a person can set, read in one place.

In order of precedence: arguments, the environment, `.env` in the project, and the files that
Streamlit keeps secrets in. `.env.example` documents every field.
"""

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

PROJECT = Path(__file__).resolve().parent.parent
"""The folder that holds app.py."""


class SettingsError(Exception):
    """A setting has a value that cannot be used; the message is a sentence for the person."""


class Settings(BaseSettings):
    """Settings of the app and the command line; each is read as `SANJAE_` and its name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix="SANJAE_", env_file=PROJECT / ".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    home: Path = PROJECT / "var"
    """Folder of the database and the search index; a relative one counts from the project."""

    upload_max_mb: int = Field(default=200, ge=1)
    """How many megabytes one upload may unpack to, all its files together."""

    upload_max_files: int = Field(default=40_000, ge=1)
    """How many files one upload may hold."""

    lang: Literal["ko", "en"] = "ko"
    """Language of the interface until the person chooses one."""

    @property
    def database_path(self) -> Path:
        """The SQLite file."""
        return self._home / "sanjae.db"

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
            dotenv_settings,
            _StreamlitSecrets(settings_cls, PROJECT),
            _StreamlitSecrets(settings_cls, Path.home()),
        )


class _StreamlitSecrets(TomlConfigSettingsSource):
    """`.streamlit/secrets.toml` under a folder, with the same names as the environment."""

    def __init__(self, settings_cls: type[BaseSettings], folder: Path) -> None:
        self._known = {f"SANJAE_{name.upper()}": name for name in settings_cls.model_fields}
        super().__init__(settings_cls, folder / ".streamlit" / "secrets.toml")

    def _read_file(self, file_path: Path | Traversable) -> dict[str, Any]:
        try:
            secrets = super()._read_file(file_path)
        except (OSError, ValueError) as error:
            raise SettingsError(f"설정 파일 {file_path}을(를) 읽을 수 없습니다: {error}") from error
        return {
            self._known[name.upper()]: value for name, value in secrets.items() if name.upper() in self._known
        }


def read_settings() -> Settings:
    """The settings as they stand now. Raises SettingsError."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = error.errors()[0]
        name = f"SANJAE_{wrong['loc'][0]}".upper()
        raise SettingsError(
            f"설정 {name}의 값 {wrong['input']!r}을(를) 쓸 수 없습니다: {_EXPECTED.get(name, wrong['msg'])}"
        ) from error


_EXPECTED = {
    "SANJAE_HOME": "폴더의 경로여야 합니다.",
    "SANJAE_UPLOAD_MAX_MB": "1 이상의 정수(MB)여야 합니다.",
    "SANJAE_UPLOAD_MAX_FILES": "1 이상의 정수(파일 수)여야 합니다.",
    "SANJAE_LANG": "ko 또는 en이어야 합니다.",
}
