package dev.labcoat.results.publish.site;

import dev.labcoat.results.files.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Data of the site: a script to which calls are added, one a line. A browser loads scripts from a disk too, where it refuses to
 * read other files.
 */
final class ScriptLog {

    private static final int FULL = 1 << 16;

    private final Path file;
    private final StringBuilder pending = new StringBuilder();

    ScriptLog(Path file) {
        this.file = file;
    }

    /** The call of one of the page's functions, with its one argument. */
    static String call(String function, String json) {
        return "labcoat." + function + "(" + json + ");\n";
    }

    /** Adds a call; it is on the disk after {@link #flush()}. */
    void add(String function, String json) throws IOException {
        pending.append(call(function, json));
        if (pending.length() > FULL) {
            flush();
        }
    }

    void flush() throws IOException {
        try {
            Files.writeString(file, pending, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw DurableFile.naming(file, e);
        }
        pending.setLength(0);
    }
}
