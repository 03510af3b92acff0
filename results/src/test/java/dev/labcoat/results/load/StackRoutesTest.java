package dev.labcoat.results.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.Samples;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.StackRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which row of production is what a stack file requests. */
class StackRoutesTest {

    private static StackRequest request(String method, String path) {
        return new StackRequest("my-server", method, path, Map.of(), "", 200);
    }

    private static List<CellId> rows(String... names) throws IOException {
        return Stream.of(names)
                .flatMap(name -> {
                    try {
                        String text = Files.readString(Path.of("src/test/resources/load", name));
                        return LoadFormats.of(text).orElseThrow().read(text).rows().stream();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .map(LoadRow::id)
                .toList();
    }

    private static List<String> named(StackRequest request, List<CellId> rows) {
        StackRoutes routes = new StackRoutes(List.of(request), rows);
        return rows.stream().map(routes::named).map(CellId::toString).toList();
    }

    @Test
    void aRouteOfALogIsThatOfTheRequestWithoutItsNumbersAndItsQuery() throws IOException {
        assertThat(named(request("GET", "/users/42?full=1"), rows("combined.log")))
                .containsExactly(
                        "access-log.requests method=POST route=/users",
                        "access-log.requests method=GET route=/users/{id} stack=my-server");
        assertThat(named(request("POST", "/users"), rows("combined.log")).get(0))
                .endsWith("stack=my-server");
    }

    @Test
    void everyToolHasItsRowOfTheRequest() throws IOException {
        assertThat(named(request("GET", "/a"), rows("access.jsonl", "metrics.txt", "wrk2.txt")))
                .containsExactly(
                        "access-log.requests method=GET route=/a stack=my-server",
                        "Prometheus.http_request_duration_seconds method=GET route=/a stack=my-server [avgt]",
                        "wrk2.requests connections=100 url=http://127.0.0.1:8080/index.html");
    }

    @Test
    void aStackWithoutARowIsKnown() throws IOException {
        List<CellId> rows = rows("combined.log");
        StackRequest other = request("DELETE", "/users/42");

        assertThat(new StackRoutes(List.of(other), rows).without()).containsExactly(other);
        assertThat(new StackRoutes(List.of(request("GET", "/users/42")), rows).without())
                .isEmpty();
        assertThat(named(other, rows)).noneMatch(name -> name.contains("my-server"));
    }

    @ParameterizedTest
    @CsvSource({
        "/users/{name}, /users/jo, true",
        "/users/:name/posts, /users/jo/posts, true",
        "/users/<int:id>, /users/42, true",
        "/users, /users/jo, false",
        "/users/{name}, /users/, false",
        "/, /, true",
        "/index, /, false",
    })
    void whatStandsForAPartOfThePathIsAnyPart(String route, String path, boolean same) {
        CellId row =
                Samples.id("Prometheus.http_seconds", "avgt", 1, "http_route", route, "http_request_method", "get");

        assertThat(named(request("GET", path), List.of(row)).get(0).contains("stack=my-server"))
                .isEqualTo(same);
    }

    @Test
    void theVeryPathIsNearerThanOneWithAVariable() {
        CellId variable = Samples.id("Prometheus.http_seconds", "avgt", 1, "route", "/users/{name}");
        CellId very = Samples.id("Prometheus.http_seconds", "avgt", 1, "route", "/users/me");

        assertThat(named(request("GET", "/users/me"), List.of(variable, very)))
                .containsExactly(
                        "Prometheus.http_seconds route=/users/{name} [avgt]",
                        "Prometheus.http_seconds route=/users/me stack=my-server [avgt]");
    }
}
