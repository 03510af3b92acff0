package dev.labcoat.benchmarks.calibration.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every change is what it says, counted and not timed; and every benchmark runs. */
class KnownChangesTest {

    @TestFactory
    List<DynamicTest> everyChangeRunsOnBothSidesInAllOfItsModes() {
        Collection<BenchmarkListEntry> benchmarks = BenchmarkList.defaultList()
                .find(
                        OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                        List.of("^" + Pattern.quote(KnownChangesTest.class.getPackageName() + ".")),
                        List.of());
        List<DynamicTest> tests = benchmarks.stream()
                .map(benchmark -> dynamicTest(benchmark.getUsername(), () -> run(benchmark)))
                .toList();
        assertThat(tests).isNotEmpty();
        return tests;
    }

    private static void run(BenchmarkListEntry benchmark) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("^" + Pattern.quote(benchmark.getUsername()) + "$")
                        .forks(0)
                        .threads(2)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementBatchSize(1)
                        .measurementTime(TimeValue.milliseconds(10))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        assertThat(results)
                .extracting(result -> result.getParams().getParam("variant"))
                .contains("BASE", "HEAD");
        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.getPrimaryResult().getScore()).isPositive());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 8, -2, -4, -8})
    void aSmoothChangeIsOfSoManyPercent(int percent) {
        SmoothBenchmark base = new SmoothBenchmark();
        SmoothBenchmark head = new SmoothBenchmark();
        for (SmoothBenchmark side : List.of(base, head)) {
            side.variant = side == head ? Variant.HEAD : Variant.BASE;
            side.changePercent = percent;
        }
        assertThat(100 * head.tokens()).isEqualTo((100 + percent) * base.tokens());
    }

    @Test
    void stallsAreRareAndTakeSevenAndAHalfPercentInAll() {
        RareStallBenchmark base = new RareStallBenchmark();
        base.variant = Variant.BASE;
        RareStallBenchmark head = new RareStallBenchmark();
        head.variant = Variant.HEAD;
        int operations = 3 * RareStallBenchmark.OPERATIONS_BETWEEN_STALLS;
        assertThat(1000 * sum(head::tokens, operations)).isEqualTo(1075 * sum(base::tokens, operations));
        assertThat(LongStream.generate(head::tokens).limit(operations).filter(tokens -> tokens > base.tokens()))
                .hasSize(3);
    }

    @Test
    void theBackgroundThreadOfHeadWorksUntilTheEnd() throws InterruptedException {
        BackgroundThreadBenchmark base = new BackgroundThreadBenchmark();
        base.variant = Variant.BASE;
        base.startBackground();
        BackgroundThreadBenchmark head = new BackgroundThreadBenchmark();
        head.variant = Variant.HEAD;
        head.startBackground();
        while (head.done() < 1_000) {
            Thread.sleep(1);
        }
        head.stopBackground();
        long end = head.done();
        base.stopBackground();
        assertThat(base.done()).isZero();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("background"));
        assertThat(head.done()).isEqualTo(end);
    }

    @Test
    void headAllocatesTwice() {
        ConcurrentCollectorBenchmark benchmark = new ConcurrentCollectorBenchmark();
        benchmark.variant = Variant.BASE;
        benchmark.operate();
        int base = benchmark.allocated();
        benchmark.variant = Variant.HEAD;
        benchmark.operate();
        assertThat(base).isEqualTo(ConcurrentCollectorBenchmark.BYTES);
        assertThat(benchmark.allocated()).isEqualTo(2 * base);
    }

    @Test
    void baseFormatsAtOnceAndHeadInAThreadOfItsOwnAndNothingIsLost() {
        AsynchronousLoggerBenchmark base = logged(Variant.BASE);
        assertThat(base.sink().thread()).isEqualTo(Thread.currentThread().getName());
        AsynchronousLoggerBenchmark head = logged(Variant.HEAD);
        assertThat(head.sink().thread()).isNotEqualTo(Thread.currentThread().getName());
    }

    /** Closing waits until all is formatted. */
    private static AsynchronousLoggerBenchmark logged(Variant variant) {
        AsynchronousLoggerBenchmark benchmark = new AsynchronousLoggerBenchmark();
        benchmark.variant = variant;
        benchmark.startLogging();
        for (int i = 0; i < 100; i++) {
            benchmark.operate();
        }
        benchmark.stopLogging();
        assertThat(benchmark.sink().events()).isEqualTo(100);
        return benchmark;
    }

    @Test
    void theFormatOfHeadCostsMoreThanAWholeOperationOfBase() {
        assertThat(AsynchronousLoggerBenchmark.RICH_FORMAT)
                .isGreaterThan(AsynchronousLoggerBenchmark.TOKENS + AsynchronousLoggerBenchmark.PLAIN_FORMAT);
    }

    @Test
    void headSharesALockAndBaseDoesNot() throws InterruptedException {
        LockContentionBenchmark benchmark = new LockContentionBenchmark();
        benchmark.variant = Variant.BASE;
        assertThat(lockOfAnotherThread(benchmark)).isNotSameAs(benchmark.lock());
        assertThat(benchmark.lock()).isSameAs(benchmark.lock());
        benchmark.variant = Variant.HEAD;
        assertThat(lockOfAnotherThread(benchmark)).isSameAs(benchmark.lock());
    }

    private static Object lockOfAnotherThread(LockContentionBenchmark benchmark) throws InterruptedException {
        Object[] lock = new Object[1];
        Thread thread = new Thread(() -> lock[0] = benchmark.lock());
        thread.start();
        thread.join();
        return lock[0];
    }

    @Test
    void onlyTheFirstCallIsSlower() {
        ColdStartBenchmark base = new ColdStartBenchmark();
        base.variant = Variant.BASE;
        ColdStartBenchmark head = new ColdStartBenchmark();
        head.variant = Variant.HEAD;
        assertThat(100 * head.tokens()).isEqualTo(145 * base.tokens());
        assertThat(head.tokens()).isEqualTo(base.tokens());
    }

    @Test
    void theLeakGrowsWithEachOperation() {
        GrowingLeakBenchmark base = new GrowingLeakBenchmark();
        base.variant = Variant.BASE;
        GrowingLeakBenchmark head = new GrowingLeakBenchmark();
        head.variant = Variant.HEAD;
        int operations = 100 * GrowingLeakBenchmark.OPERATIONS_PER_TOKEN;
        long early = sum(head::tokens, operations);
        long late = sum(head::tokens, operations);
        assertThat(early).isGreaterThan(sum(base::tokens, operations));
        assertThat(late - early).isEqualTo(100L * operations);
    }

    @Test
    void aForkIsFastOrSlowForItsLifeWithTheOddsOfItsSide() {
        for (BimodalForksBenchmark.Odds odds : BimodalForksBenchmark.Odds.values()) {
            for (Variant variant : Variant.values()) {
                int forks = 10_000;
                SplittableRandom random = new SplittableRandom(1);
                long slow = LongStream.range(0, forks)
                        .map(fork -> tokens(odds, variant, random))
                        .filter(tokens -> tokens > 2_000)
                        .count();
                assertThat((double) slow / forks).isCloseTo(odds.of(variant), offset(0.02));
            }
        }
        assertThat(BimodalForksBenchmark.Odds.ALIKE.of(Variant.HEAD))
                .isEqualTo(BimodalForksBenchmark.Odds.ALIKE.of(Variant.BASE));
    }

    private static long tokens(BimodalForksBenchmark.Odds odds, Variant variant, SplittableRandom random) {
        BimodalForksBenchmark fork = new BimodalForksBenchmark();
        fork.odds = odds;
        fork.variant = variant;
        fork.drawLots(random);
        assertThat(fork.tokens()).isEqualTo(fork.tokens()).isIn(2_000L, 2_400L);
        return fork.tokens();
    }

    private static long sum(LongSupplier tokens, int operations) {
        return LongStream.generate(tokens).limit(operations).sum();
    }
}
