package dev.labcoat.results.history;

import dev.labcoat.results.model.BadInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * The last member of a record, by which it is known to be as it was written: a number of which a bit has turned is a number too. A record
 * without it is of an older version, or was changed on purpose or written anew by another program, and is taken as it is.
 */
public final class Checksum {

    /** Its name: the CRC-32C of all bytes before it, see RFC 3720. */
    static final String NAME = "crc32c";

    private static final String BEGIN = ",\"" + NAME + "\":\"";
    private static final String END = "\"}";
    private static final int LENGTH = BEGIN.length() + 8 + END.length();

    private Checksum() {}

    /**
     * Adds it.
     *
     * @param json an object that is not empty, as JSON
     */
    public static String addTo(String json) {
        String open = json.substring(0, json.lastIndexOf('}')).stripTrailing();
        byte[] bytes = open.getBytes(StandardCharsets.UTF_8);
        return open + BEGIN + of(bytes, bytes.length) + END;
    }

    /**
     * Checks that a record is as it was written, if it says so.
     *
     * @param file where it is, for the message
     * @throws BadInputException if it is not
     */
    public static void check(Path file, byte[] json) {
        int length = json.length;
        while (length > 0 && Character.isWhitespace(json[length - 1])) {
            length--;
        }
        if (length < LENGTH) {
            return;
        }
        String member = new String(json, length - LENGTH, LENGTH, StandardCharsets.ISO_8859_1);
        if (member.startsWith(BEGIN) && !member.equals(BEGIN + of(json, length - LENGTH) + END)) {
            throw new BadInputException(
                    file + " was changed since it was written, its checksum does not fit: bring it back; if it was"
                            + " changed on purpose, delete " + NAME + " at its end");
        }
    }

    private static String of(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }
}
