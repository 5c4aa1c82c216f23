"""The `fourcorners` command. Commands are loaded when called, so that starting stays light.

Exit codes: 0 done, 1 something beyond the input failed, 2 bad usage or a wrong file of ours, 3 the input
cannot be read, 4 a stated bound was missed.
"""

import importlib
import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

# Name → (module that holds `app`, one-line help). By name, not by import: `api` and `evals` are two
# composition roots that do not import one another (docs/decisions/0001-rooms.md).
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("api.cli.demo", "Review the three sample contracts, then serve the pages."),
    "serve": ("api.cli.serve", "Serve the pages and the HTTP API on this machine."),
    "review": ("api.cli.review", "Review a contract against a playbook; write report and redline."),
    "extract": ("api.cli.extract", "Read a contract into metadata, obligations and clauses."),
    "text": ("api.cli.text", "Print the text of a contract in one of three views."),
    "redline": ("api.cli.redline", "Write edits as tracked changes into a Word file."),
    "receipt": ("api.cli.receipt", "Prove what a redlined file changed."),
    "library": ("api.cli.library", "Search the library of approved clauses."),
    "playbook": ("api.cli.playbook.app", "List, show, lint and compare playbooks."),
    "eval": ("evals.commands", "Score the engine on public annotated data."),
    "train": ("evals.train_command", "Make the weights again from the training data."),
    "bench": ("evals.bench_command", "Measure speed and memory beside floors and peers."),
    "doctor": ("api.cli.doctor", "Say what works on this machine, and what is missing."),
}


class LazyGroup(TyperGroup):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        module, summary = COMMANDS[cmd_name]
        command = typer.main.get_command(importlib.import_module(module).app)
        command.name, command.short_help = cmd_name, summary
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


app = typer.Typer(
    cls=LazyGroup,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Four Corners reads a contract, holds it against your playbook, and marks it up.",
)


@app.callback()
def _root() -> None:
    """Four Corners: contract review in which every statement has its quotation."""


def main(arguments: list[str] | None = None) -> None:
    """Run a command and turn every failure into one sentence and an exit code."""
    from adapters.quiet import silence_dependencies
    from contracts.errors import FourCornersError

    silence_dependencies()
    try:
        app(args=arguments, standalone_mode=True)
    except FourCornersError as error:
        typer.echo(f"fourcorners: {error}", err=True)
        sys.exit(exit_code(error))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        # the last edge before the terminal: a person gets a sentence, whoever mends it the traceback
        if os.environ.get("FOURCORNERS_DEBUG"):
            raise
        typer.echo(
            f"fourcorners: internal error ({type(error).__name__}). This is a fault of ours; set", err=True
        )
        typer.echo("FOURCORNERS_DEBUG=1 to see where, and please report it.", err=True)
        sys.exit(1)


def exit_code(error: Exception) -> int:
    """The exit code of an error of ours."""
    from contracts import errors

    if isinstance(error, errors.UnreadableError):
        return 3
    if isinstance(error, errors.BoundMissedError):
        return 4
    if isinstance(error, errors.InvalidInputError | errors.NotFoundError | errors.RedlineRefusedError):
        return 2
    return 1


if __name__ == "__main__":
    main()
