"""Old formats (.doc, .rtf, .odt) turned into .docx by LibreOffice: a program of this machine, bounded.

Each conversion has a profile of its own, in a folder that is removed, so that conversions at the same time
do not lose each other's output. The profile forbids macros and links to elsewhere, and points every
connection at a closed port of this machine. Decision 0010.
"""

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from contracts.document import Block, Document, Gap, View
from contracts.errors import CorruptFileError, TooLargeError, UnsupportedFormatError
from extraction.readers.docx.reader import read_docx
from extraction.readers.limits import Limits
from extraction.readers.longtail_archive import check_opendocument

OFFICE_TYPES = {
    "doc": "application/msword",
    "rtf": "application/rtf",
    "odt": "application/vnd.oasis.opendocument.text",
}
_WORDS = {
    "doc": "an old binary Word file (.doc)",
    "rtf": "a Rich Text file (.rtf)",
    "odt": "an OpenDocument file (.odt)",
}
_SECONDS = 90
_SETTING = '<item oor:path="{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def read_office(data: bytes, name: str, *, kind: str, view: View, limits: Limits) -> Document:
    """Read a .doc, .rtf or .odt (`kind`) through LibreOffice.

    The document is that of the file as given: its hash, name and type. A low gap says that another
    program read it first. Raises `UnsupportedFormatError` with the remedy where LibreOffice is absent,
    `TooLargeError` after 90 seconds, `CorruptFileError` where nothing came out.
    """
    if kind == "odt":
        check_opendocument(data, name, limits=limits)
    document = read_docx(converted(data, name, kind=kind), name, view=view, limits=limits)
    gap = Gap(
        kind="converted",
        place="the whole file",
        severity="low",
        reason=f"{_WORDS[kind]} read through LibreOffice; what it does not carry over was not read",
    )
    coverage = document.coverage.model_copy(update={"gaps": (gap, *document.coverage.gaps)})
    return document.model_copy(
        update={
            "sha256": hashlib.sha256(data).hexdigest(),
            "media_type": OFFICE_TYPES[kind],
            "blocks": tuple(_without_address(block) for block in document.blocks),
            "coverage": coverage,
        }
    )


def converted(data: bytes, name: str, *, kind: str, seconds: int = _SECONDS) -> bytes:
    """The file as .docx."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnsupportedFormatError(f"{name} is {_WORDS[kind]}; install LibreOffice or save it as .docx")
    with tempfile.TemporaryDirectory(prefix="fourcorners-") as folder:
        room = Path(folder)
        source, profile = room / f"source.{kind}", room / "profile"
        source.write_bytes(data)
        _write_profile(profile)
        _run(program, source, profile, name=name, seconds=seconds)
        out = room / "out" / "source.docx"
        if not out.is_file() or out.stat().st_size == 0:
            remedy = "it is damaged or protected by a password: save it as .docx"
            raise CorruptFileError(f"{name} is {_WORDS[kind]} that LibreOffice cannot open; {remedy}")
        return out.read_bytes()


def _without_address(block: Block) -> Block:
    # addresses are of the converted file, which is not kept
    return block.model_copy(update={"address": None})


def _write_profile(profile: Path) -> None:
    (profile / "user").mkdir(parents=True)
    items = "".join(_SETTING.format(*setting) for setting in _SETTINGS)
    spaces = 'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    (profile / "user" / "registrymodifications.xcu").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><oor:items {spaces}>{items}</oor:items>', "utf-8"
    )


def _run(program: str, source: Path, profile: Path, *, name: str, seconds: int) -> None:
    command = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--nodefault", "--nologo", "--convert-to", "docx:MS Word 2007 XML", "--outdir",
        str(source.parent / "out"), str(source),
    ]  # fmt: skip
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(source.parent), "LANG": "C.UTF-8"}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command, stdin=quiet, stdout=quiet, stderr=quiet, env=environment, start_new_session=True
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise TooLargeError(
            f"{name} kept LibreOffice busy for more than {seconds} s; save it as .docx"
        ) from error
    finally:
        # soffice is a script that starts others: end the whole session, whatever happened
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(ProcessLookupError):  # all of them have ended
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
