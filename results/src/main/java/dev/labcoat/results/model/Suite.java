package dev.labcoat.results.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmarks jar says of itself in {@value #RESOURCE}. A jar without it works too: then there is one layer without a
 * name, and all params are measured.
 *
 * @param kernel version of the code that measures; part of every cell's version
 * @param profilers classes of JMH profilers to register
 * @param costs secondary results that a table shows beside the score
 * @param libraries version of every measured library
 * @param layers the layers, in the order in which a reader meets them
 * @param stacks how it measures servers that files declare; null if it does not
 */
public record Suite(
        String kernel,
        List<String> profilers,
        List<CostColumn> costs,
        Map<String, String> libraries,
        List<Layer> layers,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Stacks stacks) {

    /** Where the descriptor lies in the jar. */
    public static final String RESOURCE = "META-INF/labcoat/suite.json";

    /** The descriptor of a jar that has none. */
    public static final Suite NONE = new Suite("", List.of(), List.of(), Map.of(), List.of());

    public Suite {
        Check.present(kernel, "kernel");
        profilers = Check.whole(profilers, "profilers");
        costs = Check.whole(costs, "costs");
        Check.whole(libraries, "libraries");
        layers = Check.whole(layers, "layers");
    }

    /** A suite that measures no servers that files declare. */
    public Suite(
            String kernel,
            List<String> profilers,
            List<CostColumn> costs,
            Map<String, String> libraries,
            List<Layer> layers) {
        this(kernel, profilers, costs, libraries, layers, null);
    }

    /**
     * How servers are measured that files declare.
     *
     * @param benchmark the class that measures them
     * @param stack its param that says which
     * @param step its param that says with which knobs turned
     * @param program the class with the main method that says what a file declares
     * @param rowProgram the class with the main method that loads the servers of rows with other tools; null, as in older jars, if
     *     there is none
     */
    public record Stacks(
            String benchmark,
            String stack,
            String step,
            String program,
            @Nullable String rowProgram) {

        public Stacks {
            Check.present(benchmark, "the benchmark of stacks");
            Check.present(stack, "the param of stacks");
            Check.present(step, "the param of steps");
            Check.present(program, "the program of stacks");
        }
    }

    /**
     * A column of costs.
     *
     * @param metric name of the secondary result
     * @param title the column's head
     */
    public record CostColumn(String metric, String title) {

        public CostColumn {
            Check.present(metric, "a cost's metric");
            Check.present(title, "a cost's title");
        }
    }

    /**
     * A layer of the stack.
     *
     * @param name as users type it
     * @param about one sentence
     * @param selfWarming whether its benchmarks warm up by themselves, so that JMH need not; null, as in older jars, if not
     * @param startsAlone whether its benchmarks have the machine for themselves until they are ready, since they first find out what
     *     a server can bear; null, as in older jars, if not
     * @param quickSeconds how long its quick rows may take; null for as long as the preset says
     * @param questions its benchmarks
     */
    public record Layer(
            String name,
            String about,
            @Nullable Boolean selfWarming,
            @Nullable Boolean startsAlone,
            @Nullable Integer quickSeconds,
            List<Question> questions) {

        public Layer {
            Check.present(name, "a layer's name");
            questions = Check.whole(questions, "questions");
        }

        private Layer with(List<Question> others) {
            return new Layer(name, about, selfWarming, startsAlone, quickSeconds, others);
        }
    }

    /**
     * A benchmark class.
     *
     * @param benchmark its fully qualified name
     * @param question what it asks, in one line
     * @param control the method that shows what the measurement itself costs, and stands first; null when there is none
     * @param quick params of the quick preset: the values to measure of each param that is named
     * @param headline params of the rows shown when nothing was asked for; null when it has none
     * @param headlineMethods the methods shown when nothing was asked for; empty for all, if there is a headline
     * @param compares params that change how the work is done, not what is done: rows that differ in nothing else are ranked
     * @param size the param with which its cost may grow; null when it has none
     * @param scalesWith the param whose curve is to be explained as that of a number of workers; null when there is none
     * @param ladder the param that turns knobs one at a time and then together; null when there is none
     */
    public record Question(
            String benchmark,
            String question,
            @Nullable String control,
            Map<String, List<String>> quick,
            @Nullable Map<String, List<String>> headline,
            List<String> headlineMethods,
            List<String> compares,
            @Nullable String size,
            @Nullable Scaling scalesWith,
            @Nullable Ladder ladder) {

        public Question {
            Check.present(benchmark, "a question's benchmark");
            Check.present(question, "a question's question");
            // A descriptor may leave them out.
            headlineMethods = headlineMethods == null ? List.of() : Check.whole(headlineMethods, "headlineMethods");
            compares = compares == null ? List.of() : Check.whole(compares, "compares");
        }

        private Question with(@Nullable Ladder other) {
            return new Question(
                    benchmark, question, control, quick, headline, headlineMethods, compares, size, scalesWith, other);
        }

        /** Whether a method of this class, fully qualified, is shown when nothing was asked for. */
        public boolean isHeadline(String method) {
            return headline != null
                    && (headlineMethods.isEmpty()
                            || headlineMethods.contains(method.substring(method.lastIndexOf('.') + 1)));
        }

        /** The params that say what is done, and not how: rows that have the same are compared with one another. */
        public Map<String, String> work(CellId cell) {
            Map<String, String> work = new TreeMap<>(cell.params());
            work.keySet().removeAll(compares);
            return work;
        }

        /** Whether a cell of this class is the control. */
        public boolean isControl(CellId cell) {
            return isControl(cell.benchmark());
        }

        /**
         * Whether a cell of this class is the control of rows.
         *
         * @param work what they do, as of {@link #work}
         */
        public boolean isControlOf(CellId cell, Map<String, String> work) {
            return isControl(cell) && work.entrySet().containsAll(work(cell).entrySet());
        }

        /** Whether a method, fully qualified, is the control. */
        public boolean isControl(String method) {
            return method.equals(benchmark + "." + control);
        }
    }

    /**
     * A param that is a number of workers.
     *
     * @param param its name
     * @param most as many as there is work for at once: more of them say nothing of how they scale
     */
    public record Scaling(String param, int most) {

        public Scaling {
            Check.present(param, "the param that it scales with");
        }
    }

    /**
     * A param that turns knobs one at a time and then together.
     *
     * @param param its name
     * @param baseline the value with which no knob is turned
     * @param steps the values with which one is
     * @param all the value with which all are
     */
    public record Ladder(String param, String baseline, List<String> steps, String all) {

        public Ladder {
            Check.present(param, "a ladder's param");
            Check.present(baseline, "a ladder's baseline");
            Check.present(all, "a ladder's all");
            // A jar that was built before they were asked for leaves them out.
            steps = steps == null ? List.of() : Check.whole(steps, "steps");
        }
    }

    /**
     * This suite with other versions beside those of its libraries, and the benchmark of stacks with a ladder.
     *
     * @param more versions by name
     * @param ladder null if it has none
     */
    public Suite measuring(Map<String, String> more, @Nullable Ladder ladder) {
        Map<String, String> versions = new TreeMap<>(libraries);
        versions.putAll(more);
        String benchmark = stacks == null ? "" : stacks.benchmark();
        List<Layer> changed = layers.stream()
                .map(layer -> layer.with(layer.questions().stream()
                        .map(question -> question.benchmark().equals(benchmark) ? question.with(ladder) : question)
                        .toList()))
                .toList();
        return new Suite(kernel, profilers, costs, versions, changed, stacks);
    }

    /** The question that a benchmark class asks. */
    public Optional<Question> question(String className) {
        return layers.stream()
                .flatMap(layer -> layer.questions().stream())
                .filter(question -> question.benchmark().equals(className))
                .findFirst();
    }

    /** The layer of a benchmark class. */
    public Optional<Layer> layerOf(String className) {
        return layers.stream()
                .filter(layer -> layer.questions().stream()
                        .anyMatch(question -> question.benchmark().equals(className)))
                .findFirst();
    }

    /** Whether a benchmark class is one of the descriptor's. */
    public boolean describes(String className) {
        return layerOf(className).isPresent();
    }

    /** Whether a benchmark class warms up by itself. */
    public boolean selfWarming(String className) {
        return layerOf(className)
                .map(layer -> Boolean.TRUE.equals(layer.selfWarming()))
                .orElse(false);
    }

    /** Whether a benchmark class must have the machine for itself until it is ready to be measured. */
    public boolean startsAlone(String className) {
        return layerOf(className)
                .map(layer -> Boolean.TRUE.equals(layer.startsAlone()))
                .orElse(false);
    }
}
