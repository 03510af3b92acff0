package dev.labcoat.benchmarks;

import dev.labcoat.fixtures.http.HttpBackend;
import dev.labcoat.fixtures.http.HttpServerKnobs;
import dev.labcoat.fixtures.http.PageServer;
import dev.labcoat.fixtures.http.SimulatedWork;
import dev.labcoat.fixtures.http.Site;
import dev.labcoat.fixtures.http.ThreadKnobs;
import dev.labcoat.fixtures.load.ExpectedPage;
import dev.labcoat.fixtures.load.Load;
import dev.labcoat.fixtures.load.LoadedServer;
import dev.labcoat.fixtures.load.SteadyState;
import java.io.IOException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * Lets the JVMs of servers start as quickly as they can. They answer right without the better compiler, a heap that was touched
 * beforehand, verified classes, and classes that each of them reads anew.
 */
final class QuickServers implements BeforeEachCallback, AfterEachCallback {

    private static final String FLAGS = "labcoat.subject.flags";
    private static final String CLASS_PATH = "java.class.path";

    private static final String QUICK_TO_START = "-XX:TieredStopAtLevel=1 -XX:-AlwaysPreTouch"
            + " -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote";

    private final String classPath = System.getProperty(CLASS_PATH);

    @Override
    public void beforeEach(ExtensionContext context) {
        ClassDataArchive archive = context.getStore(
                        StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.create(QuickServers.class))
                .computeIfAbsent(ClassDataArchive.class, key -> archive(), ClassDataArchive.class);
        set(archive.classPath(), QUICK_TO_START + " " + archive.flag());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        reset();
    }

    /** What a server of each kind loads until it has answered. */
    private ClassDataArchive archive() {
        try {
            ClassDataArchive archive = new ClassDataArchive(classPath);
            set(archive.classPath(), QUICK_TO_START + " " + archive.listing());
            for (HttpBackend backend : HttpBackend.values()) {
                answerOnce(backend);
            }
            archive.dump();
            return archive;
        } catch (IOException e) {
            throw new IllegalStateException("cannot archive the classes of servers", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while archiving the classes of servers", e);
        } finally {
            reset();
        }
    }

    private static void answerOnce(HttpBackend backend) throws IOException {
        Site site = new Site(1, 1_024);
        PageServer server = new PageServer(
                backend,
                HttpServerKnobs.BASELINE.withThreads(ThreadKnobs.platform(2, 2)),
                new SimulatedWork(SimulatedWork.Work.WAIT, site));
        Load load = Load.keptAlive(ExpectedPage.of(Site.PATH, site.page()), 2);
        LoadedServer.start(server, load, new SteadyState(0)).close();
    }

    private static void set(String classPath, String flags) {
        System.setProperty(CLASS_PATH, classPath);
        System.setProperty(FLAGS, flags);
    }

    private void reset() {
        System.setProperty(CLASS_PATH, classPath);
        System.clearProperty(FLAGS);
    }
}
