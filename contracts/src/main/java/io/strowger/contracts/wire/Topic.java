package io.strowger.contracts.wire;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.cdr.CallDetailRecord;
import io.strowger.contracts.charging.AccountEvent;
import io.strowger.contracts.charging.AccountMovement;
import io.strowger.contracts.charging.CallCharged;
import io.strowger.contracts.charging.ChargingDecision;
import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.switches.GatewayLease;
import io.strowger.contracts.switches.LiveLeg;
import io.strowger.contracts.switches.SwitchEvent;
import io.strowger.contracts.switches.SwitchStatus;
import io.strowger.contracts.transcoding.TranscoderStatus;
import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.contracts.transcoding.TranscodingRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Every topic of Strowger, and what stands on it. */
public enum Topic {
  /** What happens to calls; key call id; from the gateway to all. */
  CALL_EVENTS("call-events", CallEvent.class, Duration.ofHours(72)),
  /** What happens to switches; key switch id; from the gateway to anyone. */
  SWITCH_EVENTS("switch-events", SwitchEvent.class, Duration.ofHours(24)),
  /** FreeSWITCH's own JSON, verbatim; key call id; off unless configured. */
  FREESWITCH_RAW("freeswitch-raw", null, Duration.ofHours(24)),
  /** Who holds which switch; key switch id; compacted. */
  SWITCH_STATUS("switch-status", SwitchStatus.class, null),
  /** Which gateway instances live, and what each holds; one partition, the broker's time. */
  GATEWAY_LEASES("gateway-leases", GatewayLease.class, Duration.ofHours(1)),
  /** Which legs live on which switch; key leg id; compacted. */
  SWITCH_LEGS("switch-legs", LiveLeg.class, null),
  /** What switches shall do; partition = gateway instance. */
  CALL_COMMANDS("call-commands", CallCommand.class, Duration.ofHours(1)),
  /** How each command ended; key call id. */
  COMMAND_RESULTS("command-results", CommandResult.class, Duration.ofHours(24)),
  /** What is asked of accounts; key account id; to rating. */
  CHARGING_REQUESTS("charging-requests", ChargingRequest.class, Duration.ofHours(72)),
  /** What rating decided; key call id; to routing. */
  CHARGING_DECISIONS("charging-decisions", ChargingDecision.class, Duration.ofHours(24)),
  /** What calls cost; key call id; from rating to cdr. */
  CHARGES("charges", CallCharged.class, Duration.ofDays(7)),
  /** Every ledger entry; key account id; from rating to anyone. */
  ACCOUNT_MOVEMENTS("account-movements", AccountMovement.class, Duration.ofDays(90)),
  /** What somebody may want to act on; key account id; from rating to anyone. */
  ACCOUNT_EVENTS("account-events", AccountEvent.class, Duration.ofDays(7)),
  /** What is asked of media relays; key call id; every transcoder reads all. */
  TRANSCODING_REQUESTS("transcoding-requests", TranscodingRequest.class, Duration.ofHours(1)),
  /** What media relays answered; key call id. */
  TRANSCODING_REPLIES("transcoding-replies", TranscodingReply.class, Duration.ofHours(1)),
  /** What transcoders carry and could carry; key transcoder; compacted. */
  TRANSCODER_STATUS("transcoder-status", TranscoderStatus.class, null),
  /** One final record per call; key call id; to analytics. */
  CDRS("cdrs", CallDetailRecord.class, Duration.ofDays(30));

  private final String plainName;
  private final @Nullable Class<?> messageType;
  private final @Nullable Duration retention;

  Topic(String plainName, @Nullable Class<?> messageType, @Nullable Duration retention) {
    this.plainName = plainName;
    this.messageType = messageType;
    this.retention = retention;
  }

  /** The name without prefix, such as {@code call-events}. */
  public String plainName() {
    return plainName;
  }

  /** The Java type of its messages; absent where they are not ours. */
  public @Nullable Class<?> messageType() {
    return messageType;
  }

  /** How long records are kept; absent for a compacted topic. */
  public @Nullable Duration retention() {
    return retention;
  }
}
