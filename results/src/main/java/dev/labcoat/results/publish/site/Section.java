package dev.labcoat.results.publish.site;

import dev.labcoat.results.model.Run;
import dev.labcoat.results.publish.text.Quantity;
import dev.labcoat.results.publish.text.RowNames;
import dev.labcoat.results.publish.text.Speed;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the first page says of a track.
 *
 * @param folder of its data
 * @param preset of its runs
 * @param newest the newest run
 * @param runs how many runs there are
 * @param judged of how many rows of the newest commit enough is known
 * @param tooNew of how many it is not
 * @param slower rows that look slower
 * @param faster rows that look faster
 * @param failures rows of the newest commit that failed when they were last run, {@value #MOST_FAILURES} at most
 * @param failed how many there are
 * @param cards one for each layer
 */
public record Section(
        String folder,
        String preset,
        Newest newest,
        int runs,
        int judged,
        int tooNew,
        Changes slower,
        Changes faster,
        List<Failure> failures,
        int failed,
        List<Card> cards) {

    private static final int MOST_FAILURES = 10;

    /**
     * The newest run.
     *
     * @param commit its id, shortened
     * @param url where the commit can be seen; null when nowhere
     * @param subject the first line of its message
     * @param committed the day of the commit
     * @param measured the day of the run
     * @param jdk what it ran on
     */
    public record Newest(
            String commit, @Nullable String url, String subject, String committed, String measured, String jdk) {

        static Newest of(Run run, CommitLinks links) {
            return new Newest(
                    run.revision().label(),
                    links.of(run.revision()),
                    run.revision().subject(),
                    day(run.revision().committedAt()),
                    day(run.startedAt()),
                    run.environment().jdk());
        }

        private static String day(Instant instant) {
            return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
        }
    }

    /**
     * Rows that changed.
     *
     * @param count how many
     * @param rows the surest of them, the surest first
     */
    public record Changes(int count, List<Row> rows) {

        private static final int MOST_ROWS = 10;

        static Changes of(List<Hint> hints, int sign, String folder, RowNames names) {
            List<Hint> beyond = hints.stream()
                    .filter(hint -> sign * hint.noises() >= Hint.SHOWN)
                    .sorted(Comparator.comparingDouble(hint -> -sign * hint.noises()))
                    .toList();
            return new Changes(
                    beyond.size(),
                    beyond.stream()
                            .limit(MOST_ROWS)
                            .map(hint -> Row.of(hint, folder, names))
                            .toList());
        }
    }

    /**
     * A row that changed.
     *
     * @param name the benchmark
     * @param setting its params
     * @param chart where it can be seen
     * @param change by how much, such as {@code 12 % slower}
     * @param noises how many times the noise of the earlier runs, such as {@code 7×}
     * @param now the newest score
     * @param before the median of the earlier ones
     * @param earlier how many they are
     */
    public record Row(
            String name,
            String setting,
            String chart,
            String change,
            String noises,
            String now,
            String before,
            int earlier) {

        static Row of(Hint hint, String folder, RowNames names) {
            Line line = hint.line();
            return new Row(
                    names.benchmark(line.id()),
                    names.setting(line.id()),
                    address(folder, line, names),
                    Speed.of(Math.log1p(hint.slower())),
                    String.format(Locale.ROOT, "%.0f×", Math.abs(hint.noises())),
                    Quantity.of(hint.now(), line.unit()).text(),
                    Quantity.of(hint.before(), line.unit()).text(),
                    hint.earlier());
        }
    }

    /** A row that failed, and why. */
    public record Failure(String name, String setting, String chart, String reason) {

        static Failure of(Line line, String folder, RowNames names) {
            return new Failure(
                    names.benchmark(line.id()),
                    names.setting(line.id()),
                    address(folder, line, names),
                    String.valueOf(line.failure()));
        }
    }

    /**
     * What there is to say of a track.
     *
     * @param folder of its data
     */
    static Section of(String folder, Track.State track, CommitLinks links) {
        List<Line> tried = track.lines().stream()
                .filter(line -> line.run() >= track.newestCommit())
                .toList();
        List<Line> measured =
                tried.stream().filter(line -> line.failure() == null).toList();
        List<Hint> hints =
                measured.stream().flatMap(line -> Hint.of(line).stream()).toList();
        List<Line> failed =
                tried.stream().filter(line -> line.failure() != null).toList();
        RowNames names = RowNames.of(track.lines().stream().map(Line::id).toList());
        return new Section(
                folder,
                track.newest().preset(),
                Newest.of(track.newest(), links),
                track.runs(),
                hints.size(),
                measured.size() - hints.size(),
                Changes.of(hints, 1, folder, names),
                Changes.of(hints, -1, folder, names),
                failed.stream()
                        .limit(MOST_FAILURES)
                        .map(line -> Failure.of(line, folder, names))
                        .toList(),
                failed.size(),
                Card.of(track, folder, names));
    }

    /** The chart with nothing but this line, which is named by its params. */
    static String address(String folder, Line line, RowNames names) {
        String setting = Catalog.Setting.of(line.id(), names).words();
        return "chart.html#" + folder + "/" + line.chart() + "&line="
                + URLEncoder.encode(setting, StandardCharsets.UTF_8);
    }
}
