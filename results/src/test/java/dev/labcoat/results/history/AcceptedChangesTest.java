package dev.labcoat.results.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labcoat.results.Nights;
import dev.labcoat.results.Samples;
import dev.labcoat.results.history.AcceptedChanges.Accepted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceptedChangesTest {

    @TempDir
    Path folder;

    @Test
    void linesAreSortedAndEachIsThereOnce() throws IOException {
        Path file = folder.resolve("accepted.txt");
        AcceptedChanges changes = new AcceptedChanges(file);
        assertThat(changes.read()).isEmpty();

        changes.add(new Accepted("b", "Sort.*"));
        changes.add(new Accepted("a", Nights.ROW.toString()));
        changes.add(new Accepted("b", "Sort.*"));

        assertThat(file).hasContent("a SortBenchmark.sort words=100 [avgt]\nb Sort.*\n");
        assertThat(changes.read())
                .containsExactly(new Accepted("a", Nights.ROW.toString()), new Accepted("b", "Sort.*"));
    }

    @Test
    void aRowIsMeantAsItIsPrintedOrByAnExpressionOfAllOfIt() {
        assertThat(new Accepted("a", Nights.ROW.toString()).matches(Nights.ROW)).isTrue();
        assertThat(new Accepted("a", "Sort.*words=100? .avgt.").matches(Nights.ROW))
                .isTrue();
        assertThat(new Accepted("a", "SortBenchmark.sort words=10").matches(Nights.ROW))
                .isFalse();
        assertThat(new Accepted("a", "[avgt").matches(Nights.ROW)).isFalse();
        assertThat(new Accepted("a", "File.*").matches(Nights.ROW)).isFalse();
        assertThat(new Accepted("a", Nights.ROW.toString()).matches(Samples.id("sort")))
                .isFalse();
    }

    @Test
    void aLineThatIsNoneIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("accepted.txt"), "abcdef\n");

        assertThatThrownBy(() -> new AcceptedChanges(file).read())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'abcdef'");
    }
}
