package dev.labcoat.results.load;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What wrk and wrk2 print, with {@code --latency} with quantiles; wrk2's are of the intended times of requests. */
final class WrkText implements LoadFormat {

    private static final Pattern BEGIN = Pattern.compile("^Running (\\S+) test @ (\\S+)", Pattern.MULTILINE);
    private static final Pattern CONNECTIONS = Pattern.compile("(\\d+) threads and (\\d+) connections");
    private static final Pattern RATE = Pattern.compile("^Requests/sec: *([\\d.]+)", Pattern.MULTILINE);
    private static final Pattern MEAN = Pattern.compile("^ *Latency +([\\d.]+[a-zµ]+) ", Pattern.MULTILINE);
    private static final Pattern QUANTILE =
            Pattern.compile("^ *(\\d+(?:\\.\\d+)?)% +([\\d.]+[a-zµ]+)\\s*$", Pattern.MULTILINE);
    private static final Pattern BAD = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern ERRORS =
            Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");

    /** Behind the first distribution wrk2 may print a second one, which leaves out what requests waited for. */
    private static final String UNCORRECTED = "Uncorrected Latency";

    private static final String DISTRIBUTION = "Latency Distribution";

    @Override
    public boolean recognizes(String text) {
        return BEGIN.matcher(text).find();
    }

    @Override
    public Content read(String text) {
        Matcher begin = Texts.required(BEGIN, text, "beginning");
        double rate = Texts.number(Texts.required(RATE, text, "Requests/sec").group(1));
        LoadRow.Builder row = LoadRow.rate(text.contains("HdrHistogram") ? "wrk2" : "wrk", rate)
                .param("url", begin.group(2));
        Matcher connections = CONNECTIONS.matcher(text);
        if (connections.find()) {
            row.param("connections", connections.group(2));
        }
        Matcher mean = MEAN.matcher(text);
        if (mean.find()) {
            row.time("mean", Texts.seconds(mean.group(1)));
        }
        int end = text.contains(UNCORRECTED) ? text.indexOf(UNCORRECTED) : text.length();
        int distribution = text.indexOf(DISTRIBUTION);
        if (distribution >= 0 && distribution < end) {
            QUANTILE.matcher(text.substring(distribution, end))
                    .results()
                    .forEach(one -> row.quantile(Texts.number(one.group(1)) / 100, Texts.seconds(one.group(2))));
        }
        Matcher bad = BAD.matcher(text);
        Matcher errors = ERRORS.matcher(text);
        double failed = bad.find() ? Texts.number(bad.group(1)) : 0;
        if (errors.find()) {
            for (int group = 1; group <= errors.groupCount(); group++) {
                failed += Texts.number(errors.group(group));
            }
        }
        return Content.whole(List.of(row.count("failed", failed).build()));
    }
}
