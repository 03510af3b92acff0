package dev.labcoat.results.cli;

import dev.labcoat.results.files.FolderTree;
import dev.labcoat.results.model.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * How often {@code compare --why} names the method that makes a row slower: the trials behind {@code results/calibrate.sh why}.
 * Arguments: how many, and by how many percent the method slows an operation down.
 */
final class WhyTrials {

    private WhyTrials() {}

    public static void main(String[] arguments) throws IOException {
        int trials = Integer.parseInt(arguments[0]);
        int percent = Integer.parseInt(arguments[1]);
        int slower = 0;
        int found = 0;
        for (int trial = 1; trial <= trials; trial++) {
            Path folder = Files.createTempDirectory("labcoat-why-");
            JsonNode row = compared(SlowedDown.by(percent, new Random(trial), folder), folder.resolve("results"));
            JsonNode cause = row.path("cause");
            JsonNode first = cause.path("grown").path(0);
            boolean isSlower = row.path("verdict").asString("").equals("slower");
            boolean isFound = first.path("frame").asString("").equals(SlowedDown.METHOD);
            slower += isSlower ? 1 : 0;
            found += isFound ? 1 : 0;
            System.out.printf(
                    "trial %d: %s, seen %.1f %%; an operation takes %.1f %% more CPU time; grew most: %s, %.1f %%%n",
                    trial,
                    row.path("verdict").asString(""),
                    100 / row.path("timesAsFast").asDouble(Double.NaN) - 100,
                    100 * cause.path("growth").asDouble(Double.NaN),
                    first.path("frame").asString("nothing"),
                    100 * first.path("growth").asDouble(Double.NaN));
            FolderTree.delete(folder);
        }
        System.out.printf(
                "%d %% slower by one method, JDK %s: %d of %d slower, the method named first in %d of them%n",
                percent, System.getProperty("java.version"), slower, trials, found);
    }

    /** The row of a comparison of both jars. */
    static JsonNode compared(SlowedDown jars, Path results, String... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] arguments = {
            "compare",
            "--base-jar=" + jars.base(),
            "--head-jar=" + jars.head(),
            "--even-if-changed",
            "--why",
            "--json",
            "--results=" + results
        };
        String[] all =
                Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new);
        int status = Labcoat.execute(new PrintStream(out, true, StandardCharsets.UTF_8), System.err, all);
        if (status != Labcoat.DONE) {
            throw new IllegalStateException("compare ended with status " + status);
        }
        return Json.COMPACT.readTree(out.toByteArray()).path("rows").path(0);
    }
}
