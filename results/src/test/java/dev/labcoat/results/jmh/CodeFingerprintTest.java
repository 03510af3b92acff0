package dev.labcoat.results.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.JmhJars;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is another question, and what is the same one written in another way. */
class CodeFingerprintTest {

    private static final String BENCHMARK = "acme.Sort.sort";

    /** With all that a compiler makes something up for. */
    private static final Map<String, String> SOURCES = Map.of(
            "acme/Sort.java", """
            package acme;
            import java.util.*;
            import java.util.function.*;
            import org.openjdk.jmh.annotations.*;

            @State(Scope.Benchmark)
            @Warmup(iterations = 3)
            @Fork(value = 2, jvmArgsAppend = "-Xss1m")
            public class Sort extends Base {
                static final int SIZE = 100;
                static final class Limits { static final int MOST = 7; }
                enum Order { UP, DOWN }
                interface Step { int next(int last); }
                class Filled implements Step {
                    public int next(int last) { return last + SIZE + offset; }
                }
                @Param({"1", "2"}) int length;
                private final Map<String, Integer> sizes = new HashMap<>();

                @Setup public void fill(Input input) { sizes.put("a" + length, input.values); }

                @Benchmark @OperationsPerInvocation(10)
                public int sort() {
                    IntSupplier first = () -> SIZE;
                    IntSupplier second = () -> SIZE;
                    Supplier<Step> third = Filled::new;
                    Object text = new Object() {
                        @Override public String toString() { return "text" + length; }
                    };
                    int sum = 0;
                    for (Order order : Order.values()) {
                        sum += switch (order) {
                            case UP -> limit();
                            case DOWN -> text.toString().length();
                        };
                    }
                    return sum + first.getAsInt() + second.getAsInt() + third.get().next(sum) + Helper.help() + shared();
                }

                int limit() { return Limits.MOST; }
            }

            class Helper {
                static int help() { return 5; }
            }
            """,
            "acme/Base.java", """
            package acme;

            public abstract class Base implements Shared {
                static final int STEP = 3;
                protected int offset = STEP;
                static class Nested { static final int NUMBER = 4; }
                int nested() { return Nested.NUMBER; }
            }
            """,
            "acme/Shared.java", """
            package acme;

            interface Shared {
                default int shared() { return 6; }
            }
            """,
            "acme/Input.java", """
            package acme;
            import org.openjdk.jmh.annotations.*;

            @State(Scope.Thread)
            public class Input {
                int values = 1000;
            }
            """);

    @TempDir
    private Path folder;

    private int jars;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a constant of its own                | Sort.java  | SIZE = 100         | SIZE = 101",
                "one of a nested class                | Sort.java  | MOST = 7           | MOST = 8",
                "one of a superclass                  | Base.java  | STEP = 3           | STEP = 4",
                "one of a class nested in that        | Base.java  | NUMBER = 4         | NUMBER = 5",
                "a default method that is inherited   | Shared.java| return 6           | return 7",
                "a state that it takes                | Input.java | values = 1000      | values = 1001",
                "one of two lambdas                   | Sort.java  | second = () -> SIZE| second = () -> 99",
                "an anonymous class                   | Sort.java  | text\"             | Text\"",
                "an inner class                       | Sort.java  | last + SIZE        | last - SIZE",
                "an instruction                       | Sort.java  | int sum = 0        | int sum = 1",
                "the operations of an invocation      | Sort.java  | Invocation(10)     | Invocation(20)",
                "the flags that it declares           | Sort.java  | -Xss1m             | -Xss2m",
                "what is done before                  | Sort.java  | \"a\" + length     | \"b\" + length",
                "the scope of its state               | Sort.java  | Scope.Benchmark    | Scope.Thread"
            })
    void isAnotherQuestion(String what, String file, String before, String after) throws IOException {
        assertThat(fingerprint(edited(file, before, after))).as(what).isNotEqualTo(fingerprint(SOURCES));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a comment                          | Sort.java  | package acme;      | /* 2027 */ package acme;",
                "more lines                         | Sort.java  | int sum = 0;       | //\\n\\n int sum = 0;",
                "another name of a local variable   | Sort.java  | sum                | total",
                "how long it warms up               | Sort.java  | iterations = 3     | iterations = 5",
                "how many forks                     | Sort.java  | value = 2          | value = 5",
                "one more value of a param          | Sort.java  | \"1\", \"2\"       | \"1\", \"2\", \"3\"",
                "a class that it does not use       | Base.java  | package acme;      | package acme; class Other {}"
            })
    void isTheSameQuestion(String what, String file, String before, String after) throws IOException {
        assertThat(fingerprint(edited(file, before, after.replace("\\n", "\n"))))
                .as(what)
                .isEqualTo(fingerprint(SOURCES));
    }

    @Test
    void whatTheCompilerWasToldIsNoQuestion() throws IOException {
        String fingerprint = fingerprint(SOURCES);

        assertThat(fingerprint(SOURCES, "-g")).isEqualTo(fingerprint);
        assertThat(fingerprint(SOURCES, "-g:none"))
                .as("which puts two lambdas that are the same into one")
                .isEqualTo(fingerprint);
        assertThat(fingerprint(SOURCES, "--release", "17", "-parameters")).isEqualTo(fingerprint);
    }

    @Test
    void theOrderOfMembersIsNoQuestion() throws IOException {
        Map<String, String> moved = new HashMap<>(SOURCES);
        String method = "    int limit() { return Limits.MOST; }\n";
        moved.computeIfPresent(
                "acme/Sort.java",
                (name, text) -> text.replace(method, "").replace("    @Param", method + "    @Param"));

        assertThat(fingerprint(moved)).isEqualTo(fingerprint(SOURCES));
    }

    @Test
    void aLambdaThatIsAddedRenumbersTheOthersAndChangesOnlyItsMethod() throws IOException {
        String one = "package acme; public class L { Runnable a() { return () -> {}; } %s"
                + " java.util.function.IntSupplier b() { return () -> 2; } }";
        String fingerprint = fingerprint("acme.L", Map.of("acme/L.java", one.replace("%s", "")));

        assertThat(fingerprint(
                        "acme.L",
                        Map.of("acme/L.java", one.replace("%s", "").replace("Runnable a", "/* \n */ Runnable a"))))
                .isEqualTo(fingerprint);
        assertThat(fingerprint("acme.L", Map.of("acme/L.java", one.replace("%s", "Runnable c() { return () -> {}; }"))))
                .isNotEqualTo(fingerprint);
    }

    @Test
    void aCommentIsNoChange() throws IOException {
        assertThat(fingerprint("acme.Plain", sources("03-comment-is-no-change/b/acme/Plain.java")))
                .isEqualTo(fingerprint("acme.Plain", sources("03-comment-is-no-change/a/acme/Plain.java")));
    }

    @Test
    void aConstantOfANestedBenchmarkIsAChange() throws IOException {
        assertThat(fingerprint("acme.Outer.Inner", sources("12-nested-class/b/acme/Outer.java")))
                .isNotEqualTo(fingerprint("acme.Outer.Inner", sources("12-nested-class/a/acme/Outer.java")));
    }

    @Test
    void jmhsOwnBenchmarksAreQuestionsToo() throws IOException {
        String name = "org.openjdk.jmh.samples.One";
        String text = "package org.openjdk.jmh.samples; public class One { int n() { return 1; } }";
        String file = "org/openjdk/jmh/samples/One.java";

        assertThat(fingerprint(name, Map.of(file, text.replace("return 1", "return 2"))))
                .isNotEqualTo(fingerprint(name, Map.of(file, text)));
    }

    @Test
    void benchmarksBesideOneAnotherInOneFileAreQuestionsOfTheirOwn() throws IOException {
        String text = """
                package acme;
                public class Outer {
                    public static class One { int n = 1; }
                    public static class Two { int n = 2; int shared() { return Outer.number(); } }
                    static int number() { return 3; }
                }
                """;
        Map<String, String> sources = Map.of("acme/Outer.java", text);
        Map<String, String> otherTwo = Map.of("acme/Outer.java", text.replace("n = 2", "n = 4"));
        Map<String, String> otherShared = Map.of("acme/Outer.java", text.replace("return 3", "return 4"));

        assertThat(fingerprint("acme.Outer.One", otherTwo)).isEqualTo(fingerprint("acme.Outer.One", sources));
        assertThat(fingerprint("acme.Outer.Two", otherTwo)).isNotEqualTo(fingerprint("acme.Outer.Two", sources));
        assertThat(fingerprint("acme.Outer.Two", otherShared))
                .as("what it uses of the class around it")
                .isNotEqualTo(fingerprint("acme.Outer.Two", sources));
    }

    private static Map<String, String> edited(String file, String before, String after) {
        Map<String, String> edited = new HashMap<>(SOURCES);
        String text = Objects.requireNonNull(edited.get("acme/" + file));
        assertThat(text).contains(before);
        edited.put("acme/" + file, text.replace(before, after));
        return edited;
    }

    private String fingerprint(Map<String, String> sources, String... options) throws IOException {
        return fingerprint(BENCHMARK.substring(0, BENCHMARK.lastIndexOf('.')), sources, options);
    }

    private String fingerprint(String className, Map<String, String> sources, String... options) throws IOException {
        int number = jars++;
        Path file = new JmhJars()
                .classes(folder.resolve("classes" + number), sources, options)
                .write(folder.resolve(number + ".jar"));
        try (JarFile jar = new JarFile(file.toFile())) {
            return new CodeFingerprint(jar).of(className);
        }
    }

    private static Map<String, String> sources(String resource) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(CodeFingerprintTest.class.getResourceAsStream("/cases/" + resource), resource)) {
            return Map.of(
                    resource.substring(resource.indexOf("acme/")),
                    new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
