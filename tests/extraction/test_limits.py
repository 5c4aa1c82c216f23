import pytest

from contracts.errors import TooLargeError
from extraction.readers.limits import Limits, check_pages, check_size

MB = 1024 * 1024


@pytest.mark.parametrize(
    ("size", "limit", "said"),
    [
        (1_500_000, MB, "a.txt has 1.5 MB, over the limit of 1 MB; send a smaller file"),
        (MB + 1, MB, "has 1.1 MB, over the limit of 1 MB"),
        (3 * MB, 2 * MB, "has 3 MB, over the limit of 2 MB"),
        (104, 50, "has 104 bytes, over the limit of 50 bytes"),
    ],
)
def test_a_file_over_the_limit_never_looks_within_it(size: int, limit: int, said: str):
    with pytest.raises(TooLargeError) as refused:
        check_size(bytes(size), "a.txt", limits=Limits(max_bytes=limit))
    assert said in str(refused.value)


def test_a_file_at_the_limit_is_taken():
    check_size(bytes(MB), "a.txt", limits=Limits(max_bytes=MB))
    check_pages(2, "a.txt", limits=Limits(max_pages=2))


def test_too_many_pages_are_counted_and_the_remedy_named():
    with pytest.raises(TooLargeError, match=r"a.pdf has 4,000 pages, over the limit of 3,000; send"):
        check_pages(4000, "a.pdf", limits=Limits())
