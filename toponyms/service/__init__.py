"""The service: a JSON API, reconciliation for OpenRefine, and a page (extra `serve`)."""
