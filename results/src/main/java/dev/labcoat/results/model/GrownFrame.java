package dev.labcoat.results.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A method that takes more CPU time of an operation than it did before.
 *
 * @param process whose: empty for the benchmark's JVM, else such as {@code server process 1}
 * @param frame class and method
 * @param caller what calls it; null where nothing does
 * @param growth by how much, as a share of the CPU time that the baseline's operation takes in all, such as 0.08
 * @param added whether the baseline's profile does not have it there: then its growth is of all that it calls too, and else of its own
 *     time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GrownFrame(
        String process, String frame, @Nullable String caller, double growth, boolean added) {

    public GrownFrame {
        Check.present(process, "process");
        Check.present(frame, "frame");
    }
}
