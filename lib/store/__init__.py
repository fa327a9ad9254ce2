"""The one place that talks SQL: rulings, who gave them, how they changed; and the cases that an office keeps."""

from lib.store.connection import READ_ONLY, StoreError
from lib.store.database import Store
from lib.store.migrations import SCHEMA_VERSION
from lib.store.office_cases import ConflictError

__all__ = ["READ_ONLY", "SCHEMA_VERSION", "ConflictError", "Store", "StoreError"]
