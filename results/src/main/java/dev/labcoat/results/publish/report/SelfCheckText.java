package dev.labcoat.results.publish.report;

import dev.labcoat.results.model.CellId;
import dev.labcoat.results.publish.text.Counted;
import dev.labcoat.results.publish.text.Speed;
import dev.labcoat.results.trend.MachineNights;
import dev.labcoat.results.trend.SelfChecks;
import dev.labcoat.results.trend.SelfChecks.Rate;
import dev.labcoat.results.verdict.Difference;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** What the checks say that a night makes of itself, for people and as CSV. */
public final class SelfCheckText {

    private SelfCheckText() {}

    /** What is wrong with the newest night: to be said before anything else; nothing if nothing is. */
    public static List<String> warnings(MachineNights nights) {
        return nights.selfChecks().wrong(nights.newest()).stream()
                .map(SelfCheckText::warning)
                .toList();
    }

    private static String warning(SelfChecks.Row row) {
        String said =
                row.row().verdict() + " (" + Speed.of(Difference.of(row.row()).mean()) + ", "
                        + Counted.of(row.pairs().size(), "pair") + ")";
        return row.isFalseAlarm()
                ? "Take this night's verdicts with care: " + row.row().cell()
                        + " compared with itself, the same jar on both sides, is called " + said
                : "This night may have missed slowdowns: a canary, "
                        + canary(row.row().cell()) + ", was not found: " + said;
    }

    private static String canary(CellId cell) {
        return String.join(", ", cell.params().values()) + " % slower by construction";
    }

    /** The figures of all nights so far; nothing where nothing was checked. */
    public static List<String> figures(SelfChecks checks) {
        List<String> lines = new ArrayList<>();
        Rate falseAlarms = checks.falseAlarms();
        if (falseAlarms.of() > 0) {
            lines.add("False alarms: " + text(falseAlarms, "row compared with itself", "rows compared with themselves")
                    + (checks.undecided() == 0
                            ? ""
                            : "; " + checks.undecided() + " more could not be decided in their time"));
        }
        Rate found = checks.found();
        if (found.of() > 0) {
            lines.add("Known slowdowns found: " + text(found, "canary", "canaries"));
        }
        return lines;
    }

    private static String text(Rate rate, String one, String many) {
        return String.format(
                Locale.ROOT,
                "%d of %d %s (95 %% interval of the share: %.1f to %.1f %%)",
                rate.times(),
                rate.of(),
                rate.of() == 1 ? one : many,
                100 * rate.lowest(),
                100 * rate.highest());
    }

    /** Every pair of every row that was checked, on all machines, as CSV (RFC 4180) with a head. */
    public static String csv(List<MachineNights> machines) {
        StringWriter text = new StringWriter();
        try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
            csv.printRecord(
                    "kind",
                    "machine",
                    "commit",
                    "comparison",
                    "started",
                    "row",
                    "margin",
                    "verdict",
                    "decided",
                    "pair",
                    "base",
                    "head",
                    "unit",
                    "logTimeRatio");
            for (MachineNights nights : machines) {
                for (SelfChecks.Row row : nights.selfChecks().rows()) {
                    print(row, csv);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        return text.toString();
    }

    private static void print(SelfChecks.Row row, CSVPrinter csv) throws IOException {
        int number = 0;
        for (SelfChecks.PairFigures pair : row.pairs()) {
            number++;
            csv.printRecord(
                    row.kind(),
                    row.machine().key(),
                    row.night().commit(),
                    row.comparison(),
                    row.startedAt(),
                    row.row().cell(),
                    row.row().margin(),
                    row.row().verdict(),
                    row.decided(),
                    number,
                    pair.base(),
                    pair.head(),
                    row.row().head().unit(),
                    pair.slower());
        }
    }
}
