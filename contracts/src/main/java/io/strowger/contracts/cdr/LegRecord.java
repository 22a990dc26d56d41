package io.strowger.contracts.cdr;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.strowger.contracts.call.LegEnd;
import io.strowger.contracts.call.LegIdentity;
import io.strowger.contracts.call.LegTimes;
import io.strowger.contracts.call.LegUsage;
import io.strowger.contracts.call.MediaSummary;
import io.strowger.contracts.id.LegId;

/** One leg of a call, as the switch measured it. */
public record LegRecord(
    LegId legId,
    @JsonUnwrapped LegIdentity leg,
    @JsonUnwrapped LegTimes times,
    @JsonUnwrapped LegUsage usage,
    @JsonUnwrapped LegEnd end,
    @JsonUnwrapped MediaSummary media) {}
