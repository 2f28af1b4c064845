"""Every outside link of the site stands in one registry, and every text uses it."""

import re
import subprocess

import pytest
import yaml

from course import cohort, links

ENTRY = {"url": "https://example.org/", "title": "예", "checked": "2026-11-24", "how": "live"}


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({key: value for key, value in ENTRY.items() if key != "checked"}, "checked"),
        (ENTRY | {"note": "x"}, "note"),
        (ENTRY | {"how": "guessed"}, "guessed"),
        (ENTRY | {"url": "http://example.org/"}, "https://"),
    ],
    ids=["missing", "unknown", "how", "scheme"],
)
def test_wrong_entry_is_named(tmp_path, entry, says):
    file = tmp_path / "links.yml"
    file.write_text(yaml.safe_dump({"some_page": entry}), "utf-8")
    with pytest.raises(links.LinkError, match=f"some_page.*{says}"):
        links.load(file)


def _pages():
    return sorted((cohort.ROOT / "book").rglob("*.md"))


def test_no_page_has_an_address_of_its_own():
    raw = re.compile(r"https?://(?!localhost|127\.0\.0\.1)[^\s)>\"'`]+")
    found = [
        f"{page.relative_to(cohort.ROOT)}: {match}"
        for page in _pages()
        for match in raw.findall(page.read_text("utf-8"))
    ]
    assert not found, "move these to book/links.yml and write @@link_<key>@@"


def test_no_link_is_kept_that_nothing_uses():
    tracked = subprocess.run(
        ["git", "ls-files", "book", "labs_solutions", "slides"],
        cwd=cohort.ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    text = "".join(
        (cohort.ROOT / name).read_text("utf-8") for name in tracked if name.endswith((".md", ".ipynb", ".typ"))
    )
    assert not [key for key in links.load() if f"@@link_{key}@@" not in text]
