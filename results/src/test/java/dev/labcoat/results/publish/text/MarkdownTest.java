package dev.labcoat.results.publish.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '"', textBlock = """
            a|b => a\\|b
            <img src=x> => &lt;img src=x>
            &lt; => &amp;lt;
            **bold** _it_ ~~no~~ => \\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~
            `code` => \\`code\\`
            ![x](y) [z]: y => !\\[x](y) \\[z]: y
            $x$ => \\$x\\$
            @user me@example.org => @|user me@|example.org
            "#1 GH-1 gh-2 a/b#3" => "#|1 GH-|1 gh-|2 a/b#|3"
            https://example.org => https:|//example.org
            WWW.example.org => WWW|.example.org
            :tada: but 10:30 => :|tada: but 10:|30
            change: 5 % => change: 5 %
            """)
    void textIsText(String text, String markdown) {
        // In the table above, a bar without a backslash stands for a space of no width.
        String expected = markdown.replaceAll("(?<!\\\\)\\|", "\u200B");
        assertThat(Markdown.text(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '"', textBlock = """
            "# head" => "\\# head"
            - item => \\- item
            1. item => 1\\. item
            12) item => 12\\) item
            > quote => \\> quote
            "    code" => code
            1 row => 1 row
            """)
    void aLineIsNoBlock(String text, String markdown) {
        assertThat(Markdown.line(text)).isEqualTo(markdown);
    }

    @Test
    void whatIsNotSeenIsASpace() {
        assertThat(Markdown.text("a\r\n\tb\u202Ec\u0000\u2028d\u200Be")).isEqualTo("a b c d e");
    }

    @Test
    void aValueIsBrokenAfterACommaOnly() {
        assertThat(Markdown.value("1.05 \u00b5s \u00b161 %")).isEqualTo("1.05\u00a0\u00b5s\u00a0\u00b161\u00a0%");
        assertThat(Markdown.value("client-bound 2/3, warming 1/3"))
                .isEqualTo("client-bound\u00a02/3, warming\u00a01/3");
    }
}
