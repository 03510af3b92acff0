package dev.labcoat.results.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JvmFlagsTest {

    @Test
    void blanksPartThemButNotInQuotes() {
        assertThat(JvmFlags.parse("")).isEmpty();
        assertThat(JvmFlags.parse("  -Xint\t-Xmx1g ")).containsExactly("-Xint", "-Xmx1g");
        assertThat(JvmFlags.parse("-Dname=\"a b\" '-Dpath=/c d/e' -Dempty=\"\" \"\""))
                .containsExactly("-Dname=a b", "-Dpath=/c d/e", "-Dempty=", "");
        assertThat(JvmFlags.parse("-Dq=\\\"x -Dw='C:\\x' a\\ b")).containsExactly("-Dq=\"x", "-Dw=C:\\x", "a b");
    }

    @Test
    void anOpenQuoteIsRefused() {
        assertThatThrownBy(() -> JvmFlags.parse("-Dname='a b")).isInstanceOf(BadInputException.class);
    }

    @Test
    void theirTextReadsAsTheyAre() {
        List<String> flags = List.of("-Xint", "-Dname=a b", "", "-Dq=\"'x", "back\\slash", "ß\n");
        assertThat(JvmFlags.parse(JvmFlags.text(flags))).isEqualTo(flags);
        assertThat(JvmFlags.text(List.of("-Xint", "-Dname=a b"))).isEqualTo("-Xint \"-Dname=a b\"");
    }

    @Test
    void thoseForEveryJvmAreNamedWithoutTheirValues() {
        assertThat(JvmFlags.leftOut(Map.of("_JAVA_OPTIONS", "-Dpassword=x", "JAVA_TOOL_OPTIONS", " ", "PATH", "/bin")))
                .singleElement()
                .asString()
                .startsWith("_JAVA_OPTIONS is left out")
                .doesNotContain("password");
    }
}
