package dev.labcoat.benchmarks.stacks;

import dev.labcoat.benchmarks.measure.Cost;
import dev.labcoat.benchmarks.measure.LoadedServerState;
import dev.labcoat.fixtures.http.FixedPage;
import dev.labcoat.fixtures.load.Interval;
import dev.labcoat.fixtures.load.Load;
import dev.labcoat.fixtures.process.Subject;
import dev.labcoat.fixtures.stack.DeclaredStack;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;

/** A stack that a file declares, in a step of its ladder. */
public abstract class StackState extends LoadedServerState {

    @Param("32")
    public int connections;

    private @Nullable DeclaredStack declared;

    /** Which stack. */
    abstract String stack();

    /** Which step of its ladder; asked for once. */
    abstract String step() throws IOException;

    final DeclaredStack declared() throws IOException {
        if (declared == null) {
            declared = DeclaredStack.of(stack(), step());
        }
        return declared;
    }

    @Override
    protected Subject service() throws IOException {
        return declared();
    }

    /** It is not asked for: its file says what a stack must answer, and {@link #load} takes it from there. */
    @Override
    protected FixedPage page() {
        throw new IllegalStateException("a stack answers what its file says");
    }

    @Override
    protected Load load() throws IOException {
        return declared().load(connections());
    }

    @Override
    protected List<Cost> ownCosts(Interval interval, double warmUpSeconds) {
        return List.of(
                Cost.mark("container", declared != null && declared.stack().inContainer()));
    }

    @Override
    protected int connections() {
        return connections;
    }
}
