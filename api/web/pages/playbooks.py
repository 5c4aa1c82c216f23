"""The pages where admins curate playbooks: list, read, draft, edit by form or file, try, publish."""

from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Request, Response, UploadFile
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from api.errors import status_of
from api.guides import draft_of_guide, is_guide, written
from api.playbook_service import PlaybookService
from api.routes.contracts import ServiceOf
from api.web.pages.checks import check_words, condition_words
from api.web.pages.position_form import CHECK_KINDS, check_fields, revised
from api.web.pages.render import page
from contracts.errors import FourCornersError, InvalidPlaybookError
from playbooks.diff import diff_in_words, diff_playbooks
from playbooks.dump import dump_playbook
from playbooks.playbook import Playbook, Position
from playbooks.publishing import Move, open_moves
from playbooks.rewrite import rewrite_playbook
from review.dry_run import standing_words

router = APIRouter(prefix="/playbooks")

_LARGEST_FILE = 5_000_000
_VERSIONS_SHOWN = 20
Words = Annotated[str, Form()]
_WORDS = {"check_words": check_words, "condition_words": condition_words, "standing_words": standing_words}
_VERSION = "/{playbook_id}/versions/{version}"
_POSITION = _VERSION + "/positions/{position_id}"


@router.get("")
def show_playbooks(service: ServiceOf) -> Response:
    """What is in force, what somebody works on, and the way to a new one."""
    return page("playbooks.html", entries=service.desk.overview(), refusal="")


@router.post("")
async def take_in(service: ServiceOf, file: Annotated[UploadFile, File()], by: Words = "") -> Response:
    """A YAML file becomes a draft; a guide in Word or Excel is read and shown first."""
    try:
        data = await file.read(_LARGEST_FILE + 1)
        name = file.filename or ""
        if len(data) > _LARGEST_FILE:
            raise InvalidPlaybookError("the file is larger than 5 MB; a playbook or a guide is far smaller")
        if is_guide(name):
            made = await run_in_threadpool(lambda: draft_of_guide(data, name, library=service.desk.library()))
            return page(
                "guide.html", made=made, text=dump_playbook(made.playbook), by=by, name=name, **_WORDS
            )
        text = _decoded(data)
        draft = await run_in_threadpool(lambda: service.desk.draft(text, by=by, note=f"imported from {name}"))
    except FourCornersError as error:
        entries = await run_in_threadpool(service.desk.overview)
        return page("playbooks.html", status=status_of(error), entries=entries, refusal=str(error))
    return _to(draft.playbook_id, draft.version)


@router.post("/draft")
def keep_draft(service: ServiceOf, text: Words, by: Words = "", note: Words = "") -> Response:
    """Make a draft of words that were shown before (a guide that was read)."""
    return _done(lambda: service.desk.draft(text.replace("\r\n", "\n"), by=by, note=note))


@router.get("/{playbook_id}")
def show_playbook(playbook_id: str, service: ServiceOf) -> Response:
    """The version in force, position by position, and all versions there are."""
    try:
        desk = service.desk
        versions = desk.versions(playbook_id, limit=_VERSIONS_SHOWN)
        in_force = desk.in_force().get(playbook_id)
        return page(
            "playbook.html", playbook=in_force, playbook_id=playbook_id, versions=versions, **_WORDS,
            title=in_force.title if in_force else versions[0].title,
        )  # fmt: skip
    except FourCornersError as error:
        return _refused(error)


@router.get("/{playbook_id}/export.{ending}")
def export(playbook_id: str, ending: str, service: ServiceOf, version: str = "") -> Response:
    """The playbook as a file: yaml, docx, xlsx or md."""
    try:
        text, name = service.desk.text(playbook_id, version)
        data, media_type = written(service.desk.read(playbook_id, version), text, ending=ending)
    except FourCornersError as error:
        return _refused(error)
    disposition = f'attachment; filename="{playbook_id}-{name}.{ending}"'
    return Response(data, media_type=media_type, headers={"content-disposition": disposition})


@router.post("/{playbook_id}/copy")
def copy(
    playbook_id: str, service: ServiceOf, by: Words = "", version: Words = "", as_id: Words = ""
) -> Response:
    """A draft with the words of a version."""
    return _done(lambda: service.desk.copy(playbook_id, version, by=by, as_id=as_id.strip()))


@router.get(_VERSION)
def show_version(playbook_id: str, version: str, service: ServiceOf) -> Response:
    """One version: its state, what is wrong with it, what it would change, its positions."""
    return _version_page(service.desk, playbook_id, version)


@router.get(_VERSION + "/text")
def show_text(playbook_id: str, version: str, service: ServiceOf) -> Response:
    """The file of a draft, to be edited as it is."""
    try:
        found = service.desk.version(playbook_id, version)
        return page("playbook_text.html", version=found, text=found.text, refusal="")
    except FourCornersError as error:
        return _refused(error)


@router.post(_VERSION + "/text")
def save_text(
    playbook_id: str, version: str, service: ServiceOf, text: Words, by: Words = "", was: Words = ""
) -> Response:
    """Other words for a draft; a mistake is shown above them with its line, and nothing is lost."""
    try:
        plain = text.replace("\r\n", "\n")
        edited = service.desk.edit(playbook_id, version, text=plain, by=by, was_sha256=was)
        return _to(edited.playbook_id, edited.version)
    except FourCornersError as error:
        try:
            found = service.desk.version(playbook_id, version)
        except FourCornersError:
            return _refused(error)
        return page(
            "playbook_text.html", status=status_of(error), version=found, text=text, refusal=str(error)
        )


@router.get(_POSITION)
def show_position(playbook_id: str, version: str, position_id: str, service: ServiceOf) -> Response:
    """The form of one position."""
    try:
        return _form(service.desk, playbook_id, version, position_id=position_id)
    except FourCornersError as error:
        return _refused(error)


@router.post(_POSITION)
async def save_position(
    request: Request, playbook_id: str, version: str, position_id: str, service: ServiceOf
) -> Response:
    """The form, written into the draft."""
    form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    return await run_in_threadpool(_saved, service.desk, form, (playbook_id, version, position_id))


@router.post(_VERSION + "/move/{move}")
def make_move(
    playbook_id: str, version: str, move: Move, service: ServiceOf, by: Words = "", note: Words = ""
) -> Response:
    """Submit, send back, publish, retire, delete."""
    desk = service.desk
    try:
        if move == "delete":
            desk.delete(playbook_id, version)
            return RedirectResponse("/playbooks", 303)
        moves = {
            "submit": desk.submit, "send_back": desk.send_back,
            "publish": desk.publish, "retire": desk.retire,
        }  # fmt: skip
        moves[move](playbook_id, version, by=by, note=note)
    except FourCornersError as error:
        return _version_page(desk, playbook_id, version, refusal=error)
    return _to(playbook_id, version)


@router.post(_VERSION + "/dry-run")
def try_out(playbook_id: str, version: str, service: ServiceOf, by: Words = "") -> Response:
    """Hold the version against the contracts that were reviewed."""
    try:
        service.desk.dry_run(playbook_id, version, by=by)
    except FourCornersError as error:
        return _version_page(service.desk, playbook_id, version, refusal=error)
    return RedirectResponse(f"/playbooks/{playbook_id}/versions/{version}#dry-run", 303)


def _version_page(
    desk: PlaybookService, playbook_id: str, version: str, *, refusal: FourCornersError | None = None
) -> Response:
    try:
        found = desk.version(playbook_id, version)
        playbook = desk.read(playbook_id, version)
        in_force = desk.in_force().get(playbook_id)
        return page(
            "playbook_version.html",
            status=status_of(refusal) if refusal else 200,
            version=found,
            playbook=playbook,
            moves=open_moves(found),
            problems=desk.problems(playbook),
            owed=desk.untried(playbook_id, version) if found.state in ("draft", "in_review") else (),
            run=desk.last_dry_run(playbook_id, version),
            in_force=in_force,
            differences=_differences(in_force, playbook),
            four_eyes=desk.four_eyes,
            refusal=str(refusal) if refusal else "",
            **_WORDS,
        )
    except FourCornersError as error:
        return _refused(error)


def _differences(old: Playbook | None, new: Playbook) -> tuple[str, ...]:
    return diff_in_words(diff_playbooks(old, new)) if old else ()


def _form(
    desk: PlaybookService,
    playbook_id: str,
    version: str,
    *,
    position_id: str,
    refusal: str = "",
    said: dict[str, str] | None = None,
) -> Response:
    """The form of a position; `said` is what somebody filled in before a refusal, and stays in its fields."""
    found = desk.version(playbook_id, version)
    playbook = desk.read(playbook_id, version)
    problems = [each for each in desk.problems(playbook) if each.position_id == position_id]
    return page(
        "playbook_position.html", version=found, playbook=playbook, problems=problems, said=said or {},
        position=_position(playbook, position_id), check_fields=check_fields, kinds=CHECK_KINDS,
        refusal=refusal, **_WORDS,
    )  # fmt: skip


def _saved(desk: PlaybookService, form: dict[str, str], place: tuple[str, str, str]) -> Response:
    playbook_id, version, position_id = place
    try:
        before, playbook = desk.version(playbook_id, version).text, desk.read(playbook_id, version)
        position = revised(_position(playbook, position_id), form)
        positions = tuple(position if each.id == position_id else each for each in playbook.positions)
        changed = playbook.model_copy(update={"positions": positions})
        # the file keeps its comments and its order
        text = rewrite_playbook(before, changed, bases=desk.in_force())
        by, was = form.get("by", ""), form.get("was", "")
        edited = desk.edit(playbook_id, version, text=text, by=by, was_sha256=was)
    except FourCornersError as error:
        try:
            answer = _form(desk, playbook_id, version, position_id=position_id, refusal=str(error), said=form)
        except FourCornersError:
            return _refused(error)
        answer.status_code = status_of(error)
        return answer
    where = f"/playbooks/{edited.playbook_id}/versions/{edited.version}"
    again = any(name.startswith("add_") or (name.endswith("-add") and words) for name, words in form.items())
    return RedirectResponse(f"{where}/positions/{position_id}" if again else f"{where}#{position_id}", 303)


def _position(playbook: Playbook, position_id: str) -> Position:
    found = next((each for each in playbook.positions if each.id == position_id), None)
    if found is None:
        raise InvalidPlaybookError(f"the playbook has no position “{position_id[:60]}”")
    return found


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidPlaybookError("the file is not UTF-8 text; save it as UTF-8") from error


def _done(make: Any) -> Response:
    try:
        made = make()
    except FourCornersError as error:
        return _refused(error)
    return _to(made.playbook_id, made.version)


def _to(playbook_id: str, version: str) -> Response:
    return RedirectResponse(f"/playbooks/{playbook_id}/versions/{version}", 303)


def _refused(error: FourCornersError) -> Response:
    return page("problem.html", status=status_of(error), sentence=str(error))
