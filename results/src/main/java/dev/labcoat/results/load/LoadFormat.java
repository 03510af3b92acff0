package dev.labcoat.results.load;

import dev.labcoat.results.model.BadInputException;
import java.util.List;

/** A format in which a program that is not JMH says how many requests were served in which time. */
public interface LoadFormat {

    /** Whether a text is in this format. */
    boolean recognizes(String text);

    /**
     * Reads a text that was recognized.
     *
     * @throws BadInputException if it is cut off, or says no rate: why, without the file's name
     */
    Content read(String text);

    /**
     * What is in a text.
     *
     * @param rows at least one; each benchmark's class is the name of the tool
     * @param leftOut what is not in them, and where it stands
     */
    record Content(List<LoadRow> rows, List<String> leftOut) {

        public Content {
            rows = List.copyOf(rows);
            leftOut = List.copyOf(leftOut);
        }

        /** All of a text. */
        static Content whole(List<LoadRow> rows) {
            return new Content(rows, List.of());
        }
    }
}
