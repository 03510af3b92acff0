package dev.labcoat.benchmarks.latency;

import dev.labcoat.benchmarks.measure.Cost;
import dev.labcoat.benchmarks.measure.LoadedServerState;
import dev.labcoat.fixtures.http.Collector;
import dev.labcoat.fixtures.http.FixedPage;
import dev.labcoat.fixtures.http.HttpBackend;
import dev.labcoat.fixtures.http.HttpServerKnobs;
import dev.labcoat.fixtures.http.InJvm;
import dev.labcoat.fixtures.http.RawLoopbackServer;
import dev.labcoat.fixtures.http.WorkerKind;
import dev.labcoat.fixtures.load.ClosedLoopMaximum;
import dev.labcoat.fixtures.load.Interval;
import dev.labcoat.fixtures.load.OpenLoop;
import dev.labcoat.fixtures.load.SteadyState;
import dev.labcoat.fixtures.pages.CataloguePage;
import dev.labcoat.fixtures.pages.PageSource;
import dev.labcoat.fixtures.process.Service;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server of a page that is rendered for each request, and the maximum of a closed loop that the rates of this layer are shares
 * of. It is that of the server with the settings that others are compared with, so that all of them are offered the same.
 */
public abstract class OnePage extends LoadedServerState {

    private static final FixedPage PAGE = new CataloguePage();

    /** Enough for a request to find one idle as long as the server keeps up. */
    private static final int CONNECTIONS = 64;

    private static final double NANOS_PER_MICRO = 1e3;

    private @Nullable ClosedLoopMaximum maximum;

    /**
     * A server whose closed loop is the measure of the rates.
     *
     * @param name its name among those of this layer, the same in all commits: letters, digits, dashes and underscores
     */
    record Baseline(String name, Service service) {

        /** The control: the same bytes from one thread that does nothing else. */
        static Baseline rawLoopback() {
            return new Baseline("raw-loopback", new RawLoopbackServer(PAGE));
        }

        /** A server with the settings that others are compared with. */
        static Baseline of(HttpBackend backend) {
            return new Baseline(backend.name(), server(backend, WorkerKind.PLATFORM, Collector.G1));
        }
    }

    static Service server(HttpBackend backend, WorkerKind workers, Collector collector) {
        HttpServerKnobs knobs = HttpServerKnobs.BASELINE.withThreads(
                HttpServerKnobs.BASELINE.threads().withKind(workers));
        return new InJvm(PageSource.TEMPLATE.server(backend, knobs), collector, knobs.heapMegabytes(), List.of());
    }

    abstract Baseline baseline();

    @Override
    protected Service service() {
        return baseline().service();
    }

    @Override
    protected FixedPage page() {
        return PAGE;
    }

    @Override
    protected int connections() {
        return CONNECTIONS;
    }

    @Override
    protected void calibrate(SteadyState steadyState) throws IOException {
        Baseline baseline = baseline();
        maximum = ClosedLoopMaximum.of(baseline.name(), baseline.service(), load(), steadyState);
    }

    /** What 100 % are. */
    ClosedLoopMaximum maximum() {
        if (maximum == null) {
            throw new IllegalStateException("the closed loop was not measured");
        }
        return maximum;
    }

    @Override
    protected List<Cost> ownCosts(Interval interval, double warmUpSeconds) {
        return interval.scheduled().map(OnePage::costs).orElseThrow();
    }

    private static List<Cost> costs(OpenLoop.Result requests) {
        return List.of(
                micros("latency.p50", requests.latencies().getValueAtPercentile(50)),
                micros("latency.p99", requests.latencies().getValueAtPercentile(99)),
                micros("latency.p999", requests.latencies().getValueAtPercentile(99.9)),
                micros("latency.max", requests.latencies().getMaxValue()),
                micros("lag.p99", requests.lags().getValueAtPercentile(99)),
                micros("lag.max", requests.lags().getMaxValue()),
                new Cost("rate.wanted", requests.rateWanted(), "#/s"),
                new Cost("rate.held", requests.rateHeld(), "#/s"),
                new Cost("shed", requests.shed(), "#"));
    }

    private static Cost micros(String name, long nanos) {
        return new Cost(name, nanos / NANOS_PER_MICRO, "us");
    }
}
