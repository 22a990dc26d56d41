package io.strowger.contracts.switches;

import io.strowger.contracts.id.SwitchId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A gateway instance lives, and what it holds and wants; topic {@code gateway-leases}. The topic
 * has one partition, and the broker's time of each record counts: all instances read the same
 * records in the same order and so agree who holds which switch.
 *
 * @param gateway its name, such as {@code gateway-esl-0}
 * @param instance its ordinal, 0 or more, and the partition of {@code call-commands} it reads
 * @param incarnation grows with every start of the instance
 * @param beat counts this incarnation's records
 * @param switches which it could hold
 * @param holds which it holds, and renews with this record; any other it lets go
 * @param claims which it wants
 * @param leaving true for its last record
 */
public record GatewayLease(
    String gateway,
    int instance,
    long incarnation,
    long beat,
    List<SwitchId> switches,
    List<Holding> holds,
    List<SwitchId> claims,
    boolean leaving) {

  /**
   * A switch and the epoch under which it is held.
   *
   * @param coreUuid the switch's present run, by which one that connects by itself is known; absent
   *     before it told
   */
  public record Holding(SwitchId switchId, long epoch, @Nullable String coreUuid) {}
}
