package dev.labcoat.results.experiment;

import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * What the user asked for.
 *
 * @param names layers, or regular expressions of benchmark names; empty for the headline rows
 * @param params values that replace the declared ones
 * @param preset how much of the params is measured where the user said nothing
 */
public record Selection(List<String> names, Map<String, List<String>> params, Preset preset) {

    /** What a quick run of the headline rows may take when all layers are there. */
    private static final Duration HEADLINE_BUDGET = Duration.ofMinutes(8);

    /** Whether only the headline rows are asked for. */
    boolean headline() {
        return names.isEmpty();
    }

    /**
     * How long the run may take when the user does not say.
     *
     * @param cells what was chosen
     */
    public Duration budget(JmhJar jar, List<Cell> cells) {
        if (headline() && preset == Preset.QUICK && !jar.suite().layers().isEmpty()) {
            long layers = jar.suite().layers().size();
            return preset.budget(layers).compareTo(HEADLINE_BUDGET) < 0 ? preset.budget(layers) : HEADLINE_BUDGET;
        }
        return cells.stream()
                .map(cell -> jar.suite().layerOf(cell.id().className()))
                .distinct()
                .map(this::budget)
                .reduce(Duration::plus)
                .orElse(preset.budget(1));
    }

    private Duration budget(Optional<Suite.Layer> layer) {
        return layer.filter(unused -> preset == Preset.QUICK)
                .map(Suite.Layer::quickSeconds)
                .map(Duration::ofSeconds)
                .orElse(preset.budget(1));
    }

    /**
     * The cells, in the order of layers, benchmarks and declared values.
     *
     * @throws BadInputException if a name, a param or a value is not known
     */
    public List<Cell> choose(JmhJar jar) {
        List<JmhJar.Benchmark> chosen = benchmarks(jar);
        checkParams(chosen);
        List<Cell> cells = new ArrayList<>();
        for (JmhJar.Benchmark benchmark : chosen) {
            for (TreeMap<String, String> setting : settings(values(jar, benchmark))) {
                CellId id = new CellId(benchmark.name(), setting, benchmark.mode(), benchmark.threads());
                cells.add(Cell.planned(id, benchmark.version()));
            }
        }
        return cells;
    }

    /**
     * Checks names before there is a jar to look into.
     *
     * @throws BadInputException if one is not a regular expression
     */
    public static void check(List<String> names) {
        names.forEach(Selection::pattern);
    }

    private static Pattern pattern(String name) {
        try {
            return Pattern.compile(name);
        } catch (PatternSyntaxException e) {
            throw new BadInputException("'" + name + "' is not a regular expression: " + e.getDescription(), e);
        }
    }

    /**
     * The benchmarks that are named, with whatever params; all where none is.
     *
     * @throws BadInputException if a name is not known
     */
    public List<JmhJar.Benchmark> named(JmhJar jar) {
        return headline()
                ? jar.benchmarks()
                : names.stream()
                        .flatMap(name -> named(jar, name).stream())
                        .distinct()
                        .toList();
    }

    private List<JmhJar.Benchmark> benchmarks(JmhJar jar) {
        if (!headline()) {
            return named(jar);
        }
        List<JmhJar.Benchmark> headline = jar.benchmarks().stream()
                .filter(benchmark -> jar.suite()
                        .question(benchmark.className())
                        .filter(question -> question.isHeadline(benchmark.name()))
                        .isPresent())
                .toList();
        return headline.isEmpty() ? jar.benchmarks() : headline;
    }

    private static List<JmhJar.Benchmark> named(JmhJar jar, String name) {
        List<JmhJar.Benchmark> ofLayer = jar.benchmarks().stream()
                .filter(benchmark -> jar.suite()
                        .layerOf(benchmark.className())
                        .filter(layer -> layer.name().equals(name))
                        .isPresent())
                .toList();
        if (!ofLayer.isEmpty()) {
            return ofLayer;
        }
        Pattern pattern = pattern(name);
        List<JmhJar.Benchmark> matching = jar.benchmarks().stream()
                .filter(benchmark -> pattern.matcher(benchmark.name()).find())
                .toList();
        if (matching.isEmpty()) {
            String layers = jar.suite().layers().stream().map(Suite.Layer::name).collect(Collectors.joining(", "));
            throw new BadInputException("no layer and no benchmark is called '" + name + "'"
                    + (layers.isEmpty() ? "" : "; the layers are: " + layers)
                    + ". The list command shows all benchmarks");
        }
        return matching;
    }

    private static Optional<Map<String, List<String>>> declaredHeadline(JmhJar jar, JmhJar.Benchmark benchmark) {
        return jar.suite().question(benchmark.className()).flatMap(q -> Optional.ofNullable(q.headline()));
    }

    private void checkParams(Collection<JmhJar.Benchmark> chosen) {
        TreeSet<String> known = chosen.stream()
                .flatMap(benchmark -> benchmark.params().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        for (String name : params.keySet()) {
            if (!known.contains(name)) {
                throw new BadInputException("no chosen benchmark has a param '" + name + "'; "
                        + (known.isEmpty() ? "they have none" : "they have: " + String.join(", ", known)));
            }
        }
    }

    private Map<String, List<String>> values(JmhJar jar, JmhJar.Benchmark benchmark) {
        Map<String, List<String>> few = few(jar, benchmark);
        Map<String, List<String>> values = new LinkedHashMap<>();
        benchmark.params().forEach((name, declared) -> {
            List<String> asked = params.get(name);
            if (asked != null) {
                values.put(
                        name,
                        whole(declared, asked).stream()
                                .map(value -> checked(benchmark, name, declared, value))
                                .distinct()
                                .toList());
            } else if (declared.stream().allMatch(String::isEmpty)) {
                throw new BadInputException(benchmark.name() + " has no default for its param '" + name
                        + "': give it with -p " + name + "=…");
            } else {
                values.put(name, few.getOrDefault(name, declared));
            }
        });
        return values;
    }

    private Map<String, List<String>> few(JmhJar jar, JmhJar.Benchmark benchmark) {
        if (preset.allParams()) {
            return Map.of();
        }
        Map<String, List<String>> quick = jar.suite()
                .question(benchmark.className())
                .map(Suite.Question::quick)
                .orElse(Map.of());
        return headline() || preset == Preset.SMOKE
                ? declaredHeadline(jar, benchmark).orElse(quick)
                : quick;
    }

    /** What was cut at commas, put together again where that is a declared value; the longest such from the left on. */
    private static List<String> whole(List<String> declared, List<String> asked) {
        List<String> whole = new ArrayList<>();
        for (int from = 0; from < asked.size(); ) {
            int to = asked.size();
            while (to > from + 1 && !isDeclared(declared, String.join(",", asked.subList(from, to)))) {
                to--;
            }
            whole.add(String.join(",", asked.subList(from, to)));
            from = to;
        }
        return whole;
    }

    private static boolean isDeclared(List<String> declared, String value) {
        return declared.stream().anyMatch(value::equalsIgnoreCase);
    }

    /**
     * A declared value in the case in which it was declared, a number where numbers were declared, or anything where there is
     * but one to choose from, such as a generated key instead of a file.
     */
    private static String checked(JmhJar.Benchmark benchmark, String name, List<String> declared, String value) {
        Optional<String> known = declared.stream()
                .filter(value::equals)
                .findFirst()
                .or(() -> declared.stream().filter(value::equalsIgnoreCase).findFirst());
        if (known.isPresent()) {
            return known.get();
        }
        boolean free = declared.size() == 1 || declared.stream().allMatch(String::isEmpty);
        boolean numbers = declared.stream().allMatch(JmhJar.Benchmark::isNumber);
        if (free || (numbers && JmhJar.Benchmark.isNumber(value))) {
            return value;
        }
        throw new BadInputException(String.format(
                Locale.ROOT,
                "%s has no value '%s' for its param '%s'; it takes %s",
                benchmark.name(),
                value,
                name,
                numbers ? "a number" : String.join(", ", declared)));
    }

    private static List<TreeMap<String, String>> settings(Map<String, List<String>> values) {
        List<TreeMap<String, String>> settings = List.of(new TreeMap<>());
        for (Map.Entry<String, List<String>> param : values.entrySet()) {
            List<TreeMap<String, String>> longer = new ArrayList<>();
            for (TreeMap<String, String> setting : settings) {
                for (String value : param.getValue()) {
                    TreeMap<String, String> next = new TreeMap<>(setting);
                    next.put(param.getKey(), value);
                    longer.add(next);
                }
            }
            settings = longer;
        }
        return settings;
    }
}
