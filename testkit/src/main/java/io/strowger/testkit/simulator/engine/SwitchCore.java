package io.strowger.testkit.simulator.engine;

import io.strowger.testkit.simulator.event.EventPress;
import io.strowger.testkit.simulator.event.SwitchEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the parts of a simulated switch share: its identity, its events, its thread. Used on that
 * thread only.
 */
public final class SwitchCore {

  private final SwitchLoop loop;
  private final EventPress press;
  private final List<EventListener> listeners = new ArrayList<>();
  private SwitchIdentity identity;
  private long startedMicros;
  private int sessions;

  public SwitchCore(String switchName, SwitchLoop loop) {
    this.loop = loop;
    this.identity = new SwitchIdentity(newUuid(), switchName);
    this.press = new EventPress(identity.headers());
    this.startedMicros = loop.nowMicros();
  }

  public SwitchLoop loop() {
    return loop;
  }

  public SwitchIdentity identity() {
    return identity;
  }

  /** Microseconds since the epoch. */
  public long now() {
    return loop.nowMicros();
  }

  /** Microseconds since the switch started. */
  public long uptimeMicros() {
    return now() - startedMicros;
  }

  /**
   * A fresh identity, as after a restart of the process; nothing that was planned happens any more.
   */
  public void restart() {
    identity = new SwitchIdentity(newUuid(), identity.switchName());
    press.restart(identity.headers());
    startedMicros = now();
    sessions = 0;
    loop.forgetTimers();
  }

  /** Sends an event to whoever subscribed to it. */
  public void emit(SwitchEvent event) {
    EventPress.Printed printed = press.number(event, now());
    for (EventListener listener : List.copyOf(listeners)) {
      listener.hear(printed);
    }
  }

  /** Numbers an event that is sent as a reply rather than to subscribers. */
  public EventPress.Printed reply(SwitchEvent event) {
    return press.number(event, now());
  }

  public void listen(EventListener listener) {
    listeners.add(listener);
  }

  public void unlisten(EventListener listener) {
    listeners.remove(listener);
  }

  /** The number of the next session, counted since the start. */
  public int nextSession() {
    return ++sessions;
  }

  /** Sessions since the start. */
  public int sessions() {
    return sessions;
  }

  /** A random UUID (version 4), cheaper than a cryptographic one. */
  public static String newUuid() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (random.nextLong() & ~0xf000L) | 0x4000L;
    long low = (random.nextLong() & ~(3L << 62)) | (2L << 62);
    return new UUID(high, low).toString();
  }
}
