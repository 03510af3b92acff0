package dev.labcoat.benchmarks;

class StacksTest extends LayerTest {
    StacksTest() {
        super("stacks");
    }
}
