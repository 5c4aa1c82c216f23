"""The time, passed in as an argument so that tests and reproducible builds can set it."""

import os
from datetime import UTC, datetime
from typing import Protocol

from contracts.errors import InvalidSettingError


class Clock(Protocol):
    """Something that knows the time."""

    def now(self) -> datetime:
        """The time, with time zone UTC."""
        ...


class SystemClock:
    """The machine's time; standing still at SOURCE_DATE_EPOCH (seconds since 1970, the convention of
    reproducible-builds.org) where the environment sets it."""

    def now(self) -> datetime:
        """`InvalidSettingError` where SOURCE_DATE_EPOCH is not a number of seconds."""
        fixed = os.environ.get("SOURCE_DATE_EPOCH")
        if not fixed:
            return datetime.now(UTC)
        try:
            return datetime.fromtimestamp(int(fixed), UTC)
        except (ValueError, OverflowError, OSError):
            raise InvalidSettingError(
                "SOURCE_DATE_EPOCH must be a whole number of seconds since 1970"
            ) from None


class FixedClock:
    """Always the same moment."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        return self._moment
