"""The command as a person runs it: what it prints, what it writes, how it ends."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document as WordDocument

from api.cli.main import COMMANDS, main

SAMPLES = Path(__file__).parent.parent.parent / "samples"
NDA = SAMPLES / "third-party-nda.docx"


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FOURCORNERS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795341600")


def run(*arguments: object) -> int:
    """Run the command in this process; its exit code."""
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    code = ended.value.code
    return code if isinstance(code, int) else 0


def _pdf_without_text() -> bytes:
    from fpdf import FPDF

    pdf = FPDF()
    pdf.add_page()
    return bytes(pdf.output())


def _pdf_without_pages() -> bytes:
    parts = [b"%PDF-1.4\n", b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
             b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"]  # fmt: skip
    offsets, at = [], 0
    for part in parts:
        offsets.append(at)
        at += len(part)
    table = b"xref\n0 3\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % o for o in offsets[1:])
    return b"".join(parts) + table + b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % at


def _word_without_text() -> bytes:
    buffer = io.BytesIO()
    WordDocument().save(buffer)
    return buffer.getvalue()


def _truncated() -> bytes:
    return NDA.read_bytes()[:9000]


def _zip_that_is_no_document() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("hello.txt", "hello")
    return buffer.getvalue()


ENCRYPTED = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1500 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 3000
)
BAD = {
    "empty.docx": b"",
    "empty.pdf": b"",
    "wrong.docx": b"just some words, but no Word file \x00\x01\x02",
    "picture.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 64,
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000,
    "encrypted.docx": ENCRYPTED,
    "zip.docx": _zip_that_is_no_document(),
    "truncated.docx": _truncated(),
    "no-words.docx": _word_without_text(),
    "scan.pdf": _pdf_without_text(),
    "no-pages.pdf": _pdf_without_pages(),
    "broken.pdf": b"%PDF-1.7\nnonsense",
    "binary.txt": bytes(range(256)) * 8,
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", ["review", "extract", "text"])
def test_what_cannot_be_read_ends_in_one_sentence_and_exit_3(
    name: str, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = tmp_path / name
    file.write_bytes(BAD[name])
    assert run(command, file, "--json") == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("fourcorners: ")
    assert len(err.strip().splitlines()) == 1
    assert len(err) > 40, "says what and what to do"


def test_a_file_over_the_limit_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("FOURCORNERS_MAX_UPLOAD_MB", "1")
    file = tmp_path / "large.txt"
    file.write_bytes(b"word " * 300_000)
    assert run("review", file, "--json") == 3
    assert "1 MB" in capsys.readouterr().err


def test_a_refused_file_leaves_nothing_behind(tmp_path: Path):
    file, out = tmp_path / "scan.pdf", tmp_path / "out"
    file.write_bytes(BAD["scan.pdf"])
    assert run("review", file, "--out", out) == 3
    assert not out.exists()


def test_a_missing_file_is_bad_usage(capsys: pytest.CaptureFixture[str]):
    assert run("review", "no-such-file.docx") == 2
    assert "no-such-file.docx" in capsys.readouterr().err


def test_an_unknown_playbook_is_bad_usage_and_names_those_there_are(capsys: pytest.CaptureFixture[str]):
    assert run("review", NDA, "--playbook", "nonesuch") == 2
    assert "nda-mutual" in capsys.readouterr().err


def test_a_review_writes_its_files_and_prints_one_json_object(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert run("review", NDA, "--out", tmp_path / "out", "--json") == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["outputs"] == {
        "redline": str(tmp_path / "out/redline.docx"),
        "report": str(tmp_path / "out/report.html"),
        "receipt": str(tmp_path / "out/receipt.json"),
    }
    assert json.loads((tmp_path / "out/review.json").read_text("utf-8")) == printed
    assert json.loads((tmp_path / "out/receipt.json").read_text("utf-8"))["holds"] is True
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "issues.docx", "receipt.json", "redline.docx", "report.html", "review.json",
    ]  # fmt: skip


def test_the_json_of_a_review_has_the_promised_keys(capsys: pytest.CaptureFixture[str]):
    assert run("review", NDA, "--json") == 0
    printed = json.loads(capsys.readouterr().out)
    assert {"document", "metadata", "obligations", "clauses", "seconds"} <= printed.keys()
    assert {"playbook", "findings", "triage", "engine", "outputs"} <= printed.keys()
    assert printed["playbook"].keys() == {"id", "version", "sha256"}
    assert {"route", "score", "reasons"} <= printed["triage"].keys()
    assert printed["document"].keys() == {
        "name", "sha256", "media_type", "pages", "words", "language", "clauses", "definitions",
        "dangling_references", "revisions", "comments", "coverage", "undefined_terms", "unused_definitions",
    }  # fmt: skip
    assert printed["document"]["coverage"].keys() == {"complete", "gaps", "furniture"}
    for finding in printed["findings"]:
        assert (
            finding["quotes"]
            or finding["absent"]
            or finding["verdict"] in ("not_applicable", "error", "not_evaluated")
        )


def test_the_text_of_a_redlined_contract_differs_by_view(capsys: pytest.CaptureFixture[str]):
    file = SAMPLES / "customer-redline-nda.docx"
    views = {}
    for view in ("current", "original", "marked"):
        assert run("text", file, "--view", view) == 0
        views[view] = capsys.readouterr().out
    assert "ten (10) years" in views["current"]
    assert "three (3) years" in views["original"]
    assert "Residual" not in views["original"]
    assert "Return and Destruction" not in views["current"]
    assert "[-three (3)-][+ten (10)+]" in views["marked"]


def test_edits_are_written_as_tracked_changes_with_a_receipt(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    edits, out = tmp_path / "edits.json", tmp_path / "redlined.docx"
    edits.write_text(json.dumps([{"find": "twenty-four (24) months", "replace": "twelve (12) months"}]))
    assert run("redline", NDA, edits, "--out", out, "--json") == 0
    assert json.loads(capsys.readouterr().out)["receipt"]["holds"] is True
    assert run("text", out, "--view", "marked") == 0
    assert "[-twenty-four (24)-][+twelve (12)+] months" in capsys.readouterr().out
    assert run("receipt", NDA, out) == 0


def test_an_edit_that_matches_nothing_refuses_the_batch_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    edits, out = tmp_path / "edits.json", tmp_path / "redlined.docx"
    edits.write_text(
        json.dumps([{"find": "twenty-four (24) months", "replace": "x"}, {"find": "nowhere", "replace": "y"}])
    )
    assert run("redline", NDA, edits, "--out", out) == 2
    assert "nowhere" in capsys.readouterr().err
    assert not out.exists()


def test_playbooks_are_listed_shown_and_linted(capsys: pytest.CaptureFixture[str]):
    assert run("playbook", "list", "--json") == 0
    listed = {book["id"]: book for book in json.loads(capsys.readouterr().out)["playbooks"]}
    assert {"nda-mutual", "saas-customer"} <= listed.keys()
    for name, book in listed.items():
        assert book["positions"] >= 12
        assert run("playbook", "show", name) == 0
        assert run("playbook", "lint", name) == 0
    capsys.readouterr()


def test_the_library_finds_an_approved_clause_by_meaning(capsys: pytest.CaptureFixture[str]):
    assert run("library", "search", "give our data back when the contract ends", "--limit", 5, "--json") == 0
    found = json.loads(capsys.readouterr().out)["clauses"]
    assert 1 <= len(found) <= 5
    types = {clause["type"] for clause in found}
    assert types & {"return_of_information", "effect_of_termination", "post_termination_services"}


def test_the_doctor_finds_nothing_broken(capsys: pytest.CaptureFixture[str]):
    assert run("doctor", "--json") == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True


def test_starting_the_command_loads_nothing_heavy():
    heavy = (
        "pydantic",
        "numpy",
        "scipy",
        "lxml",
        "chromadb",
        "langchain",
        "openai",
        "sqlalchemy",
        "dbos",
        "fastapi",
    )
    code = f"import sys, api.cli.main; sys.exit(' '.join(m for m in {heavy!r} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""


def test_a_review_loads_neither_the_service_nor_a_model_nor_training():
    heavy = ("chromadb", "langchain", "openai", "sqlalchemy", "dbos", "fastapi", "sklearn", "dateparser")
    code = (
        "import sys\nfrom api.cli.main import main\n"
        f"try:\n    main(['review', {str(NDA)!r}])\nexcept SystemExit:\n    pass\n"
        f"sys.stderr.write(' '.join(m for m in {heavy!r} if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_and_stands_in_the_readme(
    name: str, capsys: pytest.CaptureFixture[str]
):
    assert run(name, "--help") == 0
    assert "Usage" in capsys.readouterr().out
    readme = (SAMPLES.parent / "README.md").read_text("utf-8")
    assert f"fourcorners {name}" in readme or f"| {name}" in readme
