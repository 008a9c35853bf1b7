"""From each schema version to the next: one function a step, all in one transaction, on the file itself.

A step changes tables with statements of its own and never imports `schema`, which speaks of the newest version.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

from annotator.project.schema import SCHEMA_VERSION

Step = Callable[[Connection], None]

# STEPS[n] takes a file from version n to n + 1.
STEPS: Mapping[int, Step] = {}


def migrate(connection: Connection, version: int, steps: Mapping[int, Step] = STEPS, to: int = SCHEMA_VERSION) -> None:
    """Bring a file of schema `version` to version `to`, or leave it as it was and raise what stopped it."""
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        for step in range(version, to):
            steps[step](connection)
        connection.exec_driver_sql(f"PRAGMA user_version={to}")
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise RuntimeError(f"migration {version} to {to} left a row of {broken[0]} without its parent")
        connection.exec_driver_sql("COMMIT")
    except BaseException:
        connection.exec_driver_sql("ROLLBACK")
        raise
    finally:
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
