"""The one place that talks SQL: rulings, who gave them, and how they changed."""

from lib.store.connection import StoreError
from lib.store.database import Store
from lib.store.migrations import SCHEMA_VERSION

__all__ = ["SCHEMA_VERSION", "Store", "StoreError"]
