package dev.labcoat.results.files;

import dev.labcoat.results.model.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

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

    /**
     * Whether something else than a file has its name: a pipe would be waited for, and a link may lead to a file of somebody's, so
     * that nothing is to be written to it.
     */
    public static boolean isInTheWay(Path file) {
        return mayBe(file) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** All of a file as UTF-8. Bytes that are no text are replaced, and so left to whoever parses it. */
    public static String text(Path file) throws IOException {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    /**
     * All of a file that another program has written: UTF-16 where its first character is in that, else UTF-8, and where it is no
     * UTF-8 either, Windows-1252, in which Java wrote on many machines before JDK 18.
     *
     * @throws BadInputException as {@link #bytes(Path)}, and if it is compressed
     */
    public static String foreignText(Path file) throws IOException {
        byte[] bytes = bytes(file);
        if (bytes.length > 1 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b) {
            throw new BadInputException(file + " is compressed by gzip: unpack it first");
        }
        Optional<Charset> wide = wide(bytes);
        if (wide.isPresent()) {
            return new String(bytes, wide.get());
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, Charset.forName("windows-1252"));
        }
    }

    /** By its byte order mark, or the half of an ASCII character that is 0. */
    private static Optional<Charset> wide(byte[] bytes) {
        int first = bytes.length < 2 ? 1 : bytes[0] & 0xff;
        int second = bytes.length < 2 ? 1 : bytes[1] & 0xff;
        if ((first == 0xff && second == 0xfe) || (first != 0 && second == 0)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return (first == 0xfe && second == 0xff) || (first == 0 && second != 0)
                ? Optional.of(StandardCharsets.UTF_16BE)
                : Optional.empty();
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
