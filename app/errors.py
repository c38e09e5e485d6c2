"""What can go wrong in the assistant and at its doors.

AppError                     message in Swedish, one line, says what to do
├── SettingsError            a setting or a file it names is wrong
├── QuestionError            the question cannot be answered as it is put
│   ├── EmptyQuestionError       it is empty
│   └── LongQuestionError        it is over the limit
├── BatchError               a batch file is not as it should be
├── ChatModelError           the chat model gave no answer that can be used
├── NotReadyError            nothing is indexed yet, or the model is not there
├── NotHereError             what is asked for cannot be shown
│   ├── FileGoneError            the file on disk is gone, or is not what was taken in
│   └── NoPageError              the document has no such page to show as an image
├── PageImageError           a page cannot be drawn
├── UploadError              what was put in cannot be kept as it is
├── UnknownJobError          there is no such intake
├── JobsFullError            too many papers wait to be taken in
└── ServerError              the server cannot start
"""

from __future__ import annotations


class AppError(Exception):
    """Something went wrong; the message is Swedish and one line."""

    retryable = False


class SettingsError(AppError):
    """A setting, or a file it names, is wrong."""


class QuestionError(AppError):
    """The question cannot be answered as it is put."""


class EmptyQuestionError(QuestionError):
    """The question is empty."""


class LongQuestionError(QuestionError):
    """The question is longer than allowed."""


class BatchError(AppError):
    """A batch file is not as it should be."""


class ChatModelError(AppError):
    """The chat model gave no answer that can be used; the message says why, within a sentence."""

    retryable = True


class NotReadyError(AppError):
    """Nothing is indexed yet, or the model is not there."""

    retryable = True


class NotHereError(AppError):
    """What is asked for cannot be shown."""


class FileGoneError(NotHereError):
    """The file on disk is gone, or is not what was taken in."""


class NoPageError(NotHereError):
    """The document has no such page to show as an image."""


class PageImageError(AppError):
    """A page cannot be drawn."""


class UploadError(AppError):
    """What was put in cannot be kept as it is."""


class UnknownJobError(AppError):
    """There is no such intake."""


class JobsFullError(AppError):
    """Too many papers wait to be taken in."""

    retryable = True


class ServerError(AppError):
    """The server cannot start."""
