"""What can go wrong when measuring.

EvalError                 message in Swedish, one line, says what to do
├── DatasetError          a set of questions is not as it should be
├── AddressError          the service at an address does not answer as it should
└── FloorsError           the file of floors is not as it should be
"""

from __future__ import annotations

from app.errors import AppError


class EvalError(AppError):
    """Something went wrong; the message is Swedish and one line."""


class DatasetError(EvalError):
    """A set of questions, or an earlier report, is not as it should be."""


class AddressError(EvalError):
    """The service at an address does not answer as it should."""

    retryable = True


class FloorsError(EvalError):
    """The file of floors is not as it should be."""
