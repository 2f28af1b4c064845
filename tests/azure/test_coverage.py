"""The table of what is tested of Azure, made by running it; the page book/instructors/azure-coverage.md shows it.

`UPDATE=1 pytest tests/azure/test_coverage.py` (or `make coverage`) writes it again.
"""

import csv
import io
import os
import re

import pytest

from course import labs
from tests.azure import arm_schema
from tests.azure.lane import azure_cells, sent_to_arm, solutions_with_azure_cells

TABLE = labs.ROOT / "book" / "instructors" / "azure-coverage.csv"
HEADER = ["실습", "셀", "SDK", "Azure 호출", "내 컴퓨터", "스텁에서 실행", "REST 본문 검사"]
GENERATED = re.compile(r"(?<=jobs/)[a-z]+_[a-z]+_\w+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def call_of(request: dict) -> str:
    """A request as a reader would name it: the method and what below the workspace, generated names left out."""
    return f"{request['method']} {GENERATED.sub('…', request['below'])}"


def rows(solution, log):
    name = solution.relative_to(labs.SOLUTIONS).with_suffix("").as_posix()
    for cell, entry in azure_cells(solution, log, "v2"):
        sent = sent_to_arm(entry)
        asked = sent or [request for request in entry["requests"] if request["host"] == "management.azure.com"]
        checked = (
            "통과" if sent and not any(arm_schema.validate(r["path"], r["body"]) for r in sent) else "보낸 본문 없음"
        )
        calls = " · ".join(dict.fromkeys(map(call_of, asked)))
        yield [name, cell.id, "v2", calls, "건너뜀", "v2 HTTP 스텁", checked]
    for cell, entry in azure_cells(solution, log, "v1"):
        calls = " · ".join(dict.fromkeys(call for call in entry["calls"] if call.count(".") == 1))
        yield [name, cell.id, "v1", calls, "건너뜀", "v1 autospec", "해당 없음"]


@pytest.fixture(scope="module")
def table(on_stub):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for solution in solutions_with_azure_cells():
        writer.writerows(rows(solution, on_stub(solution)[1]))
    return text.getvalue()


def test_published_table_is_what_the_tests_see(table):
    if os.environ.get("UPDATE"):
        TABLE.write_text(table, "utf-8")
    assert TABLE.read_text("utf-8") == table, "run `make coverage`"


def test_every_azure_cell_is_in_the_table_and_calls_something(table):
    lines = list(csv.DictReader(io.StringIO(table)))
    assert lines and all(line["Azure 호출"] for line in lines)
