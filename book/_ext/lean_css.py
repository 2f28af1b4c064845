"""Style sheets without the rules that no page of the site can use.

The themes bring all of Bootstrap and more, 500 kB on every page; the site uses a quarter of it. A selector stays when
every class and id in it occurs as a word somewhere in a page or a script, so whatever a script adds later is styled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import tinycss2
from tinycss2.ast import Node

NESTING = frozenset({"media", "supports", "layer", "container"})


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """Every word that could be a class or an id, in these pages and scripts."""
    return frozenset(word for text in texts for word in re.findall(r"[\w-]+", text))


def names(selector: list[Node]) -> Iterator[str]:
    """The classes and ids that an element must have, or have around it, for the selector to match."""
    previous = None
    for token in selector:
        if token.type == "hash" or (token.type == "ident" and previous == "."):
            yield token.value
        previous = token.value if token.type == "literal" else None


def selectors(prelude: list[Node]) -> Iterator[list[Node]]:
    """The selectors of a rule, which commas separate."""
    selector: list[Node] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield selector
            selector = []
        else:
            selector.append(token)
    yield selector


def lean(css: str | list[Node], words: frozenset[str], drop: Callable[[str], bool] = lambda rule: False) -> str:
    """The style sheet with only what these words can use, and without the rules that `drop` says to drop."""
    kept = []
    for rule in tinycss2.parse_rule_list(css, skip_whitespace=True):
        if rule.type == "comment":
            if rule.value.startswith("!") and not drop(rule.serialize()):  # a licence
                kept.append(rule.serialize())
        elif rule.type == "at-rule" and rule.lower_at_keyword in NESTING and rule.content is not None:
            if inside := lean(rule.content, words, drop):
                kept.append(f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inside}}}")
        elif rule.type == "qualified-rule":
            usable = [one for one in selectors(rule.prelude) if words.issuperset(names(one))]
            prelude = ",".join(tinycss2.serialize(one).strip() for one in usable)
            text = f"{prelude}{{{tinycss2.serialize(rule.content).strip()}}}"
            if usable and not drop(text):
                kept.append(text)
        elif rule.type != "error" and not drop(text := rule.serialize()):
            kept.append(text)
    return "\n".join(kept)
