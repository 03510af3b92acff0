package dev.labcoat.results.cli;

import dev.labcoat.results.experiment.Plan;
import dev.labcoat.results.experiment.Preset;
import dev.labcoat.results.experiment.Selection;
import dev.labcoat.results.experiment.Subject;
import dev.labcoat.results.git.GitRepository;
import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.JvmFlags;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Suite;
import dev.labcoat.results.model.Variant;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a comparison compares, as the user says it. */
final class Sides {

    @Parameters(index = "0", arity = "0..1", paramLabel = "BASE", description = "The commit to compare with.")
    private @Nullable String baseCommit;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "HEAD",
            description = "The commit that is judged; default: the working tree.")
    private @Nullable String headCommit;

    @Mixin
    private LaunchOptions launch = new LaunchOptions();

    @Option(names = "--jar", paramLabel = "JAR", description = "Any JMH jar, for both sides.")
    private @Nullable Path jar;

    @Option(names = "--base-jar", paramLabel = "JAR", description = "Any JMH jar, as the baseline.")
    private @Nullable Path baseJar;

    @Option(names = "--head-jar", paramLabel = "JAR", description = "Any JMH jar, as what is judged.")
    private @Nullable Path headJar;

    @Option(
            names = "--base-jvm",
            paramLabel = "DIR",
            description = "JDK of the baseline; default: the one running this.")
    private @Nullable Path baseJvm;

    @Option(
            names = "--head-jvm",
            paramLabel = "DIR",
            description = "JDK of what is judged; default: the one running this.")
    private @Nullable Path headJvm;

    @Option(
            names = "--base-flags",
            paramLabel = "FLAGS",
            description =
                    "JVM flags of the baseline's forks and of the servers in them, such as \"-Xmx256m -Xint\"; one with"
                            + " blanks in it stands in quotes of its own.")
    private String baseFlags = "";

    @Option(names = "--head-flags", paramLabel = "FLAGS", description = "The same for what is judged.")
    private String headFlags = "";

    @Option(
            names = "--vary",
            paramLabel = "NAME=V1,V2",
            description =
                    "Compare values of a param, or of a knob of the --stack, all in one jar; the first is the baseline.")
    private @Nullable String vary;

    @Option(names = "--base-stack", paramLabel = "FILE", description = "A stack, as with --stack, as the baseline.")
    private @Nullable String baseStack;

    @Option(names = "--head-stack", paramLabel = "FILE", description = "A stack, as with --stack, as what is judged.")
    private @Nullable String headStack;

    @Mixin
    private StackOptions stacks = new StackOptions();

    /** Where somebody has opened the jar already. */
    private @Nullable JmhJar opened;

    /** Two commits. */
    static Sides of(String base, String head) {
        Sides sides = new Sides();
        sides.baseCommit = base;
        sides.headCommit = head;
        return sides;
    }

    /** Some cells of a commit, as far as its jar has them. */
    static Plan.Choice ofCommit(Revision commit, JmhJar jar, Set<CellId> cells) {
        Source source = new Source(commit.label(), commit, jar);
        return choice(subject(source, Jvm.current(), List.of(), source.name()), cells, Set.of());
    }

    /**
     * A jar under a name.
     *
     * @param commit that a comparison of it belongs to
     * @param cells what is measured of it, by what it is called on both sides
     */
    static Plan.Choice side(String name, Revision commit, JmhJar jar, Map<CellId, CellId> cells) {
        return new Plan.Choice(subject(new Source(name, commit, jar), Jvm.current(), List.of(), name), cells);
    }

    /**
     * Values of a param.
     *
     * @param jar null for our own
     * @param opened that jar
     */
    static Sides varying(@Nullable Path jar, JmhJar opened, String param, List<String> values) {
        Sides sides = new Sides();
        sides.jar = jar;
        sides.opened = opened;
        // As it is cut again.
        sides.vary = param + "="
                + values.stream().map(value -> value.replace(",", "\\,")).collect(Collectors.joining(","));
        return sides;
    }

    /** A jar with what to call it. */
    private record Source(String name, @Nullable Revision revision, JmhJar jar) {}

    /**
     * The variants with their cells, the baseline first.
     *
     * @param talk told of what takes time
     * @throws BadInputException if what the user said makes no comparison
     * @throws IOException if a jar cannot be read or built
     * @throws InterruptedException if interrupted while building
     */
    List<Plan.Choice> choices(
            List<String> names, Map<String, List<String>> params, Preset preset, Where where, PrintWriter talk)
            throws IOException, InterruptedException {
        checkThatTheyFitTogether(names);
        checkThatCommitsAreKnown();
        Jvm baseJdk = baseJvm == null ? Jvm.current() : Jvm.in(baseJvm);
        Jvm headJdk = headJvm == null ? Jvm.current() : Jvm.in(headJvm);
        if (baseStack != null && headStack != null) {
            return ofStacks(baseStack, headStack, baseJdk, params, preset, talk);
        }
        if (vary != null && stacks.given()) {
            return ofKnobs(Variation.of(vary), baseJdk, params, preset, talk);
        }
        if (vary != null) {
            // What is wrong with it is said before anything is built.
            Variation variation = Variation.of(vary);
            Source source = opened == null ? source(baseCommit, jar, where, talk) : source(jar, opened);
            return varied(variation, source, baseJdk, names, params, preset);
        }
        Source base = source(baseCommit, baseJar == null ? jar : baseJar, where, talk);
        Source head = source(headCommit, headJar == null ? jar : headJar, where, talk);
        Selection selection = new Selection(names, params, preset);
        Set<CellId> cells = new LinkedHashSet<>();
        choose(selection, base, head, cells);
        choose(selection, head, base, cells);
        Subject baseSubject =
                subject(base, baseJdk, JvmFlags.parse(baseFlags), name(base, head, baseJdk, headJdk, baseFlags));
        Subject headSubject =
                subject(head, headJdk, JvmFlags.parse(headFlags), name(head, base, headJdk, baseJdk, headFlags));
        Set<String> given = params.keySet();
        return List.of(choice(baseSubject, cells, given), choice(headSubject, cells, given));
    }

    /** A benchmark or a param that only the other side has is new, or missing, and no bad input. */
    private static void choose(Selection selection, Source side, Source other, Set<CellId> cells) {
        try {
            selection.choose(side.jar()).forEach(cell -> cells.add(cell.id()));
        } catch (BadInputException e) {
            try {
                selection.choose(other.jar());
            } catch (BadInputException neither) {
                throw e;
            }
        }
    }

    private void checkThatTheyFitTogether(List<String> names) {
        boolean twoSides =
                Stream.of(headCommit, baseJar, headJar, baseJvm, headJvm).anyMatch(side -> side != null)
                        || !baseFlags.isBlank()
                        || !headFlags.isBlank();
        if (vary != null && (twoSides || (jar != null && baseCommit != null))) {
            throw new BadInputException("--vary compares values of a param in one jar: leave the other sides out");
        }
        boolean twoStacks = baseStack != null && headStack != null;
        if ((baseStack == null) != (headStack == null)) {
            throw new BadInputException("a stack is compared with a stack: give --base-stack and --head-stack");
        }
        if ((twoStacks || stacks.given()) && !names.isEmpty()) {
            throw new BadInputException("stacks have rows of their own: leave out --rows " + String.join(",", names));
        }
        if (twoStacks && (twoSides || baseCommit != null || vary != null || stacks.given())) {
            throw new BadInputException("--base-stack and --head-stack are the two sides: leave the others out");
        }
        if (stacks.given() && (vary == null || baseCommit != null)) {
            throw new BadInputException("--stack is compared with itself: say which knob is turned, as in --vary"
                    + " workers=1,4, and give no commits; two stacks are compared with --base-stack and --head-stack");
        }
        if (vary == null && !twoSides && !twoStacks && baseCommit == null) {
            throw new BadInputException("compare what? Give a commit, as in: "
                    + Program.here().line("compare HEAD~1") + "; or see: "
                    + Program.here().line("compare --help"));
        }
        if (baseCommit != null && (baseJar != null || jar != null)) {
            throw new BadInputException(
                    "the baseline is either the commit " + baseCommit + " or a jar: leave one of them out");
        }
        if (headCommit != null && headJar != null) {
            throw new BadInputException(
                    "what is judged is either the commit " + headCommit + " or a jar: leave one of them out");
        }
        if (jar == null && (baseJar == null) != (headJar == null)) {
            throw new BadInputException("a jar is compared with a jar: give --base-jar and --head-jar");
        }
    }

    /** Before the first is built. */
    private void checkThatCommitsAreKnown() {
        Stream.of(baseCommit, headCommit)
                .filter(Objects::nonNull)
                .forEach(commit -> Where.git().commit(commit));
    }

    private static Source source(@Nullable Path file, JmhJar opened) {
        if (file != null) {
            return new Source(file.toString(), null, opened);
        }
        Revision revision = Where.git().head();
        return new Source("working tree " + revision.label(), revision, opened);
    }

    private Source source(@Nullable String commit, @Nullable Path file, Where where, PrintWriter talk)
            throws IOException, InterruptedException {
        if (file != null || commit == null) {
            return source(file, open(file == null ? where.benchmarksJar(talk) : file));
        }
        GitRepository git = Where.git();
        Revision revision = git.commit(commit);
        String name = revision.commit().startsWith(commit) ? revision.label() : commit + " " + revision.label();
        return new Source(name, revision, open(where.builds().jar(revision, talk::println)));
    }

    private JmhJar open(Path file) throws IOException {
        return JmhJar.open(file, launch.launching());
    }

    /** What tells a side from the other; its source, when nothing does. */
    private static String name(Source side, Source other, Jvm jvm, Jvm otherJvm, String flags) {
        List<String> parts = new ArrayList<>();
        if (!jvm.equals(otherJvm)) {
            parts.add("JDK " + jvm.version() + (jvm.version().equals(otherJvm.version()) ? " in " + jvm.home() : ""));
        }
        if (!flags.isBlank()) {
            parts.add(flags.strip());
        }
        if (parts.isEmpty() || !side.jar().hash().equals(other.jar().hash())) {
            parts.add(0, side.name());
        }
        return String.join(", ", parts);
    }

    private static Subject subject(Source source, Jvm jvm, List<String> flags, String name) {
        JmhJar benchmarks = source.jar();
        Variant variant = new Variant(
                name,
                String.valueOf(benchmarks.path().getFileName()),
                benchmarks.hash(),
                source.revision(),
                jvm.version(),
                jvm.home().toString(),
                flags);
        return new Subject(variant, benchmarks, jvm);
    }

    /** The cells that a side can run, by their own ids. */
    private static Plan.Choice choice(Subject subject, Set<CellId> cells, Set<String> given) {
        return new Plan.Choice(
                subject,
                cells.stream()
                        .filter(cell -> subject.jar().has(cell, given))
                        .collect(Collectors.toMap(cell -> cell, cell -> cell, (one, same) -> one, LinkedHashMap::new)));
    }

    /** Two stacks, each as it is by default unless a step was given. */
    private List<Plan.Choice> ofStacks(
            String base, String head, Jvm jvm, Map<String, List<String>> params, Preset preset, PrintWriter talk)
            throws IOException {
        JmhJar plain = open(jar == null ? Where.ownJar() : jar);
        JmhJar both = stacks.measuring(plain, List.of(base, head), StackOptions.asked(plain, params), talk);
        Suite.Stacks measured = StackOptions.measured(both);
        Variation variation = new Variation(measured.stack(), StackOptions.values(both, measured.stack()));
        return varied(variation, source(jar, both), jvm, StackOptions.rows(both), params, preset);
    }

    /** A stack with a knob turned to some values, or in some steps of its ladder. */
    private List<Plan.Choice> ofKnobs(
            Variation turned, Jvm jvm, Map<String, List<String>> params, Preset preset, PrintWriter talk)
            throws IOException {
        JmhJar plain = open(jar == null ? Where.ownJar() : jar);
        Suite.@Nullable Stacks declared = plain.suite().stacks();
        boolean steps = declared != null && turned.param().equals(declared.step());
        List<String> values = steps
                ? turned.values()
                : turned.values().stream()
                        .map(value -> turned.param() + "=" + value)
                        .toList();
        JmhJar turning = stacks.measuring(plain, stacks.names(), values, talk);
        Variation variation = new Variation(StackOptions.measured(turning).step(), values);
        return varied(variation, source(jar, turning), jvm, StackOptions.rows(turning), params, preset);
    }

    /**
     * A param and two or more values of it.
     *
     * @param values the baseline first
     */
    private record Variation(String param, List<String> values) {

        static Variation of(String text) {
            int equals = text.indexOf('=');
            List<String> values = Params.cut(text.substring(equals + 1));
            if (equals < 1 || values.size() < 2 || Set.copyOf(values).size() < values.size()) {
                throw new BadInputException(
                        "--vary takes a param and two or more values of it, such as connections=1,32, not '" + text
                                + "'");
            }
            return new Variation(text.substring(0, equals), values);
        }

        /** What a variant is called: a knob with its value, which is a step of a stack, names itself. */
        String name(String value) {
            return value.contains("=") ? value : param + "=" + value;
        }
    }

    private static List<Plan.Choice> varied(
            Variation variation,
            Source source,
            Jvm jvm,
            List<String> names,
            Map<String, List<String>> params,
            Preset preset) {
        String param = variation.param();
        List<Plan.Choice> choices = new ArrayList<>();
        for (String value : variation.values()) {
            Map<String, List<String>> fixed = new LinkedHashMap<>(params);
            fixed.put(param, List.of(value));
            Map<CellId, CellId> cells = new LinkedHashMap<>();
            for (Cell cell : new Selection(names, fixed, preset).choose(source.jar())) {
                if (cell.id().params().containsKey(param)) {
                    cells.put(without(param, cell.id()), cell.id());
                }
            }
            choices.add(new Plan.Choice(subject(source, jvm, List.of(), variation.name(value)), cells));
        }
        return choices;
    }

    private static CellId without(String param, CellId cell) {
        TreeMap<String, String> others = new TreeMap<>(cell.params());
        others.remove(param);
        return new CellId(cell.benchmark(), others, cell.mode(), cell.threads());
    }
}
