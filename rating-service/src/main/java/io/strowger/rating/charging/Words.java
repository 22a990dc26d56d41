package io.strowger.rating.charging;

import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.charging.CallCharged;
import io.strowger.contracts.charging.ChargingDecision;
import io.strowger.contracts.charging.ChargingRefusal;
import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.charging.RequestHead;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandHead;
import io.strowger.contracts.id.CommandId;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.EndOfMoney;
import io.strowger.rating.balance.Stretch;
import io.strowger.rating.charging.Charging.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts decisions into words; every id is derived from the call and the step. */
final class Words {
  /** Steps that callers hear. */
  static final String WARN = "warn";

  static final String END = "end";
  static final String TRANSFER = "transfer";

  private static final String CANCEL = "grant-end";
  private static final String TIMER = "grant-";
  private static final String AGAIN = "-again-";

  private final String sender;
  private final Duration commandWithin;
  private final NotifyDialect dialect;

  Words(String sender, Duration commandWithin, NotifyDialect dialect) {
    this.sender = sender;
    this.commandWithin = commandWithin;
    this.dialect = dialect;
  }

  /** To routing, and to a dialplan that expects CGRateS's words. */
  List<Answer> authorised(
      ChargingRequest.AuthorizeCall request, Account account, CallSession session, Instant now) {
    CallSession.Grant grant = session.grant();
    boolean limited = grant.seconds() > 0;
    List<Answer> answers = new ArrayList<>();
    answers.add(
        new Answer.Decision(
            new ChargingDecision.CallAuthorized(
                decision(request.head(), now),
                limited ? Math.toIntExact(grant.seconds()) : null,
                limited ? CallSession.group(session.call(), grant.slice()) : null,
                account.terms().currency(),
                account.availableMicros())));
    if (new CallVariables(request).areOfCgrates()) {
      Map<String, String> variables = new LinkedHashMap<>();
      variables.put("cgr_notify", dialect.authorised());
      if (limited) {
        variables.put("cgr_max_usage", Long.toString(grant.seconds()));
      }
      answers.add(tell(request, variables, now));
    }
    return answers;
  }

  /** To routing alone: the call is let through for so long, and its leg says so at its end. */
  Answer letThrough(
      ChargingRequest.AuthorizeCall request, Account account, int seconds, Instant now) {
    return new Answer.Decision(
        new ChargingDecision.CallAuthorized(
            decision(request.head(), now),
            seconds,
            CallSession.group(request.head().callId(), 1),
            account.terms().currency(),
            account.availableMicros(),
            Unbooked.marks(request)));
  }

  List<Answer> refusedWithWords(
      ChargingRequest.AuthorizeCall request, ChargingRefusal reason, Instant now) {
    List<Answer> answers = new ArrayList<>();
    answers.add(refused(request.head(), reason, now));
    if (new CallVariables(request).areOfCgrates()) {
      // Before routing hangs up: the dialplan may look at it then.
      answers.addFirst(tell(request, Map.of("cgr_notify", dialect.refused(reason)), now));
    }
    return answers;
  }

  Answer refused(RequestHead head, ChargingRefusal reason, Instant now) {
    return new Answer.Decision(new ChargingDecision.CallRefused(decision(head, now), reason));
  }

  private Answer tell(
      ChargingRequest.AuthorizeCall request, Map<String, String> variables, Instant now) {
    CommandHead head =
        new CommandHead(
            new CommandId(request.head().callId().value() + "-notify"),
            request.switchId(),
            request.head().callId(),
            request.legId(),
            now.plus(commandWithin),
            sender,
            request.returnEpoch());
    return new Answer.Command(
        new CallSession.Route(
            request.switchId(), request.legId(), request.returnPartition(), request.returnEpoch()),
        new CallCommand.SetVariables(head, variables));
  }

  /** The next timer, counted from now in whole seconds, never shorter than what is paid for. */
  Answer prolong(CallSession session, CallSession.Route route, Instant end, Instant now) {
    long left = Math.max(1, Duration.between(now, end).plusMillis(999).toSeconds());
    int slice = session.grant().slice();
    return new Answer.Command(
        route,
        new CallCommand.ScheduleHangUp(
            head(session, route, timerStep(session.grant()), now),
            Math.toIntExact(left),
            HangupCause.ALLOTTED_TIMEOUT,
            CallSession.group(session.call(), slice),
            slice == 1 ? null : CallSession.group(session.call(), slice - 1)));
  }

  /** Sent again it has another name, for a gateway executes each name once. */
  private static String timerStep(CallSession.Grant grant) {
    CallSession.Timer timer = grant.timer();
    String first = TIMER + grant.slice();
    return timer == null || timer.sent() == 1 ? first : first + AGAIN + (timer.sent() - 1);
  }

  /** True for a command that was to set the timer of the session's present grant. */
  static boolean isOfTimer(CallSession session, CommandId command) {
    String first = id(session, TIMER + session.grant().slice()).value();
    return command.value().equals(first) || command.value().startsWith(first + AGAIN);
  }

  /** True for the last of these. */
  static boolean isLastOfTimer(CallSession session, CommandId command) {
    return command.equals(id(session, timerStep(session.grant())));
  }

  /** True for the command of this step. */
  static boolean isStep(CallSession session, CommandId command, String step) {
    return command.equals(id(session, step));
  }

  /** True for a step that is sent again. */
  static boolean isAgain(String step) {
    return step.contains(AGAIN);
  }

  /** What the name of a step that is sent again ends with; nothing when it is sent first. */
  static String again(String step) {
    int at = step.indexOf(AGAIN);
    return at < 0 ? "" : step.substring(at);
  }

  /** The same step, sent once more. */
  static String next(String step) {
    String again = again(step);
    String first = step.substring(0, step.length() - again.length());
    int times = again.isEmpty() ? 0 : Integer.parseInt(again.substring(AGAIN.length()));
    return first + AGAIN + (times + 1);
  }

  /** True for a step that sends the caller elsewhere. */
  static boolean isTransfer(@Nullable String step) {
    return step != null && step.startsWith(TRANSFER);
  }

  Answer cancelTimer(CallSession session, CallSession.Route route, Instant now) {
    return new Answer.Command(
        route,
        new CallCommand.CancelScheduledHangUp(
            head(session, route, CANCEL, now),
            CallSession.group(session.call(), session.grant().slice())));
  }

  Answer play(
      CallSession session, CallSession.Route route, String step, String media, Instant now) {
    return new Answer.Command(
        route, new CallCommand.PlayMedia(head(session, route, step, now), media));
  }

  /**
   * Elsewhere, and once there without a timer: should that fail, the timer still ends it.
   *
   * @param step what its name ends with
   */
  Answer transfer(
      CallSession session,
      CallSession.Route route,
      String step,
      EndOfMoney.Transfer to,
      Instant now) {
    String group = CallSession.group(session.call(), session.grant().slice());
    return new Answer.Command(route, Transfers.command(head(session, route, step, now), to, group));
  }

  Answer charged(
      CallSession session, RunSettling.Settled settled, Duration used, Account after, Instant now) {
    ChargedRun run = settled.run();
    return new Answer.Charge(
        new CallCharged(
            chargeId(session, run),
            session.call(),
            run.account(),
            run.priced().destination(),
            run.priced().label(),
            Stretch.prefixOf(run.metered().stretches()),
            used.toNanos() / 1000,
            Stretch.seconds(run.metered().stretches()),
            run.metered().costMicros(),
            run.priced().currency(),
            after.balanceMicros(),
            now,
            run.isCustomer() ? null : run.name(),
            null));
  }

  Answer kept(
      CallSession session,
      RunSettling.Settled settled,
      Duration used,
      @Nullable Instant answered,
      Instant ended) {
    ChargedRun run = settled.run();
    ChargedRun.Priced priced = run.priced();
    boolean failed = settled.failure() != null;
    return new Answer.Kept(
        new ChargedCall(
            chargeId(session, run),
            session.call().value(),
            run.name(),
            new ChargedCall.Payer(
                run.account(), run.mode(), priced.profile(), priced.destination()),
            new ChargedCall.Cost(
                failed ? null : (Long) run.metered().costMicros(),
                priced.currency(),
                priced.label(),
                Stretch.prefixOf(run.metered().stretches()),
                settled.failure(),
                run.metered().stretches()),
            new ChargedCall.Times(
                Objects.requireNonNullElse(
                    session.moments().authorisedAt(), Objects.requireNonNullElse(answered, ended)),
                answered,
                ended),
            ChargedCall.Used.voice(used.toNanos() / 1000),
            Map.of()));
  }

  private static String chargeId(CallSession session, ChargedRun run) {
    return session.call().value() + run.mark() + "-charge";
  }

  Answer nothingCharged(CallSession session, Account account, Instant now) {
    return new Answer.Charge(
        new CallCharged(
            session.call().value() + "-charge",
            session.call(),
            session.account(),
            null,
            null,
            null,
            0,
            0,
            0,
            account.terms().currency(),
            account.balanceMicros(),
            now));
  }

  private static ChargingDecision.Head decision(RequestHead head, Instant now) {
    return new ChargingDecision.Head(head.requestId(), head.callId(), head.accountId(), now);
  }

  private CommandHead head(CallSession session, CallSession.Route route, String step, Instant now) {
    return new CommandHead(
        id(session, step),
        route.switchId(),
        session.call(),
        route.leg(),
        now.plus(commandWithin),
        sender,
        route.epoch());
  }

  private static CommandId id(CallSession session, String step) {
    return new CommandId(session.call().value() + "-" + step);
  }
}
