package dev.labcoat.results.cli;

import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.model.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps two commands from writing to one folder at the same time, and two runs from measuring each other. The system gives the lock
 * back however its holder ends. Whose it is stands in the file, for the message.
 */
final class FolderLock implements AutoCloseable {

    /** The file, in the folder. */
    static final String NAME = ".lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock of a folder of recorded runs.
     *
     * @param command what takes it, for the message of others
     * @throws BadInputException if a run holds it
     * @throws IOException if the folder is not writable
     */
    static FolderLock ofRuns(Path folder, String command) throws IOException {
        return tryTake(folder, command)
                .orElseThrow(() -> new BadInputException("another run is going on in " + folder + holder(folder)
                        + ": two at once would measure each other. Wait for it"));
    }

    /**
     * Takes the lock of a folder in which files are made, which others hold for moments only.
     *
     * @param command what takes it, for the message of others
     * @param patience how long it may take until it is free
     * @throws BadInputException if it is not
     * @throws IOException if the folder is not writable
     */
    static FolderLock ofFiles(Path folder, String command, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<FolderLock> lock = tryTake(folder, command);
            if (lock.isPresent()) {
                return lock.get();
            }
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                throw new BadInputException(
                        "another command is writing to " + folder + holder(folder) + ": wait for it, and try again");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /**
     * Takes the lock of a folder if it is free.
     *
     * @throws IOException if the folder is not writable
     */
    static Optional<FolderLock> tryTake(Path folder, String command) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(NAME);
        if (RegularFile.isInTheWay(file)) {
            throw new BadInputException(file + " is not a regular file: delete it");
        }
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                String holder = command + ", process " + ProcessHandle.current().pid() + ", since "
                        + Instant.now().truncatedTo(ChronoUnit.SECONDS);
                channel.truncate(0).write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)));
                return Optional.of(new FolderLock(channel));
            }
        } catch (OverlappingFileLockException e) {
            // Of this very program.
        } catch (IOException e) {
            channel.close();
            throw DurableFile.naming(file, e);
        }
        channel.close();
        return Optional.empty();
    }

    private static String holder(Path folder) {
        try {
            String holder = RegularFile.text(folder.resolve(NAME));
            return holder.isEmpty() ? "" : " (" + holder + ")";
        } catch (IOException | BadInputException e) {
            // It is only said if it is known.
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
