"""What can go wrong when a reply is drafted.

DraftError(AppError)         message in Swedish, one line, says what to do
├── NotAMotionError          what was given is neither a motion nor an audit report
├── NoMotionTextError        it has no text: an image without a text layer
├── SeveralMotionsError      it holds several motions
├── UnknownTemplateError     no such template
├── BrokenTemplateError      a template's files are not as they should be
└── UnknownDraftError        no such draft
"""

from __future__ import annotations

from app.errors import AppError


class DraftError(AppError):
    """A reply cannot be drafted."""


class NotAMotionError(DraftError):
    """What was given is neither a motion nor an audit report."""


class NoMotionTextError(DraftError):
    """The motion has no text that can be read."""


class SeveralMotionsError(DraftError):
    """The document holds several motions."""


class UnknownTemplateError(DraftError):
    """There is no such template."""


class BrokenTemplateError(DraftError):
    """A template's files are not as they should be."""


class UnknownDraftError(DraftError):
    """There is no such draft."""
