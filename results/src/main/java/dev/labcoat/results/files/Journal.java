package dev.labcoat.results.files;

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
public record Journal(Path file) {

    /**
     * Appends a line, and returns when it is on the disk. The file, and its folder, are made if they are missing.
     *
     * @throws IOException if the disk is full or not writable; what was appended before is unharmed
     */
    public void append(String line) throws IOException {
        Path folder = file.toAbsolutePath().resolveSibling("");
        boolean begins = Files.notExists(file);
        DurableFile.createFolders(folder);
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
        if (begins) {
            DurableFile.sync(folder);
        }
    }

    /**
     * The whole lines. Bytes that are no text are replaced, and left to the parser.
     *
     * @throws IOException if the file cannot be read
     */
    public List<String> lines() throws IOException {
        byte[] bytes = RegularFile.bytes(file);
        return new String(bytes, 0, endOfWholeLines(bytes), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /**
     * Whether it can be read and has not even its first line.
     *
     * @throws IOException if the file cannot be read
     */
    public boolean isUnbegun() throws IOException {
        return Files.isReadable(file) && lines().isEmpty();
    }

    private static int endOfWholeLines(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }
}
