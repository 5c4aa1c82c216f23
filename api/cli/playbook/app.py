"""`fourcorners playbook …`: one line here for each command; what it does stands in a module of its own."""

import typer

from api.cli.playbook.diff import diff
from api.cli.playbook.dry_run import dry_run
from api.cli.playbook.lint import lint
from api.cli.playbook.moves import discard, publish, retire, send_back, submit
from api.cli.playbook.propose import propose
from api.cli.playbook.schema import schema
from api.cli.playbook.show import list_playbooks, show
from api.cli.playbook.versions import copy_version, export_playbook, import_playbook, list_versions

app = typer.Typer(no_args_is_help=True)

app.command("list")(list_playbooks)
app.command("show")(show)
app.command("lint")(lint)
app.command("diff")(diff)
app.command("schema")(schema)
app.command("import")(import_playbook)
app.command("export")(export_playbook)
app.command("versions")(list_versions)
app.command("copy")(copy_version)
app.command("submit")(submit)
app.command("send-back")(send_back)
app.command("publish")(publish)
app.command("retire")(retire)
app.command("discard")(discard)
app.command("dry-run")(dry_run)
app.command("propose")(propose)
