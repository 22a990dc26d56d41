package io.strowger.contracts.charging;

import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.RequestId;
import java.time.Instant;

/**
 * What every charging request carries.
 *
 * @param requestId chosen by the asker; answered once however often it is delivered
 * @param accountId who pays, and the record's key
 */
public record RequestHead(
    RequestId requestId, CallId callId, AccountId accountId, Instant requestedAt) {}
