package dev.labcoat.results.publish.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labcoat.results.model.StackRequest;
import io.hyperfoil.api.config.Benchmark;
import io.hyperfoil.api.config.BenchmarkData;
import io.hyperfoil.api.config.BenchmarkDefinitionException;
import io.hyperfoil.api.config.Model;
import io.hyperfoil.api.config.Phase;
import io.hyperfoil.core.parser.BenchmarkParser;
import io.hyperfoil.core.parser.ParserException;
import io.hyperfoil.http.config.HttpPluginConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is written for Hyperfoil, read by its own parser. */
class HyperfoilBenchmarkTest {

    private static final StackRequest PAGE = new StackRequest("node", "GET", "/", Map.of(), "", 200);

    @Test
    void theRateIsHeldForItsTime() throws Exception {
        Benchmark parsed = parsed(of(PAGE, Duration.ZERO));

        assertThat(parsed.name()).isEqualTo("node");
        assertThat(parsed.phases()).singleElement().satisfies(phase -> {
            assertThat(phase.duration()).isEqualTo(90_000);
            assertThat(phase.model)
                    .isInstanceOfSatisfying(
                            Model.ConstantRate.class,
                            model -> assertThat(model.usersPerSec).isEqualTo(2_500));
        });
        assertThat(parsed.plugin(HttpPluginConfig.class).http().values())
                .anySatisfy(http -> assertThat(http.originalDestination()).isEqualTo("10.0.0.7:8080"));
    }

    @Test
    void theRateGoesUpFirstWhichWarmsUp() throws Exception {
        Benchmark parsed = parsed(of(PAGE, Duration.ofSeconds(20)));

        assertThat(parsed.phases())
                .filteredOn(phase -> phase.isWarmup)
                .extracting(Phase::name)
                .containsExactly("rampUp");
        assertThat(parsed.phases())
                .filteredOn(phase -> !phase.isWarmup)
                .singleElement()
                .satisfies(steady -> assertThat(steady.startAfter()).containsExactly("rampUp"));
    }

    @Test
    void whatIsSentIsTextAndNoExpressionOfHyperfoil() throws Exception {
        StackRequest note = new StackRequest(
                "notes",
                "POST",
                "/notes?q=${a",
                Map.of("Content-Type", "application/json", "X-Odd", "no: yaml # here"),
                "{\"text\": \"${nobody} knows\"}\nsecond line",
                201);

        assertThat(of(note, Duration.ZERO)).contains("$${nobody}").contains("range: \"201\"");
        parsed(of(note, Duration.ZERO));
    }

    @Test
    void theParserWouldHaveRefusedWhatIsNoBenchmark() {
        assertThatThrownBy(() -> parsed(of(PAGE, Duration.ZERO).replace("usersPerSec", "userPerSec")))
                .isInstanceOfAny(ParserException.class, BenchmarkDefinitionException.class);
    }

    private static String of(StackRequest request, Duration rampUp) {
        return new HyperfoilBenchmark(request, "http://10.0.0.7:8080", 2_500, Duration.ofSeconds(90), rampUp, 64)
                .yaml();
    }

    private static Benchmark parsed(String yaml) throws ParserException, IOException {
        return BenchmarkParser.instance()
                .buildBenchmark(
                        new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), BenchmarkData.EMPTY, Map.of());
    }
}
