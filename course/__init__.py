"""What the build and the instructors run: ``python -m course``. Knows nothing of labkit."""


class CourseError(Exception):
    """Something the person at the keyboard can put right: the message (Korean) says where it is wrong and what to do."""
