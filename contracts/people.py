"""Who is using the service, and for which workspace."""

from typing import NewType

WorkspaceId = NewType("WorkspaceId", str)

DEFAULT_WORKSPACE = WorkspaceId("default")
