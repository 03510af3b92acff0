package dev.labcoat.results.publish.text;

import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Distinction;
import dev.labcoat.results.model.JvmFlags;
import dev.labcoat.results.model.Launch;
import dev.labcoat.results.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of some rows, each as short as it can be and still tell its row from the others: classes of one simple name get as much
 * of their package as parts them, and of the JVM only what differs is said.
 */
public final class RowNames {

    /** What programs that read our exports take for a name: a column of a database, mostly. */
    private static final int LONGEST_KEY = 1_024;

    /** A value that is longer is cut in a table: the beginning, the end, and a hash where these are not enough. */
    private static final int LONGEST_VALUE = 40;

    private static final int HASH_DIGITS = 8;

    private final Map<String, String> classNames;
    private final List<String> traits;
    private final Set<String> commonFlags;
    private final Map<String, String> cutValues;

    private RowNames(Collection<CellId> ids) {
        this.classNames = classNames(ids.stream().map(CellId::className).collect(Collectors.toSet()));
        this.traits = traits(ids);
        this.commonFlags = commonFlags(ids);
        this.cutValues = cutValues(ids.stream()
                .flatMap(id -> id.params().values().stream())
                .flatMap(value -> Stream.of(Value.inCell(value), Value.inLine(value)))
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    /** The names of these rows. */
    public static RowNames of(Collection<CellId> ids) {
        return new RowNames(ids);
    }

    /** The class of a row. */
    public String className(CellId id) {
        return classNames.getOrDefault(id.className(), id.className());
    }

    /** The class and the method of a row. */
    public String benchmark(CellId id) {
        return className(id) + "." + method(id);
    }

    /** The method of a row. */
    public static String method(CellId id) {
        return id.benchmark().substring(id.className().length() + 1);
    }

    /**
     * What tells a row from others of its benchmark, mode and threads, by name, as people see it: its params, and of the JVM what
     * differs among the rows. A param that is named like a part of the JVM comes in quotes.
     */
    public Map<String, String> settings(CellId id) {
        Map<String, String> settings = new TreeMap<>();
        id.params()
                .forEach((name, value) -> settings.put(
                        traits.contains(name) ? '"' + name + '"' : Value.inCell(name), Value.inCell(value)));
        traits(id).forEach((name, value) -> settings.put(name, Visible.value(value)));
        return settings;
    }

    /** The settings of a row and its threads on one line; empty for the only row of its benchmark. */
    public String setting(CellId id) {
        Map<String, String> parts = new TreeMap<>(settings(id));
        id.params().forEach((name, value) -> parts.replace(Value.inCell(name), Value.inLine(value)));
        String settings = parts.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(" "));
        return (settings + (id.threads() == 1 ? "" : " threads=" + id.threads())).strip();
    }

    /** What of the JVM of a row differs among the rows, by name; empty where the run says it. */
    public Map<String, String> traits(CellId id) {
        Map<String, String> own = new LinkedHashMap<>();
        Map<String, String> known = id.traits();
        traits.stream().filter(known::containsKey).forEach(name -> own.put(name, known.getOrDefault(name, "")));
        if (own.containsKey("flags") && id.launch() != null) {
            List<String> differing = id.launch().flags().stream()
                    .filter(flag -> !commonFlags.contains(flag))
                    .toList();
            own.put("flags", differing.isEmpty() ? "none" : JvmFlags.text(differing));
        }
        return own;
    }

    /** A value of a setting as a table shows it: cut where it is long, and still another than every other value. */
    public String shown(String value) {
        return cutValues.getOrDefault(value, value);
    }

    /** Params one after the other, of which no two look alike. */
    public static String params(Map<String, String> params) {
        return Setting.of(params);
    }

    /** Everything that tells a row from the others, on one line, for people. */
    public String line(CellId id) {
        Map<String, String> shown = new LinkedHashMap<>();
        id.params().forEach((name, value) -> shown.put(Value.inLine(name), shown(Value.inLine(value))));
        return text(benchmark(id), id, shown);
    }

    /**
     * The key of a row for other programs: one line of at most 1,024 characters, another for each row. Values that could be
     * taken for something else stand in quotes; what is too long ends with a hash of all of it.
     */
    public String key(CellId id) {
        return key(id, "");
    }

    /** The same of one of its secondary results, whose name comes last. */
    public String key(CellId id, String metric) {
        Map<String, String> whole = new LinkedHashMap<>();
        id.params()
                .forEach((name, value) ->
                        whole.put(name.equals("threads") ? '"' + name + '"' : Value.inLine(name), Value.inLine(value)));
        String key =
                text(Value.inLine(id.benchmark()), id, whole) + (metric.isEmpty() ? "" : " " + Value.inLine(metric));
        return key.length() <= LONGEST_KEY ? key : cut(key, LONGEST_KEY - 1 - HASH_DIGITS, 0) + "#" + hash(key);
    }

    private String text(String benchmark, CellId id, Map<String, String> params) {
        StringBuilder text = new StringBuilder(benchmark);
        params.forEach(
                (name, value) -> text.append(' ').append(name).append('=').append(value));
        if (id.threads() != 1) {
            text.append(" threads=").append(id.threads());
        }
        if (!id.mode().equals("thrpt")) {
            text.append(" [").append(Value.inLine(id.mode())).append(']');
        }
        traits(id)
                .forEach((name, value) -> text.append(" [")
                        .append(name)
                        .append(' ')
                        .append(Value.inLine(value))
                        .append(']'));
        return text.toString();
    }

    private static List<String> traits(Collection<CellId> ids) {
        Set<String> telling = new LinkedHashSet<>(Distinction.names(ids.stream()
                .map(CellId::traits)
                .filter(known -> !known.isEmpty())
                .distinct()
                .toList()));
        // A row of which nothing is known is told from another one of the same benchmark by what is known of that.
        ids.stream()
                .collect(Collectors.groupingBy(
                        id -> id.with(null), Collectors.mapping(CellId::traits, Collectors.toList())))
                .values()
                .forEach(alike -> telling.addAll(Distinction.names(alike)));
        return List.copyOf(telling);
    }

    /** Ever more of the package, from the right, until no other class ends so. */
    private static Map<String, String> classNames(Set<String> classes) {
        Map<String, Integer> ends = new LinkedHashMap<>();
        classes.forEach(name -> ends(name).forEach(end -> ends.merge(end, 1, Integer::sum)));
        return classes.stream()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> ends(name).stream()
                                .filter(end -> ends.getOrDefault(end, 0) == 1)
                                .findFirst()
                                .orElse(name)));
    }

    private static List<String> ends(String name) {
        List<String> ends = new ArrayList<>();
        for (int dot = name.lastIndexOf('.'); dot >= 0; dot = name.lastIndexOf('.', dot - 1)) {
            ends.add(name.substring(dot + 1));
        }
        ends.add(name);
        return ends;
    }

    private static Set<String> commonFlags(Collection<CellId> ids) {
        Set<String> common = null;
        for (CellId id : ids) {
            if (id.launch() != null) {
                if (common == null) {
                    common = new LinkedHashSet<>(id.launch().flags());
                } else {
                    common.retainAll(id.launch().flags());
                }
            }
        }
        if (common == null) {
            return Set.of();
        }
        Set<String> shared = common;
        List<List<String>> whole = ids.stream()
                .flatMap(id -> Stream.ofNullable(id.launch()))
                .map(Launch::flags)
                .distinct()
                .toList();
        long told = whole.stream()
                .map(flags ->
                        flags.stream().filter(flag -> !shared.contains(flag)).toList())
                .distinct()
                .count();
        // Those that differ in the order of the same flags are shown whole.
        return told == whole.size() ? shared : Set.of();
    }

    private static Map<String, String> cutValues(Set<String> values) {
        Map<String, String> cut = new LinkedHashMap<>();
        values.stream()
                .filter(value -> value.length() > LONGEST_VALUE)
                .forEach(value -> cut.put(value, cut(value, LONGEST_VALUE * 2 / 3, LONGEST_VALUE / 3 - 1)));
        Map<String, Long> alike =
                cut.values().stream().collect(Collectors.groupingBy(end -> end, Collectors.counting()));
        cut.replaceAll((value, shown) ->
                alike.getOrDefault(shown, 0L) > 1 || values.contains(shown) ? shown + "#" + hash(value) : shown);
        return cut;
    }

    /** The beginning and the end, neither of which cuts a character of two code units. */
    private static String cut(String text, int first, int last) {
        int from = Character.isHighSurrogate(text.charAt(first - 1)) ? first - 1 : first;
        int to = text.length() - last;
        boolean cutsPair = to < text.length() && Character.isLowSurrogate(text.charAt(to));
        return text.substring(0, from) + (last == 0 ? "" : "…" + text.substring(cutsPair ? to + 1 : to));
    }

    private static String hash(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_DIGITS);
    }
}
