package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParamsTest {

    @Test
    void commasPartValuesButNotBehindABackslash() {
        assertThat(Params.cut("1,2")).containsExactly("1", "2");
        assertThat(Params.cut("")).containsExactly("");
        assertThat(Params.cut("a,")).containsExactly("a", "");
        assertThat(Params.cut("{\"a\":1\\,\"b\":\"\\\\\"},-x")).containsExactly("{\"a\":1,\"b\":\"\\\\\"}", "-x");
    }
}
