package io.strowger.routing.carrier;

import io.strowger.routing.number.DialledNumber;

/** One carrier to try, with the number as that carrier wants it. */
public record PlannedAttempt(Carrier carrier, DialledNumber number) {}
