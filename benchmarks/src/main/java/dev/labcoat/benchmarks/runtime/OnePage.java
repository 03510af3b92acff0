package dev.labcoat.benchmarks.runtime;

import dev.labcoat.benchmarks.measure.LoadedServerState;
import dev.labcoat.fixtures.http.Site;
import dev.labcoat.fixtures.load.ExpectedPage;

/** A server that is asked for one page over {@value #CONNECTIONS} connections. */
public abstract class OnePage extends LoadedServerState {

    static final int CONNECTIONS = 32;

    /** The page. */
    protected abstract Site site();

    @Override
    protected ExpectedPage page() {
        return ExpectedPage.of(Site.PATH, site().page());
    }

    @Override
    protected int connections() {
        return CONNECTIONS;
    }
}
