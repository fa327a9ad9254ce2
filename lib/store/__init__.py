"""The one place that talks SQL: rulings, who gave them, and how they changed."""

from lib.store.connection import READ_ONLY, StoreError
from lib.store.database import Store
from lib.store.migrations import SCHEMA_VERSION

__all__ = ["READ_ONLY", "SCHEMA_VERSION", "Store", "StoreError"]
