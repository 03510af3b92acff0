package dev.labcoat.results.publish.export;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.labcoat.results.history.CommitResults;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Environment;
import dev.labcoat.results.model.Estimate;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Histogram;
import dev.labcoat.results.model.JmhSetting;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Launch;
import dev.labcoat.results.model.Metric;
import dev.labcoat.results.model.Reported;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Results as JMH writes them with {@code -rf json}, for programs that read that: JMH Visualizer, the JMH plugin of Jenkins, or
 * {@code import}. Rows without a result are left out, and of our own results what JMH says of its settings. What was
 * imported goes out as it came in; the errors of our own results are those of our tables: 95 %, over forks.
 *
 * @param benchmark fully qualified class and method
 * @param mode JMH's short label
 * @param threads JMH's threads
 * @param forks forks with a result; of what was imported those that its file says
 * @param jvm home of the JDK
 * @param jvmArgs the JVM's flags; left out where they are not known
 * @param jdkVersion version of the JDK
 * @param vmName name of the virtual machine; left out where it is not known
 * @param vmVersion its version; left out where it is not known
 * @param settings JMH's own, of what was imported
 * @param params the value of each param; left out when there are none
 * @param primaryMetric the score
 * @param secondaryMetrics the secondary results by name
 */
public record JmhJson(
        String benchmark,
        String mode,
        int threads,
        int forks,
        String jvm,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> jvmArgs,
        String jdkVersion,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String vmName,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String vmVersion,
        @JsonAnyGetter Map<String, JsonNode> settings,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> params,
        Result primaryMetric,
        Map<String, Result> secondaryMetrics) {

    private static final String NUMBER = "(?:0|[1-9]\\d{0,8})";

    private static final Pattern NUMBERS = Pattern.compile(NUMBER + "|\\[" + NUMBER + "(?:," + NUMBER + ")*]");

    /**
     * A score or a secondary result.
     *
     * @param score the score
     * @param scoreError half the width of its interval; NaN when there is none
     * @param scoreConfidence the interval
     * @param scorePercentiles by percent; left out where JMH did not report them
     * @param scoreUnit as JMH names it
     * @param rawData {@code [fork][iteration]}; left out where there are histograms, as JMH does
     * @param rawDataHistogram {@code [fork][iteration][sample]}, each sample a value and how often it was seen; left out where JMH
     *     did not sample
     */
    public record Result(
            double score,
            double scoreError,
            List<Double> scoreConfidence,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> scorePercentiles,
            String scoreUnit,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<List<Double>> rawData,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<List<List<List<Number>>>> rawDataHistogram) {

        private static Result of(Estimate estimate, String unit, List<List<Double>> rawData) {
            double mean = estimate.mean();
            double error = estimate.error();
            return new Result(mean, error, List.of(mean - error, mean + error), Map.of(), unit, rawData, null);
        }

        private static Result of(Reported.Summary told, List<List<Double>> rawData) {
            return new Result(
                    told.score(), told.error(), told.confidence(), told.percentiles(), told.unit(), rawData, null);
        }

        private Result withHistograms(List<List<List<List<Number>>>> histograms) {
            return new Result(score, scoreError, scoreConfidence, scorePercentiles, scoreUnit, null, histograms);
        }
    }

    /** All results of a source. */
    public static String of(CommitResults results) {
        List<JmhJson> entries = results.rows().stream()
                .map(CommitResults.Row::cell)
                .flatMap(cell -> cell.score().map(score -> entry(results, cell, score)).stream())
                .toList();
        return Json.PRETTY.writeValueAsString(entries) + "\n";
    }

    private static JmhJson entry(CommitResults results, Cell cell, Estimate score) {
        Map<String, Result> secondary = new TreeMap<>();
        cell.metricNames()
                .forEach(name ->
                        cell.metric(name).ifPresent(metric -> secondary.put(name, metric(cell, name, metric))));
        Launch given = cell.id().launch();
        // Where it says no more than flags, the JVM is that of the run.
        Launch launch = given == null || given.jdk().isEmpty() ? null : given;
        Environment environment = results.latest().environment();
        Map<String, String> told = new TreeMap<>(launch == null ? Map.of() : launch.others());
        told.putIfAbsent("jvm", told.getOrDefault("java", "unknown"));
        if (cell.reported() != null) {
            told.putAll(cell.reported().settings());
        }
        JsonNode forks = setting(told, JmhSetting.FORKS);
        return new JmhJson(
                cell.id().benchmark(),
                cell.id().mode(),
                cell.id().threads(),
                forks.isInt() ? forks.intValue() : cell.good().size(),
                launch == null ? environment.jvm() : told.getOrDefault("jvm", "unknown"),
                given == null ? null : given.flags(),
                launch == null ? environment.jdk() : launch.jdk(),
                launch == null ? null : launch.vm(),
                launch == null ? null : launch.vmVersion(),
                settings(told),
                cell.id().params(),
                primary(cell, score),
                secondary);
    }

    private static Map<String, JsonNode> settings(Map<String, String> told) {
        Map<String, JsonNode> settings = new LinkedHashMap<>();
        for (JmhSetting known : JmhSetting.values()) {
            // That of forks is there in any case.
            if (known != JmhSetting.FORKS
                    && !told.getOrDefault(known.written(), "").isEmpty()) {
                settings.put(known.written(), setting(told, known));
            }
        }
        return settings;
    }

    /** As JMH writes it: numbers and lists are no texts. */
    private static JsonNode setting(Map<String, String> told, JmhSetting setting) {
        String value = told.getOrDefault(setting.written(), "");
        boolean number =
                setting != JmhSetting.JMH_VERSION && NUMBERS.matcher(value).matches();
        return number ? Json.COMPACT.readTree(value) : StringNode.valueOf(value);
    }

    private static Result primary(Cell cell, Estimate score) {
        List<List<Double>> rawData = cell.good().stream().map(Fork::scores).toList();
        Reported reported = cell.reported();
        Result result =
                reported == null ? Result.of(score, cell.unit(), rawData) : Result.of(reported.score(), rawData);
        List<List<List<List<Number>>>> histograms = cell.good().stream()
                .flatMap(fork -> Stream.ofNullable(fork.histograms()))
                .map(fork -> fork.stream().map(JmhJson::samples).toList())
                .toList();
        return histograms.isEmpty() ? result : result.withHistograms(histograms);
    }

    private static List<List<Number>> samples(Histogram histogram) {
        return IntStream.range(0, histogram.values().size())
                .mapToObj(i -> List.<Number>of(
                        histogram.values().get(i), histogram.counts().get(i)))
                .toList();
    }

    private static Result metric(Cell cell, String name, Estimate metric) {
        Reported.Summary told =
                cell.reported() == null ? null : cell.reported().metrics().get(name);
        return told == null
                ? Result.of(metric, cell.unit(name), rawData(cell, name))
                : Result.of(told, rawData(cell, name));
    }

    private static List<List<Double>> rawData(Cell cell, String name) {
        return cell.good().stream()
                .map(fork -> Optional.ofNullable(fork.metrics().get(name))
                        .map(Metric::values)
                        .orElse(List.of()))
                .toList();
    }
}
