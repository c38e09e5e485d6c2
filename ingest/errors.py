"""What can go wrong while papers are taken in.

IngestError
├── UnreadableFileError      the file cannot be read: it is skipped, with its reason
│   ├── EmptyFileError           it holds nothing
│   ├── TooLargeError            it is over a limit on size, pages or unpacked size
│   ├── DamagedFileError         it is cut off or not what it should be inside
│   ├── EncryptedFileError       it needs a password
│   ├── WrongFormatError         its content is not what its name says, or of no known kind
│   ├── ForbiddenFileError       no permission to read it
│   ├── ReadTimeoutError         reading it took longer than allowed
│   └── NoTextError              nothing in it can be read as text
├── ProfileError             a municipality profile is not as it should be
└── SourceNotFoundError      a path given to ingest does not exist
"""

from __future__ import annotations


class IngestError(Exception):
    """Something went wrong while taking papers in; the message is Swedish, one line, and says what to do."""

    retryable = False


class UnreadableFileError(IngestError):
    """The file cannot be read; it is skipped and reported."""


class EmptyFileError(UnreadableFileError):
    """The file holds nothing."""


class TooLargeError(UnreadableFileError):
    """The file is over a limit on size, pages or unpacked size."""


class DamagedFileError(UnreadableFileError):
    """The file is cut off or broken inside."""


class EncryptedFileError(UnreadableFileError):
    """The file needs a password."""


class WrongFormatError(UnreadableFileError):
    """The content is not what the name says, or of no kind that is read."""


class ForbiddenFileError(UnreadableFileError):
    """There is no permission to read the file."""

    retryable = True


class ReadTimeoutError(UnreadableFileError):
    """Reading took longer than allowed."""

    retryable = True


class NoTextError(UnreadableFileError):
    """Nothing in the file can be read as text."""


class ProfileError(IngestError):
    """A municipality profile is not as it should be."""


class SourceNotFoundError(IngestError):
    """A path given to ingest does not exist."""
