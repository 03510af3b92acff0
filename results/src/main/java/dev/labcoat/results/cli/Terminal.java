package dev.labcoat.results.cli;

import dev.labcoat.results.publish.text.Visible;
import dev.labcoat.results.publish.text.Wrapped;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The one way in which text reaches a terminal, or the file that stands for it: names, commit messages and errors come from files
 * that somebody else may have written, so nothing in them commands the terminal.
 */
final class Terminal extends PrintWriter {

    private static final String ERASE_LINE = "\r\u001B[K";

    private Display display;

    /** A terminal behind a stream, whose text is UTF-8 whatever the locale, since tables have ± and µ. */
    Terminal(PrintStream stream, Display display) {
        super(stream, true, StandardCharsets.UTF_8);
        this.display = display;
    }

    /** The width of the page behind a writer. */
    static int width(PrintWriter out) {
        return out instanceof Terminal terminal ? terminal.display.columns() : Display.NONE.columns();
    }

    /** Whether anybody watches. */
    boolean isWatched() {
        return display.watched();
    }

    /** How wide it is now: windows are made wider and narrower. */
    int measuredAgain() {
        display = display.now();
        return display.columns();
    }

    /** Takes the last line back, if it has not ended. */
    void eraseLine() {
        super.write(ERASE_LINE, 0, ERASE_LINE.length());
    }

    /** Prints what a program reads: as it is, but for a terminal that somebody watches. */
    static void printForProgram(PrintWriter out, String text) {
        if (out instanceof Terminal terminal && !terminal.display.watched()) {
            terminal.writeAsItIs(text);
        } else {
            out.print(text);
        }
    }

    private void writeAsItIs(String text) {
        super.write(text, 0, text.length());
    }

    /** One line, whatever is in it. */
    @Override
    public void println(String line) {
        String visible = Visible.text(String.valueOf(line));
        super.println(
                display.watched()
                        ? String.join("\n", Wrapped.lines(visible, display.columns(), hanging(visible)))
                        : visible);
    }

    /** What goes on stands two places to the right of where the line begins. */
    private static int hanging(String line) {
        return line.length() - line.stripLeading().length() + 2;
    }

    @Override
    public void write(String text, int from, int length) {
        String visible = Visible.lines(text.substring(from, from + length));
        String shown = display.colour() ? Colours.of(visible) : visible;
        super.write(shown, 0, shown.length());
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
