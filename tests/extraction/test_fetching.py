"""Nothing that a file points at is fetched, not even from this machine: a server on it sees no request."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from extraction.readers.longtail_office import converted
from extraction.readers.reading import read_document

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))
from fuzz_seeds import zipped  # noqa: E402

office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice (libreoffice-writer-nogui) is not installed"
)
_SPACE = "urn:oasis:names:tc:opendocument:xmlns"


class _Server(ThreadingHTTPServer):
    """Answers everything with a small page and remembers what was asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def _answer(self) -> None:
                asked.append(f"{self.command} {self.path}")
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"fetched")

            do_GET = do_HEAD = do_OPTIONS = do_PROPFIND = do_CONNECT = _answer

            def log_message(self, format: str, *args: object) -> None:
                pass

        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@pytest.fixture
def server() -> Iterator[_Server]:
    server = _Server()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def rich_text(address: str) -> bytes:
    fields = "".join(
        rf'{{\field{{\*\fldinst {kind} "{address}/{kind}" \\d}}{{\fldrslt shown}}}}'
        for kind in ("INCLUDEPICTURE", "INCLUDETEXT", "LINK", "IMPORT")
    )
    return rf"{{\rtf1\ansi{{\*\template {address}/template.dotx}} The term is two years. {fields}}}".encode()


def open_document(address: str) -> bytes:
    link = 'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"'
    content = (
        f'<office:document-content xmlns:office="{_SPACE}:office:1.0" xmlns:text="{_SPACE}:text:1.0" '
        f'xmlns:draw="{_SPACE}:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'xmlns:svg="{_SPACE}:svg-compatible:1.0" office:version="1.2"><office:body><office:text>'
        "<text:p>The term is two years.</text:p>"
        f'<text:p><draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm"><draw:image '
        f'xlink:href="{address}/picture.png" {link}/></draw:frame></text:p>'
        f'<text:p><draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm"><draw:object '
        f'xlink:href="{address}/object.odt" {link}/></draw:frame></text:p>'
        f'<text:p><draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm">'
        f'<draw:floating-frame xlink:href="{address}/frame.html" {link}/></draw:frame></text:p>'
        f'<text:section text:name="s"><text:section-source xlink:href="{address}/section.odt" {link}/>'
        "<text:p>shown</text:p></text:section></office:text></office:body></office:document-content>"
    )
    meta = (
        f'<office:document-meta xmlns:office="{_SPACE}:office:1.0" xmlns:meta="{_SPACE}:meta:1.0" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink"><office:meta><meta:template {link} '
        f'xlink:href="{address}/template.ott"/><meta:auto-reload {link} xlink:href="{address}/reload.odt" '
        'meta:delay="PT0S"/></office:meta></office:document-meta>'
    )
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (
            ("/", "application/vnd.oasis.opendocument.text"), ("content.xml", "text/xml"),
            ("meta.xml", "text/xml"),
        )
    )  # fmt: skip
    manifest = f'<manifest:manifest xmlns:manifest="{_SPACE}:manifest:1.0">{entries}</manifest:manifest>'
    parts = {"content.xml": content, "meta.xml": meta, "META-INF/manifest.xml": manifest}
    kind = {"mimetype": b"application/vnd.oasis.opendocument.text"}
    return zipped(kind | {name: words.encode() for name, words in parts.items()})


def web_page(address: str) -> str:
    return (
        f"<html><head><base href='{address}/'><link rel=stylesheet href='{address}/s.css'><meta "
        f"http-equiv=refresh content='0;url={address}/r'><style>@import url({address}/i.css);p{{background:"
        f"url({address}/b.png)}}</style><script src='{address}/x.js'></script></head><body background="
        f"'{address}/g.png'><p>The term is two years.<img src='{address}/p.png' srcset='{address}/q.png 2x'>"
        f"<iframe src='{address}/f'></iframe><object data='{address}/o'></object></p></body></html>"
    )


@office
@pytest.mark.parametrize(("kind", "build"), [("rtf", rich_text), ("odt", open_document)])
def test_libreoffice_fetches_nothing(kind: str, build, server: _Server):
    document = read_document(build(server.address), f"a.{kind}")
    assert "The term is two years." in document.text
    assert "fetched" not in document.text
    assert server.asked == []


@office
def test_an_old_word_file_fetches_nothing(server: _Server, tmp_path: Path):
    (tmp_path / "a.odt").write_bytes(open_document(server.address))
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--norestore",
         "--convert-to", "doc", "--outdir", str(tmp_path), str(tmp_path / "a.odt")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    data = (tmp_path / "a.doc").read_bytes()
    # the instrument works: a LibreOffice of no restrictions asked the server while it wrote the file
    assert server.asked
    assert server.address.encode() in data.replace(b"\x00", b"")
    server.asked.clear()
    assert b"PK" in converted(data, "a.doc", kind="doc")[:4]
    assert server.asked == []


def test_a_web_page_and_a_mail_fetch_nothing(server: _Server):
    page = web_page(server.address)
    assert "two years" in read_document(page.encode(), "a.html").text
    message = EmailMessage()
    message.set_content("plain")
    message.add_alternative(page, subtype="html")
    message["Content-Location"] = f"{server.address}/mail"
    assert "two years" in read_document(message.as_bytes(), "a.eml").text
    markdown = f"The term is two years. ![x]({server.address}/m.png)"
    assert "two years" in read_document(markdown.encode(), "a.md").text
    assert server.asked == []
