package io.strowger.cdr.assembly;

import java.time.Duration;

/**
 * How long the record waits for what is missing once the A-leg has ended.
 *
 * @param leg for legs that have not ended
 * @param charge for the charge of a call that names an account
 */
public record Graces(Duration leg, Duration charge) {}
