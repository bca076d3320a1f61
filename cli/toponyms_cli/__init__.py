"""The command line of toponyms: one module a command, `main` the entry point."""
