"""The assistant and its doors: the command line, the HTTP API and the web page."""
