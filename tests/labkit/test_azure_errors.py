"""A failed Azure call is explained in Korean, by its likely cause, with the SDK's message below."""

import pytest
import requests
from azure.ai.ml.exceptions import ErrorTarget, MlException, ValidationException
from azure.core.exceptions import (
    ClientAuthenticationError,
    HttpResponseError,
    ResourceExistsError,
    ResourceNotFoundError,
    ServiceRequestError,
)
from azure.identity import CredentialUnavailableError
from azureml.exceptions import (
    AuthenticationException,
    ComputeTargetException,
    ProjectSystemException,
    UserErrorException,
)

from labkit.azure_errors import AzureCallError, explain, is_azure


def http(status, message):
    error = HttpResponseError(message)
    error.status_code = status
    return error


CAUSES = [
    (ClientAuthenticationError("AADSTS700082: The refresh token has expired"), "로그인"),
    (CredentialUnavailableError("Please run 'az login' to set up an account"), "로그인"),
    (AuthenticationException("no token"), "로그인"),
    (http(403, "(AuthorizationFailed) The client does not have authorization to perform action"), "권한"),
    (http(400, "(BadRequest) Not enough quota available for Standard_DS3_v2 in SubscriptionId"), "할당량"),
    (http(409, "(QuotaExceeded) Operation could not be completed as it results in exceeding cores"), "할당량"),
    (ResourceExistsError("(Conflict) The endpoint name is already in use"), "같은 이름"),
    (ResourceNotFoundError("(UserError) The compute target 'cpu-cluster' was not found"), "컴퓨팅을 찾지"),
    (http(404, "(ComputeNotFound) Compute cpu-cluster not found in workspace"), "컴퓨팅을 찾지"),
    (ComputeTargetException("ComputeTargetNotFound: Compute Target with name x not found"), "컴퓨팅을 찾지"),
    (ResourceNotFoundError("(NotFound) Data asset diabetes:9 not found"), "그런 이름"),
    (MlException("Asset battery-course does not exist in workspace", "Asset does not exist"), "그런 이름"),
    (ServiceRequestError("Failed to resolve 'management.azure.com'"), "네트워크"),
    (requests.ConnectionError("Max retries exceeded"), "네트워크"),
    (http(429, "Too many requests"), "잦아"),
    (http(503, "Service unavailable"), "일시적인"),
    (ValidationException("bad", target=ErrorTarget.JOB, no_personal_data_message="bad"), "틀린 값"),
    (UserErrorException("wrong argument"), "틀린 값"),
    (ProjectSystemException("something else"), "아래 메시지"),
]


@pytest.mark.parametrize(("error", "says"), CAUSES, ids=lambda value: type(value).__name__)
def test_likely_cause_is_named_and_the_message_kept(error, says):
    assert is_azure(error)
    shown = "\n".join(AzureCallError(error, 3)._render_traceback_())
    assert says in explain(error)
    assert shown.index("⛔") < shown.index(says) < shown.index(str(error).splitlines()[0]) and "3번째 줄" in shown


@pytest.mark.parametrize("error", [NameError("x"), ValueError("x"), KeyError("x")])
def test_errors_of_the_cells_own_code_are_not_azures(error):
    assert not is_azure(error)
