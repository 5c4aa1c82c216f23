"""What came with a mail, on the command line."""

import json
from email.message import EmailMessage
from pathlib import Path

import pytest

from api.cli.main import main

SAMPLE = Path(__file__).parents[2] / "samples" / "third-party-nda.docx"


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FOURCORNERS_HOME", str(tmp_path / "home"))


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    return int(ended.value.code or 0)


def mail(folder: Path, words: str) -> Path:
    message = EmailMessage()
    message["Subject"] = "The papers"
    message.set_content(words)
    for name, data in (("their nda.docx", SAMPLE.read_bytes()), ("logo.png", b"\x89PNG\r\n\x1a\n")):
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    file = folder / "the papers.eml"
    file.write_bytes(message.as_bytes())
    return file


def test_the_text_of_a_mail_names_what_came_with_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = mail(tmp_path, "Dear all, here they are.")
    assert run("text", file) == 0
    out, err = capsys.readouterr()
    assert "Dear all" in out
    assert "Attachment" not in out
    kilobytes = round(SAMPLE.stat().st_size / 1024)
    command = f"fourcorners text '{file}' --attachment 1"
    assert f"Attachment 1: their nda.docx ({kilobytes} KB); to read it: {command}" in err
    assert "Attachment 2: logo.png (8 bytes); not read: it is a picture (.png)" in err


def test_the_json_of_a_mail_lists_what_came_with_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert run("extract", mail(tmp_path, "Dear all, here they are."), "--json") == 0
    came = json.loads(capsys.readouterr().out)["attachments"]
    assert [(each["number"], each["name"], each["readable"]) for each in came] == [
        (1, "their nda.docx", True), (2, "logo.png", False),
    ]  # fmt: skip


def test_a_number_reads_that_attachment_in_the_mails_stead(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file, out = mail(tmp_path, "Dear all, here they are."), tmp_path / "out"
    assert run("review", file, "--attachment", 1, "--out", out, "--json") == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed["document"]["name"], printed["attachments"]) == ("their nda.docx", [])
    assert json.loads((out / "review.json").read_text("utf-8")) == printed
    assert (out / "redline.docx").exists()


def test_a_mail_without_words_of_its_own_names_what_can_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert run("text", mail(tmp_path, "")) == 3
    assert "review what came with it: their nda.docx (attachment 1)" in capsys.readouterr().err


@pytest.mark.parametrize(("number", "said"), [(3, "has 2 attachments"), (0, "greater than or equal to 1")])
def test_a_number_that_the_mail_has_not_is_bad_usage(
    number: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert run("text", mail(tmp_path, "words"), "--attachment", number) == 2
    assert said in capsys.readouterr().err


def test_a_contract_that_is_no_mail_has_no_attachments(capsys: pytest.CaptureFixture[str]):
    assert run("text", SAMPLE, "--attachment", 1) == 2
    assert "is no mail with attachments" in capsys.readouterr().err
