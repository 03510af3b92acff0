package dev.labcoat.benchmarks.calibration;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;
import org.opentest4j.TestAbortedException;

/** Goes wrong in the middle of the measurement, as it is told. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FaultyBenchmark {

    /** What can go wrong. */
    public enum Fault {
        NONE {
            @Override
            void strike() {}
        },
        EXCEPTION {
            @Override
            void strike() {
                throw new IllegalStateException("it went wrong on purpose");
            }
        },
        NOT_HERE {
            @Override
            void strike() {
                throw new TestAbortedException("it needs a machine of another kind");
            }
        },
        CRASH {
            @Override
            void strike() {
                Runtime.getRuntime().halt(3);
            }
        },
        HANG {
            @Override
            void strike() throws InterruptedException {
                Thread.sleep(Long.MAX_VALUE);
            }
        };

        abstract void strike() throws InterruptedException;
    }

    @Param
    public Fault fault;

    private int measured;

    @Setup(Level.Iteration)
    public void strikeInTheSecondMeasuredIteration(IterationParams iteration) throws InterruptedException {
        if (iteration.getType() == IterationType.MEASUREMENT && measured++ == 1) {
            fault.strike();
        }
    }

    @Benchmark
    public void spin() {
        Blackhole.consumeCPU(1_000);
    }
}
