package dev.labcoat.results.profile;

import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.model.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Profilers that write where a JVM spends its time into a recording. */
public enum Profiler {
    /** JDK Flight Recorder with the JDK's settings for profiling: Java methods, every 10 to 20 ms. */
    JFR {
        @Override
        public List<String> flags(Path recordings) {
            return List.of(
                    // Else a sample in compiled code may be of a method next to the one that was at work.
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:+DebugNonSafepoints",
                    "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + recordings);
        }

        @Override
        boolean seesWaiting() {
            return true;
        }
    },
    /** async-profiler: CPU time of Java, JVM and kernel, every 2 ms; of Java and JVM where the kernel does not tell. */
    ASYNC {
        @Override
        public List<String> flags(Path recordings) throws IOException {
            Path library = recordings.resolve("libasyncProfiler.so");
            String resource = "/" + platform() + "/" + library.getFileName();
            try (InputStream in = Profiler.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new BadInputException("async-profiler is not made for " + System.getProperty("os.name")
                            + " on " + System.getProperty("os.arch") + ": use jfr");
                }
                DurableFile.write(library, in.readAllBytes());
            }
            return List.of(
                    "-agentpath:" + library + "=start,event=cpu,interval=2ms,jfr,file=" + recordings + "/%p.jfr");
        }
    };

    /**
     * The flags by which a JVM records itself.
     *
     * @param recordings an empty folder without a blank in its path; each JVM puts a file with the suffix {@code .jfr} there
     *     when it ends
     * @throws IOException if the folder is not writable
     * @throws BadInputException if the profiler does not work on this machine
     */
    public abstract List<String> flags(Path recordings) throws IOException;

    /** Whether it takes samples of native code that waits, such as for a request, too, and cannot tell it from what works. */
    boolean seesWaiting() {
        return false;
    }

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
