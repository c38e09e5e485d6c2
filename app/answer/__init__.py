"""The answer itself: told with its sources, or refused with the reason."""
