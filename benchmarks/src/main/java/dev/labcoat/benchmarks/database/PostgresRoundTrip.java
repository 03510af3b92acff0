package dev.labcoat.benchmarks.database;

import dev.labcoat.fixtures.sql.DatabaseBackend;

/** The control of benchmarks that ask PostgreSQL only. */
public class PostgresRoundTrip extends RoundTrip {

    @Override
    protected DatabaseBackend backend() {
        return DatabaseBackend.POSTGRES;
    }
}
