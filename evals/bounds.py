"""Bounds that a run must keep, as they are given on the command line: `aupr=0.69`."""

from collections.abc import Mapping, Sequence

from contracts.errors import BoundMissedError, InvalidInputError


def check_bounds(
    metrics: Mapping[str, float], *, at_least: Sequence[str] = (), at_most: Sequence[str] = ()
) -> None:
    """Raise `BoundMissedError` naming every bound that was missed.

    Each bound is `metric=value`; `InvalidInputError` where it is not, or names no metric of the run.
    """
    missed = [
        f"{name} is {metrics[name]:.4f}, below {value:g}"
        for name, value in (_bound(each, metrics) for each in at_least)
        if metrics[name] < value
    ] + [
        f"{name} is {metrics[name]:.4f}, above {value:g}"
        for name, value in (_bound(each, metrics) for each in at_most)
        if metrics[name] > value
    ]
    if missed:
        raise BoundMissedError("; ".join(missed))


def parse_bounds(bounds: Sequence[str]) -> None:
    """Refuse what is no bound before a long run begins."""
    for each in bounds:
        _parsed(each)


def _bound(given: str, metrics: Mapping[str, float]) -> tuple[str, float]:
    name, value = _parsed(given)
    if name not in metrics:
        raise InvalidInputError(f"the run has no metric {name[:60]!r}; choose one of {', '.join(metrics)}")
    return name, value


def _parsed(given: str) -> tuple[str, float]:
    name, _, value = given.partition("=")
    try:
        return name.strip(), float(value)
    except ValueError:
        raise InvalidInputError(f"{given[:60]!r} is no bound; write one as aupr=0.69") from None
