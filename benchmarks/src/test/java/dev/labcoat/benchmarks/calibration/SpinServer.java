package dev.labcoat.benchmarks.calibration;

import dev.labcoat.fixtures.http.Site;
import dev.labcoat.fixtures.process.Service;
import io.undertow.Undertow;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Undertow answering each request with the same page after a chosen amount of work.
 *
 * @param tokens work, in tokens of {@link Blackhole#consumeCPU}
 * @param site whose page it answers with
 */
record SpinServer(int tokens, Site site) implements Service {

    @Override
    public Running start(Path folder) {
        ByteBuffer page = ByteBuffer.wrap(site.page());
        Undertow server = Undertow.builder()
                .addHttpListener(0, InetAddress.getLoopbackAddress().getHostAddress())
                .setIoThreads(1)
                .setHandler(exchange -> {
                    Blackhole.consumeCPU(tokens);
                    exchange.getResponseSender().send(page.duplicate());
                })
                .build();
        server.start();
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        return new Running() {
            @Override
            public int port() {
                return address.getPort();
            }

            @Override
            public void close() {
                server.stop();
            }
        };
    }

    @Override
    public List<String> jvmArguments() {
        return List.of("-Xms64m", "-Xmx64m", "-XX:+UseSerialGC");
    }

    @Override
    public int cpus() {
        return 1;
    }
}
