package io.strowger.gateway.control;

import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.gateway.call.LegDirectory;
import io.strowger.gateway.call.ReturnAddress;
import io.strowger.gateway.esl.EslEvent;
import io.strowger.gateway.esl.EslRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes commands for one connection through their steps and sees that each gets exactly one result.
 * Not safe for use by several threads.
 */
public final class CommandDesk {
  /** Most commands in progress on one connection; more are refused. */
  public static final int MAX_RUNNING = 20_000;

  private final Line line;
  private final LegDirectory legs;
  private final ReturnAddress address;
  private final Results results;
  private final Planning planning;
  private final Map<String, Execution> running = new HashMap<>();
  private final Map<String, Execution> jobs = new HashMap<>();
  private final Dials dials;

  /**
   * A desk.
   *
   * @param parkTimeoutSeconds how long an A-leg waits for the next command before the switch ends
   *     it
   */
  public CommandDesk(
      Line line,
      LegDirectory legs,
      ReturnAddress address,
      Results results,
      int parkTimeoutSeconds) {
    this.line = line;
    this.legs = legs;
    this.address = address;
    this.results = results;
    this.planning = new Planning(parkTimeoutSeconds);
    this.dials = new Dials(legs, this::finish);
  }

  /** Begins a command. */
  public void submit(Submitted submitted, Instant now) {
    CallCommand command = submitted.command();
    Planned planned = planning.plan(command, legs.find(command.head().legId().value()));
    switch (planned) {
      case Planned.Refusal(String reason) ->
          publish(submitted, Verdict.of(CommandOutcome.FAILED, reason), now);
      case Planned.Plan(List<Step> steps) -> {
        Execution execution = new Execution(submitted, steps, now);
        if (running.size() >= MAX_RUNNING) {
          publish(submitted, Verdict.of(CommandOutcome.FAILED, "too many commands"), now);
        } else if (command instanceof CallCommand.BridgeCall && dials.isDialling(execution.leg())) {
          publish(submitted, Verdict.of(CommandOutcome.FAILED, "the leg is being bridged"), now);
        } else {
          begin(execution, now);
        }
      }
    }
  }

  /** How many commands are in progress. */
  public int inProgress() {
    return running.size();
  }

  /** Takes note of an event; the leg directory knows it already. */
  public void notice(EslEvent event, Instant now) {
    switch (event.name()) {
      case "BACKGROUND_JOB" -> {
        String job = event.header("Job-UUID");
        Execution execution = job == null ? null : jobs.remove(job);
        if (execution != null) {
          String body = event.body();
          answered(execution, body == null ? "" : body, now);
        }
      }
      case "CHANNEL_CREATE" -> dials.legCreated(event);
      case "CHANNEL_EXECUTE_COMPLETE" -> {
        String application = event.header("Application-UUID");
        Execution execution = application == null ? null : running.get(application);
        if (execution != null && execution.dialling) {
          dials.completed(execution, event, now);
        }
      }
      case "CHANNEL_HANGUP_COMPLETE" -> dials.legEnded(event, now);
      default -> {}
    }
  }

  /** Ends what has waited too long. */
  public void tick(Instant now) {
    for (Execution execution : List.copyOf(running.values())) {
      if (execution.dialling) {
        dials.tick(execution, now);
      } else if (execution.deadline.isBefore(now)) {
        finish(
            execution,
            Verdict.of(CommandOutcome.UNKNOWN, "the switch told no result in time"),
            now);
      }
    }
  }

  /** The connection is gone: whatever was sent may have been done or not. */
  public void connectionLost(Instant now) {
    for (Execution execution : List.copyOf(running.values())) {
      finish(execution, Verdict.of(CommandOutcome.UNKNOWN, "connection lost"), now);
    }
  }

  private void begin(Execution execution, Instant now) {
    running.put(execution.id(), execution);
    if (execution.command() instanceof CallCommand.BridgeCall bridge) {
      dials.begin(execution);
      var leg = legs.find(execution.leg());
      if (leg != null) {
        leg.mediaBypassed(bridge.callerSdp() != null);
      }
    } else if (execution.command() instanceof CallCommand.OriginateLeg originate) {
      legs.expect(originate.head().legId(), originate.head().callId(), now);
    }
    advance(execution, now);
  }

  /** Executions are sent one after the other, their answers awaited together; the rest waits. */
  private void advance(Execution execution, Instant now) {
    while (!execution.finished) {
      Step step = execution.takeStep();
      switch (step) {
        case null -> {
          finish(execution, Verdict.completed(null), now);
          return;
        }
        case Step.Execute(String application, String argument) ->
            line.send(
                EslRequest.execute(execution.leg(), application, argument, null),
                (text, at) -> queued(execution, text, at),
                now);
        case Step.Dial dial -> {
          execution.dialling = true;
          line.send(request(execution, dial), (text, at) -> queued(execution, text, at), now);
          return;
        }
        case Step.Api(String command, boolean _) -> {
          sendApi(execution, command, now);
          return;
        }
      }
    }
  }

  private static EslRequest request(Execution execution, Step.Dial dial) {
    return dial.inBody()
        ? EslRequest.executeWithBody(execution.leg(), "bridge", dial.dialString(), execution.id())
        : EslRequest.execute(execution.leg(), "bridge", dial.dialString(), execution.id());
  }

  private void sendApi(Execution execution, String command, Instant now) {
    if (!line.hasBackgroundJobs()) {
      line.send(EslRequest.api(command), (text, at) -> answered(execution, text, at), now);
      return;
    }
    String job = jobUuid(execution);
    jobs.put(job, execution);
    line.send(
        EslRequest.backgroundApi(command, job),
        (text, at) -> {
          if (!text.startsWith("+OK")) {
            jobs.remove(job);
            answered(execution, text, at);
          }
        },
        now);
  }

  /** FreeSWITCH cuts a chosen job UUID at 36 characters; a command's id may be longer. */
  private static String jobUuid(Execution execution) {
    String name = execution.id() + "#" + execution.taken();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private void queued(Execution execution, String text, Instant now) {
    if (!text.startsWith("+OK")) {
      finish(execution, Verdict.refusedBySwitch(text), now);
    }
  }

  private void answered(Execution execution, String text, Instant now) {
    if (execution.finished) {
      return;
    }
    boolean done = text.startsWith("+OK") || text.startsWith("-ERR no reply");
    if (done || goneIsDone(execution, text)) {
      advance(execution, now);
    } else {
      finish(execution, Verdict.refusedBySwitch(text), now);
    }
  }

  private static boolean goneIsDone(Execution execution, String text) {
    Step asked = execution.steps.get(execution.taken() - 1);
    return asked instanceof Step.Api(String _, boolean goneIsDone)
        && goneIsDone
        && text.startsWith("-ERR");
  }

  private void finish(Execution execution, Verdict verdict, Instant now) {
    if (execution.finished) {
      return;
    }
    execution.finished = true;
    running.remove(execution.id());
    jobs.values().removeIf(other -> other == execution);
    dials.end(execution);
    boolean neverCame =
        execution.command() instanceof CallCommand.OriginateLeg
            && verdict.outcome() != CommandOutcome.COMPLETED;
    if (neverCame) {
      legs.release(execution.leg(), now);
    }
    publish(execution.submitted, verdict, now);
  }

  private void publish(Submitted submitted, Verdict verdict, Instant now) {
    @Nullable String traceparent = submitted.traceparent();
    results.publish(verdict.result(submitted.command(), address, now), traceparent);
  }
}
