package dev.labcoat.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * README.md and the pages of docs, in the order in which README.md names them.
 *
 * @param folder of the README
 * @param files the README first
 */
record Pages(Path folder, List<Path> files) {

    static Pages in(Path folder) throws IOException {
        Path readme = folder.resolve("README.md");
        List<Path> named = links(readme).stream()
                .map(link -> link.replaceFirst("#.*", ""))
                .filter(link -> link.startsWith("docs/") && link.endsWith(".md"))
                .distinct()
                .map(folder::resolve)
                .toList();
        return new Pages(
                folder, Stream.concat(Stream.of(readme), named.stream()).toList());
    }

    /** What a page links to but for other sites. */
    static List<String> links(Path page) throws IOException {
        Matcher links = Pattern.compile("\\]\\(([^)\\s]+)\\)").matcher(Files.readString(page));
        return links.results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains("://"))
                .toList();
    }

    /** All lines of blocks in a language, of all pages, each once. */
    List<String> commands() throws IOException {
        return blocks("sh").stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .distinct()
                .toList();
    }

    /** Whatever is named as a command of ours, in blocks or within a line, also what needs something that is not there to be run. */
    List<String> named() throws IOException {
        List<String> commands = new ArrayList<>();
        for (Path page : files) {
            Pattern.compile(
                            "^((?:\\./run-bench\\.sh|java -jar labcoat\\.jar) .*)|`(\\./run-bench\\.sh [^`]*)`",
                            Pattern.MULTILINE)
                    .matcher(Files.readString(page))
                    .results()
                    .forEach(command -> commands.add(command.group(1) == null ? command.group(2) : command.group(1)));
        }
        return commands;
    }

    /** All blocks in a language. */
    List<String> blocks(String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        for (Path page : files) {
            Pattern.compile("^```" + language + "\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
                    .matcher(Files.readString(page))
                    .results()
                    .forEach(block -> blocks.add(block.group(1)));
        }
        return blocks;
    }
}
