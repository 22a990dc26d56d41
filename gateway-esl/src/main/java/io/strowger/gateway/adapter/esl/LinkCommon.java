package io.strowger.gateway.adapter.esl;

import io.strowger.gateway.session.LegLog;
import io.strowger.gateway.session.Output;
import io.strowger.gateway.session.SessionSettings;
import java.time.Clock;

/** What all links of a gateway share. */
record LinkCommon(
    GatewayIdentity identity,
    SessionSettings settings,
    Output output,
    StatusOutput statuses,
    LegLog legLog,
    Ownership ownership,
    Clock clock) {}
