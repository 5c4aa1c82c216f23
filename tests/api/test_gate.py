"""What every request passes."""

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize("path", ["/", "/playbooks", "/api/v1/health", "/static/style.css", "/nowhere"])
def test_every_answer_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
    ],
)
def test_another_site_cannot_change_anything(client: TestClient, headers: dict[str, str]) -> None:
    assert client.delete("/api/v1/contracts/x", headers=headers).status_code == 403
    assert client.post("/contracts/x/delete", headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{}, {"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}, {"origin": "http://127.0.0.1:8712"}],
)
def test_our_own_pages_and_programs_can(client: TestClient, headers: dict[str, str]) -> None:
    assert client.delete("/api/v1/contracts/x", headers=headers).status_code == 404


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8712", 200),
        ("[::1]:8712", 200),
        ("127.0.0.1", 200),
        ("evil.example", 403),
        ("[", 403),
        ("", 403),
    ],
)
def test_a_name_that_is_not_ours_is_refused(client: TestClient, host: str, status: int) -> None:
    assert client.get("/api/v1/health", headers={"host": host}).status_code == status
