package dev.labcoat.results.files;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way in which every file is written that is no {@link Journal}: whole or not at all, whenever the program or the machine
 * stops. It is written beside its place, brought to the disk, and renamed; then the folder is brought to the disk too, since a
 * rename is in the folder.
 */
public final class DurableFile {

    private static final String DRAFT = ".draft";

    private DurableFile() {}

    /** Writes text as UTF-8, see {@link #write(Path, byte[])}. */
    public static Path write(Path file, String text) throws IOException {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes a file, and its folder if that is missing. An interrupt does not stop it.
     *
     * @return the file
     * @throws IOException naming the file, if the disk is full or not writable; what was in the file before is still in it then
     */
    public static Path write(Path file, byte[] bytes) throws IOException {
        return write(file, out -> out.write(bytes));
    }

    /** Writes a copy of a file, however large it is, see {@link #write(Path, byte[])}. */
    public static Path copy(Path from, Path file) throws IOException {
        return write(file, out -> Files.copy(from, out));
    }

    /** What is written. */
    private interface Content {
        void to(OutputStream out) throws IOException;
    }

    private static Path write(Path file, Content content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new FileSystemException(file.toString(), null, "Is a directory");
        }
        createFolders(folder);
        // One name for all drafts of a file: what a killed program has left is overwritten by the next.
        Path draft = folder.resolve("." + file.getFileName() + DRAFT);
        try {
            if (RegularFile.isInTheWay(draft)) {
                Files.delete(draft);
            }
            // No channel, which an interrupt would close.
            try (FileOutputStream out = new FileOutputStream(draft.toFile())) {
                content.to(out);
                out.getFD().sync();
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            deleteQuietly(draft, e);
            throw naming(file, e);
        }
        sync(folder);
        return file;
    }

    /**
     * Makes a folder and those above it that are missing, and returns when they are on the disk.
     *
     * @throws IOException if the disk is full or not writable
     */
    static void createFolders(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent != null && Files.notExists(folder)) {
            createFolders(parent);
            Files.createDirectories(folder);
            sync(parent);
        }
    }

    /**
     * Deletes the drafts that killed programs have left in a folder and the folders in it. Nobody may be writing there meanwhile.
     * What cannot be looked at is passed over.
     *
     * @param depth 1 for the folder alone, 2 for the folders in it too, and so on
     * @throws IOException if one cannot be deleted
     */
    public static void deleteDrafts(Path folder, int depth) throws IOException {
        if (Files.isDirectory(folder)) {
            Files.walkFileTree(folder, Set.of(), depth, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (isDraft(file)) {
                        Files.deleteIfExists(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }

    /** Whether this is what a file is called until it is whole. */
    public static boolean isDraft(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(".") && name.endsWith(DRAFT);
    }

    private static void deleteQuietly(Path draft, IOException why) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    /**
     * What was wrong, with the file's name: what a stream says of a full disk has no path, and what a rename says has that of the
     * draft.
     */
    public static FileSystemException naming(Path file, IOException e) {
        String reason = e instanceof FileSystemException known ? known.getReason() : e.getMessage();
        FileSystemException named = new FileSystemException(file.toString(), null, reason);
        named.initCause(e);
        return named;
    }

    /** Brings to the disk which files are in a folder; not what is in them. */
    static void sync(Path folder) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                // There is no way to a folder but a channel.
                try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
