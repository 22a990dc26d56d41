package io.strowger.gateway.control;

import io.strowger.gateway.esl.EslEvent;
import io.strowger.gateway.esl.EslRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Sends the steps of commands and takes the switch's answers. Executions are sent one after the
 * other, their answers awaited together; before anything else the answer is awaited.
 */
final class StepWalk {
  private final Line line;
  private final Progress progress;
  private final Map<String, Execution> jobs = new HashMap<>();

  /**
   * Who hears how it goes.
   *
   * @param answered all steps are answered, and the command lasts on
   * @param finish the command has ended
   */
  record Progress(BiConsumer<Execution, Instant> answered, Dials.Finish finish) {}

  StepWalk(Line line, Progress progress) {
    this.line = line;
    this.progress = progress;
  }

  void advance(Execution execution, Instant now) {
    while (!execution.finished) {
      Step step = execution.takeStep();
      switch (step) {
        case null -> {
          progress.finish().accept(execution, Verdict.completed(null), now);
          return;
        }
        case Step.Execute(String application, String argument) ->
            line.send(
                EslRequest.execute(execution.leg(), application, argument, null),
                (text, at) -> queued(execution, text, at),
                now);
        case Step.ExecuteInBody(String application, String argument) -> {
          line.send(
              EslRequest.executeWithBody(execution.leg(), application, argument, execution.id()),
              (text, at) -> queued(execution, text, at),
              now);
          return;
        }
        case Step.Run(String application, String argument, Completion _) -> {
          last(
              execution,
              EslRequest.execute(execution.leg(), application, argument, execution.id()),
              now);
          return;
        }
        case Step.Dial dial -> {
          execution.dialling = true;
          last(execution, request(execution, dial), now);
          return;
        }
        case Step.Api(String command, boolean _) -> {
          ask(execution, command, now);
          return;
        }
        case Step.ApiShownBy(String command, Sign _) -> {
          ask(execution, command, now);
          return;
        }
        case Step.Ask(String command, var _) -> {
          ask(execution, command, now);
          return;
        }
      }
    }
  }

  /** Takes the result of a background job, if it is one of ours. */
  void jobDone(EslEvent event, Instant now) {
    String job = event.header("Job-UUID");
    Execution execution = job == null ? null : jobs.remove(job);
    if (execution != null) {
      String body = event.body();
      answered(execution, body == null ? "" : body, now);
    }
  }

  /** Awaits nothing more of a command. */
  void forget(Execution execution) {
    jobs.values().removeIf(other -> other == execution);
  }

  private static EslRequest request(Execution execution, Step.Dial dial) {
    return dial.inBody()
        ? EslRequest.executeWithBody(execution.leg(), "bridge", dial.dialString(), execution.id())
        : EslRequest.execute(execution.leg(), "bridge", dial.dialString(), execution.id());
  }

  private void last(Execution execution, EslRequest request, Instant now) {
    line.send(
        request,
        (text, at) -> {
          queued(execution, text, at);
          if (!execution.finished) {
            lasts(execution, at);
          }
        },
        now);
  }

  private void lasts(Execution execution, Instant now) {
    execution.answeredAt = now;
    progress.answered().accept(execution, now);
  }

  private void ask(Execution execution, String command, Instant now) {
    if (!line.hasBackgroundJobs()) {
      line.send(
          EslRequest.api(command),
          execution.rings(),
          (text, at) -> answered(execution, text, at),
          now);
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
    boolean lastsLong = execution.manner() == Manner.CREATING && !execution.finished;
    if (lastsLong) {
      progress.answered().accept(execution, now);
    }
  }

  /** FreeSWITCH cuts a chosen job UUID at 36 characters; a command's id may be longer. */
  private static String jobUuid(Execution execution) {
    String name = execution.id() + "#" + execution.taken();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private void queued(Execution execution, String text, Instant now) {
    if (!text.startsWith("+OK")) {
      progress.finish().accept(execution, Verdict.refusedBySwitch(text), now);
    }
  }

  private void answered(Execution execution, String text, Instant now) {
    if (execution.finished || execution.asked == null) {
      return;
    }
    switch (execution.asked) {
      case Step.Ask(String _, var meaning) -> {
        if (text.startsWith("-") && !isEmptyAnswer(text)) {
          refused(execution, text, now);
        } else {
          goOn(execution, meaning.apply(isEmptyAnswer(text) ? "" : text), now);
        }
      }
      case Step.ApiShownBy _ -> {
        if (text.startsWith("+OK")) {
          shownBy(execution, now);
        } else {
          refused(execution, text, now);
        }
      }
      case Step.Api(String _, boolean goneIsDone) -> {
        boolean done = text.startsWith("+OK") || isEmptyAnswer(text);
        if (done || goneIsDone && text.startsWith("-ERR")) {
          advance(execution, now);
        } else {
          refused(execution, text, now);
        }
      }
      case Step.Execute _, Step.ExecuteInBody _, Step.Run _, Step.Dial _ -> {}
    }
  }

  /** What an empty answer becomes on its way, success though it is. */
  private static boolean isEmptyAnswer(String text) {
    return text.startsWith("-ERR no reply");
  }

  private void shownBy(Execution execution, Instant now) {
    Verdict shown = execution.shown;
    if (shown == null) {
      lasts(execution, now);
    } else {
      progress.finish().accept(execution, shown, now);
    }
  }

  private void goOn(Execution execution, Step.Answer answer, Instant now) {
    switch (answer) {
      case Step.Answer.Then(Step step) -> {
        execution.goOnWith(step);
        advance(execution, now);
      }
      case Step.Answer.End(Verdict verdict) -> progress.finish().accept(execution, verdict, now);
    }
  }

  /** Most refusals do not say whether the leg is no more: then the switch is asked that. */
  private void refused(Execution execution, String text, Instant now) {
    if (!Verdict.mayTellOfNoLeg(text)) {
      progress.finish().accept(execution, Verdict.refusedBySwitch(text), now);
      return;
    }
    execution.goOnWith(
        new Step.Ask(
            "uuid_exists " + execution.leg(),
            exists ->
                new Step.Answer.End(
                    exists.strip().equals("false")
                        ? Verdict.gone(text)
                        : Verdict.refusedBySwitch(text))));
    advance(execution, now);
  }
}
