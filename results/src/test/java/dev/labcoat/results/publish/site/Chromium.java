package dev.labcoat.results.publish.site;

import dev.labcoat.results.model.Json;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A browser without a window and one page in it, driven by the Chrome DevTools Protocol. */
final class Chromium implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 180;

    private final Path profile;
    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final List<String> errors = new ArrayList<>();
    private final WebSocket page;
    private int calls;

    private Chromium(Path program) throws IOException, InterruptedException {
        profile = Files.createTempDirectory("chromium-");
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        HttpRequest list = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/json/list"))
                .build();
        JsonNode target = Json.COMPACT
                .readTree(http.send(list, HttpResponse.BodyHandlers.ofString()).body())
                .valueStream()
                .filter(one -> one.path("type").asString().equals("page"))
                .findFirst()
                .orElseThrow();
        page = http.newWebSocketBuilder()
                .buildAsync(URI.create(target.path("webSocketDebuggerUrl").asString()), new Listener())
                .join();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable", Map.of());
        }
    }

    /** The browser on the PATH; empty when there is none. */
    static Optional<Path> onPath() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Chromium start(Path program) throws IOException, InterruptedException {
        return new Chromium(program);
    }

    private int port() throws IOException, InterruptedException {
        Path file = profile.resolve("DevToolsActivePort");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < deadline && process.isAlive()) {
            if (Files.exists(file) && Files.size(file) > 0) {
                return Integer.parseInt(Files.readAllLines(file).get(0));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new IOException("Chromium did not start");
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                messages.add(Json.COMPACT.readTree(text.toString()));
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }

    /** Calls a method of the protocol, and waits for its result. */
    JsonNode call(String method, Map<String, ?> parameters) throws IOException, InterruptedException {
        int id = ++calls;
        page.sendText(Json.COMPACT.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
                .join();
        return next(message -> message.path("id").asInt(-1) == id).path("result");
    }

    private interface Wanted {
        boolean is(JsonNode message);
    }

    private JsonNode next(Wanted wanted) throws IOException, InterruptedException {
        while (true) {
            JsonNode message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new IOException("Chromium does not answer");
            }
            noteErrors(message);
            if (wanted.is(message)) {
                return message;
            }
        }
    }

    private void noteErrors(JsonNode message) {
        String method = message.path("method").asString("");
        JsonNode parameters = message.path("params");
        boolean bad = switch (method) {
            case "Runtime.exceptionThrown", "Network.loadingFailed", "Page.javascriptDialogOpening" -> true;
            case "Runtime.consoleAPICalled" ->
                !parameters.path("type").asString().equals("log");
            case "Log.entryAdded" ->
                parameters.path("entry").path("level").asString().equals("error");
            default -> false;
        };
        if (bad) {
            errors.add(message.toString());
        }
    }

    /** Loads a page, and waits until it is loaded. */
    void open(String address) throws IOException, InterruptedException {
        // Else a page that differs in nothing but what follows the # would stay.
        call("Page.navigate", Map.of("url", "about:blank"));
        next(message -> message.path("method").asString("").equals("Page.loadEventFired"));
        call("Page.navigate", Map.of("url", address));
        next(message -> message.path("method").asString("").equals("Page.loadEventFired"));
    }

    /** The value of an expression; a promise is awaited. */
    JsonNode evaluate(String expression) throws IOException, InterruptedException {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new IOException(result.toString());
        }
        return result.path("result").path("value");
    }

    /** Waits until an expression is true of the page that is there, which may be another each time that one looks. */
    void await(String expression) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < deadline) {
            // Between two pages there is a document without a body.
            if (evaluate("Boolean(document.body && (" + expression + "))").asBoolean(false)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new IOException("not so after " + PATIENCE_SECONDS + " s: " + expression);
    }

    /** What axe finds that keeps somebody from using the page: the rule, and where. */
    List<String> accessibilityViolations() throws IOException, InterruptedException {
        try (InputStream in = Chromium.class.getResourceAsStream("/axe.min.js")) {
            if (in == null) {
                throw new FileNotFoundException("axe.min.js is not on the class path");
            }
            evaluate(new String(in.readAllBytes(), StandardCharsets.UTF_8) + "; 0");
        }
        return evaluate(
                        "axe.run({resultTypes: ['violations'], preload: false, rules: {'target-size': {enabled: true}}}).then(found => found.violations.flatMap(rule =>"
                                + " rule.nodes.map(node => rule.id + ' at ' + node.target + ': ' + node.failureSummary)))")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /** What the page complained of: exceptions, failed loads, warnings and errors on the console. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    /** How the page is looked at. */
    void look(int width, int height, String colours) throws IOException, InterruptedException {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        call(
                "Emulation.setEmulatedMedia",
                Map.of("media", "", "features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
    }

    /** Writes what the whole page looks like. */
    void screenshot(Path file) throws IOException, InterruptedException {
        String png = call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true))
                .path("data")
                .asString();
        Files.write(file, Base64.getDecoder().decode(png));
    }

    /** One event of the mouse's left button. */
    void mouse(String type, double x, double y, int clicks) throws IOException, InterruptedException {
        call(
                "Input.dispatchMouseEvent",
                Map.of("type", type, "x", x, "y", y, "button", "left", "buttons", 1, "clickCount", clicks));
    }

    /** A finger put down, which stays there until {@link #lift}. */
    void touch(double x, double y) throws IOException, InterruptedException {
        call("Emulation.setTouchEmulationEnabled", Map.of("enabled", true));
        call("Input.dispatchTouchEvent", Map.of("type", "touchStart", "touchPoints", List.of(Map.of("x", x, "y", y))));
    }

    void lift() throws IOException, InterruptedException {
        call("Input.dispatchTouchEvent", Map.of("type", "touchEnd", "touchPoints", List.of()));
        call("Emulation.setTouchEmulationEnabled", Map.of("enabled", false));
    }

    /** Where files go that a page hands out. */
    void downloadTo(Path folder) throws IOException, InterruptedException {
        call("Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", folder.toString()));
    }

    /** As on paper, of a browser with dark colours. */
    void lookAtPaper() throws IOException, InterruptedException {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("media", "print", "features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    }

    /** A key, pressed and released. */
    void key(String key) throws IOException, InterruptedException {
        call("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key));
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
    }

    @Override
    public void close() throws IOException {
        page.abort();
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
