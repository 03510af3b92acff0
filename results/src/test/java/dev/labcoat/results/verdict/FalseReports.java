package dev.labcoat.results.verdict;

import dev.labcoat.results.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The simulation behind {@code results/calibrate.sh simulate}: in how many reports in which nothing changed a row is called slower
 * or faster all the same, and after how many pairs a row that is 5 % slower is found, under several models of noise.
 */
final class FalseReports {

    /** The slowdown that is to be found, as a log ratio. */
    private static final double SLOWER = Math.log(1.05);

    /** Every model that the test is held to: few rows and many, alike and unlike, on any night, with and without history. */
    static final List<Model> MODELS = List.of(
            new Model("normal", 10, 0.022, 0, 0, 0, 0, false),
            new Model("rows differ", 5, 0.015, 0.4, 0, 0, 0, false),
            new Model("rows differ", 10, 0.015, 0.4, 0, 0, 0, false),
            new Model("rows differ", 30, 0.015, 0.4, 0, 0, 0, false),
            new Model("rows differ much", 5, 0.015, 0.8, 0, 0, 0, false),
            new Model("rows differ much", 10, 0.015, 0.8, 0, 0, 0, false),
            new Model("rows differ much", 30, 0.015, 0.8, 0, 0, 0, false),
            new Model("nights differ", 1, 0.015, 0.8, 0.5, 0, 0, true),
            new Model("nights differ", 5, 0.015, 0.8, 0.5, 0, 0, true),
            new Model("nights differ", 10, 0.015, 0.8, 0.5, 0, 0, true),
            new Model("nights differ", 30, 0.015, 0.8, 0.5, 0, 0, true),
            new Model("contaminated", 10, 0.015, 0.8, 0, 0.05, 0, false),
            new Model("contaminated", 30, 0.015, 0.8, 0, 0.05, 0, false),
            new Model("contaminated", 10, 0.015, 0.8, 0.5, 0.05, 0, true),
            new Model("contaminated", 30, 0.015, 0.8, 0.5, 0.05, 0, true),
            new Model("bimodal", 1, 0.015, 0.4, 0, 0, 1, false),
            new Model("bimodal", 5, 0.015, 0.4, 0, 0, 1, false),
            new Model("bimodal", 10, 0.015, 0.4, 0, 0, 1, false),
            new Model("bimodal", 10, 0.015, 0.4, 0, 0, 10, false),
            new Model("bimodal", 30, 0.015, 0.4, 0, 0, 3, false),
            new Model("bimodal", 30, 0.015, 0.4, 0, 0, 30, false),
            new Model("bimodal", 10, 0.015, 0.4, 0.5, 0, 10, true),
            new Model("bimodal", 30, 0.015, 0.4, 0.5, 0, 3, true),
            new Model("bimodal", 30, 0.015, 0.4, 0.5, 0, 30, true));

    private FalseReports() {}

    /**
     * A model of noise.
     *
     * @param name for people
     * @param rows of a report
     * @param deviation the standard deviation of a pair in the median row
     * @param betweenRows the standard deviation of the rows' log standard deviations
     * @param nights the standard deviation of the logarithm of a factor that all rows of a night share
     * @param contamination the share of pairs whose deviation is five times as large
     * @param bimodal rows whose forks are each, as chance will have it, fast or {@value #APART} slower all their life
     * @param history whether each row's noise is known from {@value #EARLIER} earlier pairs of other nights
     */
    record Model(
            String name,
            int rows,
            double deviation,
            double betweenRows,
            double nights,
            double contamination,
            int bimodal,
            boolean history) {

        private static final int EARLIER = 20;
        private static final int PAIRS_OF_A_NIGHT = 5;
        private static final double OUTLIER = 5;
        private static final double APART = 0.1;

        double night(SplittableRandom random) {
            return Math.exp(nights * random.nextGaussian());
        }

        /** What a row is like in every report. */
        Noisy row(int number, SplittableRandom random) {
            return new Noisy(this, deviation * Math.exp(betweenRows * random.nextGaussian()), number < bimodal);
        }
    }

    /** Where a row's pairs come from. */
    private record Noisy(Model model, double deviation, boolean bimodal) {

        double pair(double night, SplittableRandom random) {
            double scale = night * (random.nextDouble() < model.contamination ? Model.OUTLIER : 1);
            double base = mode(random);
            double head = mode(random);
            return head - base + scale * deviation * random.nextGaussian();
        }

        private double mode(SplittableRandom random) {
            return bimodal && random.nextBoolean() ? Model.APART : 0;
        }

        /** What is known of it before. */
        OptionalDouble noise(SplittableRandom random) {
            if (!model.history) {
                return OptionalDouble.empty();
            }
            double squares = 0;
            for (int night = 0; night < Model.EARLIER / Model.PAIRS_OF_A_NIGHT; night++) {
                double ofNight = model.night(random);
                List<Double> pairs = new ArrayList<>();
                for (int i = 0; i < Model.PAIRS_OF_A_NIGHT; i++) {
                    pairs.add(pair(ofNight, random));
                }
                squares += Difference.of(pairs).variance();
            }
            return OptionalDouble.of(Math.sqrt(squares * Model.PAIRS_OF_A_NIGHT / Model.EARLIER));
        }
    }

    /** A row that is measured until it is decided. */
    private static final class Row {
        private final Noisy source;
        private final double effect;
        private final OptionalDouble noise;
        private final List<Double> pairs = new ArrayList<>();
        private Optional<Verdict> verdict = Optional.empty();

        Row(Noisy source, double effect, SplittableRandom random) {
            this.source = source;
            this.effect = effect;
            this.noise = source.noise(random);
        }

        void measure(double night, SplittableRandom random) {
            pairs.add(effect + source.pair(night, random));
        }

        RowState state() {
            return new RowState(Difference.of(pairs), noise);
        }

        boolean changed() {
            return verdict.filter(said -> said == Verdict.SLOWER || said == Verdict.FASTER)
                    .isPresent();
        }
    }

    /** Measures a report, whose first row has an effect. */
    private static List<Row> report(Model model, double effect, SplittableRandom random) {
        double night = model.night(random);
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < model.rows(); row++) {
            rows.add(new Row(model.row(row, random), row == 0 ? effect : 0, random));
        }
        SequentialTest test = new SequentialTest(model.rows());
        List<Row> open = rows;
        while (!open.isEmpty()) {
            open.forEach(row -> row.measure(night, random));
            if (SequentialTest.LOOKS.contains(open.get(0).pairs.size())) {
                Moderation moderation =
                        Moderation.of(rows.stream().map(Row::state).toList());
                open.forEach(row -> row.verdict = test.look(moderation.of(row.state()), Margin.of(row.noise)));
            }
            open = open.stream().filter(row -> row.verdict.isEmpty()).toList();
        }
        return rows;
    }

    /** How many of the reports in which nothing changed show a change. */
    static int count(Model model, int reports, SplittableRandom random) {
        int found = 0;
        for (int i = 0; i < reports; i++) {
            found += report(model, 0, random).stream().anyMatch(Row::changed) ? 1 : 0;
        }
        return found;
    }

    /**
     * How many pairs the one row took that is 5 % slower, in each report in which it was found.
     *
     * @return as many as it was found
     */
    static double[] pairsUntilFound(Model model, int reports, SplittableRandom random) {
        List<Double> pairs = new ArrayList<>();
        for (int i = 0; i < reports; i++) {
            Row slower = report(model, SLOWER, random).get(0);
            if (slower.verdict.filter(Verdict.SLOWER::equals).isPresent()) {
                pairs.add((double) slower.pairs.size());
            }
        }
        return pairs.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * Prints a line for each model.
     *
     * @param arguments the number of reports in which nothing changed; a third as many have one slower row
     */
    public static void main(String[] arguments) {
        int reports = Integer.parseInt(arguments[0]);
        System.out.printf(
                "%-17s %4s %6s %8s %7s %13s %8s %8s  %s%n",
                "noise",
                "rows",
                "SD",
                "between",
                "nights",
                "contaminated",
                "bimodal",
                "history",
                "false reports; 5 % slower found; pairs until then, median (90 %)");
        for (Model model : MODELS) {
            SplittableRandom random = new SplittableRandom(20_260_101);
            int alarms = count(model, reports, random);
            int slower = reports / 3;
            double[] pairs = pairsUntilFound(model, slower, random);
            System.out.printf(
                    Locale.ROOT,
                    "%-17s %4d %4.1f %% %8.1f %7.1f %11.0f %% %8d %8s  %.2f %% (%d of %d); %.0f %%; %.0f (%.0f)%n",
                    model.name(),
                    model.rows(),
                    100 * model.deviation(),
                    model.betweenRows(),
                    model.nights(),
                    100 * model.contamination(),
                    model.bimodal(),
                    model.history() ? "yes" : "no",
                    100.0 * alarms / reports,
                    alarms,
                    reports,
                    100.0 * pairs.length / slower,
                    StatUtils.percentile(pairs, 50),
                    StatUtils.percentile(pairs, 90));
        }
    }
}
