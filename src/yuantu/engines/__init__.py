"""How is data kept, and what runs a query?

Two embedded engines: `ledger` (SQLite, one writer at a time, many readers, survives a kill) and `columns`
(DuckDB in memory over immutable Parquet files). Rooms above speak to these two, never to a driver.
"""
