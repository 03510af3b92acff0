package dev.labcoat.results.publish.site;

import dev.labcoat.results.Samples;
import dev.labcoat.results.history.Archive;
import dev.labcoat.results.model.Experiment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Makes the history and the nights of which {@code results/site-figures.sh} makes a site, and says what the site is like to a browser. */
final class SiteFigures {

    private static final GeneratedHistory HISTORY = new GeneratedHistory(2_000, 500);
    private static final int NIGHTS = 365;
    private static final int ROWS_OF_A_NIGHT = 60;

    private SiteFigures() {}

    /** {@code generate FOLDER}, {@code nights FOLDER}, {@code add FOLDER NUMBER} or {@code look SITE}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "generate" -> {
                HISTORY.write(machine(folder));
                say(
                        "history: %,d results of %,d commits, %.0f MB",
                        HISTORY.commits() * HISTORY.rows(), HISTORY.commits(), size(folder) / 1e6);
            }
            case "nights" -> writeNights(folder);
            case "add" -> HISTORY.write(machine(folder), HISTORY.commits() + Integer.parseInt(arguments[2]));
            case "look" -> look(folder);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static Path machine(Path folder) {
        return folder.resolve("history").resolve(Samples.MACHINE.key());
    }

    private static void writeNights(Path folder) throws IOException {
        int anchor = HISTORY.commits() - NIGHTS;
        Archive archive = new Archive(folder.resolve("comparisons"));
        for (int commit = anchor; commit < HISTORY.commits(); commit++) {
            archive.publish(Experiment.of(HISTORY.night(anchor, commit, ROWS_OF_A_NIGHT)));
        }
        Files.writeString(
                folder.resolve("anchor"), HISTORY.run(anchor).revision().commit());
        say("nights: %d of %d rows, %.0f MB", NIGHTS, ROWS_OF_A_NIGHT, size(folder.resolve("comparisons")) / 1e6);
    }

    private static void look(Path site) throws IOException, InterruptedException {
        say("site: %.0f MB", size(site) / 1e6);
        try (Chromium browser =
                Chromium.start(Chromium.onPath().orElseThrow(() -> new IOException("no Chromium on the PATH")))) {
            browser.look(1280, 900, "light");
            for (int i = 0; i < 5; i++) {
                browser.open(site.resolve("index.html").toUri().toString());
                browser.await("performance.getEntriesByName('first-contentful-paint').length");
                say(
                        "first page: %.0f kB transferred, drawn after %.0f ms",
                        (Files.size(site.resolve("index.html"))
                                        + Files.size(site.resolve("site.css"))
                                        + Files.size(site.resolve("common.js"))
                                        + Files.size(site.resolve("front.js")))
                                / 1e3,
                        browser.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
                                .asDouble());
            }
            browser.evaluate("document.querySelector('#all').open = true");
            browser.await("document.querySelector('dd a')");
            String chart =
                    browser.evaluate("document.querySelector('dd a').href").asString();
            for (int i = 0; i < 5; i++) {
                browser.open(chart);
                browser.await("document.body.dataset.drawn");
                say(
                        "a chart of %s lines: drawn after %s ms",
                        browser.evaluate("document.querySelectorAll('#lines tbody tr').length")
                                .asString(),
                        browser.evaluate("document.body.dataset.drawn").asString());
            }
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(SiteFigures::sizeOf)
                    .sum();
        }
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void say(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, format + "%n", arguments);
    }
}
