"""What camlint raises."""

# As include/camlint.h numbers them.
BAD_ARGUMENT, BAD_OPTION, BAD_CONFIG, TOO_LARGE, NO_MEMORY, INTERNAL = range(1, 7)


class Error(Exception):
    """Something kept texts from being linted. What is wrong with a text is a finding, never an error."""


class UsageError(Error, ValueError):
    """An option's value is none that it can have, or a configuration has mistakes. Also a ValueError."""


def error_of(status, message):
    """The exception for a camlint_status other than 0."""
    if status == NO_MEMORY:
        return MemoryError(message)
    if status in (BAD_ARGUMENT, BAD_OPTION, BAD_CONFIG, TOO_LARGE):
        return UsageError(message)
    return Error(message)
