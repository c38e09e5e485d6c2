"""Fixed dates in zip files (DOCX and XLSX), so that the same content gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile

ZIP_DATE = (2026, 3, 1, 12, 0, 0)  # within the papers' own time
STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms)")


def steady(data: bytes, changed: dict[str, bytes] | None = None) -> bytes:
    """Return the zip file with one date on every entry and in its properties.

    `changed` holds entries whose content is to be replaced.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = (changed or {}).get(name, source.read(name))
            if name == "docProps/core.xml":
                content = STAMP.sub(rb"\g<1>2026-03-01T12:00:00Z\g<2>", content)
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 0
            target.writestr(entry, content)
    return out.getvalue()
