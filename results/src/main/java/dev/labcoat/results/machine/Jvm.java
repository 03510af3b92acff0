package dev.labcoat.results.machine;

import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.model.BadInputException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JDK that runs the forks.
 *
 * @param home its folder
 * @param version its version, such as 17.0.15
 */
public record Jvm(Path home, String version) {

    private static final int OLDEST = 17;

    private static final Pattern FEATURE = Pattern.compile("(?:1\\.(?=\\d))?(\\d{1,4})(?!\\d).*");

    /** The JDK that runs this program. */
    public static Jvm current() {
        return new Jvm(Path.of(System.getProperty("java.home")), System.getProperty("java.version"));
    }

    /**
     * The JDK in a folder.
     *
     * @throws BadInputException if there is none, or it is too old
     */
    public static Jvm in(Path home) {
        if (!Files.isExecutable(home.resolve("bin/java"))) {
            throw new BadInputException(
                    home + " is not a JDK: it has no bin/java. Give the JDK's folder, as for JAVA_HOME");
        }
        String version = version(home);
        if (feature(home, version) < OLDEST) {
            throw new BadInputException(home + " is JDK " + version + ", and the oldest that will do is " + OLDEST);
        }
        return new Jvm(home.toAbsolutePath().normalize(), version);
    }

    /** The program that starts a JVM. */
    public Path java() {
        return home.resolve("bin/java");
    }

    private static String version(Path home) {
        Properties release = new Properties();
        try {
            release.load(new StringReader(RegularFile.text(home.resolve("release"))));
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInputException(home + " does not say which JDK it is: it has no readable file 'release'", e);
        }
        return release.getProperty("JAVA_VERSION", "0").replace("\"", "");
    }

    /** Its first number; of the oldest, which begin with 1, the second. */
    private static int feature(Path home, String version) {
        Matcher feature = FEATURE.matcher(version);
        if (!feature.matches()) {
            throw new BadInputException(
                    home + " says that it is JDK '" + version + "', which is not a version: see its file 'release'");
        }
        return Integer.parseInt(feature.group(1));
    }
}
