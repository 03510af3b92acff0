package dev.labcoat.results.publish.export;

import dev.labcoat.results.model.StackRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * A benchmark for Hyperfoil: requests that begin at a constant rate, whatever the server does, with the rate going up before if that
 * is wanted.
 *
 * @param request what is asked, and the status that it must have
 * @param url of the server, as the machines that load it see it, without a path
 * @param rate requests that begin in a second, above 0
 * @param duration for which they do
 * @param rampUp for which the rate goes up to this first, which counts as warming up; zero for not at all
 * @param connections that each agent shares among its requests, at least 1
 */
public record HyperfoilBenchmark(
        StackRequest request, String url, double rate, Duration duration, Duration rampUp, int connections) {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .build();

    /** What begins an expression in Hyperfoil's texts, and how it is written that it is none. */
    private static final String EXPRESSION = "${";

    private static final String NO_EXPRESSION = "$${";

    private static final String RAMP_UP = "rampUp";

    /** As Hyperfoil's parser takes it. */
    public String yaml() {
        Map<String, Object> benchmark = new LinkedHashMap<>();
        benchmark.put("name", request.name());
        benchmark.put("http", Map.of("host", url, "sharedConnections", connections));
        Map<String, Object> steady = phase(duration);
        steady.put("usersPerSec", rate);
        if (rampUp.isZero()) {
            benchmark.put("phases", List.of(Map.of("steady", Map.of("constantRate", steady))));
        } else {
            Map<String, Object> first = phase(rampUp);
            first.put("initialUsersPerSec", 0);
            first.put("targetUsersPerSec", rate);
            first.put("isWarmup", true);
            steady.put("startAfter", RAMP_UP);
            benchmark.put(
                    "phases",
                    List.of(
                            Map.of(RAMP_UP, Map.of("increasingRate", first)),
                            Map.of("steady", Map.of("constantRate", steady))));
        }
        return YAML.writeValueAsString(benchmark);
    }

    private Map<String, Object> phase(Duration length) {
        Map<String, Object> phase = new LinkedHashMap<>();
        phase.put("duration", length.toMillis() + "ms");
        phase.put("scenario", List.of(Map.of("request", List.of(Map.of("httpRequest", step())))));
        return phase;
    }

    private Map<String, Object> step() {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put(request.method(), literal(request.path()));
        if (!request.headers().isEmpty()) {
            Map<String, String> headers = new LinkedHashMap<>();
            request.headers().forEach((name, value) -> headers.put(name, literal(value)));
            step.put("headers", headers);
        }
        if (!request.body().isEmpty()) {
            step.put("body", literal(request.body()));
        }
        step.put("handler", Map.of("status", Map.of("range", Integer.toString(request.status()))));
        return step;
    }

    private static String literal(String text) {
        return text.replace(EXPRESSION, NO_EXPRESSION);
    }
}
