package dev.labcoat.results.publish.site;

import dev.labcoat.results.publish.Template;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The page that one opens first: what got slower lately, then every benchmark. */
final class FrontPage {

    private FrontPage() {}

    /**
     * The page.
     *
     * @param sections one for each track
     * @throws IOException if the template is missing from the jar
     */
    static String html(List<Section> sections) throws IOException {
        return Template.html(
                "site/index.ftlh",
                Map.of(
                        "sections", sections,
                        "earlier", Hint.EARLIER,
                        "least", Hint.LEAST_EARLIER,
                        "noises", Hint.SHOWN));
    }
}
