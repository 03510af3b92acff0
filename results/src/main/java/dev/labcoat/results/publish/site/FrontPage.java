package dev.labcoat.results.publish.site;

import dev.labcoat.results.publish.text.ProductionBeside;
import dev.labcoat.results.publish.text.Template;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The page that one opens first: what got slower and has stayed so, then of each machine what looks slower and what each layer answers, then
 * the list of all benchmarks, which is data of its own.
 */
final class FrontPage {

    private FrontPage() {}

    /**
     * The page.
     *
     * @param project whose benchmarks they are
     * @param machines one for each machine, the one with the newest commit first
     * @param beside what production says of stack files' requests, beside the bench
     * @param benchmarks how many there are
     * @throws IOException if the template is missing from the jar
     */
    static String html(String project, List<MachineSection> machines, List<ProductionBeside> beside, int benchmarks)
            throws IOException {
        return Template.html(
                "site/index.ftlh",
                Map.of(
                        "project",
                        project,
                        "machines",
                        machines,
                        "beside",
                        beside,
                        "benchmarks",
                        benchmarks,
                        "earlier",
                        Hint.EARLIER,
                        "least",
                        Hint.LEAST_EARLIER,
                        "noises",
                        Hint.SHOWN,
                        "mostCards",
                        Card.MOST));
    }
}
