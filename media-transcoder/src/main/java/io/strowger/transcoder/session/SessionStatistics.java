package io.strowger.transcoder.session;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;

/**
 * A snapshot of a session.
 *
 * @param startedAt when it was opened
 * @param ports as {@link Opening.Opened} told them
 * @param load what it costs
 */
public record SessionStatistics(
    SessionId id, Instant startedAt, Opening.Opened ports, Both sides, Load load) {

  /** Each side's share. */
  public record Both(SideStatistics a, SideStatistics b) {}

  /**
   * What it costs.
   *
   * @param cpu spent on its packets so far
   * @param silent since the last packet of either side, or since it was opened
   */
  public record Load(Duration cpu, Duration silent) {}

  /** One side's share. */
  public SideStatistics side(Side side) {
    return side == Side.A ? sides.a() : sides.b();
  }

  /** Where a side's peer sends to. */
  public InetSocketAddress port(Side side) {
    return side == Side.A ? ports.a() : ports.b();
  }
}
