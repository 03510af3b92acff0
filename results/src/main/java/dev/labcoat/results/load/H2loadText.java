package dev.labcoat.results.load;

import dev.labcoat.results.model.BadInputException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What h2load of nghttp2 prints. It has no quantiles. */
final class H2loadText implements LoadFormat {

    private static final Pattern FINISHED =
            Pattern.compile("^finished in [\\d.]+[a-zµ]+, ([\\d.]+) req/s", Pattern.MULTILINE);
    private static final Pattern REQUESTS = Pattern.compile(
            "^requests: \\d+ total, \\d+ started, (\\d+) done, \\d+ succeeded, (\\d+) failed, \\d+ errored, \\d+ timeout",
            Pattern.MULTILINE);
    private static final Pattern TIME = Pattern.compile(
            "^time for request: +([\\d.]+[a-zµ]+) +([\\d.]+[a-zµ]+) +([\\d.]+[a-zµ]+)", Pattern.MULTILINE);
    private static final Pattern PROTOCOL = Pattern.compile("^Application protocol: (\\S+)", Pattern.MULTILINE);
    private static final Pattern CLIENTS =
            Pattern.compile("^spawning thread #\\d+: (\\d+) total client", Pattern.MULTILINE);

    @Override
    public boolean recognizes(String text) {
        return FINISHED.matcher(text).find() || CLIENTS.matcher(text).find();
    }

    @Override
    public Content read(String text) {
        double rate = Texts.number(Texts.required(FINISHED, text, "req/s").group(1));
        Matcher requests = Texts.required(REQUESTS, text, "count of requests");
        if (Texts.number(requests.group(1)) == 0) {
            throw new BadInputException("no request of h2load was answered");
        }
        LoadRow.Builder row = LoadRow.rate("h2load", rate).count("failed", Texts.number(requests.group(2)));
        long clients = CLIENTS.matcher(text)
                .results()
                .mapToLong(one -> Long.parseLong(one.group(1)))
                .sum();
        if (clients > 0) {
            row.param("connections", Long.toString(clients));
        }
        Matcher protocol = PROTOCOL.matcher(text);
        if (protocol.find()) {
            row.param("protocol", protocol.group(1));
        }
        Matcher time = TIME.matcher(text);
        if (time.find()) {
            row.time("min", Texts.seconds(time.group(1)))
                    .time("max", Texts.seconds(time.group(2)))
                    .time("mean", Texts.seconds(time.group(3)));
        }
        return Content.whole(List.of(row.build()));
    }
}
