"""What the public ARM API takes for each resource that the course sends, written down by hand.

Facts from the repository Azure/azure-rest-api-specs, below ``specification/machinelearningservices/resource-manager/
Microsoft.MachineLearningServices``: ``stable/2024-10-01/mfe.json`` and ``machineLearningServices.json``, and where a later
version has more fields, ``stable/2025-12-01/openapi.json``. azure-ai-ml 1.35 speaks older preview versions here and there;
what only those have stands in a table of its own, named ``PREVIEW_…``, so that nothing else gets in by that door.
"""
