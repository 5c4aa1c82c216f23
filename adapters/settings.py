"""What an operator can set, each from an environment variable with the prefix `FOURCORNERS_`.

Every field is described in `docs/settings.md`; a test holds the two together.
"""

from pathlib import Path
from typing import Annotated, Any, Literal

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from contracts.errors import InvalidSettingError
from extraction.readers.limits import OCR_LANGUAGES, Limits

LOOPBACK = ("localhost", "127.0.0.1", "::1")
EVERY_INTERFACE = ("0.0.0.0", "::")


class Settings(BaseSettings):
    """The settings of one process; read once at start and passed on as an argument."""

    model_config = SettingsConfigDict(env_prefix="FOURCORNERS_", frozen=True, extra="ignore")

    home: Path = Field(default_factory=lambda: Path(platformdirs.user_data_dir("fourcorners", False)))
    database_url: str = ""
    jobs_database_url: str = ""
    max_upload_mb: int = Field(default=50, ge=1, le=2048)
    host: str = "127.0.0.1"
    port: int = Field(default=8712, ge=0, le=65535)
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    workers: int = Field(default=2, ge=1, le=64)
    playbooks_folder: Path | None = None
    clauses_folder: Path | None = None
    model: str = ""
    model_base_url: str = ""
    model_api_key: SecretStr | None = None
    four_eyes: bool = True
    author: str = Field(default="Four Corners", min_length=1, max_length=80)
    chroma_url: str = ""
    embedder: Literal["built-in", "minilm", "openai"] = "built-in"
    embedder_folder: Path | None = None
    embedding_model: str = ""
    embedding_base_url: str = ""
    embedding_api_key: SecretStr | None = None
    ocr_language: str = Field(default="eng", pattern=OCR_LANGUAGES)
    max_read_seconds: int = Field(default=180, ge=1, le=3600)
    max_read_memory_mb: int = Field(default=2048, ge=512, le=65536)
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator("home")
    @classmethod
    def _is_absolute(cls, home: Path) -> Path:
        return home.expanduser().absolute()

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _split_at_commas(cls, hosts: Any) -> Any:
        if isinstance(hosts, str):
            return tuple(host.strip().lower() for host in hosts.split(",") if host.strip())
        return hosts

    @property
    def records_url(self) -> str:
        """SQLAlchemy URL of the records; PostgreSQL always through psycopg 3."""
        return _with_driver(self.database_url) or f"sqlite:///{self.home / 'records.db'}"

    @property
    def jobs_url(self) -> str:
        """Where DBOS keeps the state of the jobs."""
        return self.jobs_database_url or f"sqlite:///{self.home / 'jobs.db'}"

    @property
    def max_upload_bytes(self) -> int:
        return self.max_upload_mb * 1024 * 1024

    @property
    def limits(self) -> Limits:
        """The bounds on one file."""
        return Limits(
            max_bytes=self.max_upload_bytes,
            ocr_language=self.ocr_language,
            max_seconds=self.max_read_seconds,
            max_memory_bytes=self.max_read_memory_mb * 1024 * 1024,
        )

    @property
    def accepted_hosts(self) -> tuple[str, ...]:
        """Names a request may call this server by; () accepts any. A page of another site that has its
        own name point at this machine (DNS rebinding) is refused by this list."""
        if self.allowed_hosts:
            return self.allowed_hosts
        return () if self.host in EVERY_INTERFACE else (*LOOPBACK, self.host.lower())


def load_settings(**given: Any) -> Settings:
    """Settings from the environment, `given` ones first; `InvalidSettingError` names what is wrong."""
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = "FOURCORNERS_" + "_".join(str(part) for part in first["loc"][:1]).upper()
        raise InvalidSettingError(f"{name}: {first['msg']}; see docs/settings.md") from None


def _with_driver(url: str) -> str:
    for scheme in ("postgresql://", "postgres://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url
