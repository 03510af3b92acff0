package dev.labcoat.results.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is left on a disk. */
public final class DiskSpace {

    /** What is appended to a journal at a time is some tens of kB. */
    private static final long LEAST = 1 << 20;

    private DiskSpace() {}

    /**
     * Checks that something more can be written: before minutes are spent on what is to be recorded, and where something failed.
     *
     * @param file a file or folder that is there
     * @throws FileSystemException naming it, if less than 1 MiB is left
     * @throws IOException if the system does not tell
     */
    public static void check(Path file) throws IOException {
        if (Files.getFileStore(file).getUsableSpace() < LEAST) {
            throw new FileSystemException(file.toString(), null, "less than 1 MiB is left on its disk");
        }
    }
}
