package dev.labcoat.results.publish.site;

import dev.labcoat.results.publish.text.Template;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The page that one opens first: what got slower lately, then every benchmark. */
final class FrontPage {

    private FrontPage() {}

    /**
     * The page.
     *
     * @param machines one for each machine
     * @throws IOException if the template is missing from the jar
     */
    static String html(List<MachineSection> machines) throws IOException {
        return Template.html(
                "site/index.ftlh",
                Map.of(
                        "machines", machines,
                        "earlier", Hint.EARLIER,
                        "least", Hint.LEAST_EARLIER,
                        "noises", Hint.SHOWN));
    }
}
