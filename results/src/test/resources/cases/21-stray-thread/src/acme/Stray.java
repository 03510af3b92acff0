package acme;
import org.openjdk.jmh.annotations.*;
import org.openjdk.jmh.infra.Blackhole;

@State(Scope.Benchmark)
public class Stray {
    @Setup public void up() { Thread t = new Thread(() -> { try { Thread.sleep(Long.MAX_VALUE); } catch (InterruptedException e) { } }); t.setDaemon(false); t.start(); }
    @Benchmark public long work() { return System.nanoTime(); }
}
