package dev.labcoat.benchmarks;

class RuntimeTest extends LayerTest {
    RuntimeTest() {
        super("runtime");
    }
}
