package dev.labcoat.results.cli;

import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.publish.text.Speed;
import dev.labcoat.results.verdict.Range;

/**
 * What an operation takes more after a change than before, as far as it is known.
 *
 * @param least as a share, such as 0.05 for 5 % slower
 * @param most the same for an exact truth; infinite when only the direction is known
 */
record Truth(double least, double most) {

    /** By construction. */
    static Truth exactly(double percent) {
        return new Truth(percent / 100, percent / 100);
    }

    /** Slower, by how much depends on the machine. */
    static Truth slower() {
        return new Truth(Double.MIN_VALUE, Double.POSITIVE_INFINITY);
    }

    boolean isExact() {
        return least == most;
    }

    /** Where only the direction is known, what plain JMH saw of its size. */
    Truth narrowedBy(Range plain) {
        return isExact() || !Double.isFinite(plain.lowest())
                ? this
                : new Truth(Math.max(least, Math.expm1(plain.lowest())), most);
    }

    /**
     * Whether a verdict says what is not so. Undecided is never wrong.
     *
     * @param margin half the width of "no change", as a share
     */
    boolean refutes(Verdict verdict, double margin) {
        return switch (verdict) {
            case SLOWER -> most <= 0;
            case FASTER -> least >= 0;
            case NO_CHANGE -> Math.log1p(least) > Math.log1p(margin) || Math.log1p(most) < -Math.log1p(margin);
            default -> false;
        };
    }

    @Override
    public String toString() {
        return isExact() ? Speed.of(Math.log1p(least)) : "slower";
    }
}
