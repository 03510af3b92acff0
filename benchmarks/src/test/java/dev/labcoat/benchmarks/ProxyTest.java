package dev.labcoat.benchmarks;

class ProxyTest extends LayerTest {
    ProxyTest() {
        super("proxy");
    }
}
