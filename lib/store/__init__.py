"""The one place that talks SQL: rulings, who gave them, how they changed; and the cases that an office keeps."""

from lib.store.connection import StoreError
from lib.store.database import Store
from lib.store.migrations import SCHEMA_VERSION
from lib.store.office_cases import ConflictError

__all__ = ["SCHEMA_VERSION", "ConflictError", "Store", "StoreError"]
