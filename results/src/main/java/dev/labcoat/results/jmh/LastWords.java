package dev.labcoat.results.jmh;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the end of a log tells of a JVM that could not say why it ended. A log may have gigabytes, so only its end is read. */
final class LastWords {

    private static final int MOST_BYTES = 64 << 10;

    /** A JVM that does not start says why in two or three. */
    private static final int MOST_LINES = 3;

    private final List<String> lines;

    private LastWords(List<String> lines) {
        this.lines = lines;
    }

    /**
     * Those of a log.
     *
     * @throws IOException if it cannot be read
     */
    static LastWords of(Path log) throws IOException {
        try (SeekableByteChannel file = Files.newByteChannel(log)) {
            long start = Math.max(0, file.size() - MOST_BYTES);
            ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
            file.position(start);
            while (bytes.hasRemaining() && file.read(bytes) >= 0) {
                // Until the end, or as much as is wanted.
            }
            return new LastWords(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList());
        }
    }

    /** Where it was the disk that failed, how it failed. */
    Optional<String> ofDisk() {
        return lines.stream()
                .filter(line -> line.contains("No space left on device") || line.contains("Disk quota exceeded"))
                .findFirst();
    }

    /** Whether JMH had to end the JVM, since threads of the benchmark were left. */
    boolean tellOfStrayThreads() {
        return lines.stream().anyMatch(line -> line.contains("are there stray running threads?"));
    }

    /** What the fork's JVM said last, as JMH repeats it: errors first; empty where it said nothing. */
    Optional<String> ofFork() {
        List<String> said = new ArrayList<>(part("stderr"));
        said.addAll(part("stdout"));
        return telling(said.stream());
    }

    /** What was said last of all; empty where nothing was. */
    Optional<String> ofAll() {
        List<String> telling = lines.stream().filter(LastWords::isTelling).toList();
        return telling(telling.subList(Math.max(0, telling.size() - MOST_LINES), telling.size()).stream());
    }

    private List<String> part(String stream) {
        int begin = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("<" + stream + " last=")) {
                begin = i + 1;
            }
        }
        int end = lines.lastIndexOf("</" + stream + ">");
        return begin < 0 || end < begin ? List.of() : lines.subList(begin, end);
    }

    private static Optional<String> telling(Stream<String> some) {
        String text = some.filter(LastWords::isTelling).limit(MOST_LINES).collect(Collectors.joining("; "));
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** Not the inner part of a stack trace. */
    private static boolean isTelling(String line) {
        return !line.startsWith("at ") && !line.matches("\\.\\.\\. \\d+ more");
    }
}
