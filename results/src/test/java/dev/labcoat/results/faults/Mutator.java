package dev.labcoat.results.faults;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damages bytes: what a torn write, a bad disk, an editor, another program or a stranger may do to a file. */
final class Mutator {

    /** A number, a text or a name, with what ends it, in JSON. */
    private static final Pattern TOKEN = Pattern.compile("-?\\d+(?:\\.\\d+)?(?:E-?\\d+)?|\"[^\"]*\"|null|true|false");

    private static final Pattern MEMBER =
            Pattern.compile("\"\\w+\"\\s*:\\s*(?:\"[^\"]*\"|-?[\\d.E+-]+|null|true|false)\\s*,?");

    private static final List<String> TOKENS = List.of(
            "null",
            "-1",
            "0",
            "1e308",
            "-1e308",
            "1e999",
            "99999999999999999999",
            "\"NaN\"",
            "\"Infinity\"",
            "\"\"",
            "{}",
            "[]",
            "[null]",
            "{\"a\":null}",
            "\"../../x\"",
            "\"a/b\"",
            "\"\\u001b[31m\\u0007\\u0000\"",
            "\"\\u202e\\u009b\\n\"",
            "\"+1000000000-01-01T00:00:00Z\"",
            "\"-999999999-01-01T00:00:00Z\"",
            "true",
            "\"" + "x".repeat(5_000) + "\"",
            "[".repeat(2_000));

    private final Random random;

    Mutator(Random random) {
        this.random = random;
    }

    /** Something that is nearly these bytes. */
    byte[] mutant(byte[] whole) {
        if (whole.length == 0) {
            return inserted(whole);
        }
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(whole, random.nextInt(whole.length));
            case 1 -> flipped(whole);
            case 2 -> inserted(whole);
            case 3 -> zeroed(whole);
            case 4 -> without(text(whole)).getBytes(StandardCharsets.UTF_8);
            default -> replaced(text(whole)).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private byte[] flipped(byte[] whole) {
        byte[] mutant = whole.clone();
        mutant[random.nextInt(mutant.length)] ^= (byte) (1 << random.nextInt(8));
        return mutant;
    }

    private byte[] inserted(byte[] whole) {
        int place = random.nextInt(whole.length + 1);
        byte[] garbage = new byte[1 + random.nextInt(30)];
        random.nextBytes(garbage);
        ByteArrayOutputStream mutant = new ByteArrayOutputStream();
        mutant.write(whole, 0, place);
        mutant.writeBytes(garbage);
        mutant.write(whole, place, whole.length - place);
        return mutant.toByteArray();
    }

    /** As after a crash of a system that had only made room for what was written. */
    private byte[] zeroed(byte[] whole) {
        byte[] mutant = whole.clone();
        int from = random.nextInt(mutant.length);
        Arrays.fill(mutant, from, Math.min(mutant.length, from + 1 + random.nextInt(512)), (byte) 0);
        return mutant;
    }

    private String without(String whole) {
        List<MatchResult> members = MEMBER.matcher(whole).results().toList();
        if (members.isEmpty()) {
            return whole.substring(random.nextInt(whole.length()));
        }
        MatchResult member = members.get(random.nextInt(members.size()));
        return whole.substring(0, member.start()) + whole.substring(member.end());
    }

    private String replaced(String whole) {
        List<MatchResult> tokens = TOKEN.matcher(whole).results().toList();
        String token = TOKENS.get(random.nextInt(TOKENS.size()));
        if (tokens.isEmpty()) {
            return token;
        }
        MatchResult place = tokens.get(random.nextInt(tokens.size()));
        return whole.substring(0, place.start()) + token + whole.substring(place.end());
    }
}
