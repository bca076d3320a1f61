"""`POST /api/columns`: the names in a column of an uploaded table."""

from __future__ import annotations

import json
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import orjson
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.responses import Response

from toponyms.errors import ColumnError, TableError
from toponyms.service.bodies import content_type
from toponyms.service.fields import Fields
from toponyms.service.problems import Problem

if TYPE_CHECKING:
    from starlette.requests import Request

    from toponyms.service.core import Core

__all__ = ["Tables"]

_FIELDS = frozenset({
    "file", "column", "lang", "country", "within", "near", "encoding", "delimiter",
})  # fmt: skip
_FORMS = {".csv": "csv", ".txt": "csv", ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl",
          ".ndjson": "jsonl"}  # fmt: skip
_TYPES = {"csv": "text/csv", "tsv": "text/tab-separated-values", "jsonl": "application/x-ndjson"}
#: Names of each list of the summary, and characters of a name, that a header has room for.
_LISTED, _LONGEST = 10, 40


class Tables:
    """Answers the names in uploaded tables.

    Args:
        core: answers.
    """

    def __init__(self, core: Core) -> None:
        self._core = core

    async def columns(self, request: Request) -> Response:
        """The columns of a table, or the table with what one of them means."""
        if content_type(request.headers) != "multipart/form-data":
            raise Problem(415, "the body must be multipart/form-data")
        try:
            parser = MultiPartParser(
                request.headers, request.stream(), max_files=1, max_fields=20, max_part_size=10_000
            )
            form = await parser.parse()
        except (MultiPartException, KeyError, UnicodeDecodeError) as error:
            raise Problem(400, f"no multipart/form-data: {error}") from None
        try:
            fields = Fields(form, _FIELDS)
            upload = fields.raw("file")
            if not isinstance(upload, UploadFile):
                raise Problem(422, "a file is expected", field="file")
            for name in form.keys() - {"file"}:
                fields.text(name, 10_000)
            if not str(fields.raw("encoding") or "").isprintable():
                raise Problem(422, "the name of an encoding is expected", field="encoding")
            fields.context(self._core.resolver, fields.lang())
            with TemporaryDirectory(prefix="toponyms-") as folder:
                form_name = _FORMS.get(Path(upload.filename or "").suffix.lower(), "csv")
                source = Path(folder) / f"table.{form_name}"
                await self._core.aside(_saved, upload, source)
                return await self._core.aside(
                    self._answer, source, fields, form_name, upload.filename or "", _wants(request)
                )
        finally:
            await form.close()

    def _answer(
        self, source: Path, fields: Fields, form: str, name: str, as_json: bool
    ) -> Response:
        try:
            from toponyms.columns.files import open_source
        except ModuleNotFoundError as error:
            raise Problem(501, f"this service lacks {error.name}, which tables need") from None
        more = {key: fields.raw(key) or None for key in ("encoding", "delimiter")}
        try:
            if not fields.has("column"):
                with open_source(str(source), form=form, **more) as table:
                    return Response(
                        orjson.dumps({"columns": table.schema.names}),
                        media_type="application/json",
                    )
            return self._normalized(source, fields, form, name, as_json, more)
        except TableError as error:
            # The name of the file here says nothing to whoever sent it.
            raise Problem(422, str(error).replace(str(source), "the file"), field="file") from None
        except ColumnError as error:
            raise Problem(422, str(error), field="column") from None
        except LookupError as error:
            raise Problem(422, str(error), field="encoding") from None

    def _normalized(
        self,
        source: Path,
        fields: Fields,
        form: str,
        name: str,
        as_json: bool,
        more: dict[str, Any],
    ) -> Response:
        from toponyms.columns.answers import Answers
        from toponyms.columns.plan import Plan
        from toponyms.columns.run import normalize_file
        from toponyms.columns.summary import Summary

        began, deadline = time.monotonic(), self._core.deadline()
        plan = Plan(
            (fields.text("column", 10_000),),
            overwrite=True,
            country=str(fields.raw("country") or "") or None,
            within=str(fields.raw("within") or "") or None,
            near=fields.near(),
        )
        answers = Answers(self._core.resolver, lang=fields.lang())
        target = source.with_name(f"answer.{form}")
        normalize_file(
            source,
            target,
            plan,
            answers,
            read_as=form,
            write_as=form,
            advance=lambda rows, share: deadline.check(),
            **more,
        )
        summary = Summary.of(answers, seconds=time.monotonic() - began)
        stem = Path(name).stem or "table"
        called = f"{stem}.ids.{form}"
        if as_json:
            record = {
                "summary": summary.to_dict(most=100),
                "name": called,
                "type": _TYPES[form],
                "text": target.read_text("utf-8"),
            }
            return Response(orjson.dumps(record), media_type="application/json")
        short = summary.to_dict(most=_LISTED)
        for listed in ("unmatched", "ambiguous"):
            short[listed] = [{**one, "name": one["name"][:_LONGEST]} for one in short[listed]]
        return Response(
            target.read_bytes(),
            media_type=_TYPES[form],
            headers={
                "toponyms-summary": json.dumps(short),
                "content-disposition": "attachment",
            },
        )


def _saved(upload: UploadFile, path: Path) -> None:
    with path.open("wb") as file:
        while chunk := upload.file.read(2**20):
            file.write(chunk)


def _wants(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")
