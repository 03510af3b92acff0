package dev.labcoat.results.load;

import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Production;
import dev.labcoat.results.model.StackRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Finds the routes of a server in production that are what stack files say is requested. */
public final class StackRoutes {

    /** A part of a path in the place of which anything may stand, as {@code {id}}, {@code <int:id>} and {@code :id} are. */
    private static final Pattern VARIABLE = Pattern.compile("\\{.*}|<.*>|:.+");

    private final List<StackRequest> requests;
    private final List<CellId> rows;

    /**
     * Of these rows.
     *
     * @param requests each of a stack of another name
     */
    public StackRoutes(List<StackRequest> requests, List<CellId> rows) {
        this.requests = List.copyOf(requests);
        this.rows = List.copyOf(rows);
    }

    /** A row, with the stack whose request it is of, if it is of one. */
    public CellId named(CellId row) {
        Optional<String> stack = requests.stream()
                .filter(request -> isOf(row, request))
                .map(StackRequest::name)
                .findFirst();
        if (stack.isEmpty()) {
            return row;
        }
        TreeMap<String, String> params = new TreeMap<>(row.params());
        params.put(Production.STACK, stack.get());
        return new CellId(row.benchmark(), params, row.mode(), row.threads(), row.launch());
    }

    /** The stacks whose request is none of the rows. */
    public List<StackRequest> without() {
        return requests.stream()
                .filter(request -> rows.stream().noneMatch(row -> isOf(row, request)))
                .toList();
    }

    /** A route that says the very path is nearer than one that has a variable there. */
    private boolean isOf(CellId row, StackRequest request) {
        if (!matches(row, request)) {
            return false;
        }
        String path = AccessLog.route(request.path());
        return Production.route(row).equals(path)
                || rows.stream()
                        .noneMatch(other -> matches(other, request)
                                && other.className().equals(row.className())
                                && Production.route(other).equals(path));
    }

    private static boolean matches(CellId row, StackRequest request) {
        if (!Production.isOne(row)) {
            return false;
        }
        String method = Production.method(row).toUpperCase(Locale.ROOT);
        List<String> route = parts(Production.route(row));
        List<String> path = parts(AccessLog.route(request.path()));
        if (!(method.isEmpty() || method.equals(request.method())) || route.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < route.size(); i++) {
            boolean any =
                    VARIABLE.matcher(route.get(i)).matches() && !path.get(i).isEmpty();
            if (!any && !route.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> parts(String route) {
        return List.of(route.split("/", -1));
    }
}
