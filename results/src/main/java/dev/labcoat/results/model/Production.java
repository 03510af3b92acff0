package dev.labcoat.results.model;

import java.util.Map;
import java.util.Set;

/** How rows are known that a server in production said of itself, by its access log or its histograms. */
public final class Production {

    /** The class of the rows of an access log. */
    public static final String ACCESS_LOG = "access-log";

    /** The class of the rows of histograms. */
    public static final String PROMETHEUS = "Prometheus";

    /** The param that says which stack's request a row is of. */
    public static final String STACK = "stack";

    /** Such as servers of several languages call the path's pattern. */
    private static final Set<String> ROUTES =
            Set.of("route", "http_route", "path", "http_path", "uri", "url", "endpoint", "handler");

    private static final Set<String> METHODS = Set.of("method", "http_method", "http_request_method", "verb");

    private Production() {}

    /** Whether a row is one of them. */
    public static boolean isOne(CellId row) {
        return Set.of(ACCESS_LOG, PROMETHEUS).contains(row.className());
    }

    /** The pattern of the paths that were requested; empty where it is not said. */
    public static String route(CellId row) {
        return first(row, ROUTES);
    }

    /** The method, such as GET; empty where it is not said. */
    public static String method(CellId row) {
        return first(row, METHODS);
    }

    private static String first(CellId row, Set<String> names) {
        return row.params().entrySet().stream()
                .filter(param -> names.contains(param.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
