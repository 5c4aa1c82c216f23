"""`fourcorners playbook …`: one line here for each command; what it does stands in a module of its own."""

import typer

from api.cli.playbook.lint import lint
from api.cli.playbook.show import list_playbooks, show

app = typer.Typer(no_args_is_help=True)

app.command("list")(list_playbooks)
app.command("show")(show)
app.command("lint")(lint)
