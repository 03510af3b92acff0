package dev.labcoat.benchmarks.database;

import dev.labcoat.fixtures.sql.DatabaseBackend;
import org.openjdk.jmh.annotations.Param;

/** The control of benchmarks that ask several databases. */
public class DatabaseRoundTrip extends RoundTrip {

    @Param({"H2_FILE", "POSTGRES"})
    public DatabaseBackend database;

    @Override
    protected DatabaseBackend backend() {
        return database;
    }
}
