package io.strowger.testkit.simulator.command;

import io.strowger.testkit.simulator.call.Exchange;
import io.strowger.testkit.simulator.engine.SwitchIdentity;
import io.strowger.testkit.simulator.event.SwitchEvent;
import java.time.Duration;

/** HEARTBEAT with its RE_SCHEDULE, again and again. */
public final class Heartbeat {

  private static final long MICROS = 1_000_000;

  private final Exchange exchange;
  private final Duration interval;

  public Heartbeat(Exchange exchange, Duration interval) {
    this.exchange = exchange;
    this.interval = interval;
  }

  /** Beats from now on; to be called again after a restart. */
  public void start() {
    exchange.core().loop().after(interval, this::beat);
  }

  private void beat() {
    String legs = Integer.toString(exchange.legs().all().size());
    long up = exchange.core().uptimeMicros();
    exchange
        .core()
        .emit(
            SwitchEvent.named("HEARTBEAT")
                .detail("Event-Info", "System Ready")
                .detail("Up-Time", SwitchCommands.uptime(up))
                .detail("FreeSWITCH-Version", SwitchIdentity.VERSION)
                .detail("Uptime-msec", Long.toString(up / 1_000))
                .detail("Session-Count", legs)
                .detail("Max-Sessions", "5000")
                .detail("Session-Per-Sec", "1000")
                .detail("Session-Per-Sec-Last", "0")
                .detail("Session-Per-Sec-Max", "5")
                .detail("Session-Per-Sec-FiveMin", "5")
                .detail("Session-Since-Startup", Integer.toString(exchange.core().sessions()))
                .detail("Session-Peak-Max", legs)
                .detail("Session-Peak-FiveMin", legs)
                .detail("Idle-CPU", "98.866667"));
    long next = (exchange.core().now() + interval.toNanos() / 1_000) / MICROS;
    exchange
        .core()
        .emit(
            SwitchEvent.named("RE_SCHEDULE")
                .detail("Task-ID", "1")
                .detail("Task-Desc", "heartbeat")
                .detail("Task-Group", "core")
                .detail("Task-Runtime", Long.toString(next)));
    start();
  }
}
