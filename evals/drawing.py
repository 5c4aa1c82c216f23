"""Curves as the points of an SVG line: plain strings, so that a report needs nothing else."""

from evals.scorers.cuad import Curve

WIDTH, HEIGHT = 560, 300


def curve_points(curve: Curve, *, width: int = WIDTH, height: int = HEIGHT) -> str:
    """Recall to the right, precision upwards, both from 0 to 1, in pixels from the top left of a drawing
    of `width` by `height`; points that are not defined are left out."""
    points = [
        f"{recall * width:.1f},{(1 - precision) * height:.1f}"
        for precision, recall in zip(curve.precision, curve.recall, strict=True)
        if precision == precision and recall == recall  # not a number where nothing is to be found
    ]
    return " ".join(dict.fromkeys(points))
