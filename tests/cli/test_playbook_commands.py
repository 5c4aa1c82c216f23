"""`fourcorners playbook`: files into drafts, drafts into force, and what a draft would change."""

import json
import sys
from pathlib import Path

import pytest

from api.cli.main import main
from playbooks.load import starter_playbooks

ROOT = Path(__file__).parent.parent.parent
STARTER = ROOT / "playbooks" / "starters" / "nda-mutual.yaml"


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOURCORNERS_HOME", str(tmp_path / "home"))


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["playbook", *(str(argument) for argument in arguments)])
    code = ended.value.code
    return code if isinstance(code, int) else 0


def draft(tmp_path: Path, *replaced: tuple[str, str]) -> Path:
    text = STARTER.read_text("utf-8").replace('version: "1"', 'version: "2"')
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "draft.yaml"
    path.write_text(text, "utf-8")
    return path


def test_a_file_is_imported_published_and_exported_byte_for_byte(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = draft(tmp_path, ("title: ", "title: Our "))
    assert run("import", path, "--author", "Ann") == 0
    assert run("submit", "nda-mutual", "--author", "Ann") == 0
    assert run("publish", "nda-mutual", "--author", "Ann") == 1
    assert "somebody else" in capsys.readouterr().err
    assert run("publish", "nda-mutual", "--author", "Bob", "--json") == 0
    assert json.loads(capsys.readouterr().out)["state"] == "published"
    assert run("export", "nda-mutual", "--out", tmp_path / "out.yaml") == 0
    assert (tmp_path / "out.yaml").read_bytes() == path.read_bytes()
    capsys.readouterr()
    assert run("show", "nda-mutual", "--json") == 0
    assert json.loads(capsys.readouterr().out)["version"] == "2"
    assert run("versions", "nda-mutual", "--json") == 0
    (listed,) = json.loads(capsys.readouterr().out)["versions"]
    assert (listed["approver"], listed["authors"]) == ("Bob", ["Ann"])
    assert run("retire", "nda-mutual", "--author", "Ann") == 0
    assert run("show", "nda-mutual") == 2


@pytest.mark.parametrize("starter", sorted(starter_playbooks()))
def test_every_starter_is_exported_as_its_file_and_copied_with_its_comments(
    starter: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = STARTER.with_name(f"{starter}.yaml")
    assert run("export", starter, "--out", tmp_path / "out.yaml") == 0
    assert (tmp_path / "out.yaml").read_bytes() == file.read_bytes()
    assert run("copy", starter, "--as-id", "of-ours", "--as-version", "7", "--author", "Ann") == 0
    assert run("export", "of-ours", "--version", "7", "--out", tmp_path / "copy.yaml") == 0
    lines = zip(
        file.read_text("utf-8").split("\n"),
        (tmp_path / "copy.yaml").read_text("utf-8").split("\n"),
        strict=True,
    )
    assert [new for old, new in lines if old != new] == ["id: of-ours", 'version: "7"']


def test_a_file_with_a_typo_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = draft(tmp_path, ("severity:", "severty:"))
    assert run("import", path, "--author", "Ann") == 2
    assert "severity" in capsys.readouterr().err
    assert run("versions", "nda-mutual", "--json") == 0
    assert json.loads(capsys.readouterr().out)["versions"] == []


def test_a_dry_run_over_files_needs_no_records(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = draft(tmp_path, ("max: 5 years", "max: 1 year"))
    odd = tmp_path / "odd.bin"
    odd.write_bytes(b"\x00")
    assert run("dry-run", path, ROOT / "samples" / "third-party-nda.docx", odd, "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["tried"], shown["draft_version"], shown["against"]) == (1, "2", "1")
    assert [each["name"] for each in shown["not_tried"]] == ["odd.bin"]
    assert shown["changed"] == sum(bool(each["changes"]) for each in shown["contracts"])
    assert not (tmp_path / "home").exists()
    assert run("dry-run", path, "--folder", tmp_path / "nowhere") == 2


def test_a_dry_run_over_the_records_counts_for_the_draft(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = draft(tmp_path, ("max: 5 years", "max: 4 years"))
    run("import", path, "--author", "Ann")
    run("submit", "nda-mutual", "--author", "Ann")
    capsys.readouterr()
    assert run("publish", "nda-mutual", "--author", "Bob") == 1
    assert "dry run" in capsys.readouterr().err
    assert run("dry-run", path, "--author", "Ann") == 0
    assert "0 of 0 contracts" in capsys.readouterr().out
    assert run("publish", "nda-mutual", "--author", "Bob") == 0


def test_a_guide_becomes_a_draft(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "nda-mutual", "--format", "xlsx", "--out", tmp_path / "guide.xlsx") == 0
    assert run("import", tmp_path / "guide.xlsx", "--out", tmp_path / "made.yaml", "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert len(made["guide"]["positions"]) == len(starter_playbooks()["nda-mutual"].positions)
    assert run("show", tmp_path / "made.yaml") == 0


def test_importing_a_playbook_loads_no_jobs_and_no_vectors(tmp_path: Path) -> None:
    import subprocess

    path = draft(tmp_path)
    heavy = ("chromadb", "langchain", "openai", "dbos", "fastapi", "sklearn")
    code = (
        "import sys\nfrom api.cli.main import main\n"
        f"try:\n    main(['playbook', 'import', {str(path)!r}, '--author', 'Ann'])\n"
        "except SystemExit:\n    pass\n"
        f"sys.stderr.write(' '.join(m for m in {heavy!r} if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stderr.strip(), done.stdout.startswith("nda-mutual 2: a draft")) == ("", True)


def test_a_draft_is_proposed_from_a_folder_and_can_be_imported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "signed" / "below"
    folder.mkdir(parents=True)
    for name, years in (("a.txt", "two"), ("b.txt", "three"), ("c.txt", "three")):
        (folder / name).write_text(
            "MUTUAL NON-DISCLOSURE AGREEMENT\n\nThis Agreement is made on 2 March 2026 between Northwind "
            "Trading Limited and Harbour and Vale LLP.\n\n1. Confidentiality. The Receiving Party shall keep "
            "the Confidential Information secret and not disclose it to any third party.\n\n2. Period. "
            f"The obligations of confidentiality shall survive for a period of {years} years after the "
            "date of disclosure.\n\n3. Governing Law. This Agreement is governed by the laws of England and "
            "Wales.\n"
        )
    (folder / "odd.bin").write_bytes(b"\x00")
    out = tmp_path / "draft.yaml"
    assert run("propose", folder.parent, "--type", "nda", "--out", out, "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert made["practice"]["contracts"] == ["below/a.txt", "below/b.txt", "below/c.txt"]
    assert [each["name"] for each in made["left_out"]] == ["odd.bin"]
    assert made["yaml"] == out.read_text("utf-8")
    assert run("propose", folder.parent, "--type", "nda") == 0
    said = capsys.readouterr()
    assert "Signed in 3 of 3 contracts." in said.out
    assert "left out: odd.bin" in said.err
    assert run("import", out, "--author", "Ann") == 0
    assert run("propose", tmp_path / "nowhere") == 2
