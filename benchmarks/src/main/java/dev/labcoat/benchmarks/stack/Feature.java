package dev.labcoat.benchmarks.stack;

import dev.labcoat.fixtures.http.HandlerKnobs;

/** What stands between a server and its page. */
public enum Feature {
    NONE(HandlerKnobs.NONE),
    ONE_HANDLER(HandlerKnobs.passThrough(1)),
    FIVE_HANDLERS(HandlerKnobs.passThrough(5)),
    TWENTY_HANDLERS(HandlerKnobs.passThrough(20)),
    SESSION(HandlerKnobs.NONE.withSession()),
    SECURITY_HEADERS(HandlerKnobs.NONE.withSecurityHeaders()),
    TEN_ROUTES(HandlerKnobs.routes(10)),
    THOUSAND_ROUTES(HandlerKnobs.routes(1_000));

    private final HandlerKnobs knobs;

    Feature(HandlerKnobs knobs) {
        this.knobs = knobs;
    }

    HandlerKnobs knobs() {
        return knobs;
    }
}
