package dev.labcoat.results.jmh;

import dev.labcoat.results.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InnerClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Tells whether a benchmark's own code does what it did before. It is of the instructions and constants of the benchmark's class
 * and of the classes nested in it, of their superclasses and interfaces that lie in the jar, of the states that they take, and of
 * what else of their source files they use. Other classes are what is measured, and no part of it.
 *
 * <p>Nothing is in it that no JVM executes: line numbers and other debug information, generic signatures, the order of members
 * and of the constant pool, the version of the compiler and the names that it gives to lambdas. Nor is what JMH's annotations say
 * of how long and in which mode to measure, and which values of a param there are: these are recorded with each result.
 *
 * <p>A compiler that makes other instructions of the same source does make another question of it, as javac 21 does of a switch
 * over an enum of the same file. Commits that are compared are built with one compiler.
 */
final class CodeFingerprint {

    private static final String JMH = "org/openjdk/jmh/";

    /** What benchmarks get from JMH itself, such as its Blackhole; JMH's own benchmarks lie beside it. */
    private static final String INFRASTRUCTURE = JMH + "infra/";

    private static final String JMH_ANNOTATION = "L" + JMH + "annotations/";
    private static final String STATE = JMH_ANNOTATION + "State;";

    /** What tells how it is measured, and what compilers write for themselves. */
    private static final Set<String> NOT_CODE = Set.of(
            JMH_ANNOTATION + "BenchmarkMode;",
            JMH_ANNOTATION + "Measurement;",
            JMH_ANNOTATION + "OutputTimeUnit;",
            JMH_ANNOTATION + "Param;",
            JMH_ANNOTATION + "Threads;",
            JMH_ANNOTATION + "Timeout;",
            JMH_ANNOTATION + "Warmup;",
            "Ljava/lang/Deprecated;",
            "Lkotlin/Metadata;",
            "Lscala/reflect/ScalaLongSignature;",
            "Lscala/reflect/ScalaSignature;");

    private static final String FORK = JMH_ANNOTATION + "Fork;";

    /** Of {@code @Fork}, how often; its JVM flags do change what is measured. */
    private static final Set<String> HOW_OFTEN = Set.of("value", "warmups");

    /** Which of the flags of a class, a field or a method change what it does. */
    private static final int DOES = Opcodes.ACC_ABSTRACT
            | Opcodes.ACC_INTERFACE
            | Opcodes.ACC_NATIVE
            | Opcodes.ACC_STATIC
            | Opcodes.ACC_SYNCHRONIZED
            | Opcodes.ACC_VOLATILE;

    /** Has the names of lambdas as text, and is never called unless one is serialised. */
    private static final String DESERIALIZE = "$deserializeLambda$";

    private final JarFile jar;
    private final Map<String, Code> codes = new HashMap<>();

    /** Of the benchmarks of a jar, which stays open. */
    CodeFingerprint(JarFile jar) {
        this.jar = jar;
    }

    /**
     * What a class does, and what else is to be looked at.
     *
     * @param hash of what it does
     * @param state whether it is a state of JMH
     * @param parents its superclass and interfaces
     * @param nested the classes in it
     * @param arguments of the methods that JMH calls
     * @param sameFile the classes of its source file that it uses
     */
    private record Code(
            String hash,
            boolean state,
            Set<String> parents,
            Set<String> nested,
            Set<String> arguments,
            Set<String> sameFile) {}

    /**
     * The fingerprint of a benchmark's class.
     *
     * @param className fully qualified, with a dot before a nested class, as JMH has it
     */
    String of(String className) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        Set<String> whole = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>();
        String benchmark = fileName(className);
        whole.add(benchmark);
        open.add(benchmark);
        while (!open.isEmpty()) {
            String name = open.remove();
            Code code = code(name);
            if (code == null) {
                continue;
            }
            hashes.put(name, code.hash());
            // What is only used is taken without all that is nested in it.
            Set<String> wholeToo = new LinkedHashSet<>();
            Set<String> usedToo = new LinkedHashSet<>(code.sameFile());
            if (whole.contains(name)) {
                wholeToo.addAll(code.parents());
                wholeToo.addAll(code.nested());
                for (String argument : code.arguments()) {
                    Code ofArgument = code(argument);
                    if (ofArgument != null && ofArgument.state()) {
                        wholeToo.add(argument);
                    }
                }
            } else {
                usedToo.addAll(code.parents());
            }
            wholeToo.stream().filter(whole::add).forEach(open::add);
            usedToo.stream().filter(used -> !hashes.containsKey(used)).forEach(open::add);
        }
        Sha256 hash = new Sha256();
        hashes.forEach((name, own) -> hash.add(name).add(own));
        return hash.hex();
    }

    /** The name of a class in the jar; a class that is nested has a $ where JMH has a dot. */
    private String fileName(String className) {
        String name = className.replace('.', '/');
        for (int cut = name.length(); cut > 0; cut = name.lastIndexOf('/', cut - 1)) {
            String candidate = name.substring(0, cut) + name.substring(cut).replace('/', '$');
            if (jar.getEntry(candidate + ".class") != null) {
                return candidate;
            }
        }
        return name;
    }

    /** Null for a class that is not in the jar, or that JMH hands to benchmarks. */
    private @Nullable Code code(String name) throws IOException {
        Code known = codes.get(name);
        ZipEntry entry = jar.getEntry(name + ".class");
        if (known != null || entry == null || name.startsWith(INFRASTRUCTURE)) {
            return known;
        }
        byte[] bytes;
        try (InputStream in = jar.getInputStream(entry)) {
            bytes = in.readAllBytes();
        }
        Code code = read(bytes);
        codes.put(name, code);
        return code;
    }

    private static Code read(byte[] bytes) {
        ClassNode node = new ClassNode();
        try {
            new ClassReader(bytes).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        } catch (RuntimeException e) {
            // Of a JDK that is newer than ASM, or no class at all: any difference may be one of the code.
            return new Code(Sha256.of(bytes), false, Set.of(), Set.of(), Set.of(), Set.of());
        }
        keepCode(node);
        Names names = new Names(node);
        String hash = names.hash();
        String file = sourceFile(node.name);
        return new Code(
                hash,
                all(node.visibleAnnotations).stream().anyMatch(annotation -> annotation.desc.equals(STATE)),
                Stream.concat(Stream.ofNullable(node.superName), node.interfaces.stream())
                        .collect(Collectors.toSet()),
                node.innerClasses.stream()
                        .map((InnerClassNode inner) -> inner.name)
                        .filter(inner -> inner.startsWith(node.name + "$"))
                        .collect(Collectors.toSet()),
                arguments(node),
                names.used().stream()
                        .filter(used -> sourceFile(used).equals(file))
                        .collect(Collectors.toSet()));
    }

    private static String sourceFile(String name) {
        int dollar = name.indexOf('$', name.lastIndexOf('/') + 2);
        return dollar < 0 ? name : name.substring(0, dollar);
    }

    private static Set<String> arguments(ClassNode node) {
        return node.methods.stream()
                .filter(method -> all(method.visibleAnnotations).stream()
                        .anyMatch(annotation -> annotation.desc.startsWith(JMH_ANNOTATION)))
                .flatMap(method -> Stream.of(Type.getArgumentTypes(method.desc)))
                .filter(type -> type.getSort() == Type.OBJECT)
                .map(Type::getInternalName)
                .collect(Collectors.toSet());
    }

    private static <T> List<T> all(@Nullable List<T> values) {
        return values == null ? List.of() : values;
    }

    /** Takes out what no JVM executes. */
    private static void keepCode(ClassNode node) {
        node.access &= DOES;
        node.visibleAnnotations = ofCode(node.visibleAnnotations);
        for (FieldNode field : node.fields) {
            field.access &= DOES | Opcodes.ACC_SYNTHETIC;
            field.signature = null;
            field.invisibleAnnotations = null;
            field.invisibleTypeAnnotations = null;
            field.visibleAnnotations = ofCode(field.visibleAnnotations);
        }
        for (MethodNode method : node.methods) {
            method.signature = null;
            method.invisibleAnnotations = null;
            method.invisibleTypeAnnotations = null;
            method.invisibleParameterAnnotations = null;
            method.visibleAnnotations = ofCode(method.visibleAnnotations);
            // Follows from the rest, and compilers differ in it.
            method.maxLocals = 0;
            method.maxStack = 0;
        }
    }

    private static List<AnnotationNode> ofCode(@Nullable List<AnnotationNode> annotations) {
        List<AnnotationNode> kept = all(annotations).stream()
                .filter(annotation -> !NOT_CODE.contains(annotation.desc))
                .sorted(Comparator.comparing(annotation -> annotation.desc))
                .collect(Collectors.toList());
        kept.stream().filter(annotation -> annotation.desc.equals(FORK)).forEach(CodeFingerprint::forgetHowOften);
        return kept;
    }

    private static void forgetHowOften(AnnotationNode fork) {
        // Names and values in turn.
        for (int i = all(fork.values).size() - 2; i >= 0; i -= 2) {
            if (HOW_OFTEN.contains(String.valueOf(fork.values.get(i)))) {
                fork.values.remove(i + 1);
                fork.values.remove(i);
            }
        }
    }

    /**
     * The names in a class: remembers the classes, and calls the methods that a compiler made up, such as a lambda's, by what they
     * do.
     */
    private static final class Names extends Remapper {

        private final ClassNode node;
        private final Map<String, MethodNode> madeUp = new HashMap<>();
        private final Map<String, String> hashes = new HashMap<>();
        private final Set<String> used = new LinkedHashSet<>();

        Names(ClassNode node) {
            super(Opcodes.ASM9);
            this.node = node;
            node.methods.stream()
                    .filter(method -> (method.access & Opcodes.ACC_SYNTHETIC) != 0)
                    .forEach(method -> madeUp.put(method.name + method.desc, method));
        }

        /** The classes that are named in what was hashed so far. */
        Set<String> used() {
            return used;
        }

        /** Of the whole class: those methods that were made up count where they are called. */
        String hash() {
            List<String> members = Stream.concat(
                            node.fields.stream().filter(Names::isDeclared).map(this::hash),
                            node.methods.stream()
                                    .filter(method -> (method.access & Opcodes.ACC_SYNTHETIC) == 0)
                                    .map(this::hash))
                    .sorted()
                    .toList();
            // Such as one by which another class reaches a private field.
            List<MethodNode> calledFromElsewhere = madeUp.entrySet().stream()
                    .filter(method -> !hashes.containsKey(method.getKey()))
                    .map(Map.Entry::getValue)
                    .filter(method -> !method.name.equals(DESERIALIZE))
                    .sorted(Comparator.comparing(method -> method.name + method.desc))
                    .toList();
            ClassWriter writer = new ClassWriter(0);
            ClassRemapper remapper = new ClassRemapper(writer, this);
            remapper.visit(
                    Opcodes.V17, node.access, node.name, null, node.superName, node.interfaces.toArray(String[]::new));
            node.visibleAnnotations.forEach(
                    annotation -> annotation.accept(remapper.visitAnnotation(annotation.desc, true)));
            Sha256 all = new Sha256().add(writer.toByteArray());
            members.forEach(all::add);
            calledFromElsewhere.forEach(method -> all.add(method.name).add(hash(method)));
            return all.hex();
        }

        /** What a compiler adds, such as the reference to an enclosing instance, counts where it is used. */
        private static boolean isDeclared(FieldNode field) {
            return (field.access & Opcodes.ACC_SYNTHETIC) == 0;
        }

        private String hash(FieldNode field) {
            ClassWriter writer = new ClassWriter(0);
            field.accept(into(writer));
            return Sha256.of(writer.toByteArray());
        }

        private String hash(MethodNode method) {
            ClassWriter writer = new ClassWriter(0);
            int access = method.access;
            method.access &= DOES;
            method.accept(into(writer));
            method.access = access;
            return Sha256.of(writer.toByteArray());
        }

        /** A class file of one member has its own constant pool, in the order of use. */
        private ClassRemapper into(ClassWriter writer) {
            ClassRemapper remapper = new ClassRemapper(writer, this);
            remapper.visit(Opcodes.V17, 0, node.name, null, null, null);
            return remapper;
        }

        @Override
        public String map(String internalName) {
            used.add(internalName);
            return internalName;
        }

        @Override
        public String mapMethodName(String owner, String name, String descriptor) {
            MethodNode method = owner.equals(node.name) ? madeUp.get(name + descriptor) : null;
            if (method == null) {
                return name;
            }
            String key = name + descriptor;
            String known = hashes.get(key);
            if (known == null) {
                // Also what it is called in itself.
                hashes.put(key, "lambda");
                known = hash(method);
                hashes.put(key, known);
            }
            return known;
        }
    }
}
