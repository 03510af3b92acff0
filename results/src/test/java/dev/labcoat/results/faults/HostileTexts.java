package dev.labcoat.results.faults;

import dev.labcoat.results.cli.Said;
import dev.labcoat.results.files.FolderTree;
import dev.labcoat.results.model.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts what a stranger may write into every text of every file that commands read: nothing of it may command a terminal, become
 * markup of a page, or lead to another file.
 */
final class HostileTexts {

    /** Text of JSON, names of members too. */
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

    private static final List<String> HOSTILE = List.of(
            "\u001b[31m\u0007\u0000",
            "\u001b]0;title\u0007",
            "\u009b2J\u0085",
            "\u202eevil\u2066",
            "a\r\nb\nc",
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "</script><script>alert(1)//",
            "'; alert(1); '",
            "${7*7}#{7*7}<#assign x=1>",
            "[x](javascript:alert(1)) | `y` | ![z](//evil)",
            "@everyone #1 GH-1",
            "=cmd|' /C calc'!A0",
            "../../../../tmp/evil",
            "%s%n%1$999999999s",
            "x".repeat(70_000));

    /** Markup that would do something: of the texts above, and of nothing that pages of ours have. */
    private static final Pattern MARKUP =
            Pattern.compile("<script>alert|<img src=x|</script><script>|\\]\\(javascript:|!\\[z\\]");

    private final Corpus corpus;
    private final Path folder;

    private HostileTexts(Corpus corpus, Path folder) {
        this.corpus = corpus;
        this.folder = folder;
    }

    /**
     * Replaces texts, each by each that is hostile.
     *
     * @param step 1 for all of them, or more for one of so many
     */
    static Tally run(int step) throws IOException {
        Path folder = Files.createTempDirectory("hostile-");
        try (Corpus corpus = new Corpus(folder)) {
            return new HostileTexts(corpus, folder).tally(step);
        } finally {
            FolderTree.delete(folder);
        }
    }

    private Tally tally(int step) throws IOException {
        Tally tally = new Tally("hostile texts");
        int number = 0;
        for (Corpus.Target target : corpus.targets()) {
            byte[] bytes = target.bytes();
            String whole = new String(bytes, StandardCharsets.UTF_8);
            for (MatchResult text : TEXT.matcher(whole).results().toList()) {
                for (String hostile : HOSTILE) {
                    if (number++ % step == 0) {
                        String mutant = whole.substring(0, text.start())
                                + Json.COMPACT.writeValueAsString(hostile)
                                + whole.substring(text.end());
                        tally.add(target.kind(), wrong(target, mutant));
                        target.put(bytes);
                    }
                }
            }
        }
        return tally;
    }

    private List<String> wrong(Corpus.Target target, String mutant) throws IOException {
        target.put(mutant.getBytes(StandardCharsets.UTF_8));
        List<String> wrong = new ArrayList<>();
        for (List<String> command : target.commands()) {
            Said said = Outcome.of(command);
            wrong.addAll(Outcome.wrong(command, said));
            if (command.contains("--format=markdown") || command.get(0).equals("comment")) {
                wrong.addAll(markup(command.get(0), said.out()));
            }
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(HostileTexts::isPage).toList()) {
                wrong.addAll(markup(file.toString(), Files.readString(file)));
                Outcome.control(Files.readString(file)).forEach(found -> wrong.add(file + " has " + found));
            }
        }
        corpus.tidy();
        return wrong;
    }

    private static boolean isPage(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".html") || name.endsWith(".md") || (name.endsWith(".js") && !name.equals("uPlot.js"));
    }

    private static List<String> markup(String where, String text) {
        return MARKUP.matcher(text).find()
                ? List.of(where + " has markup of a stranger: "
                        + MARKUP.matcher(text)
                                .results()
                                .findFirst()
                                .orElseThrow()
                                .group())
                : List.of();
    }
}
