"""When a person says they no longer want to live, that comes before any ruling."""

HOTLINE = "109"
"""자살예방 상담전화, day and night, free of charge."""
