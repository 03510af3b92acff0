package dev.labcoat.results.jmh;

import dev.labcoat.results.files.DurableFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What of ours goes on the class path of any JMH jar, in a jar with nothing else. */
final class ForkJar {

    private static final List<Class<?>> CLASSES = List.of(JmhLauncher.class, TurnProfiler.class);

    private ForkJar() {}

    /**
     * Writes it.
     *
     * @throws IOException if the disk is full or not writable
     */
    static void write(Path jar) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Class<?> part : CLASSES) {
                String name = part.getName().replace('.', '/') + ".class";
                try (InputStream in = part.getClassLoader().getResourceAsStream(name)) {
                    if (in == null) {
                        throw new IOException(name + " is missing from the jar: build it again");
                    }
                    zip.putNextEntry(new ZipEntry(name));
                    in.transferTo(zip);
                    zip.closeEntry();
                }
            }
        }
        DurableFile.write(jar, bytes.toByteArray());
    }
}
