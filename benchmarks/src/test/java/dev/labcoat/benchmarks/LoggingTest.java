package dev.labcoat.benchmarks;

class LoggingTest extends LayerTest {
    LoggingTest() {
        super("logging");
    }
}
