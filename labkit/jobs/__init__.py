"""Work that runs unchanged on a laptop, in CI and as an Azure ML job: ``python -m labkit.jobs.<name>``."""
