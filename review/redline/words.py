"""The fewest legal words to change to make one text of another."""

import re
from collections.abc import Sequence

from contracts.value import Value

# Past this many insertions + deletions a passage is replaced whole: nobody reads such an interleaving.
_MOST_DIFFERENCES = 800

_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand"
    r"|million)"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
_AMOUNT = r"\d[\d,]*(?:\.\d+)?"
_MULTIPLE = r"(?:\ ?(?:thousand|million|billion|bn|k|m)\b)?"
_MARK = r"\((?:[a-z]{1,2}|[ivxlc]{1,6}|[A-Z]|\d{1,2})\)"
_TOKEN = re.compile(
    rf"""
      [\n\t]                                                                 # a break is a word of its own
    | [^\S\n\t]+
    | (?:US|CA|AU|C|A)?[$€£¥]\ ?{_AMOUNT}{_MULTIPLE}
    | (?:USD|EUR|GBP|CHF|CAD|AUD|JPY)\ ?{_AMOUNT}{_MULTIPLE}
    | (?:{_MONTH}\ \d{{1,2}}(?:st|nd|rd|th)?,?\ \d{{4}}\b)
    | (?:\d{{1,2}}(?:st|nd|rd|th)?\ {_MONTH},?\ \d{{4}}\b)
    | \d{{4}}-\d\d-\d\d\b | \d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}\b
    | {_AMOUNT}\ ?(?:%|per\ cent\b|percent\b)
    | (?i:{_NUMBER_WORD}(?:[-\ ](?:and\ )?{_NUMBER_WORD})*)(?:\ percent)?\ \(\d[\d,.]*\ ?%?\)
    | \d+(?:\.\d+)*(?:{_MARK})+ | \d+(?:\.\d+)+ | (?:{_MARK})+               # 2.3(a)(ii), 2.3, (a)
    | \d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?
    | [“"][^“”"\n.;]{{1,60}}[”"]                                             # a quoted term
    | \w+(?:[-‐‑'’/]\w+)*                                                    # and/or, non-compete, party's
    | .
    """,
    re.VERBOSE | re.DOTALL,
)

# Words that may be struck and put back so that one change reads as one. Numbers, negations, modal verbs
# ("shall", "may", "not", "unless") are left out on purpose: a reader must see that they did not change.
_STOP_WORDS = {
    "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "with", "from", "as", "and", "its",
    "their", "his", "her", "that", "this", "these", "those", "such",
}  # fmt: skip
_MOST_STOP_WORDS = 2


class WordEdit(Value):
    """Put `text` where `[start, end)`, code points of the text before, stands."""

    start: int
    end: int
    text: str


def tokens(text: str) -> tuple[str, ...]:
    """Split a text into legal words, white space and punctuation; joined they are the text again.

    An amount with its currency, a percentage, a date, "thirty (30)", "2.3(a)(ii)", "and/or", a
    hyphenated word and a quoted term of at most 60 characters are one word each.
    """
    return tuple(match.group() for match in _TOKEN.finditer(text))


def word_edits(before: str, after: str) -> tuple[WordEdit, ...]:
    """The changes that turn `before` into `after`, in order, apart from one another, none empty.

    Found by Myers' O(ND) algorithm ("An O(ND) Difference Algorithm", 1986) over `tokens()`, then joined
    across white space, a comma or at most two stop words. Over a budget the differing middle is
    replaced whole.
    """
    old, new = tokens(before), tokens(after)
    runs = _joined(old, _changed_runs(old, new))
    starts = [0]
    for token in old:
        starts.append(starts[-1] + len(token))
    edits: list[WordEdit] = []
    for low, high, first, last in runs:
        low, high, first, last = _trimmed(old, new, (low, high, first, last))
        if low < high or first < last:
            edits.append(WordEdit(start=starts[low], end=starts[high], text="".join(new[first:last])))
    return tuple(edits)


_Run = tuple[int, int, int, int]  # old[a:b] becomes new[c:d]


def _changed_runs(old: Sequence[str], new: Sequence[str]) -> list[_Run]:
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    low, high = old[head : len(old) - tail], new[head : len(new) - tail]
    if not low and not high:
        return []
    kept = _kept(low, high)
    runs: list[_Run] = []
    x = y = 0
    for i, j in [*kept, (len(low), len(high))]:
        if x < i or y < j:
            runs.append((head + x, head + i, head + y, head + j))
        x, y = i + 1, j + 1
    return runs


def _kept(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of equal tokens on a shortest path; none when the path is over the budget."""
    reach = {1: 0}
    trail: list[dict[int, int]] = []
    for d in range(min(len(old) + len(new), _MOST_DIFFERENCES) + 1):
        trail.append(dict(reach))
        for k in range(-d, d + 1, 2):
            down = k == -d or (k != d and reach[k - 1] < reach[k + 1])
            x = reach[k + 1] if down else reach[k - 1] + 1
            while x < len(old) and x - k < len(new) and old[x] == new[x - k]:
                x += 1
            reach[k] = x
            if x >= len(old) and x - k >= len(new):
                return _walked_back(trail, len(old), len(new))
    return []


def _walked_back(trail: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    for d in range(len(trail) - 1, -1, -1):
        reach, k = trail[d], x - y
        down = k == -d or (k != d and reach[k - 1] < reach[k + 1])
        before_k = k + 1 if down else k - 1
        before_x = reach[before_k]
        before_y = before_x - before_k
        while x > max(before_x, 0) and y > max(before_y, 0):
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = before_x, before_y
    return pairs[::-1]


def _joined(old: Sequence[str], runs: list[_Run]) -> list[_Run]:
    out: list[_Run] = []
    for run in runs:
        if out and _reads_as_one(old[out[-1][1] : run[0]], out[-1], run):
            out[-1] = (out[-1][0], run[1], out[-1][2], run[3])
        else:
            out.append(run)
    return out


def _reads_as_one(between: Sequence[str], left: _Run, right: _Run) -> bool:
    words = [token for token in between if not token.isspace()]
    if not words:
        return True
    stops = [word for word in words if word != ","]
    if len(stops) > _MOST_STOP_WORDS or any(word.lower() not in _STOP_WORDS for word in stops):
        return False
    # Two insertions, or two deletions, are clearer left apart than a stop word struck and put back.
    both_insert = left[0] == left[1] and right[0] == right[1]
    both_delete = left[2] == left[3] and right[2] == right[3]
    return not (both_insert or both_delete)


def _trimmed(old: Sequence[str], new: Sequence[str], run: _Run) -> _Run:
    low, high, first, last = run
    while low < high and first < last and old[low] == new[first]:
        low, first = low + 1, first + 1
    while low < high and first < last and old[high - 1] == new[last - 1]:
        high, last = high - 1, last - 1
    return low, high, first, last
