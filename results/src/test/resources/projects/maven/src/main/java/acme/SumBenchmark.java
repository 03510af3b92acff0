package acme;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Blackhole;

public class SumBenchmark {

    @Benchmark
    public void sum() {
        Work.work();
    }
}
