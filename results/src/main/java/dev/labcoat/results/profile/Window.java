package dev.labcoat.results.profile;

import java.time.Instant;

/**
 * The time in which forks were measured, warm by then.
 *
 * @param from when the first slice began
 * @param to when the last one ended
 */
public record Window(Instant from, Instant to) {}
