package io.strowger.contracts.command;

import io.strowger.contracts.id.CarrierId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One try to reach the destination through one trunk.
 *
 * @param carrier who is paid for it
 * @param attempt 1 is the first of the hunt
 * @param trunk where the INVITE goes
 * @param dialledNumber {@code \+?[0-9*#]{1,32}} or a SIP user part, after translation
 * @param callerNumber the number shown; absent leaves the caller's own
 * @param callerName the name shown; absent leaves the caller's own
 * @param originateTimeoutSeconds from INVITE to answer, 1 to 3600
 * @param progressTimeoutSeconds from INVITE to ringing, 1 to 3600; absent for no limit
 * @param codecs offered on this leg, in order, such as {@code PCMA}; empty leaves it to the switch
 */
public record Attempt(
    CarrierId carrier,
    int attempt,
    Trunk trunk,
    String dialledNumber,
    @Nullable String callerNumber,
    @Nullable String callerName,
    int originateTimeoutSeconds,
    @Nullable Integer progressTimeoutSeconds,
    List<String> codecs) {}
