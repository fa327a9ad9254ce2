"""Real local HTTP servers that behave like the public services, faults included."""
