package dev.labcoat.results.publish.site;

import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.publish.report.SelfCheckText;
import dev.labcoat.results.publish.text.RowNames;
import dev.labcoat.results.publish.text.Speed;
import dev.labcoat.results.trend.Change;
import dev.labcoat.results.trend.MachineNights;
import dev.labcoat.results.trend.Series;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the first page says of the nights of a machine.
 *
 * @param warnings what is wrong with the newest night, to be said first
 * @param checks what the nights have found where it is known what is to be found
 * @param rows how many rows were compared with the anchor
 * @param quiet what is to be said when nothing got slower
 * @param newest the newest commit of them
 * @param without how many rows have no figure in the newest night
 * @param slower rows that got slower and have stayed so, the most pressing group first
 * @param weeks what was confirmed week by week, the newest first
 */
public record NightSection(
        List<String> warnings,
        List<String> checks,
        int rows,
        String quiet,
        Commit newest,
        int without,
        List<Group> slower,
        List<Week> weeks) {

    private static final int MOST_WEEKS = 12;

    /**
     * A week.
     *
     * @param monday its first day
     * @param slower how many rows got slower with its commits, and were confirmed to
     * @param faster how many got faster
     */
    public record Week(String monday, long slower, long faster) {

        static Week of(LocalDate monday, List<Change> confirmed) {
            List<Change> own = confirmed.stream()
                    .filter(change -> mondayOf(change.since()).equals(monday))
                    .toList();
            long slower = own.stream().filter(change -> change.growth() > 0).count();
            return new Week(monday.toString(), slower, own.size() - slower);
        }

        static LocalDate mondayOf(Revision revision) {
            return revision.committedAt()
                    .atOffset(ZoneOffset.UTC)
                    .toLocalDate()
                    .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        }
    }

    /**
     * A commit.
     *
     * @param label its id, shortened
     * @param url where it can be seen; null when nowhere
     * @param subject the first line of its message
     */
    public record Commit(String label, @Nullable String url, String subject) {

        static Commit of(Revision revision, CommitLinks links) {
            return new Commit(revision.label(), links.of(revision), revision.subject());
        }
    }

    /**
     * Rows of which the same is known.
     *
     * @param standing what that is, by the name of a {@link Change.Standing}
     * @param count how many
     * @param rows those that changed most, in that order
     */
    public record Group(String standing, int count, List<Row> rows) {

        private static final int MOST_ROWS = 10;
    }

    /**
     * A row that got slower.
     *
     * @param name the benchmark
     * @param setting its params
     * @param chart where it can be seen; empty when no run has it
     * @param change by how much
     * @param before the newest commit that is still as fast; null when the next one did it
     * @param since the first commit that is known to be slower
     * @param known what else is known
     * @param nights how many nights the sparkline has
     * @param sparkline of the time for an operation against the anchor, see {@link Sparkline}
     */
    public record Row(
            String name,
            String setting,
            String chart,
            String change,
            @Nullable Commit before,
            Commit since,
            String known,
            int nights,
            String sparkline) {

        private static final int MOST_NIGHTS = 60;

        static Row of(Change change, List<Double> nights, RowNames names, String chart, CommitLinks links) {
            List<Double> newest = nights.subList(Math.max(0, nights.size() - MOST_NIGHTS), nights.size());
            return new Row(
                    names.benchmark(change.cell()),
                    names.setting(change.cell()),
                    chart,
                    Speed.of(Math.log1p(change.growth())),
                    change.isOfOneCommit() ? null : Commit.of(change.before(), links),
                    Commit.of(change.since(), links),
                    change.known(),
                    newest.size(),
                    Sparkline.points(newest));
        }
    }

    /**
     * What there is to say.
     *
     * @param charts the address of a row's chart; empty when no run has it
     */
    static NightSection of(MachineNights nights, Function<CellId, String> charts, CommitLinks links) {
        RowNames names =
                RowNames.of(nights.slowdowns().stream().map(Change::cell).toList());
        Map<Change.Standing, List<Change>> byStanding = nights.slowdowns().stream()
                .sorted(Comparator.comparingDouble(Change::growth).reversed())
                .collect(Collectors.groupingBy(Change::standing, TreeMap::new, Collectors.toList()));
        List<Group> groups = new ArrayList<>();
        byStanding.forEach((standing, changes) -> groups.add(new Group(
                standing.name(),
                changes.size(),
                changes.stream()
                        .limit(Group.MOST_ROWS)
                        .map(change -> Row.of(
                                change, slower(nights, change.cell()), names, charts.apply(change.cell()), links))
                        .toList())));
        return new NightSection(
                SelfCheckText.warnings(nights),
                SelfCheckText.figures(nights.selfChecks()),
                nights.series().size(),
                nights.withoutSlowdowns(),
                Commit.of(nights.newest(), links),
                nights.without().size(),
                groups,
                weeks(nights));
    }

    /** From the newest week back to that of the first night, or as far as fits. */
    private static List<Week> weeks(MachineNights nights) {
        List<Change> confirmed = nights.changes().stream()
                .filter(change -> change.standing() == Change.Standing.CONFIRMED)
                .toList();
        LocalDate first = nights.series().stream()
                .flatMap(series -> series.nights().stream())
                .map(night -> Week.mondayOf(night.revision()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return Stream.iterate(
                        Week.mondayOf(nights.newest()),
                        monday -> !monday.isBefore(first),
                        monday -> monday.minusWeeks(1))
                .limit(MOST_WEEKS)
                .map(monday -> Week.of(monday, confirmed))
                .toList();
    }

    private static List<Double> slower(MachineNights nights, CellId cell) {
        return nights.series().stream()
                .filter(series -> series.cell().equals(cell))
                .flatMap(series -> series.nights().stream())
                .map(Series.Night::slower)
                .toList();
    }
}
