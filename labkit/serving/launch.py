"""Start the inference server the way :mod:`labkit.serving.server` wants it: for this machine only, and not for longer than its parent.

``python -m labkit.serving.launch PARENT [the server's own arguments]``. Everything else is the server's own command line.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

LOOK_EVERY = 0.3  # seconds


def end_with(parent: int) -> None:
    """Kill this process group as soon as the process ``parent`` is gone, however it went.

    Asking for the parent's id works where a signal on the parent's death would not: that one is sent when the *thread* that
    started us ends, and a notebook may run its cells in threads.
    """
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os.killpg(0, signal.SIGKILL)


def main() -> None:
    threading.Thread(target=end_with, args=(int(sys.argv.pop(1)),), daemon=True).start()
    from azureml_inference_server_http import constants

    # The server listens to the whole network, as it must in a container. On a laptop that would let strangers in.
    constants.DEFAULT_HOST = "127.0.0.1"
    from azureml_inference_server_http import amlserver

    amlserver.run()


if __name__ == "__main__":
    main()
