package dev.labcoat.benchmarks;

class CpusTest extends LayerTest {
    CpusTest() {
        super("cpus");
    }
}
