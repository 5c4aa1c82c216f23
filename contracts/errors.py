"""The error tree. A message names the thing and the remedy; HTTP statuses live in `api/errors.py`.

FourCornersError
├── UnreadableError           the input cannot be read (CLI exit 3)
│   ├── UnsupportedFormatError    a kind of file that no reader takes
│   ├── EmptyFileError            nothing in it
│   ├── CorruptFileError          not what its name or first bytes claim
│   ├── EncryptedFileError        protected by a password
│   ├── NoTextError               opens, but holds no text (a scan, no pages)
│   └── TooLargeError             over a limit of size, pages or expansion
├── InvalidInputError         a file of ours is wrong (playbook, clause, edits, settings; CLI exit 2)
│   ├── InvalidPlaybookError
│   ├── InvalidClauseError
│   ├── InvalidEditsError
│   └── InvalidSettingError
├── NotFoundError             no such playbook, clause, contract or job
├── IllegalStateError         a state change that the rules forbid
├── RedlineRefusedError       no change was written, because safety could not be proved
├── BoundMissedError          a stated bound was missed (CLI exit 4)
└── OutsideError              something beyond the process failed
    ├── StorageError
    ├── IndexUnavailableError
    └── ModelError
"""


class FourCornersError(Exception):
    """Root of every error this product raises on purpose; `str()` is fit to show a person."""


class UnreadableError(FourCornersError):
    """The input cannot be read; the message says why and what to do."""


class UnsupportedFormatError(UnreadableError):
    """No reader takes this kind of file."""


class EmptyFileError(UnreadableError):
    """The file has no content."""


class CorruptFileError(UnreadableError):
    """The bytes are not what the name or the first bytes claim."""


class EncryptedFileError(UnreadableError):
    """The file is protected by a password."""


class NoTextError(UnreadableError):
    """The file opens but holds no text, as a scan does."""


class TooLargeError(UnreadableError):
    """The file is over a limit of size, pages or expansion."""


class InvalidInputError(FourCornersError):
    """Something a person wrote for us is wrong; the message names the place."""


class InvalidPlaybookError(InvalidInputError):
    """A playbook file does not say what a playbook must say."""


class InvalidClauseError(InvalidInputError):
    """A clause library file does not say what a clause must say."""


class InvalidEditsError(InvalidInputError):
    """An edit matches nothing, too much, or contradicts another."""


class InvalidSettingError(InvalidInputError):
    """A setting has a value that cannot be used."""


class NotFoundError(FourCornersError):
    """There is nothing of that name in this workspace."""


class IllegalStateError(FourCornersError):
    """The rules forbid this change of state."""


class RedlineRefusedError(FourCornersError):
    """No change was written, because its safety could not be proved."""


class BoundMissedError(FourCornersError):
    """A bound that the command states was missed."""


class OutsideError(FourCornersError):
    """Something beyond this process failed."""


class StorageError(OutsideError):
    """Records or files could not be kept or fetched."""


class IndexUnavailableError(OutsideError):
    """The clause index cannot be opened or reached."""


class ModelError(OutsideError):
    """The language model could not be reached or did not answer usably."""
