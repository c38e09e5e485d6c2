"""`kommunsvar demo`."""
