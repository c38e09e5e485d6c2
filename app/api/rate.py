"""A limit on how many requests an address may make a minute."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

_MINUTE = 60.0
_ADDRESSES = 10_000  # remembered: about 1 MB


class RateLimit:
    """A bucket for each address: it holds a minute's requests and fills evenly."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Take the limit.

        Args:
            per_minute: requests; 0 for no limit.
            clock: seconds.
        """
        self._most = per_minute
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, address: str) -> int:
        """Count a request; return 0 where it may be made, else the whole seconds until one may."""
        if not self._most:
            return 0
        now = self._clock()
        with self._lock:
            left, since = self._left.pop(address, (float(self._most), now))
            left = min(float(self._most), left + (now - since) * self._most / _MINUTE)
            allowed = left >= 1.0
            self._left[address] = (left - 1.0 if allowed else left, now)
            while len(self._left) > _ADDRESSES:
                self._left.popitem(last=False)
        return 0 if allowed else max(1, round((1.0 - left) * _MINUTE / self._most))
