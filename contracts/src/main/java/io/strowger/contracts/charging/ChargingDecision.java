package io.strowger.contracts.charging;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.RequestId;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer to {@code AuthorizeCall}; topic {@code charging-decisions}, key call id. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ChargingDecision {

  /** What every decision carries. */
  Head head();

  /**
   * What every decision carries.
   *
   * @param requestId of the request it answers
   */
  record Head(RequestId requestId, CallId callId, AccountId accountId, Instant decidedAt) {}

  /**
   * The call may go ahead.
   *
   * @param grantSeconds time paid for so far, counted from answer; absent when the account has no
   *     limit (postpaid)
   * @param grantGroup the scheduler group under which the switch enforces it; present with {@code
   *     grantSeconds}
   * @param availableMicros what is left to spend after the first slice, in micro-units
   * @param callerVariables variables that the caller's leg is to carry from its first attempt to
   *     its end; absent when there are none
   */
  record CallAuthorized(
      @JsonUnwrapped Head head,
      @Nullable Integer grantSeconds,
      @Nullable String grantGroup,
      Currency currency,
      long availableMicros,
      @Nullable Map<String, String> callerVariables)
      implements ChargingDecision {

    /** A call whose leg is to carry nothing. */
    public CallAuthorized(
        Head head,
        @Nullable Integer grantSeconds,
        @Nullable String grantGroup,
        Currency currency,
        long availableMicros) {
      this(head, grantSeconds, grantGroup, currency, availableMicros, null);
    }
  }

  /** The call may not go ahead. */
  record CallRefused(@JsonUnwrapped Head head, ChargingRefusal reason)
      implements ChargingDecision {}
}
