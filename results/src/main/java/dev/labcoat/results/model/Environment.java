package dev.labcoat.results.model;

/**
 * What else was so when a run was made. It does not part results; it explains them.
 *
 * @param jdk version of the JDK that ran the forks
 * @param jvm its home
 * @param flags flags that the runner added to every fork, with JMH's arguments and the names of environment variables that it was given and three digits of the hash of each value
 * @param governor the CPU frequency governor, or "unknown"
 * @param loadBefore processes that ran or wanted to before the run: over one minute, or in that moment where that is more; −1 where
 *     that is not known
 * @param loadAfter the same after it
 * @param stealShare share of the machine's time that the hypervisor took during the run, 0 to 1
 */
public record Environment(
        String jdk, String jvm, String flags, String governor, double loadBefore, double loadAfter, double stealShare) {

    public Environment {
        Check.present(jdk, "jdk");
        Check.present(jvm, "jvm");
        Check.present(flags, "flags");
        Check.present(governor, "governor");
    }
}
