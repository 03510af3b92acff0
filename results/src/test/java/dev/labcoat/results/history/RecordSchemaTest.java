package dev.labcoat.results.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.Samples;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class RecordSchemaTest {

    @Test
    void whatIsRecordedIsAsTheSchemaSays(@TempDir Path folder) throws IOException {
        RunStore store = new RunStore(folder.resolve("local"));
        for (Run run : List.of(Samples.parent(), Samples.head())) {
            RunFolder recorded = store.create(run);
            recorded.finish(Samples.ENVIRONMENT);
            assertThat(RecordSchema.RUN.problem(
                            Json.COMPACT.readTree(recorded.path().resolve("run.json"))))
                    .isEmpty();
        }
        Path published = new Archive(folder.resolve("history")).publish(Samples.head());
        assertThat(RecordSchema.RUN.problem(Json.COMPACT.readTree(published))).isEmpty();
    }

    @Test
    void whatIsNotIsNamed() {
        ObjectNode json = Json.COMPACT.valueToTree(Samples.head());
        ((ObjectNode) json.path("cells").path(0).path("id")).put("threads", 0);
        assertThat(RecordSchema.RUN.problem(json)).get().asString().contains("/cells/0/id/threads");

        json.remove("machine");
        assertThat(RecordSchema.RUN.problem(json)).isPresent();
    }
}
