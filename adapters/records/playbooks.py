"""Versions of the playbooks of one workspace, and the content of every playbook a contract is pinned to."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Row, and_, delete, insert, or_, select, update

from adapters.records.contracts import Place
from adapters.records.tables import pinned_playbooks, playbook_requests, playbook_versions
from contracts.errors import IllegalStateError, NotFoundError, StorageError
from contracts.people import WorkspaceId
from playbooks.playbook import Playbook
from playbooks.publishing import PlaybookVersion

_COLUMNS = [column for column in playbook_versions.columns if column.name != "workspace"]


class PlaybookRecords:
    """Every query is bound to the workspace given here."""

    def __init__(self, connection: Connection, workspace: WorkspaceId) -> None:
        self._connection = connection
        self._workspace = workspace
        self._mine = playbook_versions.c.workspace == workspace

    def add(self, version: PlaybookVersion) -> None:
        """Keep a new version; `IllegalStateError` when there is one of that name."""
        self._refuse_taken(version)
        self._connection.execute(insert(playbook_versions).values(workspace=self._workspace, **_row(version)))

    def find(self, playbook_id: str, version: str) -> PlaybookVersion | None:
        """The version of that name, if there is one."""
        query = select(*_COLUMNS).where(*self._named(playbook_id, version))
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _version(row)

    def get(self, playbook_id: str, version: str) -> PlaybookVersion:
        """`NotFoundError` when this workspace has none of that name."""
        found = self.find(playbook_id, version)
        if found is None:
            raise NotFoundError(f"there is no version {version[:40]} of {playbook_id[:60]} in the records")
        return found

    def save(self, version: PlaybookVersion, *, was: PlaybookVersion) -> None:
        """Keep the new state of `was`; `IllegalStateError` when somebody changed it meanwhile, or its new
        name is taken."""
        if version.version != was.version:
            self._refuse_taken(version)
        seen = (
            *self._named(was.playbook_id, was.version),
            playbook_versions.c.state == was.state,
            playbook_versions.c.sha256 == was.sha256,
        )
        changed = self._connection.execute(update(playbook_versions).where(*seen).values(**_row(version)))
        if version.version != was.version:
            self._connection.execute(
                update(playbook_requests).where(*self._made(was)).values(version=version.version)
            )
        if not changed.rowcount:
            raise IllegalStateError(
                f"version {was.version} of {was.playbook_id} was changed by somebody meanwhile; "
                "look at it again"
            )

    def delete(self, version: PlaybookVersion) -> None:
        """Forget a version, and the requests that made it."""
        named = self._named(version.playbook_id, version.version)
        self._connection.execute(delete(playbook_versions).where(*named))
        self._connection.execute(delete(playbook_requests).where(*self._made(version)))

    def published(self) -> tuple[PlaybookVersion, ...]:
        """The versions in force, by the id of their playbook; one at most of each."""
        query = select(*_COLUMNS).where(self._mine, playbook_versions.c.state == "published")
        rows = self._connection.execute(query.order_by(playbook_versions.c.playbook_id))
        return tuple(_version(row) for row in rows)

    def in_force(self, playbook_id: str) -> PlaybookVersion | None:
        """The published version of a playbook."""
        return next((each for each in self.published() if each.playbook_id == playbook_id), None)

    def governed(self) -> frozenset[str]:
        """Ids of which this workspace ever published a version."""
        query = select(playbook_versions.c.playbook_id).where(
            self._mine, playbook_versions.c.state.in_(("published", "retired"))
        )
        return frozenset(self._connection.execute(query.distinct()).scalars())

    def open(self) -> tuple[PlaybookVersion, ...]:
        """The versions that somebody works on: drafts and those in review, newest first."""
        query = select(*_COLUMNS).where(self._mine, playbook_versions.c.state.in_(("draft", "in_review")))
        newest = query.order_by(playbook_versions.c.created_at.desc(), playbook_versions.c.version.desc())
        return tuple(_version(row) for row in self._connection.execute(newest))

    def names(self, playbook_id: str) -> frozenset[str]:
        """The names of all versions of a playbook."""
        query = select(playbook_versions.c.version)
        query = query.where(self._mine, playbook_versions.c.playbook_id == playbook_id)
        return frozenset(self._connection.execute(query).scalars())

    def page(
        self, playbook_id: str, *, limit: int, after: Place | None = None
    ) -> tuple[PlaybookVersion, ...]:
        """At most `limit` versions of a playbook, the newest first, from behind the place `after`."""
        made, name = playbook_versions.c.created_at, playbook_versions.c.version
        query = select(*_COLUMNS).where(self._mine, playbook_versions.c.playbook_id == playbook_id)
        if after is not None:
            last = datetime.fromisoformat(after.key)
            query = query.where(or_(made < last, and_(made == last, name < after.id)))
        rows = self._connection.execute(query.order_by(made.desc(), name.desc()).limit(limit))
        return tuple(_version(row) for row in rows)

    def made_by(self, key: str, request_sha256: str) -> tuple[str, str] | None:
        """Playbook id and version that the request under `key` made; `IllegalStateError` when the key was
        used for another request."""
        query = select(playbook_requests).where(
            playbook_requests.c.workspace == self._workspace, playbook_requests.c.key == key
        )
        row = self._connection.execute(query).one_or_none()
        if row is None:
            return None
        if row.request_sha256 != request_sha256:
            raise IllegalStateError("this Idempotency-Key was used for another request; send a new key")
        return row.playbook_id, row.version

    def keep_request(self, key: str, request_sha256: str, *, made: PlaybookVersion) -> None:
        """Remember which version the request made."""
        self._connection.execute(
            insert(playbook_requests).values(
                workspace=self._workspace, key=key, request_sha256=request_sha256,
                playbook_id=made.playbook_id, version=made.version, created_at=made.created_at,
            )
        )  # fmt: skip

    def _named(self, playbook_id: str, version: str) -> tuple[Any, ...]:
        columns = playbook_versions.c
        return self._mine, columns.playbook_id == playbook_id, columns.version == version

    def _made(self, version: PlaybookVersion) -> tuple[Any, ...]:
        """The requests that made a version."""
        columns = playbook_requests.c
        named = columns.playbook_id == version.playbook_id, columns.version == version.version
        return columns.workspace == self._workspace, *named

    def _refuse_taken(self, version: PlaybookVersion) -> None:
        if self.find(version.playbook_id, version.version) is not None:
            raise IllegalStateError(
                f"there is a version {version.version} of {version.playbook_id} already; give the file "
                "another `version:`"
            )


class PinnedPlaybooks:
    """The content of playbooks by their hash, kept for as long as the workspace is: a contract is read
    against the words it was taken in under, whatever is published, retired or shipped later."""

    def __init__(self, connection: Connection, workspace: WorkspaceId) -> None:
        self._connection = connection
        self._workspace = workspace

    def keep(self, playbook: Playbook, *, at: datetime) -> None:
        """Keep it, once."""
        if self._content(playbook.sha256) is None:
            self._connection.execute(
                insert(pinned_playbooks).values(
                    workspace=self._workspace, sha256=playbook.sha256, kept_at=at,
                    content=playbook.model_dump_json(),
                )
            )  # fmt: skip

    def find(self, sha256: str) -> Playbook | None:
        """The playbook of that hash, if a contract was ever pinned to it. `StorageError` when this version
        of the product cannot read it any more."""
        content = self._content(sha256)
        try:
            return None if content is None else Playbook.model_validate_json(content)
        except ValidationError as error:
            raise StorageError(
                f"the playbook {sha256[:12]} was kept by another version of the product; upload the contract "
                "again to review it anew"
            ) from error

    def _content(self, sha256: str) -> str | None:
        query = select(pinned_playbooks.c.content).where(
            pinned_playbooks.c.workspace == self._workspace, pinned_playbooks.c.sha256 == sha256
        )
        return self._connection.execute(query).scalar_one_or_none()


def place_of_version(version: PlaybookVersion) -> Place:
    """The place of a version in the list of its playbook."""
    return Place(key=version.created_at.isoformat(), id=version.version)


def _row(version: PlaybookVersion) -> dict[str, Any]:
    return {**version.model_dump(), "authors": json.dumps(version.authors, ensure_ascii=False)}


def _version(row: Row[Any] | Sequence[Any]) -> PlaybookVersion:
    values = dict(zip((column.name for column in _COLUMNS), row, strict=True))
    return PlaybookVersion.model_validate(values | {"authors": tuple(json.loads(values["authors"]))})
