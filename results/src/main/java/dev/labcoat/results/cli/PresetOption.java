package dev.labcoat.results.cli;

import dev.labcoat.results.experiment.Preset;
import picocli.CommandLine.Option;

/** How much the forks of a comparison measure. */
final class PresetOption {

    @Option(
            names = "--preset",
            paramLabel = "PRESET",
            defaultValue = "${env:LABCOAT_PRESET:-quick}",
            description =
                    "How long forks warm up and measure: ${COMPLETION-CANDIDATES}; default: quick, or LABCOAT_PRESET.")
    private Preset preset = Preset.QUICK;

    /** What was asked for. */
    Preset chosen() {
        return preset;
    }
}
