package dev.labcoat.benchmarks.measure;

import dev.labcoat.fixtures.load.WrongResponseException;
import dev.labcoat.fixtures.stack.Answer;
import dev.labcoat.fixtures.stack.CrossCheck;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;

/**
 * Loads the servers of rows with several tools, and says what came of it as {@link CrossCheck} does, in JSON on standard output. What
 * it cannot do it explains on standard error, and ends with status 2.
 *
 * <pre>
 * cross-check SECONDS ROUNDS ROW [ROW]...   where a ROW is, parted by tabs: what it is called, CLASS.METHOD, and each PARAM=VALUE
 * </pre>
 */
public final class RowProgram {

    private static final int REFUSED = 2;

    private RowProgram() {}

    /** Runs the command. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(execute(out, err, List.of(arguments)));
    }

    static int execute(PrintStream out, PrintStream err, List<String> arguments) {
        if (arguments.size() < 4 || !arguments.get(0).equals("cross-check")) {
            err.println("usage: cross-check SECONDS ROUNDS ROW [ROW]...");
            return REFUSED;
        }
        try {
            List<CrossCheck.Arm> arms = new ArrayList<>();
            for (String row : arguments.subList(3, arguments.size())) {
                arms.add(arm(List.of(row.split("\t", -1))));
            }
            int seconds = Integer.parseInt(arguments.get(1));
            int rounds = Integer.parseInt(arguments.get(2));
            out.println(Answer.json(new CrossCheck(seconds, rounds).run(arms)));
            return 0;
        } catch (IOException | WrongResponseException | IllegalArgumentException e) {
            err.println(e.getMessage());
            return REFUSED;
        }
    }

    private static CrossCheck.Arm arm(List<String> row) throws IOException {
        String name = row.get(1);
        String className = name.substring(0, name.lastIndexOf('.'));
        Class<? extends LoadedServerState> type = state(className, name.substring(name.lastIndexOf('.') + 1))
                .orElseThrow(() -> new IOException(simple(name)
                        + " cannot be cross-checked: no server that answers HTTP is under it. One is under "
                        + String.join(", ", withServers())));
        Map<String, String> params = new LinkedHashMap<>();
        for (String param : row.subList(2, row.size())) {
            params.put(param.substring(0, param.indexOf('=')), param.substring(param.indexOf('=') + 1));
        }
        LoadedServerState state = state(type, params);
        CrossCheck.Arm arm = new CrossCheck.Arm(row.get(0), state.service(), state.load());
        Optional<String> whyNot = arm.whyNot();
        if (whyNot.isPresent()) {
            Set<String> others = withServers();
            others.remove(simple(className));
            throw new IOException(simple(name) + " cannot be cross-checked: " + whyNot.get()
                    + ", and the tools are only compared on a GET over plain HTTP/1.1. Try another row, or one of "
                    + String.join(", ", others));
        }
        return arm;
    }

    /** Without the package. */
    private static String simple(String name) {
        return name.replaceFirst("^([a-z]+\\.)*", "");
    }

    /** The state of a method that has a server; empty if it has none. */
    private static Optional<Class<? extends LoadedServerState>> state(String className, String method)
            throws IOException {
        try {
            return Arrays.stream(Class.forName(className).getMethods())
                    .filter(found -> found.getName().equals(method))
                    .flatMap(RowProgram::states)
                    .findFirst();
        } catch (ClassNotFoundException e) {
            throw new IOException("there is no benchmark " + className, e);
        }
    }

    private static Stream<Class<? extends LoadedServerState>> states(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .filter(LoadedServerState.class::isAssignableFrom)
                .map(type -> type.asSubclass(LoadedServerState.class));
    }

    /** As JMH does it. */
    private static LoadedServerState state(Class<? extends LoadedServerState> type, Map<String, String> params)
            throws IOException {
        try {
            LoadedServerState state = type.getConstructor().newInstance();
            for (Class<?> part = type; part != null; part = part.getSuperclass()) {
                for (Field field : part.getDeclaredFields()) {
                    String value = params.get(field.getName());
                    if (field.isAnnotationPresent(Param.class) && value != null) {
                        field.set(state, converted(field.getType(), value));
                    }
                }
            }
            return state;
        } catch (ReflectiveOperationException e) {
            throw new IOException("no " + type.getName() + " can be made: " + e, e);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object converted(Class<?> type, String value) {
        if (type == String.class) {
            return value;
        }
        if (type.isEnum()) {
            return Enum.valueOf((Class<? extends Enum>) type, value);
        }
        if (type == boolean.class) {
            return Boolean.valueOf(value);
        }
        if (type == int.class) {
            return Integer.valueOf(value);
        }
        if (type == long.class) {
            return Long.valueOf(value);
        }
        if (type == double.class) {
            return Double.valueOf(value);
        }
        throw new IllegalArgumentException("no param is known of the type " + type);
    }

    /** The simple names of the classes of benchmarks with a server under them. */
    static Set<String> withServers() {
        Set<String> names = new TreeSet<>();
        for (BenchmarkListEntry entry : BenchmarkList.defaultList().getAll(null, List.of())) {
            String className = entry.getUserClassQName();
            try {
                String method = entry.getUsername().substring(className.length() + 1);
                if (state(className, method).isPresent()) {
                    names.add(simple(className));
                }
            } catch (IOException e) {
                throw new IllegalStateException("the list of benchmarks names one that is not there", e);
            }
        }
        return names;
    }
}
