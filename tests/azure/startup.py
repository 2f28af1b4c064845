"""Loaded by IPython before a notebook's first cell (see conftest): from here on this process talks to the stub.

What was asked is appended to the file ``AZURE_STUB_LOG``, a JSON line a cell: the cell's code, the requests it made, and
the calls to SDK v1.
"""

import json
import os
import re
from collections import Counter
from pathlib import Path

import responses
from IPython import get_ipython

from tests.azure.sdk_v1 import SdkV1
from tests.azure.stub import AzureStub, prepared

LOG = Path(os.environ["AZURE_STUB_LOG"])
LOCAL = re.compile(r"https?://(127\.0\.0\.1|localhost)[:/]")  # the real inference server on this machine
ELSEWHERE = re.compile(rf"(?!{LOCAL.pattern})https?://")  # a passthru counts only where no callback matches

stub = AzureStub(os.environ["AZURE_STUB_MLFLOW"], prepared())
sdk_v1 = SdkV1() if os.environ.get("AZURE_STUB_V1") else None

intercepted = responses.RequestsMock(assert_all_requests_are_fired=False)
intercepted.add_passthru(LOCAL)
for method in ("GET", "PUT", "POST", "DELETE", "PATCH", "HEAD"):
    intercepted.add_callback(method, ELSEWHERE, callback=stub.answer, content_type=None)
intercepted.start()


def remember(result) -> None:
    """Write down what the cell that just ran asked of Azure, and forget it."""
    calls = Counter(sdk_v1.calls() if sdk_v1 else [])
    entry = {
        "cell": result.info.raw_cell,
        "requests": [
            {"method": r.method, "host": r.host, "path": r.path, "below": r.below_workspace, "body": r.body}
            for r in stub.requests
        ],
        "calls": list(calls - remember.seen),
    }
    stub.requests.clear()
    remember.seen = calls
    with LOG.open("a", encoding="utf-8") as log:
        log.write(json.dumps(entry, ensure_ascii=False) + "\n")


remember.seen = Counter()
get_ipython().events.register("post_run_cell", remember)
