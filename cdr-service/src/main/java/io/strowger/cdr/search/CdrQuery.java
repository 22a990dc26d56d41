package io.strowger.cdr.search;

import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.id.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What records are looked for by; what is absent does not matter.
 *
 * @param from calls that began then or later
 * @param to calls that began before
 * @param number the caller's, the one first dialled, or the one that the caller was sent to
 * @param limit how many at most, 1 to 500
 * @param after the place to go on from
 */
public record CdrQuery(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String number,
    @Nullable AccountId account,
    @Nullable HangupCause cause,
    int limit,
    @Nullable Cursor after) {}
