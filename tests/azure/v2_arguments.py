"""Keyword arguments that SDK v2 would swallow: many of its functions take ``**kwargs`` and ignore what they do not know.

``unknown_arguments`` reads a cell and names each keyword that the called function, class or operation does not declare.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import typing
from collections.abc import Callable

from azure.ai.ml import MLClient

# What every job takes, and automl's functions hand on by **kwargs.
OF_A_JOB = {"name", "display_name", "description", "tags", "properties", "experiment_name", "compute"}


def unknown_arguments(code: str) -> list[str]:
    """One text for each keyword argument of a call into ``azure.ai.ml`` that the SDK does not declare."""
    tree = ast.parse(code)
    names = _imported(tree)
    found = []
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        target = _resolve(call.func, names)
        if target is None or not (known := _keywords(target)):
            continue
        title = ast.unparse(call.func)
        known |= OF_A_JOB if title.startswith("automl.") else set()
        found += [f"{title}({word.arg}=…)" for word in call.keywords if word.arg and word.arg not in known]
    return found


def _imported(tree: ast.AST) -> dict[str, object]:
    """What the cell imports from ``azure.ai.ml``, by the name it is used under."""
    names: dict[str, object] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("azure.ai.ml"):
            names |= {alias.asname or alias.name: _member(node.module, alias.name) for alias in node.names}
    return names


def _member(module: str, name: str) -> object:
    """``from module import name``: an attribute, or a submodule that nobody has imported yet."""
    found = getattr(importlib.import_module(module), name, None)
    return importlib.import_module(f"{module}.{name}") if found is None else found


def _resolve(function: ast.expr, names: dict[str, object]) -> object | None:
    """The object a call leads to: an imported name, an attribute of one, or an operation of an ``ml_client``."""
    if isinstance(function, ast.Name):
        return names.get(function.id)
    if not isinstance(function, ast.Attribute):
        return None
    if _is_client(function.value):
        return getattr(MLClient, function.attr, None)
    if isinstance(function.value, ast.Attribute) and _is_client(function.value.value):
        operations = getattr(MLClient, function.value.attr, None)
        if isinstance(operations, property):
            kind = typing.get_type_hints(operations.fget).get("return")
            return getattr(kind, function.attr, None)
        return None
    owner = _resolve(function.value, names)
    return getattr(owner, function.attr, None) if owner is not None else None


def _is_client(expression: ast.expr) -> bool:
    return ast.unparse(expression) in ("target.ml_client", "ml_client")


def _keywords(target: object) -> set[str]:
    """The keyword names that a function, or a class and its bases, declares."""
    functions: list[Callable] = []
    if inspect.isclass(target):
        functions = [kind.__init__ for kind in target.__mro__ if "__init__" in vars(kind) and kind is not object]
    elif callable(target):
        functions = [target]
    named = (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return {
        name
        for function in functions
        for name, parameter in inspect.signature(inspect.unwrap(function)).parameters.items()
        if parameter.kind in named and name != "self"
    }
