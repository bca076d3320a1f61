"""The library inside other systems; each module needs an extra of its own."""
