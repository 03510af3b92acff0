package dev.labcoat.results.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.RandomExperiments;
import dev.labcoat.results.Samples;
import dev.labcoat.results.model.Experiment;
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
        ExperimentStore store = new ExperimentStore(folder.resolve("local"));
        for (Run run : List.of(Samples.parent(), Samples.head())) {
            ExperimentFolder recorded = store.create(Experiment.of(run));
            recorded.finish(Samples.ENVIRONMENT, 0);
            assertThat(RecordSchema.EXPERIMENT.problem(
                            Json.COMPACT.readTree(recorded.path().resolve("experiment.json"))))
                    .isEmpty();
        }
        Path published = new Archive(folder.resolve("history")).publish(Experiment.of(Samples.head()));
        assertThat(RecordSchema.EXPERIMENT.problem(Json.COMPACT.readTree(published)))
                .isEmpty();
    }

    @Test
    void whatIsComparedIsToo() {
        for (long seed = 0; seed < 20; seed++) {
            Experiment experiment = Experiment.of(new RandomExperiments(seed).comparison());
            assertThat(RecordSchema.EXPERIMENT.problem(
                            Json.COMPACT.readTree(Json.COMPACT.writeValueAsString(experiment))))
                    .isEmpty();
        }
    }

    @Test
    void whatIsNotIsNamed() {
        ObjectNode json = Json.COMPACT.valueToTree(Experiment.of(Samples.head()));
        ((ObjectNode) json.path("arms").path(0).path("cell")).put("threads", 0);
        assertThat(RecordSchema.EXPERIMENT.problem(json)).get().asString().contains("/arms/0/cell/threads");

        json.remove("machine");
        assertThat(RecordSchema.EXPERIMENT.problem(json)).isPresent();
    }
}
