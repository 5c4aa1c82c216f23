"""How much of a file we are willing to take in."""

from contracts.value import Value


class Limits(Value):
    """Bounds on one file; over any of them it is refused with `TooLargeError`.

    `max_ratio` bounds unpacked / packed size of one zip member (checked above 1 MiB unpacked only).
    """

    max_bytes: int = 50 * 1024 * 1024
    max_pages: int = 3000
    max_unpacked_bytes: int = 400 * 1024 * 1024
    max_members: int = 5000
    max_ratio: int = 200
    max_depth: int = 200
