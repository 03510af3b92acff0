package dev.labcoat.benchmarks.database;

import dev.labcoat.fixtures.sql.DataSet;
import dev.labcoat.fixtures.sql.Database;
import dev.labcoat.fixtures.sql.DatabaseBackend;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The control of most database benchmarks: a query that reads no table. */
public abstract class RoundTrip extends DatabaseState {

    private static final int ANSWER = 1;

    private @Nullable PreparedStatement statement;

    /** Which database. */
    protected abstract DatabaseBackend backend();

    @Override
    protected Database open() throws IOException {
        return backend().open(DataSet.EMPTY);
    }

    @Override
    protected void prepare(Connection connected) throws SQLException {
        statement = connected.prepareStatement("select " + ANSWER);
    }

    /** One query. */
    public long ask() throws IOException {
        return count(1, () -> {
            try (ResultSet row = started(statement).executeQuery()) {
                row.next();
                return mustBe(ANSWER, row.getInt(1));
            }
        });
    }
}
