"""Between the inference server and an endpoint's own logic: method, size, body in; status and JSON out."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from azureml_inference_server_http.api.aml_response import AMLResponse
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from labkit.serving.contract import BadRequest, read_object

MOST_BYTES = 1_000_000  # a managed online endpoint takes no more than 1.5 MB either


def respond(request: Any, answer: Callable[[dict[str, Any]], dict[str, Any]]) -> AMLResponse:
    """Answer one request; what is wrong with it becomes a 4xx with a message, never a 500.

    Parameters
    ----------
    request : flask.Request
        What the server gives to a ``run()`` that is decorated with ``@rawhttp``. It hands over every method and every
        body as it came, so nothing but this function stands between a stranger and the model.
    answer : callable
        Takes the request's JSON object, returns the answer's, and raises :class:`BadRequest`.
    """
    if request.method != "POST":
        wrong = BadRequest("method", request.method, "예측은 POST로 요청하십시오.")
        return _json(405, wrong.as_dict(), Allow="POST")
    request.max_content_length = MOST_BYTES + 1
    try:
        body = request.get_data(cache=False)
        if len(body) > MOST_BYTES:  # of a body in chunks nobody knows the length before, and reading stops at the limit
            raise RequestEntityTooLarge
        return _json(200, answer(read_object(body)))
    except BadRequest as bad:
        return _json(400, bad.as_dict())
    except HTTPException as refused:  # from reading the body: too large, or the caller hung up
        if refused.code != 413:
            return _json(400, BadRequest("body", None, "본문이 도중에 끊겼습니다.").as_dict())
        size = f"{request.content_length:,}바이트" if request.content_length else None
        return _json(413, BadRequest("body", size, f"본문은 {MOST_BYTES:,}바이트까지 받습니다.").as_dict())


def _json(status: int, document: dict[str, Any], **headers: str) -> AMLResponse:
    """Korean as it is, not as escapes: people read these answers in a terminal."""
    text = json.dumps(document, ensure_ascii=False, allow_nan=False)
    return AMLResponse(text, status, {"Content-Type": "application/json; charset=utf-8", **headers})
