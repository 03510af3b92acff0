package dev.labcoat.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.cli.Said;
import dev.labcoat.results.model.JvmFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** README.md and docs, as far as that can be seen without running their commands. */
class PagesTest {

    private static final Path ROOT = Path.of("..");

    @Test
    void theReadmeIsShortAndNamesEveryPage() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("README.md"))).hasSizeLessThanOrEqualTo(150);
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            assertThat(Pages.in(ROOT).files())
                    .containsAll(
                            docs.filter(file -> file.toString().endsWith(".md")).toList());
        }
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        for (Path page : Pages.in(ROOT).files()) {
            for (String link : Pages.links(page)) {
                String file = link.replaceFirst("#.*", "");
                Path target = file.isEmpty()
                        ? page
                        : Objects.requireNonNull(page.getParent()).resolve(file);
                assertThat(target).as(page + ": " + link).exists();
                if (link.contains("#")) {
                    assertThat(anchors(target)).as(page + ": " + link).contains(link.replaceFirst(".*#", ""));
                }
            }
        }
    }

    /** Those that need much time or what is not there, too; ReadmeIT and ProjectIT run the others. */
    @Test
    void theProgramTakesEveryCommandThatIsNamed() throws IOException {
        List<String> commands = Pages.in(ROOT).named();
        assertThat(commands).hasSizeGreaterThan(40);
        for (String command : commands) {
            String arguments = command.replaceFirst("^(\\./run-bench\\.sh|java -jar labcoat\\.jar) ", "")
                    .replaceFirst("\\s+#.*", "");
            Said said = Said.ofCheck(JvmFlags.parse(arguments).toArray(String[]::new));
            assertThat(said.status()).as(command + "\n" + said.err()).isZero();
        }
    }

    /** As GitHub makes them of heads. */
    private static List<String> anchors(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w -]", "")
                        .replace(' ', '-'))
                .toList();
    }
}
