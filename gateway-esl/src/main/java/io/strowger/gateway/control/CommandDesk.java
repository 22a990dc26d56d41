package io.strowger.gateway.control;

import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.command.LegCommand;
import io.strowger.contracts.command.SwitchCommand;
import io.strowger.gateway.call.LegDirectory;
import io.strowger.gateway.call.ReturnAddress;
import io.strowger.gateway.esl.EslEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes commands for one connection through their steps and sees that each gets exactly one result.
 * Not safe for use by several threads.
 */
public final class CommandDesk {
  /** Most commands in progress on one connection; more are refused. */
  public static final int MAX_RUNNING = 20_000;

  private final LegDirectory legs;
  private final ReturnAddress address;
  private final Told told;
  private final CommandPolicy policy;
  private final Planning planning;
  private final Map<String, Execution> running = new HashMap<>();
  private final Turns turns = new Turns();
  private final StepWalk walk;
  private final Dials dials;

  /** Who is told of what was done. */
  public record Told(Results results, Audit audit) {}

  /** A desk at this line. */
  public CommandDesk(
      Line line, LegDirectory legs, ReturnAddress address, Told told, CommandPolicy policy) {
    this.legs = legs;
    this.address = address;
    this.told = told;
    this.policy = policy;
    this.planning = new Planning(policy.parkTimeoutSeconds());
    this.dials = new Dials(legs, this::finish);
    this.walk = new StepWalk(line, new StepWalk.Progress(this::answered, this::finish));
  }

  /** Takes a command, which begins when its turn comes. */
  public void submit(Submitted submitted, Instant now) {
    Optional<String> refusal = policy.refusal(submitted);
    Execution execution = new Execution(submitted);
    if (refusal.isPresent()) {
      publish(execution, Verdict.failed(null, refusal.get()), now);
    } else if (running.size() >= MAX_RUNNING || !turns.enter(execution)) {
      publish(execution, Verdict.failed(null, "too many commands"), now);
    } else {
      running.put(execution.id(), execution);
      beginNext(execution.call(), now);
    }
  }

  /** How many commands are in progress, those that wait included. */
  public int inProgress() {
    return running.size();
  }

  /** Takes note of an event; the leg directory knows it already. */
  public void notice(EslEvent event, Instant now) {
    switch (event.name()) {
      case "BACKGROUND_JOB" -> walk.jobDone(event, now);
      case "CHANNEL_CREATE" -> dials.legCreated(event);
      case "CHANNEL_EXECUTE_COMPLETE" -> {
        applicationDone(event, now);
        lookForSigns(event, now);
      }
      case "RECORD_STOP" -> lookForSigns(event, now);
      case "CHANNEL_UUID" -> legRenamed(event);
      case "CHANNEL_HANGUP_COMPLETE" -> {
        dials.legEnded(event, now);
        legEnded(event, now);
      }
      default -> {}
    }
  }

  /** Ends what has waited too long. */
  public void tick(Instant now) {
    for (Execution execution : List.copyOf(running.values())) {
      if (!execution.hasBegun()) {
        expire(execution, now);
      } else if (execution.dialling) {
        dials.tick(execution, now);
      } else if (execution.isLasting()) {
        if (execution.isShownLate(now)) {
          finish(execution, Verdict.completed(null), now);
        }
      } else if (execution.deadline.isBefore(now)) {
        finish(
            execution,
            Verdict.of(CommandOutcome.UNKNOWN, "the switch told no result in time"),
            now);
      }
    }
  }

  /** The connection is gone: what was sent may have been done or not, what waited was not. */
  public void connectionLost(Instant now) {
    List<Execution> all = List.copyOf(running.values());
    for (Execution execution : all) {
      if (!execution.hasBegun()) {
        Verdict unsent = Verdict.of(CommandOutcome.NOT_OWNER, "connection lost before it was sent");
        end(execution, unsent, now);
      }
    }
    for (Execution execution : all) {
      end(execution, Verdict.of(CommandOutcome.UNKNOWN, "connection lost"), now);
    }
  }

  private void beginNext(String call, Instant now) {
    for (Execution next = turns.next(call); next != null; next = turns.next(call)) {
      begin(next, now);
    }
  }

  private void begin(Execution execution, Instant now) {
    if (execution.command().head().deadline().isBefore(now)) {
      finish(execution, Verdict.of(CommandOutcome.EXPIRED, "another command went on"), now);
      return;
    }
    switch (planning.plan(execution.command(), legs.find(execution.leg()))) {
      case Planned.Refusal(String reason) -> finish(execution, Verdict.failed(null, reason), now);
      case Planned.Plan(List<Step> steps) -> {
        execution.begin(steps, now);
        prepare(execution);
        walk.advance(execution, now);
      }
    }
  }

  private void prepare(Execution execution) {
    if (execution.command() instanceof CallCommand.BridgeCall bridge) {
      dials.begin(execution);
      var leg = legs.find(execution.leg());
      if (leg != null) {
        leg.mediaBypassed(RelaySteps.bypassesMedia(bridge));
      }
    } else if (execution.command() instanceof LegCommand.RouteMedia) {
      dials.mediaRerouted(execution.leg());
    } else if (execution.manner() == Manner.CREATING) {
      var head = execution.command().head();
      legs.expect(head.legId(), head.callId());
    }
  }

  /** All its steps are answered: the call's next command need not wait for it. */
  private void answered(Execution execution, Instant now) {
    turns.sent(execution);
    beginNext(execution.call(), now);
  }

  private void applicationDone(EslEvent event, Instant now) {
    String application = event.header("Application-UUID");
    Execution execution = application == null ? null : running.get(application);
    if (execution == null) {
      return;
    }
    if (execution.dialling) {
      dials.completed(execution, event, now);
    } else if (execution.asked instanceof Step.ExecuteInBody) {
      walk.advance(execution, now);
    } else if (execution.asked instanceof Step.Run(String _, String _, Completion verdict)) {
      boolean hungUp = "hangup".equals(event.header("Answer-State"));
      Verdict ended = verdict.of(event);
      boolean gone = hungUp && ended.outcome() == CommandOutcome.FAILED;
      finish(execution, gone ? Verdict.of(CommandOutcome.GONE, ended.detail()) : ended, now);
    }
  }

  private void lookForSigns(EslEvent event, Instant now) {
    String leg = event.legUuid();
    if (leg == null || running.isEmpty()) {
      return;
    }
    for (Execution execution : turns.of(leg)) {
      if (execution.notice(event)) {
        Verdict shown = execution.shown;
        if (execution.isLasting() && shown != null) {
          finish(execution, shown, now);
        }
        return;
      }
    }
  }

  /** A command goes on with its leg under whatever name. */
  private void legRenamed(EslEvent event) {
    String former = event.header("Old-Unique-ID");
    String present = event.legUuid();
    if (former != null && present != null) {
      turns.renamed(former, present);
      dials.renamed(former, present);
    }
  }

  /** What a leg was busy with ends with it. */
  private void legEnded(EslEvent event, Instant now) {
    String leg = event.legUuid();
    if (leg != null) {
      for (Execution execution : turns.of(leg)) {
        if (execution.isLasting() && !execution.dialling) {
          finish(execution, Verdict.of(CommandOutcome.GONE, null), now);
        }
      }
    }
  }

  private void expire(Execution execution, Instant now) {
    if (execution.command().head().deadline().isBefore(now)) {
      finish(execution, Verdict.of(CommandOutcome.EXPIRED, "another command went on"), now);
    }
  }

  private void finish(Execution execution, Verdict verdict, Instant now) {
    if (end(execution, verdict, now)) {
      beginNext(execution.call(), now);
    }
  }

  private boolean end(Execution execution, Verdict verdict, Instant now) {
    if (execution.finished) {
      return false;
    }
    execution.finished = true;
    running.remove(execution.id());
    walk.forget(execution);
    turns.left(execution);
    dials.end(execution);
    boolean neverComes =
        execution.manner() == Manner.CREATING
            && execution.hasBegun()
            && verdict.outcome() != CommandOutcome.UNKNOWN
            && verdict.outcome() != CommandOutcome.COMPLETED;
    if (neverComes) {
      legs.expectNoMore(execution.leg());
    }
    publish(execution, verdict, now);
    return true;
  }

  private void publish(Execution execution, Verdict verdict, Instant now) {
    CallCommand command = execution.command();
    CommandResult result = verdict.result(command, address, now);
    told.results().publish(result, execution.submitted.traceparent());
    if (execution.submitted.origin() instanceof Submitted.Origin.OfOperator(var answered)) {
      answered.accept(result);
    }
    if (command instanceof SwitchCommand ofSwitch) {
      told.audit().publish(AuditEntries.of(ofSwitch, verdict, now));
    }
  }
}
