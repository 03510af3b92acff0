package dev.labcoat.results.files;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What an exception of the file system means; by itself it often says no more than a path. */
public final class FileProblem {

    private FileProblem() {}

    /** The file, what is wrong with it, and what to do where that is known. */
    public static String words(IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return "stopped";
        }
        if (e instanceof NoSuchFileException file) {
            return "there is no " + file.getFile();
        }
        if (e instanceof AccessDeniedException file) {
            return "no permission for " + file.getFile() + ": choose another folder, or change its permissions";
        }
        if (e instanceof NotDirectoryException file) {
            return file.getFile() + " is not a folder";
        }
        if (e instanceof FileAlreadyExistsException file && file.getReason() == null) {
            return file.getFile() + " is there and is not a folder: choose another one, or move it away";
        }
        if (e instanceof FileSystemException file && file.getReason() != null) {
            return file.getFile() + ": " + file.getReason();
        }
        return String.valueOf(e.getMessage());
    }
}
