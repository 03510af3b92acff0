package dev.labcoat.results.faults;

import dev.labcoat.results.cli.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a command made of a fault. */
final class Outcome {

    /** Longer than a command takes that measures a little, on a busy machine. */
    private static final long PATIENCE_SECONDS = 300;

    /** What commands a terminal or turns text around: all but line breaks and tabs. */
    private static final Pattern CONTROL = Pattern.compile(
            "[\\p{Cntrl}&&[^\\n\\t\\r]]|\\r(?!\\n)|[\\u0080-\\u009f\\u202a-\\u202e\\u2066-\\u2069\\u200e\\u200f\\u061c]");

    private Outcome() {}

    /** Runs a command in this JVM; one that does not end is a fault. */
    static Said of(List<String> command) {
        ExecutorService executor = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        });
        try {
            return executor.submit(() -> Said.by(command.toArray(String[]::new)))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return new Said(124, "", "hangs");
        } catch (ExecutionException e) {
            return new Said(70, "", String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            executor.shutdownNow();
        }
    }

    /** What is wrong with it whatever the fault was: the trace of a bug, or text that commands a terminal. */
    static List<String> wrong(List<String> command, Said said) {
        List<String> wrong = new ArrayList<>();
        String name = command.get(0) + " ";
        if (said.status() < 0 || said.status() > 2) {
            wrong.add(name + "ends with " + said.status() + ": " + said.err());
        } else if ((said.out() + said.err()).contains("\tat ")) {
            wrong.add(name + "prints a trace: " + said.err());
        } else if (said.status() == 2 && said.err().isBlank()) {
            wrong.add(name + "ends with " + said.status() + " and says nothing");
        }
        control(said.out() + said.err()).forEach(found -> wrong.add(name + "prints " + found));
        return wrong;
    }

    /** Whether a command came to its end: also one that was done before, and a search that a busy machine gave too little time. */
    static boolean isDone(Said said) {
        return said.status() == 0
                || Stream.of("was imported before", "nothing to resume", "The time is over")
                        .anyMatch((said.out() + said.err())::contains);
    }

    /** Characters that command a terminal or a reader, named. */
    static List<String> control(String text) {
        Matcher control = CONTROL.matcher(text);
        return control.find()
                ? List.of("U+" + Integer.toHexString(control.group().charAt(0)) + " in: "
                        + text.substring(
                                Math.max(0, control.start() - 40), Math.min(text.length(), control.end() + 40)))
                : List.of();
    }
}
