package dev.labcoat.results.load;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What k6 writes with {@code --summary-export}, and the data of its handleSummary(), whose times are in milliseconds. */
final class K6Summary extends JsonReport {

    private static final Pattern QUANTILE = Pattern.compile("p\\((\\d+(?:\\.\\d+)?)\\)");

    K6Summary() {
        super(List.of("metrics", "http_reqs"));
    }

    @Override
    List<LoadRow> read(JsonNode report) {
        JsonNode metrics = report.path("metrics");
        LoadRow.Builder row =
                LoadRow.rate("k6", number(values(metrics.path("http_reqs")).path("rate"), "rate of http_reqs"));
        JsonNode duration = values(metrics.path("http_req_duration"));
        for (Map.Entry<String, JsonNode> one : duration.properties()) {
            Matcher quantile = QUANTILE.matcher(one.getKey());
            if (one.getValue().isNumber()) {
                double seconds = one.getValue().asDouble() / 1e3;
                if (quantile.matches()) {
                    row.quantile(Texts.number(quantile.group(1)) / 100, seconds);
                } else if (one.getKey().equals("med")) {
                    row.quantile(0.5, seconds);
                } else if (one.getKey().equals("avg")) {
                    row.time("mean", seconds);
                } else if (one.getKey().equals("max")) {
                    row.time("max", seconds);
                }
            }
        }
        // Of a rate of failures "passes" are those that failed.
        JsonNode failed = values(metrics.path("http_req_failed")).path("passes");
        if (failed.isNumber()) {
            row.count("failed", failed.asDouble());
        }
        JsonNode users = values(metrics.path("vus_max")).path("value");
        if (users.isNumber()) {
            row.param("users", Long.toString(users.asLong()));
        }
        return List.of(row.build());
    }

    /** handleSummary() has them one level deeper. */
    private static JsonNode values(JsonNode metric) {
        return metric.has("values") ? metric.path("values") : metric;
    }
}
