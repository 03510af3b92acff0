package dev.labcoat.results.cli;

import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.jmh.StackProgram;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.publish.export.HyperfoilBenchmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be done with a stack file beside measuring it. */
@Command(
        name = "stack",
        description = "Writes what a stack file says for other programs.",
        mixinStandardHelpOptions = true,
        subcommands = StackCommand.Export.class)
final class StackCommand {

    /** Writes a benchmark for another tool. */
    @Command(
            name = "export",
            description =
                    "Writes to standard output a benchmark for your own Hyperfoil cluster, which makes the load that one machine"
                            + " cannot: the request of a stack file, at a constant rate. Nothing of the file is run.",
            mixinStandardHelpOptions = true)
    static final class Export implements Callable<Integer> {

        @Parameters(
                paramLabel = "STACK",
                description = "The name of a stack that is shipped, or a file; see docs/stacks.md.")
        private String stack = "";

        @Option(names = "--hyperfoil", description = "For Hyperfoil, as YAML.")
        private boolean hyperfoil;

        @Option(
                names = "--url",
                required = true,
                paramLabel = "URL",
                description = "The server as its load machines see it, such as%nhttp://10.0.0.7:8080.")
        private String url = "";

        @Option(
                names = "--rate",
                required = true,
                paramLabel = "N",
                description = "Requests that begin in a second, in all.")
        private double rate;

        @Option(
                names = "--duration",
                required = true,
                paramLabel = "TIME",
                converter = Budget.Converter.class,
                description = "How long that rate is held, such as 90s or 20m.")
        private Duration duration = Duration.ZERO;

        @Option(
                names = "--ramp-up",
                paramLabel = "TIME",
                converter = Budget.Converter.class,
                description = "How long the rate goes up to that first; default: not at all.")
        private @Nullable Duration rampUp;

        @Option(
                names = "--connections",
                paramLabel = "N",
                defaultValue = "100",
                description = "Connections to the server; default: ${DEFAULT-VALUE}.")
        private int connections = 100;

        @Mixin
        private Output output = new Output();

        @Override
        public Integer call() throws IOException {
            if (!hyperfoil) {
                throw new BadInputException("say for which tool: --hyperfoil is the only one so far");
            }
            if (!(rate > 0 && Double.isFinite(rate))) {
                throw new BadInputException("--rate is above 0, not " + rate);
            }
            if (connections < 1) {
                throw new BadInputException("--connections are at least 1, not " + connections);
            }
            checkUrl();
            StackProgram program = new StackProgram(JmhJar.open(Where.ownJar()), Jvm.current(), List.of());
            HyperfoilBenchmark benchmark = new HyperfoilBenchmark(
                    program.request(stack), url, rate, duration, rampUp == null ? Duration.ZERO : rampUp, connections);
            PrintWriter out = output.out();
            Terminal.printForProgram(out, benchmark.yaml());
            out.flush();
            return Labcoat.DONE;
        }

        private void checkUrl() {
            try {
                URI uri = new URI(url);
                boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
                boolean bare = uri.getRawPath() == null || uri.getRawPath().isEmpty();
                if (http
                        && bare
                        && uri.getHost() != null
                        && uri.getRawQuery() == null
                        && uri.getRawUserInfo() == null) {
                    return;
                }
            } catch (URISyntaxException e) {
                // Said below, in our own words.
            }
            throw new BadInputException("--url is the scheme, the host and the port of the server, such as"
                    + " http://10.0.0.7:8080, not '" + url + "': the stack file says the path");
        }
    }
}
