package dev.labcoat.results.load;

import dev.labcoat.results.model.BadInputException;
import java.util.List;
import java.util.Optional;

/** A format in which a program that is not JMH says how many requests were served in which time. */
public interface LoadFormat {

    /** All that this program reads, each recognized by what no other has. */
    List<LoadFormat> ALL = List.of(
            new WrkText(),
            new H2loadText(),
            new K6Summary(),
            new HyperfoilReport(),
            new PrometheusText(),
            new AccessLog());

    /** Whether a text is in this format. */
    boolean recognizes(String text);

    /**
     * Reads the rows of a text that was recognized.
     *
     * @return at least one; each benchmark's class is the name of the tool
     * @throws BadInputException if it is cut off, or says no rate: why, without the file's name
     */
    List<LoadRow> read(String text);

    /** The format of a text; empty where it is none of these. */
    static Optional<LoadFormat> of(String text) {
        return ALL.stream().filter(format -> format.recognizes(text)).findFirst();
    }
}
