"""One reader a file format; each turns a file into the pages of a SourceText."""

from ingest.readers.base import Progress, Reader, Step
from ingest.readers.registry import read, read_path

__all__ = ["Progress", "Reader", "Step", "read", "read_path"]
