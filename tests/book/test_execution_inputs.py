"""What a lab reads decides when it runs again."""

import shutil

import pytest

import execution_inputs as ext


@pytest.fixture
def house(tmp_path):
    files = {
        "labkit/__init__.py": "",
        "labkit/plots.py": "from labkit import fonts\n",
        "labkit/other.py": "",
        "labkit/fonts/__init__.py": "",
        "labkit/fonts/Some.otf": "glyphs",
        "labkit/battery/__init__.py": "",
        "labkit/battery/readers.py": "SAMPLE = 'raw.parquet'\n",
        "labkit/check/__init__.py": "",
        "labkit/check/part1_05.py": "import labkit.other\n",
        "labkit/check/part1_06.py": "",
        "sample/diabetes.csv": "1",
        "sample/raw.parquet": "2",
        "sample/unused.csv": "3",
        "requirements.txt": "a==1",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def reads(house, code, docname="labs_solutions/part2/01-x"):
    notebook = {"cells": [{"cell_type": "code", "source": code}], "metadata": {}}
    return {path.relative_to(house).as_posix() for path in ext.inputs(notebook, docname, house)}


def test_only_what_is_imported_counts(house):
    assert reads(house, "import pandas") == {"requirements.txt"}
    assert reads(house, "import labkit.other") == {"requirements.txt", "labkit/__init__.py", "labkit/other.py"}


def test_imports_are_followed_and_packages_bring_their_data(house):
    assert reads(house, "from labkit import plots") >= {
        "labkit/plots.py",
        "labkit/fonts/__init__.py",
        "labkit/fonts/Some.otf",
    }


def test_sample_file_counts_when_the_lab_or_its_modules_name_it(house):
    assert "sample/diabetes.csv" in reads(house, "pd.read_csv('../sample/diabetes.csv')")
    assert "sample/raw.parquet" in reads(house, "from labkit.battery.readers import SAMPLE")
    assert "sample/unused.csv" not in reads(house, "from labkit.battery.readers import SAMPLE")


def test_checks_of_this_lab_count_and_those_of_others_do_not(house):
    found = reads(house, "from labkit.check import check", "labs_solutions/part1/05-diabetes-code")
    assert {"labkit/check/part1_05.py", "labkit/other.py"} <= found and "labkit/check/part1_06.py" not in found


def test_magics_do_not_hide_the_imports(house):
    code = "%pip install x\nif True:\n    !ls\nfrom labkit import plots"
    assert "labkit/plots.py" in reads(house, code)
    assert reads(house, "%%azure\nthis is not python") == {"requirements.txt"}


def test_digest_follows_content_not_time(house):
    files = [house / "sample" / "diabetes.csv"]
    before = ext.digest(files, house)
    shutil.copystat(house / "requirements.txt", files[0])
    assert ext.digest(files, house) == before
    files[0].write_text("changed", "utf-8")
    assert ext.digest(files, house) != before
