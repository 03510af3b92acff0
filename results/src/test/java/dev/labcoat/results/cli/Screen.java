package dev.labcoat.results.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * What a terminal shows after it was sent some output: carriage returns, erased lines and colours as ECMA-48 has them, and lines
 * that go on in the next where they are too long.
 */
final class Screen {

    private final int columns;
    private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    private int column;
    private int wraps;

    Screen(int columns) {
        this.columns = columns;
    }

    /** A terminal of this width after this output. */
    static Screen after(String output, int columns) {
        Screen screen = new Screen(columns);
        for (int i = 0; i < output.length(); i++) {
            if (output.startsWith("\u001B[", i)) {
                int end = i + 2;
                while (!Character.isLetter(output.charAt(end))) {
                    end++;
                }
                screen.command(output.charAt(end));
                i = end;
            } else {
                screen.take(output.charAt(i));
            }
        }
        return screen;
    }

    private StringBuilder line() {
        return lines.get(lines.size() - 1);
    }

    /** Erase to the end of the line; colours are not seen here. */
    private void command(char letter) {
        if (letter == 'K') {
            line().setLength(Math.min(column, line().length()));
        } else if (letter != 'm') {
            throw new IllegalArgumentException("nobody sends a terminal ESC[" + letter);
        }
    }

    private void take(char character) {
        if (character == '\n') {
            lines.add(new StringBuilder());
            column = 0;
        } else if (character == '\r') {
            column = 0;
        } else {
            if (column == columns) {
                wraps++;
                lines.add(new StringBuilder());
                column = 0;
            }
            line().setLength(Math.max(line().length(), column));
            line().replace(column, column + 1, String.valueOf(character));
            column++;
        }
    }

    /** The lines that are seen. */
    List<String> lines() {
        return lines.stream().map(StringBuilder::toString).toList();
    }

    /** How many lines were too long for the terminal. */
    int wraps() {
        return wraps;
    }
}
