package dev.labcoat.results.cli;

import dev.labcoat.results.jmh.JmhResultFile;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Direction;
import dev.labcoat.results.process.Tether;
import dev.labcoat.results.verdict.Difference;
import dev.labcoat.results.verdict.Range;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** JMH by itself, with what the benchmark declares: one fork after the other, the sides in turns. */
final class PlainJmh {

    private final Path jar;
    private final Path folder;
    private final int forks;
    private int number;

    /**
     * A runner.
     *
     * @param forks of each side
     */
    PlainJmh(Path jar, Path folder, int forks) {
        this.jar = jar;
        this.folder = folder;
        this.forks = forks;
    }

    /**
     * By how much the second cell differs from the first, from the ratios of forks that ran one after the other.
     *
     * @throws IOException if a fork failed
     * @throws InterruptedException if interrupted
     */
    Range difference(CellId base, CellId head) throws IOException, InterruptedException {
        List<Double> logRatios = new ArrayList<>();
        double sign = Direction.of(base.mode(), "") == Direction.LOWER_IS_BETTER ? 1 : -1;
        for (int fork = 0; fork < forks; fork++) {
            boolean baseFirst = fork % 2 == 0;
            double first = score(baseFirst ? base : head);
            double second = score(baseFirst ? head : base);
            logRatios.add(sign * Math.log(baseFirst ? second / first : first / second));
        }
        return Range.alone(Difference.of(logRatios));
    }

    private double score(CellId cell) throws IOException, InterruptedException {
        number++;
        Path result = folder.resolve(number + ".json");
        Path log = folder.resolve(number + ".log");
        List<String> command = new ArrayList<>(List.of(
                Jvm.current().java().toString(),
                "-Djmh.ignoreLock=true",
                "-cp",
                jar.toString(),
                "org.openjdk.jmh.Main",
                "^" + Pattern.quote(cell.benchmark()) + "$"));
        cell.params().forEach((name, value) -> command.addAll(List.of("-p", name + "=" + value)));
        command.addAll(List.of("-bm", cell.mode(), "-foe", "true", "-rf", "json", "-rff", result.toString()));
        try (Tether jmh = Tether.start(command, Map.of(), folder.resolve(number + ".tmp"), log)) {
            if (jmh.await() != 0) {
                throw new IOException("JMH failed on " + cell + ": its output is in " + log);
            }
        }
        return JmhResultFile.read(result).entries().get(0).forks().get(0).score(Direction.of(cell.mode(), ""));
    }
}
