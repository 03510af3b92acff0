package dev.labcoat.results.cli;

import dev.labcoat.results.publish.text.Visible;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The one way in which text reaches a terminal, or the file that stands for it: names, commit messages and errors come from files
 * that somebody else may have written, so nothing in them commands the terminal.
 */
final class Terminal extends PrintWriter {

    private static final String ERASE_LINE = "\r\u001B[K";

    private final boolean watched;

    /** A terminal behind a stream, whose text is UTF-8 whatever the locale, since tables have ± and µ. */
    Terminal(PrintStream stream) {
        super(stream, true, StandardCharsets.UTF_8);
        this.watched = Boolean.getBoolean("labcoat.terminal");
    }

    /** Whether anybody watches. */
    boolean isWatched() {
        return watched;
    }

    /** Takes the last line back, if it has not ended. */
    void eraseLine() {
        super.write(ERASE_LINE, 0, ERASE_LINE.length());
    }

    /** One line, whatever is in it. */
    @Override
    public void println(String line) {
        super.println(Visible.text(String.valueOf(line)));
    }

    @Override
    public void write(String text, int from, int length) {
        String visible = Visible.lines(text.substring(from, from + length));
        super.write(visible, 0, visible.length());
    }

    @Override
    public void write(char[] text, int from, int length) {
        write(new String(text, from, length), 0, length);
    }

    @Override
    public void write(int character) {
        write(Character.toString((char) character), 0, 1);
    }
}
