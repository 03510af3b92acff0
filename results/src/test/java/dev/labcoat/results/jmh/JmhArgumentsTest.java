package dev.labcoat.results.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labcoat.results.model.BadInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Mode;

class JmhArgumentsTest {

    @Test
    void whatTheySayIsKnown() {
        JmhArguments arguments = JmhArguments.of(
                List.of("-prof", "gc", "-wi", "5", "-w", "200ms", "-i", "3", "-r", "2", "-t", "max", "-bm", "avgt,ss"));

        assertThat(arguments.warmUps()).hasValue(5);
        assertThat(arguments.warmUpMillis()).hasValue(200);
        assertThat(arguments.iterations()).hasValue(3);
        assertThat(arguments.iterationMillis()).hasValue(2_000);
        assertThat(arguments.threads()).hasValue(Runtime.getRuntime().availableProcessors());
        assertThat(arguments.modes()).containsExactly(Mode.AverageTime, Mode.SingleShotTime);
        assertThat(arguments.arguments()).startsWith("-prof", "gc");
    }

    @Test
    void ofNoneNothingIsSaid() {
        assertThat(JmhArguments.of(List.of())).isSameAs(JmhArguments.NONE);
        assertThat(JmhArguments.NONE.warmUps()).isEmpty();
        assertThat(JmhArguments.NONE.threads()).isEmpty();
        assertThat(JmhArguments.of(List.of("-prof", "gc")).warmUps()).isEmpty();
        assertThat(JmhArguments.of(List.of("-tg", "1,2")).threads()).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-f 2",
                "-rf csv",
                "-p a=1",
                "-jvm /x",
                "-l",
                "-foe false",
                "-nonsense 1",
                "-wi many",
                "-bm x",
                "MyBench"
            })
    void whatCannotBeHandedOnIsRefused(String arguments) {
        assertThatThrownBy(() -> JmhArguments.of(List.of(arguments.split(" ", -1))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(arguments.split(" ", -1)[0]);
    }
}
