"""How fast the site builds and how heavy its pages are: ``python -m course bench``. Prints; judges nothing."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "_build" / "html"


def _seconds(*command: str) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def build_times() -> dict[str, float]:
    """Seconds of a rebuild without a change, and after touching one page; the site must be built already."""
    build = ("jupyter-book", "build", ".")
    _seconds(*build)
    times = {"no change": _seconds(*build)}
    (ROOT / "book" / "glossary.md").touch()
    times["one page touched"] = _seconds(*build)
    return times


def lab_times() -> dict[str, float]:
    """Seconds of each solution, run from the command line in a folder of its own."""
    times = {}
    for notebook in sorted((ROOT / "labs_solutions").rglob("*.ipynb")):
        with TemporaryDirectory() as folder:
            copy = shutil.copy(notebook, folder)  # a lab leaves its runs beside itself
            times[notebook.stem] = _seconds("jupyter", "nbconvert", "--to", "notebook", "--execute", "--inplace", copy)
    return times


def page_sizes(site: Path = SITE) -> dict[str, int]:
    """Bytes of each page's HTML, largest first."""
    sizes = {path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*.html")}
    return dict(sorted(sizes.items(), key=lambda item: -item[1]))


def report() -> None:
    for name, seconds in build_times().items():
        print(f"rebuild, {name:<18} {seconds:6.1f} s")
    for name, seconds in lab_times().items():
        print(f"lab {name:<22} {seconds:6.1f} s")
    for name, size in list(page_sizes().items())[:10]:
        print(f"{size / 1000:8.1f} kB  {name}")
