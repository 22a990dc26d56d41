package io.strowger.contracts.switches;

import io.strowger.contracts.id.SwitchId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a switch and how it is; compacted topic {@code switch-status}, key switch id.
 *
 * @param owner the gateway instance that holds the connection
 * @param epoch grows with every change of owner; commands of an older one are refused
 * @param commandPartition the partition of {@code call-commands} its owner reads
 * @param coreUuid changes when the switch restarts
 * @param capabilities what the switch can do, such as {@code codec:AMR} or {@code outbound}
 */
public record SwitchStatus(
    SwitchId switchId,
    String owner,
    long epoch,
    int commandPartition,
    ConnectionState state,
    Instant changedAt,
    @Nullable String coreUuid,
    @Nullable String version,
    List<String> capabilities) {

  /** What the connection to a switch is doing. */
  public enum ConnectionState {
    /** Connected, subscribed and reconciled. */
    UP,
    /** Trying to connect, or connected and not yet subscribed. */
    CONNECTING,
    /** The switch refused our password or address. */
    REFUSED,
    /** Connection lost or never had. */
    DOWN
  }
}
