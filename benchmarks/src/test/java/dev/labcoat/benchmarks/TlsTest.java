package dev.labcoat.benchmarks;

class TlsTest extends LayerTest {
    TlsTest() {
        super("tls");
    }
}
