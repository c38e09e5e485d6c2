"""`kommunsvar serve`."""
