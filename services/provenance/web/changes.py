"""What a person may change from the page: put files into the inbox, retry a rejected one, replay a dead letter.

Other origins were refused before (`guard`); an uploaded file gets the inbox's own checks, here only size and name.
"""

import os
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote, unquote, urlencode
from uuid import uuid4

import anyio
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from services.provenance.web.desk import Desk
from services.provenance.web.rendering import render
from services.provenance.web.wording import plural
from shared.report import MarkKind

_PLAIN: tuple[MarkKind, ...] = ("pin", "veto", "merge", "split", "same house")
MARKS: dict[str, MarkKind] = {"pin both": "pin", **{kind: kind for kind in _PLAIN}}
EDITOR = "wiretrace_editor"  # the cookie that keeps who marks, so that it is typed once
_YEAR = 365 * 24 * 3600
FILES = 50  # files one upload may hold
_CHUNK = 1 << 20
_NAME = 180  # bytes of a file's name that every file system takes


class TooLargeError(Exception):
    """The body outgrew the limit; the person should drop the file into the inbox folder instead."""


async def upload(request: Request) -> Response:
    """`POST /inbox`: put the form's files into the inbox."""
    desk: Desk = request.app.state.desk
    inbox, limit = desk.settings.inbox, desk.settings.largest_upload
    if inbox is None:
        return PlainTextResponse("This page has no inbox: drop the files into the folder that ingest watches.", 409)
    try:
        names = await _take(_bounded(request, limit), inbox)
    except TooLargeError:
        said = f"Together they are larger than {limit / 1_000_000:g} MB: drop the files into {inbox} instead."
        return refused("Too large to send from here", said, "/", 413)
    except MultiPartException as error:
        return refused("Nothing was added", f"Not a form with files: {error.message}", "/", 400)
    return _back(f"{plural(len(names), 'file')} put into the inbox." if names else "Choose at least one file.")


async def retry(request: Request) -> Response:
    """`POST /retry`: put a rejected file back into the inbox."""
    desk: Desk = request.app.state.desk
    async with request.form(max_files=0, max_fields=4) as form:
        name = str(form.get("file", ""))
    done = desk.repairs is not None and await desk.repairs.retry(name)
    return _back(f"{name} is tried again." if done else f"{name} is no longer there.", "rejected")


async def replay(request: Request) -> Response:
    """`POST /replay`: hand a dead letter back to its stream."""
    desk: Desk = request.app.state.desk
    async with request.form(max_files=0, max_fields=4) as form:
        letter = str(form.get("letter", ""))
    done = desk.repairs is not None and await desk.repairs.replay(letter)
    return _back("The message is on its way again." if done else "That message is no longer there.", "dead")


async def mark(request: Request) -> Response:
    """`POST /marks`: an editor's decision; back to where it was made."""
    desk: Desk = request.app.state.desk
    if desk.marks is None:
        return PlainTextResponse("This page keeps no editor's marks.", 409)
    async with request.form(max_files=0, max_fields=8) as form:
        kind, subject, other, second = (str(form.get(key, ""))[:500] for key in ("kind", "subject", "other", "second"))
        back, by = str(form.get("back", "")), str(form.get("by", "")).strip()[:80]
    if kind not in MARKS or not subject:
        return PlainTextResponse(f"A mark is one of {', '.join(MARKS)}, and it is about something.", 400)
    for source in (other, second) if kind == "pin both" else (other,):
        if wrong := await desk.marks.make(MARKS[kind], subject, source or None, by or None):
            return refused("This mark cannot stand", wrong, back)
    answer = _back_to(back)
    answer.set_cookie(EDITOR, quote(by), max_age=_YEAR, httponly=True, samesite="strict")
    return answer


async def withdraw(request: Request) -> Response:
    """`POST /marks/withdraw`: a decision taken back."""
    desk: Desk = request.app.state.desk
    async with request.form(max_files=0, max_fields=4) as form:
        wanted, back = str(form.get("mark", "")), str(form.get("back", ""))
    if desk.marks is None or not await desk.marks.withdraw(wanted):
        return refused("Nothing to withdraw", "That mark is no longer there.", back)
    return _back_to(back)


def editor(request: Request) -> str:
    """Who marked last from this browser."""
    return unquote(request.cookies.get(EDITOR, ""))[:80]


def safe_name(name: str) -> str:
    """The last part of a name that came from elsewhere, without what a file system could misread."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c if c.isprintable() else "_" for c in last).lstrip(". ").encode()
    stem, dot, suffix = kept.rpartition(b".")
    whole = stem[: _NAME - len(suffix) - 1] + dot + suffix[:20] if stem else kept[:_NAME]
    return whole.decode(errors="ignore") or "unnamed"


async def _take(request: Request, inbox: Path) -> list[str]:
    names: list[str] = []
    async with request.form(max_files=FILES, max_fields=4) as form:
        for file in form.getlist("files"):
            if isinstance(file, UploadFile) and file.filename:
                names.append(await _put(file, inbox, safe_name(file.filename)))
    return names


async def _put(file: UploadFile, inbox: Path, name: str) -> str:
    """Written beside its place under a hidden name, then renamed, so that the inbox never sees half a file."""
    hidden = anyio.Path(inbox) / f".{uuid4().hex}.part"
    async with await hidden.open("wb") as out:
        while chunk := await file.read(_CHUNK):
            await out.write(chunk)
    while await (anyio.Path(inbox) / name).exists():
        name = f"{uuid4().hex[:6]}-{name}"
    await anyio.to_thread.run_sync(os.replace, hidden, inbox / name)
    return name


def _bounded(request: Request, limit: int) -> Request:
    """The same request, whose body raises `TooLargeError` once it has outgrown `limit` bytes."""
    body = request.stream

    async def stream() -> AsyncIterator[bytes]:
        seen = 0
        if int(request.headers.get("content-length") or 0) > limit:
            raise TooLargeError
        async for chunk in body():
            seen += len(chunk)
            if seen > limit:
                raise TooLargeError
            yield chunk

    request.stream = stream  # pyright: ignore[reportAttributeAccessIssue]
    return request


def refused(title: str, reason: str, back: str, status: int = 409) -> Response:
    """A page that says why nothing was changed, and leads back."""
    values = {"nav": "", "title": title, "text": reason, "back": _own(back)}
    return HTMLResponse(render("missing.html", values), status_code=status)


def _back_to(path: str) -> Response:
    return RedirectResponse(_own(path), status_code=303)


def _own(path: str) -> str:
    """A page of our own only: a path, never another host's address."""
    return path if path.startswith("/") and not path.startswith("//") and "\\" not in path else "/"


def _back(said: str, opened: str = "") -> Response:
    """The list of stories with what was done, and the fold it was done in still open."""
    query = {"said": said} | ({"open": opened} if opened else {})
    return RedirectResponse("/?" + urlencode(query), status_code=303)
