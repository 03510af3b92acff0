package dev.labcoat.benchmarks;

class StackTest extends LayerTest {
    StackTest() {
        super("stack");
    }
}
