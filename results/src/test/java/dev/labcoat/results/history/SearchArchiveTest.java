package dev.labcoat.results.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labcoat.results.Nights;
import dev.labcoat.results.Samples;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Search;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class SearchArchiveTest {

    private static Search search(String id, boolean done) {
        return new Search(
                Search.SCHEMA_VERSION,
                id,
                Samples.COMMITTED,
                Samples.MACHINE,
                Nights.ROW,
                Nights.commit(1),
                Nights.commit(9),
                done,
                Nights.commit(4),
                Nights.commit(5),
                List.of(new Search.Culprit(
                        Nights.commit(5), Nights.commit(4), 0, 0.08, done ? Nights.commit(7) : null)));
    }

    @Test
    void whatWasPublishedIsReadInItsOrderAndADamagedFileIsNamed(@TempDir Path folder) throws IOException {
        SearchArchive archive = new SearchArchive(folder.resolve("searches"));
        archive.publish(search("20260102-search", true));
        Path damaged = archive.publish(search("20260103-search", true));
        archive.publish(search("20260101-search", false));
        Files.writeString(damaged, Files.readString(damaged).replace("\"done\":true", "\"done\":false"));
        List<Search> read = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();

        archive.forEach(read::add, unreadable::add);

        assertThat(read).containsExactly(search("20260101-search", false), search("20260102-search", true));
        assertThat(unreadable).singleElement().asString().contains(damaged.toString(), "checksum");
    }

    @Test
    void whatWasPublishedIsNeverChanged(@TempDir Path folder) throws IOException {
        SearchArchive archive = new SearchArchive(folder);
        archive.publish(search("20260101-search", false));

        assertThatThrownBy(() -> archive.publish(search("20260101-search", true)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("never changed");
    }

    @Test
    void whatIsPublishedIsAsTheSchemaSaysAndWhatIsNotIsNamed(@TempDir Path folder) throws IOException {
        SearchArchive archive = new SearchArchive(folder);
        Path whole = archive.publish(search("20260101-search", true));
        Path odd = archive.publish(search("20260102-search", true));
        ObjectNode json = (ObjectNode) Json.COMPACT.readTree(odd);
        assertThat(RecordSchema.SEARCH.problem(json)).isEmpty();
        json.remove(Checksum.NAME);
        ((ObjectNode) json.path("good")).put("commit", "");
        Files.writeString(odd, Checksum.addTo(Json.COMPACT.writeValueAsString(json)));
        List<Search> read = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();

        archive.forEach(read::add, unreadable::add);

        assertThat(read).extracting(Search::id).containsExactly("20260101-search");
        assertThat(whole).exists();
        assertThat(unreadable)
                .singleElement()
                .asString()
                .contains(odd.toString(), "is not as search.schema.json says", "/good/commit");
    }

    @Test
    void twoStatesOfASearchSayTheSameOrNot() {
        assertThat(search("a", true).saysAs(search("b", true))).isTrue();
        assertThat(search("a", true).saysAs(search("a", false))).isFalse();
    }
}
