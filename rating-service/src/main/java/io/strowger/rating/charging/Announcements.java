package io.strowger.rating.charging;

import io.strowger.contracts.call.CallAddress;
import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.EndOfMoney;
import io.strowger.rating.charging.CallSession.Moments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What callers hear before their money ends, and where they are sent then. A word that a gateway
 * gives back, for it does not serve the call, is said again by the one that does: at once the first
 * time, then every second while the grant lasts.
 */
final class Announcements {
  /** Between two sendings of a word that came back. */
  static final Duration SAID_AGAIN_AFTER = Duration.ofSeconds(1);

  private final Words words;

  Announcements(Words words) {
    this.words = words;
  }

  /** When the caller of a call whose money ends is to hear of it; absent when never. */
  @Nullable Instant first(CallSession session, Instant end, Scene scene) {
    Account account = scene.account(session.account()).orElse(null);
    if (account == null) {
      return null;
    }
    EndOfMoney.LowBalance low = account.terms().more().lowBalance();
    return low == null ? ofEnd(account, end) : end.minusSeconds(low.seconds());
  }

  private static @Nullable Instant ofEnd(Account account, Instant end) {
    return switch (account.terms().more().endOfMoney()) {
      case EndOfMoney.HangUp() -> null;
      case EndOfMoney.Announce(_, int seconds) -> end.minusSeconds(seconds);
      case EndOfMoney.Transfer _ -> end.minusSeconds(1);
    };
  }

  Charging announce(ChargingRequest.AnnounceEnd request, Scene scene) {
    CallSession session = scene.session();
    Account account = session == null ? null : scene.account(session.account()).orElse(null);
    if (session == null
        || session.settled()
        || session.route() == null
        || account == null
        || !isDue(session, scene.now())) {
      return Charging.unchanged(session);
    }
    return say(session, session.route(), account, scene.now());
  }

  private static boolean isDue(CallSession session, Instant now) {
    Moments moments = session.moments();
    return moments.announceAt() != null
        && moments.goneAt() == null
        && session.grantEnds() != null
        && !now.isBefore(moments.announceAt());
  }

  private Charging say(CallSession session, CallSession.Route route, Account account, Instant now) {
    Instant end = Objects.requireNonNull(session.grantEnds());
    Instant moment = session.moments().announceAt();
    EndOfMoney.LowBalance low = account.terms().more().lowBalance();
    if (low != null && end.minusSeconds(low.seconds()).equals(moment)) {
      return warn(session, route, account, Words.WARN, now);
    }
    String again = session.moments().said();
    if (again == null || Objects.equals(ofEnd(account, end), moment)) {
      return end(session, route, account, "", now);
    }
    if (again.startsWith(Words.WARN)) {
      return warn(session, route, account, again, now);
    }
    return again.startsWith(Words.CANCEL)
        ? Charging.answered(
            session.at(session.moments().saying(again, null)),
            List.of(words.cancelTimer(session, route, again, now)))
        : end(session, route, account, Words.again(again), now);
  }

  private Charging warn(
      CallSession session, CallSession.Route route, Account account, String step, Instant now) {
    EndOfMoney.LowBalance low = account.terms().more().lowBalance();
    Instant end = session.grantEnds();
    Instant next = end == null ? null : ofEnd(account, end);
    CallSession warned = session.at(session.moments().saying(step, next));
    return low == null
        ? Charging.unchanged(warned)
        : Charging.answered(warned, List.of(words.play(session, route, step, low.media(), now)));
  }

  /**
   * The last word.
   *
   * @param mark what its name ends with; nothing the first time
   */
  private Charging end(
      CallSession session, CallSession.Route route, Account account, String mark, Instant now) {
    Moments moments = session.moments();
    return switch (account.terms().more().endOfMoney()) {
      case EndOfMoney.HangUp() -> Charging.unchanged(session.at(moments.announcing(null)));
      case EndOfMoney.Announce(String media, _) ->
          Charging.answered(
              session.at(moments.saying(Words.END + mark, null)),
              List.of(words.play(session, route, Words.END + mark, media, now)));
      case EndOfMoney.Transfer transfer ->
          // What it does from now on is not this call any more: its time costs nothing.
          Charging.answered(
              session.at(moments.stopped(now).saying(Words.TRANSFER + mark, null)),
              words.transfer(session, route, transfer, mark, now));
    };
  }

  /** Takes note of a word that came back; what was not said last changes nothing. */
  Charging returned(CommandResult result, CallSession session, Instant now) {
    Moments moments = session.moments();
    String said = moments.said();
    Instant end = session.grantEnds();
    boolean worthIt =
        result.outcome() == CommandOutcome.NOT_OWNER
            && said != null
            && !session.settled()
            && moments.goneAt() == null
            && end != null
            && end.isAfter(now);
    if (!worthIt) {
      return Charging.unchanged(session);
    }
    CallSession there =
        session.servedBy(new CallAddress(result.returnPartition(), result.returnEpoch()));
    if (Words.isStep(session, result.commandId(), said)) {
      Instant next = Words.isAgain(said) ? now.plus(SAID_AGAIN_AFTER) : now;
      return Charging.unchanged(there.at(moments.toSayAgain(Words.next(said), next)));
    }
    // The caller was sent elsewhere, and would be hung up on there.
    String cancel = Words.cancelOf(said);
    return moments.stoppedAt() != null && Words.isStep(session, result.commandId(), cancel)
        ? Charging.unchanged(there.at(moments.saying(Words.next(cancel), now)))
        : Charging.unchanged(session);
  }
}
