package dev.labcoat.results.load;

import dev.labcoat.results.model.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What Hyperfoil says of a run: its {@code all.json}, or the totals of its controller ({@code /run/ID/stats/total}). Response times are
 * in nanoseconds, since the intended time where the phase is one of an open model.
 */
final class HyperfoilReport extends JsonReport {

    HyperfoilReport() {
        super(List.of("percentileResponseTime", "responseCount", "phase"));
    }

    @Override
    List<LoadRow> read(JsonNode report) {
        boolean all = report.path("stats").isArray();
        List<LoadRow> rows = new ArrayList<>();
        for (JsonNode entry : all ? report.path("stats") : report.path("statistics")) {
            // What warms up is none of the results.
            if (!entry.path("isWarmup").asBoolean(false)) {
                rows.add(row(entry, all ? entry.path("total").path("summary") : entry.path("summary")));
            }
        }
        if (rows.isEmpty()) {
            throw new BadInputException("it has no statistics of a phase that is not warming up");
        }
        return rows;
    }

    private static LoadRow row(JsonNode entry, JsonNode summary) {
        String phase = entry.path("name").asString(entry.path("phase").asString(""));
        double millis = number(summary.path("endTime"), "end of phase " + phase)
                - number(summary.path("startTime"), "beginning of phase " + phase);
        double responses = number(summary.path("responseCount"), "count of responses of phase " + phase);
        if (!(millis > 0)) {
            throw new BadInputException("phase " + phase + " ends when it begins, so it has no rate");
        }
        LoadRow.Builder row = LoadRow.rate("Hyperfoil", responses / millis * 1e3)
                .param("phase", phase)
                .time("mean", summary.path("meanResponseTime").asDouble(Double.NaN) / 1e9)
                .time("max", summary.path("maxResponseTime").asDouble(Double.NaN) / 1e9);
        for (Map.Entry<String, JsonNode> one :
                summary.path("percentileResponseTime").properties()) {
            row.quantile(
                    Texts.number(one.getKey()) / 100,
                    number(one.getValue(), "quantile " + one.getKey() + " of phase " + phase) / 1e9);
        }
        row.count("failed", failed(summary));
        String metric = entry.path("metric").asString("");
        return row.build(metric.isEmpty() ? "requests" : metric);
    }

    private static double failed(JsonNode summary) {
        double failed = 0;
        for (String name : List.of("connectionErrors", "requestTimeouts", "internalErrors", "invalid")) {
            failed += summary.path(name).asDouble(0);
        }
        return failed;
    }
}
