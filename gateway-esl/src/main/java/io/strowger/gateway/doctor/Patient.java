package io.strowger.gateway.doctor;

import io.strowger.contracts.switches.SwitchStatus.ConnectionState;
import io.strowger.contracts.switches.SwitchStatus.Trouble;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway knows of a switch, for the doctor.
 *
 * @param door how we come in
 * @param reason of the trouble, in words
 * @param ownAddress the gateway's address as the switch would see it; absent when unknown
 * @param paused true while it takes no calls
 * @param clockAhead how far its clock is ahead of the gateway's, negative when behind; absent when
 *     unknown
 */
public record Patient(
    String name,
    Door door,
    ConnectionState state,
    @Nullable Trouble trouble,
    @Nullable String reason,
    @Nullable String ownAddress,
    boolean paused,
    @Nullable Duration clockAhead) {

  /**
   * How we come in.
   *
   * @param user of the switch's directory; absent for the switch's own password
   * @param wellKnownPassword true for the password that FreeSWITCH ships with
   * @param encrypted true through a TLS endpoint
   */
  public record Door(
      String host, int port, @Nullable String user, boolean wellKnownPassword, boolean encrypted) {

    boolean isLocal() {
      return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    }
  }
}
