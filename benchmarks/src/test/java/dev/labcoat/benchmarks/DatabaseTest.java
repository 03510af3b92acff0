package dev.labcoat.benchmarks;

class DatabaseTest extends LayerTest {
    DatabaseTest() {
        super("database");
    }
}
