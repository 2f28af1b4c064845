"""A small vocabulary for shapes of JSON, on top of the library ``jsonschema``.

A shape is a JSON Schema. Four keywords are added: ``nullable`` (null or a shape), ``choice`` (one of some texts; ARM reads
them whatever their case), ``tagged`` (which shape it is says one of the fields) and ``record`` (only these fields).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator, ValidationError, validators

Shape = dict[str, Any]

TEXT: Shape = {"type": "string"}
WHOLE: Shape = {"type": "integer"}
NUMBER: Shape = {"type": "number"}
FLAG: Shape = {"type": "boolean"}
FREE: Shape = {"type": "object"}  # the API says no more than "object"
DURATION: Shape = {"type": "string", "pattern": r"^P(?!$)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$"}


def record(required: str = "", /, **fields: Shape) -> Shape:
    """An object that has these fields and no other. The required ones are named in one text; the others may be null."""
    return {"type": "object", "record": {"required": required.split(), "fields": fields}}


def tagged(field: str, /, **variants: Shape) -> Shape:
    """One of several records; ``field``, which every one of them has, tells which."""
    return {"type": "object", "tagged": {"field": field, "variants": variants}}


def choice(*values: str) -> Shape:
    return {"type": "string", "choice": values}


def many(shape: Shape) -> Shape:
    return {"type": "array", "items": shape}


def mapping(shape: Shape) -> Shape:
    """An object whose keys are names somebody chose."""
    return {"type": "object", "additionalProperties": {"nullable": shape}}


def problems(shape: Shape, body: Any) -> list[str]:
    """What is wrong with a body, a line each: path, then what."""
    found = _Validator(shape).iter_errors(body)
    return sorted(f"{'.'.join(map(str, error.absolute_path)) or '(body)'}: {error.message}" for error in found)


def _record(validator: Any, spec: dict[str, Any], body: Any, schema: Shape) -> Iterator[ValidationError]:
    if not validator.is_type(body, "object"):
        return
    fields, required = spec["fields"], spec["required"]
    for name in required:
        if body.get(name) is None:
            yield ValidationError(f"required field {name!r} is missing")
    for name, value in body.items():
        if name not in fields:
            near = difflib.get_close_matches(name, fields, 1)
            yield ValidationError(
                f"the API has no field {name!r} here" + (f"; did you mean {near[0]!r}?" if near else "")
            )
        elif value is not None:
            yield from validator.descend(value, fields[name], path=name)


def _tagged(validator: Any, spec: dict[str, Any], body: Any, schema: Shape) -> Iterator[ValidationError]:
    if not validator.is_type(body, "object"):
        return
    field, variants = spec["field"], spec["variants"]
    value = body.get(field)
    names = {name.lower(): name for name in variants}
    if not isinstance(value, str) or value.lower() not in names:
        yield ValidationError(f"field {field!r} is {value!r}, not one of {', '.join(variants)}")
        return
    rest = {name: content for name, content in body.items() if name != field}
    yield from validator.descend(rest, variants[names[value.lower()]])


def _choice(validator: Any, values: tuple[str, ...], body: Any, schema: Shape) -> Iterator[ValidationError]:
    if isinstance(body, str) and body.lower() not in map(str.lower, values):
        yield ValidationError(f"{body!r} is not one of {', '.join(values)}")


def _nullable(validator: Any, shape: Shape, body: Any, schema: Shape) -> Iterator[ValidationError]:
    if body is not None:
        yield from validator.descend(body, shape)


_Validator = validators.extend(
    Draft202012Validator, {"record": _record, "tagged": _tagged, "choice": _choice, "nullable": _nullable}
)
