package dev.labcoat.results.load;

import dev.labcoat.results.model.BadInputException;
import java.util.List;

/** A format in which a program that is not JMH says how many requests were served in which time. */
public interface LoadFormat {

    /** Whether a text is in this format. */
    boolean recognizes(String text);

    /**
     * Reads the rows of a text that was recognized.
     *
     * @return at least one; each benchmark's class is the name of the tool
     * @throws BadInputException if it is cut off, or says no rate: why, without the file's name
     */
    List<LoadRow> read(String text);

    /** What of a text that was recognized is left out of its rows, and where it stands; nothing in most formats. */
    default List<String> leftOut(String text) {
        return List.of();
    }
}
