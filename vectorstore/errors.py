"""What can go wrong in the stores.

VectorStoreError             each carries `remedy`: what the user can do, in Swedish
├── ModelMissingError        the embedding model is not there
├── ModelBrokenError         the embedding model's files are damaged
├── IndexMismatchError       the index was made with another model or chunker
├── StoreVersionError        the data folder belongs to another version of the program
├── StoreBusyError           another process is writing
├── StoreFullError           the disk is full
├── StoreDamagedError        a store cannot be opened
└── UnknownDocumentError     no such document
"""

from __future__ import annotations


class VectorStoreError(Exception):
    """Something is wrong with a store; the message is Swedish and one line.

    Attributes:
        remedy: what the user can do about it.
        retryable: True when the same call may succeed later.
    """

    retryable = False

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy


class ModelMissingError(VectorStoreError):
    """The embedding model is not there."""


class ModelBrokenError(VectorStoreError):
    """The embedding model's files are damaged."""


class IndexMismatchError(VectorStoreError):
    """The index was made with another model or another chunker."""


class StoreVersionError(VectorStoreError):
    """The data folder belongs to another version of the program."""


class StoreBusyError(VectorStoreError):
    """Another process is writing."""

    retryable = True


class StoreFullError(VectorStoreError):
    """The disk is full."""

    retryable = True


class StoreDamagedError(VectorStoreError):
    """A store cannot be opened."""


class UnknownDocumentError(VectorStoreError):
    """No document has this id."""
