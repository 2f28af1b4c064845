"""What the build and the instructors run: ``python -m course``. Knows nothing of labkit."""
