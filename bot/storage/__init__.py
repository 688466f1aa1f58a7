"""State in one SQLite file: a connection, its migrations, then one file per aggregate."""
