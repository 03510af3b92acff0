package dev.labcoat.benchmarks;

class WorkersTest extends LayerTest {
    WorkersTest() {
        super("workers");
    }
}
