package dev.labcoat.results.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labcoat.results.Nights;
import dev.labcoat.results.Samples;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.verdict.Difference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonArchiveTest {

    @TempDir
    Path folder;

    @Test
    void whatWasPublishedIsReadInTheOrderOfCommitsAndNeverChanged() throws IOException {
        Archive archive = new Archive(folder.resolve("comparisons"));
        archive.publish(Experiment.of(Nights.night(2, 0.1)));
        Path first = archive.publish(Experiment.of(Nights.night(1, 0.2)));

        List<Comparison> read = new ArrayList<>();
        archive.forEachComparison(read::add, problem -> assertThat(problem).isNull());

        assertThat(read)
                .extracting(Comparison::id)
                .containsExactly("comparison-00000000-00000001", "comparison-00000000-00000002");
        assertThat(Difference.of(read.get(0).rows().get(0)).mean()).isEqualTo(0.2, within(1e-9));
        assertThat(first.getParent()).hasFileName(Samples.MACHINE.key());
        assertThat(first).hasFileName("20260305T050607Z-00000001-comparison-00000000-00000001.json");
        assertThat(archive.publish(Experiment.of(Nights.night(1, 0.2)))).isEqualTo(first);
        assertThatThrownBy(() -> archive.publish(Experiment.of(Nights.night(1, 0.3))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("never changed");
    }

    @Test
    void aFileThatCannotBeReadIsNamedAndTheOthersAreRead() throws IOException {
        Archive archive = new Archive(folder);
        Path cut = archive.publish(Experiment.of(Nights.night(1, 0)));
        archive.publish(Experiment.of(Nights.night(2, 0)));
        Files.writeString(cut, Files.readString(cut).substring(0, 200));

        List<Comparison> read = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        archive.forEachComparison(read::add, unreadable::add);

        assertThat(read).extracting(Comparison::id).containsExactly("comparison-00000000-00000002");
        assertThat(unreadable).singleElement().asString().contains(cut.toString(), "is not a recorded experiment");
    }

    @Test
    void whereNothingWasPublishedThereIsNothing() throws IOException {
        List<Comparison> read = new ArrayList<>();
        new Archive(folder.resolve("none")).forEachComparison(read::add, problem -> {});

        assertThat(read).isEmpty();
    }
}
