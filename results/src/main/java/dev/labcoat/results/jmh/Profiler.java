package dev.labcoat.results.jmh;

import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.model.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;

/** Profilers that write where a JVM spends its time into a recording. */
public enum Profiler {
    /** JDK Flight Recorder with the JDK's settings for profiling: Java methods, every 10 to 20 ms. */
    JFR {
        @Override
        String flag(Path recordings) {
            return "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + recordings;
        }
    },
    /** async-profiler: CPU time of Java, JVM and kernel, every 10 ms; of Java and JVM where the kernel does not tell. */
    ASYNC {
        @Override
        String flag(Path recordings) throws IOException {
            Path library = recordings.resolve("libasyncProfiler.so");
            String resource = "/" + platform() + "/" + library.getFileName();
            try (InputStream in = Profiler.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new BadInputException("async-profiler is not made for " + System.getProperty("os.name")
                            + " on " + System.getProperty("os.arch") + ": use --profile jfr");
                }
                DurableFile.write(library, in.readAllBytes());
            }
            return "-agentpath:" + library + "=start,event=cpu,interval=10ms,jfr,file=" + recordings + "/%p.jfr";
        }
    };

    /**
     * The flag by which a JVM records itself.
     *
     * @param recordings an empty folder without a blank in its path; each JVM puts a file with the suffix {@code .jfr} there
     *     when it ends
     * @throws IOException if the folder is not writable
     * @throws BadInputException if the profiler does not work on this machine
     */
    abstract String flag(Path recordings) throws IOException;

    /** The name of a platform's folder in async-profiler's jar. */
    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch");
        if (system.startsWith("mac")) {
            return "macos";
        }
        return system + (processor.equals("aarch64") ? "-arm64" : "-x64");
    }

    /** The name that users type. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
