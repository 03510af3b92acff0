package dev.labcoat.results.faults;

import dev.labcoat.results.cli.Said;
import dev.labcoat.results.files.FolderTree;
import dev.labcoat.results.model.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Damages files that commands read, one at a time, and runs the commands: none may end with a trace of the program, command the
 * terminal, hang, lose a file that is whole, or show other numbers without a word.
 */
final class Mutations {

    /** One in so many is no file any more. */
    private static final int NO_FILE = 30;

    /** In what words it is told that something of a file is no result. */
    private static final Pattern TOLD = Pattern.compile("FAILED|Left out|Warning");

    private final Corpus corpus;
    private final Random random;
    private final Mutator mutator;

    private Mutations(Corpus corpus, long seed) {
        this.corpus = corpus;
        this.random = new Random(seed);
        this.mutator = new Mutator(random);
    }

    /** Damages files so many times, in turn. */
    static Tally run(int count, long seed) throws IOException {
        Path folder = Files.createTempDirectory("mutations-");
        try (Corpus corpus = new Corpus(folder)) {
            return new Mutations(corpus, seed).tally(count);
        } finally {
            FolderTree.delete(folder);
        }
    }

    private Tally tally(int count) throws IOException {
        Tally tally = new Tally("mutants");
        Map<Corpus.Target, Whole> whole = new LinkedHashMap<>();
        for (Corpus.Target target : corpus.targets()) {
            whole.put(target, Whole.of(target, corpus));
        }
        Iterator<Map.Entry<Corpus.Target, Whole>> next = Stream.generate(whole::entrySet)
                .flatMap(entries -> entries.stream())
                .iterator();
        for (int i = 0; i < count; i++) {
            Map.Entry<Corpus.Target, Whole> entry = next.next();
            tally.add(entry.getKey().kind(), damaged(entry.getKey(), entry.getValue()));
        }
        return tally;
    }

    /** What is read while nothing is damaged. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares two of them.
    private record Whole(byte[] bytes, String whole, String numbers) {

        static Whole of(Corpus.Target target, Corpus corpus) throws IOException {
            for (List<String> command : target.commands()) {
                Outcome.of(command);
            }
            Whole whole = new Whole(
                    target.bytes(), target.whole().read(), target.numbers().read());
            corpus.tidy();
            return whole;
        }
    }

    private List<String> damaged(Corpus.Target target, Whole whole) throws IOException {
        byte[] mutant = mutator.mutant(whole.bytes());
        String what = text(mutant);
        if (target.mayBeNoFile() && random.nextInt(NO_FILE) == 0) {
            what = noFile(target.file());
        } else {
            target.put(mutant);
        }
        List<String> wrong = new ArrayList<>();
        boolean said = false;
        for (List<String> command : target.commands()) {
            Said outcome = Outcome.of(command);
            wrong.addAll(Outcome.wrong(command, outcome));
            said |= outcome.status() != 0
                    || !outcome.err().isBlank()
                    || TOLD.matcher(outcome.out()).find();
        }
        if (!target.whole().read().equals(whole.whole())) {
            wrong.add("a file that is whole is lost or shown otherwise");
        }
        if (!said
                && !target.isTorn(mutant)
                && !isOther(target, whole.bytes(), mutant)
                && !target.numbers().read().equals(whole.numbers())) {
            wrong.add("other numbers, and not a word");
        }
        corpus.tidy();
        if (!Files.isRegularFile(target.file(), LinkOption.NOFOLLOW_LINKS)) {
            FolderTree.delete(target.file());
        }
        target.put(whole.bytes());
        String input = what;
        wrong.replaceAll(fault -> fault + " <- " + difference(text(whole.bytes()), input));
        return wrong;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Puts something into the place of a file that is none. */
    private String noFile(Path file) throws IOException {
        Files.delete(file);
        switch (random.nextInt(6)) {
            case 0 -> Files.createDirectories(file.resolve("folder"));
            case 1 -> Files.createSymbolicLink(file, Path.of("/dev/zero"));
            case 2 -> Files.createSymbolicLink(file, file.resolveSibling("nothing"));
            case 3 -> Files.createSymbolicLink(file, file);
            case 4 -> Files.write(file, new byte[0]);
            default -> pipe(file);
        }
        return "no file: "
                + (Files.isSymbolicLink(file) ? "link to " + Files.readSymbolicLink(file) : "pipe, folder or empty");
    }

    private static void pipe(Path file) throws IOException {
        if (new ProcessBuilder("mkfifo", file.toString())
                        .start()
                        .onExit()
                        .join()
                        .exitValue()
                != 0) {
            throw new IOException("no pipe can be made at " + file);
        }
    }

    /**
     * Whether a foreign file is only another one: of the same shape, with a value of the same type in the place of one value. Nothing in
     * the file tells which of the two was meant.
     */
    private static boolean isOther(Corpus.Target target, byte[] whole, byte[] mutant) {
        try {
            // Bytes that are no UTF-8 are those of another encoding, which older versions of JMH write names in.
            return target.foreign()
                    && sameShape(Json.COMPACT.readTree(text(whole)), Json.COMPACT.readTree(text(mutant)));
        } catch (JacksonException e) {
            return false;
        }
    }

    private static boolean sameShape(JsonNode one, JsonNode other) {
        boolean sameType = one.getNodeType() == other.getNodeType() || (isNumber(one) && isNumber(other));
        if (!sameType || one.size() != other.size()) {
            return false;
        }
        Iterator<JsonNode> others = other.iterator();
        for (JsonNode child : one) {
            if (!sameShape(child, others.next())) {
                return false;
            }
        }
        return true;
    }

    /** JMH writes what JSON cannot say as text. */
    private static boolean isNumber(JsonNode node) {
        return node.isNumber() || List.of("NaN", "Infinity").contains(node.asString(""));
    }

    /** Where two texts begin to differ. */
    private static String difference(String whole, String mutant) {
        int at = 0;
        while (at < Math.min(whole.length(), mutant.length()) && whole.charAt(at) == mutant.charAt(at)) {
            at++;
        }
        int from = Math.max(0, at - 30);
        return "at " + at + ": " + mutant.substring(from, Math.min(mutant.length(), at + 50)) + " for "
                + whole.substring(from, Math.min(whole.length(), at + 50));
    }
}
