"""The result of `fourcorners eval verdicts` as one page that needs nothing else."""

import jinja2

from evals.verdicts import ROUNDS, VerdictsResult

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Verdicts: {{ result.split }}</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; color: #1c2430; margin: 2rem auto; }
table { border-collapse: collapse; width: 100%; margin-bottom: 2rem; }
th, td { padding: .25rem .5rem; border-bottom: 1px solid #dde3ea; text-align: left; vertical-align: top; }
.number { text-align: right; font-variant-numeric: tabular-nums; } .note { color: #55606e; }
</style></head><body>
<h1>Verdicts of the review, {{ result.n }} contracts (“{{ result.split }}”)</h1>
<p class="note">Engine: {{ result.engine.name }}, version {{ result.engine.version }}. Read and reviewed in
{{ result.seconds }} seconds. Intervals: whole contracts drawn again, {{ rounds }} rounds.</p>
<table><tr><th>Figure</th><th class="number">Value</th><th class="number">95 % interval</th></tr>
{% for name, value in result.metrics.items() %}<tr><td>{{ name | replace("_", " ") }}</td>
<td class="number">{{ "%.3f" | format(value) }}</td>
<td class="number">{{ "%.3f – %.3f" | format(*result.intervals[name]) }}</td></tr>
{% endfor %}</table>
<table><tr><th>Category</th><th class="number">Positions</th><th class="number">Right</th>
<th class="number">Falsely missing</th><th class="number">False alarm</th><th class="number">Overlooked</th>
<th class="number">Undecided</th></tr>
{% for row in result.per_category %}<tr><td>{{ row.category }}</td><td class="number">{{ row.n }}</td>
{% for name in ("verdict_accuracy", "false_missing", "false_alarm", "overlooked", "undecided") %}
<td class="number">{{ "%.2f" | format(row[name]) }}</td>{% endfor %}</tr>
{% endfor %}</table>
<h2>Wrong verdicts of the open half</h2>
{% for each in wrong %}<h3>{{ each.contract.id }}</h3>
<p>Route: {{ each.route }}, wanted {{ each.contract.route.routes | join(" or ") }}.</p>
<table><tr><th>Position</th><th>Wanted</th><th>Said</th><th>Reason</th></tr>
{% for row in each.rows if not row.right or row.placed == false %}<tr><td>{{ row.position }}</td>
<td>{{ row.wanted | join(" or ") }}</td>
<td>{{ row.said }}{% if row.placed == false %}, placed after “{{ row.place }}”{% endif %}</td>
<td>{{ row.reason }}</td></tr>
{% endfor %}</table>
{% else %}<p>None.</p>
{% endfor %}</body></html>
"""


def render(result: VerdictsResult) -> str:
    """HTML for a run: figures, categories, and the wrong verdicts of the open half. Everything from the
    data is escaped; no script, nothing is fetched."""
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_PAGE).render(result=result.summary(), rounds=ROUNDS, wrong=result.wrong())
