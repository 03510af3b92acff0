package dev.labcoat.results.git;

import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.model.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Repositories whose files the user lets run commands here. What somebody else wrote may lie in any repository that was cloned;
 * outside of repositories are the user's own files. No git is run to find that out, since a repository's settings may name programs.
 */
public final class TrustedRepositories {

    private final Path list;
    private final Path own;

    /**
     * Those in a list.
     *
     * @param list the file that has a repository's folder in each line; it need not be there
     * @param own a folder in the repository whose program this is, which is trusted by running it
     */
    public TrustedRepositories(Path list, Path own) {
        this.list = list;
        this.own = own;
    }

    /**
     * Those of this user.
     *
     * @param own as in the constructor
     */
    public static TrustedRepositories ofUser(Path own) {
        @Nullable String config = System.getenv("XDG_CONFIG_HOME");
        Path folder = config == null || config.isBlank()
                ? Path.of(System.getProperty("user.home"), ".config")
                : Path.of(config);
        return new TrustedRepositories(folder.resolve("labcoat").resolve("trusted"), own);
    }

    /** The file with the list. */
    public Path list() {
        return list;
    }

    /**
     * The repository that a file is in and that is not trusted; empty if it is in none or that is trusted.
     *
     * @throws IOException if the list cannot be read
     */
    public Optional<Path> untrusted(Path file) throws IOException {
        Optional<Path> repository = repository(file);
        if (repository.isEmpty() || repository.equals(repository(own.resolve("run-bench.sh")))) {
            return Optional.empty();
        }
        return trusted().contains(repository.get().toString()) ? Optional.empty() : repository;
    }

    /**
     * Trusts a repository from now on.
     *
     * @throws BadInputException if that cannot be written down
     */
    public void trust(Path repository) {
        try {
            List<String> all = new ArrayList<>(trusted());
            all.add(repository.toString());
            DurableFile.write(list, String.join("\n", all) + "\n");
        } catch (IOException e) {
            throw new BadInputException(
                    "that " + repository + " is trusted cannot be written to " + list + ": " + e, e);
        }
    }

    private List<String> trusted() throws IOException {
        return Files.exists(list) ? RegularFile.text(list).lines().toList() : List.of();
    }

    /** The nearest folder above a file, links followed, that has a {@code .git}. */
    private static Optional<Path> repository(Path file) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = Files.exists(absolute) ? absolute.toRealPath().getParent() : absolute.getParent();
        while (folder != null && Files.notExists(folder.resolve(".git"))) {
            folder = folder.getParent();
        }
        return Optional.ofNullable(folder);
    }
}
