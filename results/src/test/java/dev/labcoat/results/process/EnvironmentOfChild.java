package dev.labcoat.results.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes down the environment of a tethered command: {@code FOLDER LOG}. */
final class EnvironmentOfChild {

    private EnvironmentOfChild() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (Tether tether = Tether.start(List.of("env"), Map.of(), Path.of(arguments[0]), Path.of(arguments[1]))) {
            tether.await();
        }
    }
}
