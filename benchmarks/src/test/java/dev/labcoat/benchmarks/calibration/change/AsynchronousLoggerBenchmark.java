package dev.labcoat.benchmarks.calibration.change;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * An operation logs an event. BASE formats it at once; HEAD hands it to a background thread, whose format costs more than all that
 * an operation of BASE does. The queue is soon full, and from then on an operation takes as long as formatting: slower, by about a
 * third. Where the background thread goes on while the other side is measured, it empties the queue there for free, and HEAD looks
 * faster than BASE.
 */
public class AsynchronousLoggerBenchmark extends TimedChange {

    /** What an operation does beside logging. */
    static final long TOKENS = 20_000;

    /** What formatting costs. */
    static final long PLAIN_FORMAT = 10_000;

    static final long RICH_FORMAT = 40_000;

    private static final int QUEUE = 8_192;

    private @Nullable LoggerContext context;
    private @Nullable Logger logger;
    private @Nullable Formatting sink;

    @Setup
    public void startLogging() {
        LoggerContext logback = new LoggerContext();
        logback.setMDCAdapter(new LogbackMDCAdapter());
        sink = new Formatting(logback, variant == Variant.HEAD ? RICH_FORMAT : PLAIN_FORMAT);
        Appender<ILoggingEvent> appender = variant == Variant.HEAD ? queue(logback, sink) : sink;
        logger = logback.getLogger(AsynchronousLoggerBenchmark.class);
        logger.addAppender(appender);
        context = logback;
    }

    private static AsyncAppender queue(LoggerContext context, Appender<ILoggingEvent> sink) {
        AsyncAppender queue = new AsyncAppender();
        queue.setContext(context);
        queue.setQueueSize(QUEUE);
        // Nothing is dropped.
        queue.setDiscardingThreshold(0);
        queue.setMaxFlushTime(10_000);
        queue.addAppender(sink);
        queue.start();
        return queue;
    }

    @TearDown
    public void stopLogging() {
        if (context != null) {
            context.stop();
        }
    }

    @Override
    void operate() {
        Blackhole.consumeCPU(TOKENS);
        if (logger == null) {
            throw new IllegalStateException("logging was not started");
        }
        logger.info("an operation of {} has ended", variant);
    }

    Formatting sink() {
        if (sink == null) {
            throw new IllegalStateException("logging was not started");
        }
        return sink;
    }

    /** Formats each event and drops the text. */
    static final class Formatting extends UnsynchronizedAppenderBase<ILoggingEvent> {

        private final PatternLayout layout = new PatternLayout();
        private final AtomicLong events = new AtomicLong();
        private final long tokens;
        private volatile String thread = "";

        Formatting(LoggerContext context, long tokens) {
            this.tokens = tokens;
            setContext(context);
            layout.setContext(context);
            layout.setPattern("%date %-5level [%thread] %logger{36} - %msg%n");
            layout.start();
            start();
        }

        @Override
        protected void append(ILoggingEvent event) {
            if (layout.doLayout(event).isEmpty()) {
                throw new IllegalStateException("the layout made nothing of an event");
            }
            Blackhole.consumeCPU(tokens);
            thread = Thread.currentThread().getName();
            events.incrementAndGet();
        }

        /** Events that were formatted. */
        long events() {
            return events.get();
        }

        /** Who formatted the last one. */
        String thread() {
            return thread;
        }
    }
}
