"""What a user of a program would observe, as plain data."""

import contextlib
import datetime
import decimal
import hashlib
import io
import json
import re
import uuid
from types import SimpleNamespace

from django.db import models
from django.db.backends.utils import CursorWrapper

from shop.seed import rows

writing = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO) [`\"]?(\w+)")
log = SimpleNamespace(statements=[], rows=0)


def watch():
    """Notes each statement and counts the rows that come, on every connection."""
    get, run, loop = CursorWrapper.__getattr__, CursorWrapper._execute_with_wrappers, CursorWrapper.__iter__

    def execute(self, sql, params, many, executor):
        log.statements.append(re.sub(r"\s+", " ", str(sql)))
        return run(self, sql, params, many, executor)

    def attribute(self, name):
        found = get(self, name)
        if name not in ("fetchone", "fetchmany", "fetchall"):
            return found

        def fetch(*args, **kwargs):
            result = found(*args, **kwargs)
            log.rows += 0 if result is None else 1 if name == "fetchone" else len(result)
            return result

        return fetch

    def rows(self):
        for row in loop(self):
            log.rows += 1
            yield row

    CursorWrapper._execute_with_wrappers = execute
    CursorWrapper.__getattr__ = attribute
    CursorWrapper.__iter__ = rows


def observed(run):
    """Runs a program and tells what it gave, printed, asked and left behind."""
    log.statements, log.rows = [], 0
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        try:
            value = plain(run())
            outcome = {"kind": "returned", "value": short(value)}
        except Exception as error:  # noqa: BLE001 - whatever a program raises is what is observed
            value = f"{type(error).__name__}: {error}"
            outcome = {"kind": "raised", "value": value}
    statements, fetched = log.statements, log.rows
    written = {found[1] for found in map(writing.match, statements) if found}
    return {
        "outcome": outcome,
        "unordered": short(unordered(value)),
        "printed": printed.getvalue(),
        "statements": statements,
        "rows": fetched,
        "written": sorted(written),
        "left": left_behind(written) if written else None,
    }


def plain(value):
    """A value as JSON that keeps its type apart from others."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return {"float": repr(value)}
    if isinstance(value, (bytes, memoryview)):
        return {"bytes": hashlib.sha256(bytes(value)).hexdigest()[:16]}
    if isinstance(value, (decimal.Decimal, datetime.date, uuid.UUID)):
        return {type(value).__name__: str(value)}
    if isinstance(value, models.Model):
        return {type(value).__name__: plain(value.pk)}
    if isinstance(value, dict):
        return {"dict": [[plain(key), plain(one)] for key, one in value.items()]}
    if isinstance(value, (set, frozenset)):
        return {type(value).__name__: sorted((plain(one) for one in value), key=repr)}
    return {type(value).__name__: [plain(one) for one in value]}


def unordered(value):
    """A list or the like without its order."""
    if isinstance(value, dict):
        return {key: sorted(one, key=repr) if isinstance(one, list) else one for key, one in value.items()}
    return value


def short(value):
    """The text of a value, or what stands for a long one."""
    text = json.dumps(value)
    return text if len(text) < 400 else f"{text[:80]}… {hashlib.sha256(text.encode()).hexdigest()[:16]}"


def left_behind(written):
    """Every row of the tables that were written, but the time of its last change."""
    return {
        model.__name__: digest(
            [
                [str(plain(value)) for name, value in sorted(row.items()) if name != "changed"]
                for row in model._base_manager.order_by("pk").values()
            ]
        )
        for model in rows
        if model._meta.db_table in written
    }


def digest(rows):
    return f"{len(rows)} rows, {hashlib.sha256(repr(rows).encode()).hexdigest()[:12]}"
