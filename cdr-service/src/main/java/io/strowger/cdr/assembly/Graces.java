package io.strowger.cdr.assembly;

import java.time.Duration;

/**
 * How long the record waits for what is missing.
 *
 * @param leg for legs that have not ended, once the A-leg has
 * @param charge for the charge of a call that names an account, once the A-leg has ended
 * @param hangUp for the A-leg's end, once the call was charged
 * @param lost for any word of the A-leg's end, since it was first heard of
 */
public record Graces(Duration leg, Duration charge, Duration hangUp, Duration lost) {}
