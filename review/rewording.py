"""A suggestion in a person's own words: the edits that put them where the suggested ones would have gone."""

from contracts.document import Document
from contracts.edits import Edit, InsertParagraphs, ReplaceText
from contracts.errors import InvalidInputError
from contracts.findings import Suggestion
from contracts.spans import Quote
from review.passages import trimmed
from review.redline.safety import why_unwritable
from review.rewrite import Target, replace, with_comment

LONGEST = 20_000


def own_words(text: str) -> str:
    """The words as they are kept: one paragraph per line, no empty ones. `InvalidInputError` for none, for
    more than 20,000 characters, and for characters that no paragraph can hold."""
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    kept = "\n".join(line for line in lines if line)
    if not kept:
        raise InvalidInputError("write the words to use, or reject the suggestion")
    if len(kept) > LONGEST:
        raise InvalidInputError(f"the words are too many; {LONGEST} characters are the most")
    reason = next((why for line in kept.split("\n") if (why := why_unwritable(line))), "")
    if reason:
        raise InvalidInputError(reason)
    return kept


def reworded(document: Document, suggestion: Suggestion, *, text: str) -> Suggestion:
    """The suggestion with `text` (from `own_words`) in place of its own words; nothing waits to be filled in.

    Words that stand there are replaced, whole sentences as they were quoted; a new clause keeps its place,
    number and heading. `InvalidInputError` where there is no place to put them.
    """
    edits = suggestion.edits or suggestion.held
    comment = next((each.comment for each in edits if each.comment), None) or ""
    if suggestion.before is None:
        made = _inserted(edits, suggestion.text, text)
        if not made:
            raise InvalidInputError("there is no place to put these words; change the Word file by hand")
    else:
        made = _replaced(document, suggestion.before, edits, text)
    bare: list[Edit] = [each.model_copy(update={"comment": None}) for each in made if each.kind != "comment"]
    told = {"text": text, "edits": with_comment(bare, comment), "unresolved": (), "held": ()}
    return suggestion.model_copy(update=told)


def _replaced(document: Document, before: Quote, edits: tuple[Edit, ...], text: str) -> list[Edit]:
    """The person's words for those quoted; what the suggestion strikes elsewhere stays struck."""
    span = before.span
    stretches: list[tuple[int, int]] = []
    last = -1
    for index, block in enumerate(document.blocks):
        if span.start < block.end and block.start < span.end:
            low, high = trimmed(document.text, (max(span.start, block.start), min(span.end, block.end)))
            if low < high:
                stretches.append((low, high))
                last = index
    if not stretches:
        raise InvalidInputError("there is no place to put these words; change the Word file by hand")
    target = Target(stretches=tuple(stretches), block=last, whole=False)
    elsewhere = [
        each
        for each in edits
        if isinstance(each, ReplaceText) and not (span.start < each.end and each.start < span.end)
        and not span.start <= each.start <= span.end
    ]  # fmt: skip
    return [*replace(document, target, text=text, comment=""), *elsewhere]


def _inserted(edits: tuple[Edit, ...], suggested: str, text: str) -> list[Edit]:
    """The inserted paragraphs with other words behind the same number and heading."""
    inserts = [each for each in edits if isinstance(each, InsertParagraphs)]
    lines = [(number, line) for number, each in enumerate(inserts) for line in each.paragraphs]
    body = suggested.split("\n")
    tail = lines[-len(body) :]
    same = len(tail) == len(body) and all(
        line.endswith(words) for (_, line), words in zip(tail, body, strict=True)
    )
    if not inserts:
        return []
    if not same:
        return [inserts[0].model_copy(update={"paragraphs": tuple(text.split("\n")), "bold_heads": ()})]
    owner, first = tail[0]
    new = (first[: len(first) - len(body[0])] + text.split("\n")[0], *text.split("\n")[1:])
    headings = tuple(line for number, line in lines[: -len(body)] if number == owner)
    paragraphs = (*headings, *new)
    heads = inserts[owner].bold_heads[: len(headings) + 1]
    heads = (*heads, *(0 for _ in paragraphs[len(heads) :])) if heads else ()
    changed = inserts[owner].model_copy(update={"paragraphs": paragraphs, "bold_heads": heads})
    return [*inserts[:owner], changed]
