package io.strowger.testkit.simulator.call;

import io.strowger.testkit.simulator.FarEnd;
import io.strowger.testkit.simulator.FarEnds;
import io.strowger.testkit.simulator.channel.ChannelEvents;
import io.strowger.testkit.simulator.engine.SwitchCore;
import java.util.Optional;

/** What the parts of call handling need of each other. Used on the switch's thread only. */
public final class Exchange {

  private final SwitchCore core;
  private final ChannelEvents events;
  private final FarEnds farEnds;
  private final Legs legs = new Legs();
  private final Tasks tasks;
  private final Hangups hangups;
  private final Answering answering;
  private final Applications applications;
  private final Reoffers reoffers;
  private ApiExecutor api = (command, argument) -> {};

  public Exchange(SwitchCore core, FarEnds farEnds) {
    this.core = core;
    this.events = new ChannelEvents(core);
    this.farEnds = farEnds;
    this.tasks = new Tasks(core);
    this.hangups = new Hangups(this);
    this.answering = new Answering(this);
    this.applications = new Applications(this);
    this.reoffers = new Reoffers(this);
  }

  /** Whom hooks and scheduled commands are given to. */
  public void apiExecutor(ApiExecutor executor) {
    api = executor;
  }

  public SwitchCore core() {
    return core;
  }

  public ChannelEvents events() {
    return events;
  }

  public Legs legs() {
    return legs;
  }

  public Tasks tasks() {
    return tasks;
  }

  public Hangups hangups() {
    return hangups;
  }

  public Answering answering() {
    return answering;
  }

  public Applications applications() {
    return applications;
  }

  public Reoffers reoffers() {
    return reoffers;
  }

  public FarEnds farEnds() {
    return farEnds;
  }

  /** Who answers at what was dialled; empty for a gateway that the switch does not know. */
  Optional<FarEnd> farEndOf(DialString dialled) {
    return dialled.isGateway()
        ? farEnds.throughGateway(dialled.gateway(), dialled.number())
        : Optional.of(farEnds.atHost(dialled.host(), dialled.number()));
  }

  ApiExecutor api() {
    return api;
  }

  /** Everything is gone at once and without a word, as when the process dies. */
  public void restart() {
    legs.clear();
    tasks.clear();
    core.restart();
  }
}
