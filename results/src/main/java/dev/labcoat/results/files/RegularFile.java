package dev.labcoat.results.files;

import dev.labcoat.results.model.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The way in which every file is read that may not be what it should be: a named pipe that nobody writes to would be waited for,
 * and a device or a huge file would fill the memory.
 */
public final class RegularFile {

    /** Some hundred times the largest record that this program is known to have written. */
    private static final int MOST_BYTES = 256 << 20;

    private RegularFile() {}

    /**
     * All of a file.
     *
     * @throws NoSuchFileException if it is not there, or is a link to what is not there
     * @throws BadInputException if it is something else than a file, or has more than 256 MiB
     * @throws IOException if it cannot be read
     */
    public static byte[] bytes(Path file) throws IOException {
        return bytes(file, MOST_BYTES);
    }

    /** Whether there is one, or a link, or something that cannot be looked at: whatever reading would tell more of. */
    public static boolean mayBe(Path file) {
        return !Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** All of a file as UTF-8. Bytes that are no text are replaced, and so left to whoever parses it. */
    public static String text(Path file) throws IOException {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    /** Opens a file of which no more is read than is bearable, see {@link #bytes(Path)}. */
    public static InputStream open(Path file) throws IOException {
        if (Files.notExists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new BadInputException(file + " is not a regular file: put one in its place, or delete it");
        }
        return Files.newInputStream(file);
    }

    static byte[] bytes(Path file, int most) throws IOException {
        try (InputStream in = open(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new BadInputException(file + " has more than " + most
                        + " bytes, more than this program writes: delete it or move it away");
            }
            return bytes;
        }
    }
}
