package dev.labcoat.benchmarks.measure;

import dev.labcoat.fixtures.http.AccessLogCount;
import dev.labcoat.fixtures.load.LoadedServer;
import java.io.IOException;
import java.util.List;

/** What became of the access log's lines, one for each request. */
public final class AccessLogCosts {

    private AccessLogCosts() {}

    /**
     * Waits for the lines of all requests so far.
     *
     * @param loaded the server that writes them, idle
     * @return the shares of requests whose lines were late and were lost, in percent, with the mark of those that were lost
     * @throws IOException if the log cannot be read, or the server is gone
     */
    public static List<Cost> of(AccessLogCount count, LoadedServer loaded) throws IOException {
        double requests = loaded.completed();
        AccessLogCount.Lines lines =
                count.await(loaded.completed(), loaded.server().folder());
        return List.of(
                new Cost("log.late", 100 * lines.late() / requests, "%"),
                new Cost("log.dropped", 100 * lines.dropped() / requests, "%"),
                Cost.mark("dropped", lines.dropped() > 0));
    }
}
