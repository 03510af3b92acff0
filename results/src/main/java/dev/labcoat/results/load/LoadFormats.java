package dev.labcoat.results.load;

import java.util.List;
import java.util.Optional;

/** All formats of programs that are not JMH that this program reads, each recognized by what no other has. */
public final class LoadFormats {

    private static final List<LoadFormat> ALL = List.of(
            new WrkText(),
            new H2loadText(),
            new K6Summary(),
            new HyperfoilReport(),
            new PrometheusText(),
            new AccessLog());

    private LoadFormats() {}

    /** The format of a text; empty where it is none of these. */
    public static Optional<LoadFormat> of(String text) {
        return ALL.stream().filter(format -> format.recognizes(text)).findFirst();
    }
}
