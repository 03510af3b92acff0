package dev.labcoat.results.cli;

import dev.labcoat.results.publish.text.Wrapped;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What our output is shown on.
 *
 * @param watched whether it is a terminal, so that somebody sees how it goes
 * @param columns its width in characters
 * @param colour whether it may have colours: on a terminal, unless {@code NO_COLOR} is set (https://no-color.org) or it is a dumb
 *     one
 */
record Display(boolean watched, int columns, boolean colour) {

    /** A file, a pipe, or a program. */
    static final Display NONE = new Display(false, Wrapped.PAGE, false);

    /** Set by run-bench.sh, which knows already. */
    private static final String TERMINAL = "labcoat.terminal";

    private static final int FEWEST_COLUMNS = 40;

    private static final int USUAL_COLUMNS = 80;

    /** That of this process. */
    static Display here() {
        String told = System.getProperty(TERMINAL);
        boolean watched = told == null ? isTerminal() : Boolean.parseBoolean(told);
        return watched ? of(System.getenv(), size()) : NONE;
    }

    /**
     * A terminal.
     *
     * @param columns its width, 0 if it does not say
     */
    static Display of(Map<String, String> environment, int columns) {
        boolean colour = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        int known = columns > 0 ? columns : told(environment).orElse(USUAL_COLUMNS);
        return new Display(true, Math.max(FEWEST_COLUMNS, known), colour);
    }

    /** The same, if somebody has made its window wider or narrower. */
    Display now() {
        int columns = watched ? size() : 0;
        return columns > 0 ? new Display(true, Math.max(FEWEST_COLUMNS, columns), colour) : this;
    }

    private static Optional<Integer> told(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("COLUMNS"))
                .filter(text -> text.matches("[1-9]\\d{0,4}"))
                .map(Integer::valueOf);
    }

    private static boolean isTerminal() {
        ProcessBuilder test = new ProcessBuilder("test", "-t", "1").inheritIO();
        try {
            return test.start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** As {@code stty} sees it; 0 where that is not known. */
    private static int size() {
        ProcessBuilder stty = new ProcessBuilder(List.of("stty", "size"))
                .redirectInput(new File("/dev/tty"))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = stty.start();
            String size = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            process.waitFor(1, TimeUnit.SECONDS);
            return size.matches("\\d{1,5} \\d{1,5}") ? Integer.parseInt(size.substring(size.indexOf(' ') + 1)) : 0;
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
