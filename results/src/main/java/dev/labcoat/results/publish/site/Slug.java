package dev.labcoat.results.publish.site;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/** Names of files. */
final class Slug {

    private static final int LONGEST = 60;

    private Slug() {}

    /**
     * A name that is fit for a file and an address, whatever the data says.
     *
     * @param readable what a reader shall recognise
     * @param identity what tells it from others
     */
    static String of(String readable, String identity) {
        CRC32 crc = new CRC32();
        crc.update(identity.getBytes(StandardCharsets.UTF_8));
        String words = readable.replaceAll("[^A-Za-z0-9]+", "-");
        return String.format(
                Locale.ROOT, "%s-%08x", words.substring(0, Math.min(words.length(), LONGEST)), crc.getValue());
    }
}
