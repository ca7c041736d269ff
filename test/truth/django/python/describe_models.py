"""Prints what Django's own `_meta` says of every model, one line of JSON each."""

import json
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")

import django  # noqa: E402

django.setup()

from django.apps import apps  # noqa: E402
from django.db.models import ManyToManyField  # noqa: E402


def main():
    for model in apps.get_models(include_auto_created=False):
        print(json.dumps(described(model)))


def described(model):
    meta = model._meta
    return {
        "label": meta.label,
        "columns": [[field.name, field.attname, type(field).__name__, field.null] for field in meta.concrete_fields],
        "primaryKey": meta.pk.name,
        "ordering": [name if isinstance(name, str) else order(name) for name in meta.ordering],
        "relations": sorted(relations(meta)),
        "managers": [manager.name for manager in meta.managers],
        "defaultManager": meta.default_manager.name,
        "isProxy": meta.proxy,
    }


def order(expression):
    """`F("minutes").desc()` as `-minutes`."""
    return f"{'-' if expression.descending else ''}{expression.expression.name}"


def relations(meta):
    for field in meta.get_fields():
        if not field.is_relation or field.related_model is None:
            continue
        if field.auto_created and not field.concrete:
            yield [
                field.get_accessor_name(),
                "one" if field.one_to_one else "many",
                field.related_model._meta.label,
                field.name,
            ]
        else:
            arity = "many" if isinstance(field, ManyToManyField) else "one"
            yield [field.name, arity, field.related_model._meta.label, field.name]


main()
