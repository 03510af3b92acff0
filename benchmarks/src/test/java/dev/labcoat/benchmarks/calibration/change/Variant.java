package dev.labcoat.benchmarks.calibration.change;

/** Without or with the change. */
public enum Variant {
    BASE,
    HEAD
}
