"""What the operating system says went wrong, in Swedish. Pure."""

from __future__ import annotations

import errno

_TOLD = {
    errno.ENOENT: "den finns inte",
    errno.EACCES: "behörighet saknas",
    errno.EPERM: "behörighet saknas",
    errno.EROFS: "disken är skrivskyddad",
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "utrymmet är slut",
    errno.EISDIR: "det är en mapp",
    errno.ENOTDIR: "det är ingen mapp",
    errno.EEXIST: "den finns redan",
    errno.ENAMETOOLONG: "namnet är för långt",
    errno.ELOOP: "länken leder tillbaka till sig själv",
    errno.EIO: "fel på disken",
    errno.EBUSY: "den används av något annat",
    errno.EMFILE: "för många filer är öppna",
    errno.ENFILE: "för många filer är öppna",
    errno.ENOMEM: "minnet är slut",
    errno.ESTALE: "nätverksmappen svarar inte",
    errno.ETIMEDOUT: "nätverksmappen svarar inte",
    errno.EINVAL: "namnet eller platsen är ogiltig",
}


def reason_of(error: OSError) -> str:
    """Return what went wrong, as the end of a sentence: "disken är full"; the system's own words for what has none here."""
    return _TOLD.get(error.errno or 0) or error.strerror or str(error)
