"""What the labs import. Notebooks teach; labkit does the plumbing. Imports neither ``course`` nor ``book``."""
