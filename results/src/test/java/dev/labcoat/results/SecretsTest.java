package dev.labcoat.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No secret is committed: what is in the repository is looked through for what begins as those of well-known services do. */
class SecretsTest {

    private static final Path ROOT = Path.of(System.getProperty("labcoat.root", ".."));

    private static final Pattern SECRET = Pattern.compile(String.join(
            "|",
            "-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\\s+[A-Za-z0-9+/]{16}",
            "\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b",
            "\\bgh[pousr]_[A-Za-z0-9]{36}",
            "\\bgithub_pat_[A-Za-z0-9_]{40}",
            "\\bglpat-[A-Za-z0-9_-]{20}",
            "\\bxox[abprs]-[A-Za-z0-9-]{10}",
            "\\bAIza[A-Za-z0-9_-]{35}",
            "\\bsk_live_[A-Za-z0-9]{16}",
            "\\bnpm_[A-Za-z0-9]{36}",
            "\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10}",
            "(?i)\\b(?:password|passwd|secret|api_?key|token)\\s*[:=]\\s*[\"'][A-Za-z0-9+/_!-]{12,}[\"']"));

    @Test
    void nothingCommittedIsASecret() throws IOException {
        List<String> found = new ArrayList<>();
        for (String name : committed()) {
            Path file = ROOT.resolve(name);
            if (Files.isRegularFile(file)) {
                Matcher secret = SECRET.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
                while (secret.find()) {
                    found.add(name + ", at character " + secret.start());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void aSecretWouldBeFound() {
        assertThat("key = AKIA" + "A".repeat(16)).containsPattern(SECRET);
        assertThat("-----BEGIN RSA " + "PRIVATE KEY-----\n" + "M".repeat(64)).containsPattern(SECRET);
        assertThat("token: '" + "a1".repeat(10) + "'").containsPattern(SECRET);
    }

    private static List<String> committed() throws IOException {
        Process git = new ProcessBuilder("git", "-C", ROOT.toString(), "ls-files").start();
        List<String> names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(names).isNotEmpty();
        return names;
    }
}
