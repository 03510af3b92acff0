package dev.labcoat.results.load;

import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Production;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * An access log: in the combined format of Apache and NGINX, or a JSON object a line. By route, which is the path without a query and
 * with {@code {id}} in the place of numbers and UUIDs: the rate from the first line of the log to its last, and quantiles of the times
 * where the log has them. A number behind the combined format is NGINX's {@code $request_time} in seconds where it has a point, and
 * else Apache's {@code %D} in microseconds.
 */
final class AccessLog implements LoadFormat {

    private static final Pattern COMBINED =
            Pattern.compile("^\\S+ \\S+ \\S+ \\[([^\\]]+)\\] \"(\\S+) (\\S+)[^\"]*\" (\\d{3}) \\S+"
                    + "(?: \"(?:[^\"\\\\]|\\\\.)*\" \"(?:[^\"\\\\]|\\\\.)*\")?(?: (\\d+(?:\\.\\d+)?))?.*$");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);
    private static final Pattern ID =
            Pattern.compile("(?<=/)(\\d+|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})(?=/|$)");
    private static final List<Double> QUANTILES = List.of(0.5, 0.9, 0.99, 0.999);
    private static final List<String> TIMES =
            List.of("time", "timestamp", "@timestamp", "time_iso8601", "time_local", "ts", "msec");
    private static final List<String> PATHS = List.of("path", "uri", "request_uri", "url");
    private static final List<String> METHODS = List.of("method", "request_method");

    /** Names of durations, and of how many seconds they are: of NGINX and Caddy, and such as say their unit. */
    private static final Map<String, Double> DURATIONS =
            new TreeMap<>(Map.of("request_time", 1.0, "duration", 1.0, "duration_ms", 1e-3, "request_time_ms", 1e-3));

    private static final int SERVER_ERROR = 500;

    /** A request; the duration is NaN where the log has none. */
    private record Request(double at, String method, String route, int status, double seconds) {}

    private record Route(String method, String route) {}

    @Override
    public boolean recognizes(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .flatMap(AccessLog::request)
                .isPresent();
    }

    @Override
    public Content read(String text) {
        Map<Route, List<Request>> routes =
                new TreeMap<>(Comparator.comparing(Route::route).thenComparing(Route::method));
        double first = Double.POSITIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        List<String> lines = text.lines().toList();
        List<Integer> none = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            Optional<Request> request = request(lines.get(line));
            if (request.isPresent()) {
                first = Math.min(first, request.get().at());
                last = Math.max(last, request.get().at());
                routes.computeIfAbsent(
                                new Route(request.get().method(), request.get().route()), unused -> new ArrayList<>())
                        .add(request.get());
            } else if (!lines.get(line).isBlank()) {
                none.add(line + 1);
            }
        }
        if (!(last > first)) {
            throw new BadInputException("its lines are all of one moment, so there is no rate");
        }
        double seconds = last - first;
        List<LoadRow> rows = routes.entrySet().stream()
                .map(route -> row(route.getKey(), route.getValue(), seconds))
                .toList();
        return none.isEmpty()
                ? Content.whole(rows)
                : new Content(
                        rows,
                        List.of(none.size() + " of " + lines.size() + " lines are no requests, the first at line "
                                + none.get(0)));
    }

    private static LoadRow row(Route route, List<Request> requests, double seconds) {
        LoadRow.Builder row = LoadRow.rate(Production.ACCESS_LOG, requests.size() / seconds)
                .param("method", route.method())
                .param("route", route.route())
                .count("requests", requests.size());
        long failed = requests.stream()
                .filter(request -> request.status() >= SERVER_ERROR)
                .count();
        row.count("failed", (double) failed);
        double[] times = requests.stream()
                .mapToDouble(Request::seconds)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        for (double quantile : times.length == 0 ? List.<Double>of() : QUANTILES) {
            // The nearest rank.
            row.quantile(quantile, times[(int) Math.ceil(quantile * times.length) - 1]);
        }
        return row.build();
    }

    private static Optional<Request> request(String line) {
        try {
            return line.startsWith("{") ? ofJson(Json.COMPACT.readTree(line)) : ofCombined(COMBINED.matcher(line));
        } catch (DateTimeException | JacksonException e) {
            // Such as a line that was cut off when the log was rotated.
            return Optional.empty();
        }
    }

    private static Optional<Request> ofCombined(Matcher line) {
        if (!line.matches()) {
            return Optional.empty();
        }
        String time = line.group(5);
        double seconds = time == null ? Double.NaN : Texts.number(time) * (time.contains(".") ? 1 : 1e-6);
        return Optional.of(new Request(
                OffsetDateTime.parse(line.group(1), TIME).toEpochSecond(),
                line.group(2),
                route(line.group(3)),
                Integer.parseInt(line.group(4)),
                seconds));
    }

    private static Optional<Request> ofJson(JsonNode line) {
        JsonNode request = line.path("request").isObject() ? line.path("request") : line;
        Optional<JsonNode> at = first(line, TIMES);
        Optional<JsonNode> path = first(request, PATHS);
        if (at.isEmpty() || path.isEmpty() || !line.path("status").isValueNode()) {
            return Optional.empty();
        }
        double seconds = DURATIONS.entrySet().stream()
                .filter(duration -> line.path(duration.getKey()).isValueNode())
                .mapToDouble(duration ->
                        duration.getValue() * line.path(duration.getKey()).asDouble(Double.NaN))
                .findFirst()
                .orElse(Double.NaN);
        return Optional.of(new Request(
                time(at.get()),
                first(request, METHODS).map(method -> method.asString("")).orElse(""),
                route(path.get().asString("")),
                line.path("status").asInt(0),
                seconds));
    }

    private static Optional<JsonNode> first(JsonNode line, List<String> names) {
        return names.stream().map(line::path).filter(JsonNode::isValueNode).findFirst();
    }

    /** Seconds since 1970, whichever way they are written. */
    private static double time(JsonNode at) {
        String text = at.asString("");
        if (at.isNumber() || text.matches("\\d+(\\.\\d+)?")) {
            return at.isNumber() ? at.asDouble() : Texts.number(text);
        }
        OffsetDateTime time = text.contains("/") ? OffsetDateTime.parse(text, TIME) : OffsetDateTime.parse(text);
        return time.toEpochSecond() + time.getNano() / 1e9;
    }

    /** The path without its query, and with {@code {id}} in the place of numbers and UUIDs. */
    static String route(String target) {
        String path = target.replaceFirst("^https?://[^/]*", "").replaceFirst("[?#].*", "");
        return ID.matcher(path.isEmpty() ? "/" : path).replaceAll("{id}");
    }
}
