package io.strowger.rating.charging;

import io.strowger.contracts.call.CallAddress;
import io.strowger.contracts.charging.ChargingRequest;
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
    Instant due = moments.announcementDue();
    return due != null && session.grantEnds() != null && !now.isBefore(due);
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
    return again.startsWith(Words.WARN)
        ? warn(session, route, account, again, now)
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
          Charging.answered(
              session.at(moments.saying(Words.TRANSFER + mark, null)),
              List.of(words.transfer(session, route, Words.TRANSFER + mark, transfer, now)));
    };
  }

  /** Takes note of what became of a word; of another than the last, nothing. */
  Charging returned(CommandResult result, CallSession session, Instant now) {
    String said = session.moments().said();
    if (said == null || session.settled() || !Words.isStep(session, result.commandId(), said)) {
      return Charging.unchanged(session);
    }
    return Charging.unchanged(
        switch (result.outcome()) {
          case COMPLETED -> Words.isTransfer(said) ? elsewhere(session, result) : session;
          case FAILED -> Words.isTransfer(said) ? stillHere(session) : session;
          case NOT_OWNER ->
              toSayAgain(
                  session.servedBy(new CallAddress(result.returnPartition(), result.returnEpoch())),
                  said,
                  now);
          // Not so where the caller's leg goes by another name by now.
          case GONE ->
              Words.isTransfer(said) && isRenamed(session, result)
                  ? toSayAgain(session, said, now)
                  : session;
          case EXPIRED, UNKNOWN -> session;
        });
  }

  /** What it does from now on is not this call any more: its time costs nothing. */
  private static CallSession elsewhere(CallSession session, CommandResult result) {
    Instant end = session.paidUntil();
    Instant at = result.finishedAt();
    return session.at(session.moments().stopped(end != null && end.isBefore(at) ? end : at));
  }

  /** The timer, which stands, ends it. */
  private static CallSession stillHere(CallSession session) {
    return session.at(session.moments().saying(null, null));
  }

  private static boolean isRenamed(CallSession session, CommandResult result) {
    CallSession.Route route = session.route();
    return route != null && !route.leg().equals(result.legId());
  }

  private static CallSession toSayAgain(CallSession session, String said, Instant now) {
    Instant end = session.grantEnds();
    if (session.moments().goneAt() != null || end == null || !end.isAfter(now)) {
      return session;
    }
    Instant next = Words.isAgain(said) ? now.plus(SAID_AGAIN_AFTER) : now;
    return session.at(session.moments().saying(Words.next(said), next));
  }
}
