package dev.labcoat.benchmarks.stacks;

import dev.labcoat.benchmarks.measure.LoadedServerState;
import dev.labcoat.fixtures.http.FixedPage;
import dev.labcoat.fixtures.http.RawLoopbackServer;
import dev.labcoat.fixtures.http.Site;
import dev.labcoat.fixtures.process.Service;

/** The control: a page of 1 KiB from a loop that does nothing else. */
public class RawLoopback extends LoadedServerState {

    private static final Site SITE = new Site(20_260_101, 1_024);

    @Override
    protected FixedPage page() {
        return SITE;
    }

    @Override
    protected Service service() {
        return new RawLoopbackServer(SITE);
    }
}
