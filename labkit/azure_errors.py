"""Say in Korean why a call to Azure failed, and what to do; the SDK's own message is kept below it."""

from __future__ import annotations

import re

# The first line whose pattern is found in "<class names> <status> <code> <message>" gives the likely cause.
# Most specific first: a quota error is a 400 or a 409 too, and a missing compute is a 404.
CAUSES = [
    (
        r"quota|QuotaExceeded|not enough (cores|capacity)|OperationNotAllowed.*cores|ResourceOperationFailure.*cores",
        "할당량(quota)이 모자랍니다. 더 작은 VM 크기를 고르거나, 쓰지 않는 컴퓨팅과 배포를 지우거나, 강사에게 할당량을 늘려 달라고 하십시오.",
    ),
    (
        r"ServiceRequestError|ServiceResponseError|ConnectionError|NewConnectionError|NameResolutionError|Timeout|getaddrinfo",
        "Azure에 닿지 못했습니다. 네트워크와 프록시, VPN을 확인하십시오.",
    ),
    (
        r"CredentialUnavailable|ClientAuthenticationError|AuthenticationException|\b401\b|ExpiredAuthenticationToken|AADSTS|az login",
        "로그인이 없거나 만료되었습니다. 터미널에서 az login 을 실행한 다음 이 셀을 다시 실행하십시오. "
        "컴퓨팅 인스턴스(compute instance)라면 스튜디오에서 인증을 켜십시오.",
    ),
    (
        r"\b403\b|AuthorizationFailed|Forbidden|does not have authorization|not authorized",
        "권한이 없습니다. 이 작업 영역(workspace)에서 이 일을 할 역할을 강사에게 요청하십시오.",
    ),
    (
        r"(Compute|compute).{0,80}(not found|NotFound|does not exist|unknown|could not find)|ComputeNotFound|ComputeTargetException",
        "컴퓨팅을 찾지 못했습니다. 이름을 확인하고, 스튜디오의 컴퓨팅 목록에 있는지 보십시오.",
    ),
    (
        r"ResourceExistsError|\b409\b|already exists|already in use|NameNotAvailable|Conflict",
        "같은 이름이 이미 쓰이고 있습니다. 이름을 바꾸거나 버전을 올리십시오. 엔드포인트(endpoint) 이름은 지역 전체에서 하나뿐이어야 합니다.",
    ),
    (
        r"ResourceNotFoundError|\b404\b|NotFound|does not exist",
        "그런 이름의 것이 없습니다. 이름과 버전, 그리고 먼저 만들어야 할 것을 빠뜨리지 않았는지 확인하십시오.",
    ),
    (r"\b429\b|TooManyRequests|throttl", "요청이 너무 잦아 Azure가 잠시 막았습니다. 1분쯤 뒤에 다시 실행하십시오."),
    (r"\b5\d\d\b|InternalServerError", "Azure 쪽의 일시적인 오류로 보입니다. 잠시 뒤에 다시 실행하십시오."),
    (
        r"ValidationException|ValidationError|UserError|KeywordError|\b400\b",
        "보낸 설정에 틀린 값이 있습니다. 아래 메시지가 가리키는 항목을 고치십시오.",
    ),
]
AZURE_MODULES = ("azure.", "azureml.", "msrest.", "msal.", "requests.")


def is_azure(error: BaseException) -> bool:
    """Whether an exception comes out of an Azure SDK (or the network below it), not out of the cell's own code."""
    return any(kind.__module__.startswith(AZURE_MODULES) for kind in type(error).__mro__)


def explain(error: BaseException) -> str:
    """The likely cause of a failed Azure call as one Korean sentence or two.

    Parameters
    ----------
    error : BaseException
        What the SDK raised; both SDKs, azure-core and requests are understood.
    """
    kinds = " ".join(kind.__name__ for kind in type(error).__mro__[:3])
    status = getattr(error, "status_code", "")
    code = getattr(getattr(error, "error", None), "code", "")
    text = f"{kinds} {status} {code} {error}"
    for pattern, cause in CAUSES:
        if re.search(pattern, text, re.IGNORECASE | re.DOTALL):
            return cause
    return "Azure가 오류를 돌려주었습니다. 아래 메시지를 확인하십시오."


class AzureCallError(Exception):
    """A failed Azure call, shown as a Korean explanation above the SDK's own message, without pages of traceback."""

    def __init__(self, error: BaseException, line: int | None = None):
        self.error = error
        where = f" ({line}번째 줄)" if line else ""
        self.explanation = f"⛔ Azure 호출이 실패했습니다{where}. {explain(error)}"
        super().__init__(f"{self.explanation}\n\n{type(error).__name__}: {error}")

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in place of a traceback."""
        return str(self).splitlines()
