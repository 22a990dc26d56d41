package io.strowger.testkit.simulator;

import java.time.Duration;

/**
 * How a simulated switch is set up.
 *
 * @param name FreeSWITCH-Switchname
 * @param password of the event socket
 * @param port of the event socket on the loopback interface, 0 for any free one
 * @param heartbeat between two HEARTBEAT events
 */
public record SwitchSettings(
    String name, String password, int port, Duration heartbeat, SimulatorClock clock) {

  /** Real time, any port, heartbeats every 20 s and FreeSWITCH's well-known password. */
  public static SwitchSettings standard() {
    return new SwitchSettings("fs-1", "ClueCon", 0, Duration.ofSeconds(20), SimulatorClock.real());
  }

  /** The same under this name. */
  public SwitchSettings named(String switchName) {
    return new SwitchSettings(switchName, password, port, heartbeat, clock);
  }

  /** The same with this password. */
  public SwitchSettings withPassword(String secret) {
    return new SwitchSettings(name, secret, port, heartbeat, clock);
  }

  /** The same on this port. */
  public SwitchSettings onPort(int wanted) {
    return new SwitchSettings(name, password, wanted, heartbeat, clock);
  }

  /** The same with this time between heartbeats. */
  public SwitchSettings beatingEvery(Duration interval) {
    return new SwitchSettings(name, password, port, interval, clock);
  }

  /** The same by this clock. */
  public SwitchSettings by(SimulatorClock other) {
    return new SwitchSettings(name, password, port, heartbeat, other);
  }
}
