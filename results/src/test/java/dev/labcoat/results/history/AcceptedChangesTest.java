package dev.labcoat.results.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.Nights;
import dev.labcoat.results.Samples;
import dev.labcoat.results.history.AcceptedChanges.Accepted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceptedChangesTest {

    private static final String A = "a".repeat(40);
    private static final String B = "b".repeat(40);

    @TempDir
    Path folder;

    @Test
    void linesAreSortedAndEachIsThereOnce() throws IOException {
        Path file = folder.resolve("accepted.txt");
        AcceptedChanges changes = new AcceptedChanges(file);
        assertThat(changes.read(problem -> {})).isEmpty();

        changes.add(new Accepted(B, "Sort.*"));
        changes.add(new Accepted(A, Nights.ROW.toString()));
        changes.add(new Accepted(B, "Sort.*"));

        assertThat(file).hasContent(A + " SortBenchmark.sort words=100 [avgt]\n" + B + " Sort.*\n");
        assertThat(changes.read(problem -> {}))
                .containsExactly(new Accepted(A, Nights.ROW.toString()), new Accepted(B, "Sort.*"));
    }

    @Test
    void aRowIsMeantAsItIsPrintedOrByAnExpressionOfAllOfIt() {
        assertThat(new Accepted(A, Nights.ROW.toString()).matches(Nights.ROW)).isTrue();
        assertThat(new Accepted("a", "Sort.*words=100? .avgt.").matches(Nights.ROW))
                .isTrue();
        assertThat(new Accepted("a", "SortBenchmark.sort words=10").matches(Nights.ROW))
                .isFalse();
        assertThat(new Accepted("a", "[avgt").matches(Nights.ROW)).isFalse();
        assertThat(new Accepted("a", "File.*").matches(Nights.ROW)).isFalse();
        assertThat(new Accepted(A, Nights.ROW.toString()).matches(Samples.id("sort")))
                .isFalse();
    }

    @Test
    void aLineThatIsNoneIsNamedAndTheOthersCount() throws IOException {
        for (String line : List.of(A, "abcdef Sort.*", "Sort.* " + A)) {
            Path file = Files.writeString(folder.resolve("accepted.txt"), line + "\n" + A + " Sort.*\n");
            List<String> problems = new ArrayList<>();
            assertThat(new AcceptedChanges(file).read(problems::add)).containsExactly(new Accepted(A, "Sort.*"));
            assertThat(problems).hasSize(1).allMatch(problem -> problem.contains("'" + line + "'"));
        }
    }
}
