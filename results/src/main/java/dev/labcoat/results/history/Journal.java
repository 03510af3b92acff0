package dev.labcoat.results.history;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file to which lines are added, each on the disk before the next step is taken. A line that a killed program left half
 * written is no line.
 *
 * @param file where it is
 */
record Journal(Path file) {

    /** What is appended at a time is some tens of kB. */
    private static final long LEAST_SPACE = 1 << 20;

    /**
     * Checks that something can be appended, before minutes are spent on it.
     *
     * @throws IOException if the disk is nearly full
     */
    void checkSpace() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && Files.getFileStore(folder).getUsableSpace() < LEAST_SPACE) {
            throw new IOException("less than 1 MiB is left on the disk of " + folder);
        }
    }

    /**
     * Appends a line, and returns when it is on the disk.
     *
     * @throws IOException if the disk is full or not writable; what was appended before is unharmed
     */
    void append(String line) throws IOException {
        // A channel would be closed by an interrupt, which may come at any time, and take what was measured with it.
        try (RandomAccessFile journal = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] before = new byte[Math.toIntExact(journal.length())];
            journal.readFully(before);
            int end = endOfWholeLines(before);
            journal.setLength(end);
            journal.seek(end);
            journal.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            journal.getFD().sync();
        } catch (IOException e) {
            throw DurableFile.naming(file, e);
        }
    }

    /**
     * The whole lines. Bytes that are no text are replaced, and left to the parser.
     *
     * @throws IOException if the file cannot be read
     */
    List<String> lines() throws IOException {
        byte[] bytes = RegularFile.bytes(file);
        return new String(bytes, 0, endOfWholeLines(bytes), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static int endOfWholeLines(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }
}
