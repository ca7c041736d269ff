"""Runs one function for each entry of the table and tells what the database was asked and what was kept."""

import asyncio
import inspect
import json
import os
import sys
import warnings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db.models import QuerySet  # noqa: E402

import shop.batched  # noqa: E402, F401
from shop.observe import log, watch  # noqa: E402
from shop.seed import seed  # noqa: E402


def main():
    warnings.simplefilter("ignore")
    job = json.load(sys.stdin)
    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    watch()
    for program in job["programs"]:
        seed(job["rows"])
        namespace = {"__name__": "program"}
        exec(compile(program["text"], program["id"], "exec"), namespace)  # noqa: S102 - these texts are what is run
        log.statements, log.rows = [], 0
        problem, result = None, None
        try:
            result = namespace[program["function"]]()
            if inspect.iscoroutine(result):
                result = asyncio.run(awaited(result))
        except Exception as error:  # noqa: BLE001 - an entry may be younger than this Django
            problem = f"{type(error).__name__}: {error}"
        kept = result._result_cache is not None if isinstance(result, QuerySet) else None
        found = {"statements": log.statements, "rows": log.rows, "kept": kept, "problem": problem}
        print(json.dumps({"id": program["id"], **found}))


async def awaited(coroutine):
    return await coroutine


main()
