package dev.labcoat.results.jmh;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * The version of the JMH that a jar is run with: its own, or that of a jar on its class path.
 *
 * @param text such as 1.37; empty where none of them brings JMH
 */
record JmhVersion(String text) {

    private static final String RESOURCE = "jmh.properties";

    /** The first whose list of benchmarks has the values of params encoded. */
    private static final int ENCODED = 24;

    /**
     * Looks for it, in the order of the class path.
     *
     * @throws IOException if a jar cannot be read
     */
    static JmhVersion of(Path path, JarFile jar, Launching launching) throws IOException {
        String own = version(jar);
        if (!own.isEmpty()) {
            return new JmhVersion(own);
        }
        List<Path> others = new ArrayList<>(ofManifest(path, jar));
        others.addAll(launching.classPath());
        for (Path other : others) {
            if (Files.isRegularFile(other)) {
                try (JarFile opened = new JarFile(other.toFile())) {
                    String found = version(opened);
                    if (!found.isEmpty()) {
                        return new JmhVersion(found);
                    }
                }
            }
        }
        return new JmhVersion("");
    }

    /** Whether its lists of benchmarks have the values of params as they are. */
    boolean writesPlainParams() {
        String[] numbers = text.split("\\D+", -1);
        return numbers.length >= 2
                && numbers[0].equals("1")
                && !numbers[1].isEmpty()
                && Integer.parseInt(numbers[1]) < ENCODED;
    }

    private static String version(JarFile jar) throws IOException {
        ZipEntry entry = jar.getEntry(RESOURCE);
        if (entry == null) {
            return "";
        }
        Properties properties = new Properties();
        try (InputStream in = jar.getInputStream(entry)) {
            properties.load(in);
        }
        return properties.getProperty("jmh.version", "");
    }

    private static List<Path> ofManifest(Path path, JarFile jar) throws IOException {
        Manifest manifest = jar.getManifest();
        String classPath =
                manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        List<Path> files = new ArrayList<>();
        for (String name : classPath == null ? new String[0] : classPath.trim().split("\\s+", -1)) {
            // An address, such as file:/lib/a.jar, is rare; the JVM finds it, and this need not.
            if (!name.isEmpty() && name.indexOf(':') < 0) {
                files.add(path.resolveSibling(name.replace("%20", " ")));
            }
        }
        return files;
    }
}
