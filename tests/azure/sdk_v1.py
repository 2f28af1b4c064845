"""SDK v1 without Azure: its own classes with ``autospec``, so that a wrong method or argument still fails.

What works offline stays real: Environment, ScriptRunConfig, RunConfiguration, AutoMLConfig, InferenceConfig,
``AciWebservice.deploy_configuration``, ``AmlCompute.provisioning_configuration``.
"""

from __future__ import annotations

import importlib
from unittest import mock

# The class, and every module a notebook may import it from.
CLASSES = {
    "Workspace": ("azureml.core", "azureml.core.workspace"),
    "Experiment": ("azureml.core", "azureml.core.experiment"),
    "Dataset": ("azureml.core", "azureml.core.dataset"),
    "Datastore": ("azureml.core", "azureml.core.datastore"),
    "Model": ("azureml.core", "azureml.core.model"),
    "ComputeTarget": ("azureml.core", "azureml.core.compute"),
    "ComputeInstance": ("azureml.core.compute",),
    "Webservice": ("azureml.core", "azureml.core.webservice"),
}
# Single methods that call the service, of classes that stay real otherwise.
METHODS = {("azureml.core", "Environment"): ("get", "register"), ("azureml.core.compute", "AmlCompute"): ("create",)}


class SdkV1:
    """Patches SDK v1 until the process ends; ``calls()`` tells what has been called so far."""

    def __init__(self) -> None:
        self.mocks: dict[str, mock.Mock] = {}
        for name, modules in CLASSES.items():
            real = getattr(importlib.import_module(modules[0]), name)
            stand_in = mock.create_autospec(real)
            self.mocks[name] = stand_in
            for module in modules:
                setattr(importlib.import_module(module), name, stand_in)
            stand_in.return_value.name = stand_in.return_value.id = "stub"
        for (module, name), methods in METHODS.items():
            real = getattr(importlib.import_module(module), name)
            for method in methods:
                patch = mock.patch.object(real, method, autospec=True)
                self.mocks[f"{name}.{method}"] = patch.start()
        self._give_answers()

    def _give_answers(self) -> None:
        """What a call returns is an autospec of the class it would return, so chains are checked too."""
        from azureml.core import Run
        from azureml.core.webservice import AciWebservice

        workspace = self.mocks["Workspace"].return_value
        self.mocks["Workspace"].from_config.return_value = workspace
        run = mock.create_autospec(Run, instance=True)
        run.id = "stub-run"
        run.get_metrics.return_value = {}
        workspace.get_run.return_value = run
        self.mocks["Experiment"].return_value.submit.return_value = run
        self.mocks["Experiment"].return_value.start_logging.return_value = run
        self.mocks["Model"].register.return_value = self.mocks["Model"].return_value
        run.register_model.return_value = self.mocks["Model"].return_value
        service = mock.create_autospec(AciWebservice, instance=True)
        service.scoring_uri = "https://stub.koreacentral.azurecontainer.io/score"
        self.mocks["Model"].deploy.return_value = service
        self._run, self._service = run, service

    def calls(self) -> list[str]:
        """Every call so far, by class and method, such as ``Experiment.submit``; answers' own calls included."""
        named = []
        for name, stand_in in self.mocks.items():
            for call in stand_in.mock_calls:
                named.append(".".join(part for part in (name, call[0].replace("()", "").strip(".")) if part))
        for name, stand_in in (("Run", self._run), ("AciWebservice", self._service)):
            named += [f"{name}.{call[0]}" for call in stand_in.method_calls]
        return named
