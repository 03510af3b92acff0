package dev.labcoat.benchmarks;

class ServingTest extends LayerTest {
    ServingTest() {
        super("serving");
    }
}
