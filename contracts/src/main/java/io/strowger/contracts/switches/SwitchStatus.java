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
 * @param inventory what it told of itself; absent before it did
 * @param trouble why it is not {@code UP}; absent while it is, and where nobody knows
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
    List<String> capabilities,
    @Nullable Trouble trouble,
    @Nullable SwitchInventory inventory) {

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

  /** Why a connection to a switch cannot be had or was lost. */
  public enum Trouble {
    /** Its access list refuses our address ({@code text/rude-rejection}). */
    ACCESS_LIST,
    /** It refuses our user or password. */
    PASSWORD,
    /** Our user may not do there what the gateway must. */
    RIGHTS,
    /** Nobody listens at its address, or no packet comes back. */
    UNREACHABLE,
    /** It said goodbye ({@code text/disconnect-notice}): it stops, or an operator ended it. */
    DISCONNECTED,
    /** The connection broke without a word. */
    LOST,
    /** Nothing was heard for three heartbeats. */
    SILENT,
    /** It did not answer a request in time; later answers would be taken for those to others. */
    UNANSWERED,
    /** What it sends is not the event socket's protocol. */
    MALFORMED,
    /** The gateway let go of it: it stops, or another instance holds the switch now. */
    RELEASED
  }
}
