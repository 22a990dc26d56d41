package io.strowger.rating.charging;

import io.strowger.contracts.charging.ChargingDecision;
import io.strowger.contracts.charging.ChargingRefusal;
import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.LegId;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.AccountState;
import io.strowger.rating.charging.Charging.Answer;
import java.time.Instant;
import java.util.Set;

/**
 * Decides about a call's money. A request may come twice or late: one whose step was taken changes
 * nothing, and an authorisation asked for again is answered as before.
 */
public final class ChargingPolicy {
  private final Chargers chargers;
  private final OutagePolicies outages;
  private final Words words;
  private final Authorisation authorisation;
  private final Announcements announcements;
  private final Metering metering;
  private final GrantTimers grantTimers;
  private final Settlement settlement;

  /**
   * What differs between installations.
   *
   * @param sender named in commands: the service and its instance
   * @param dialect what dialplans written for CGRateS expect
   */
  public record Setting(
      String sender, ChargingTimers timers, NotifyDialect dialect, OutagePolicies outages) {
    /** Refuses calls while the books are away; CGRateS's own words of today. */
    public static Setting of(String sender, ChargingTimers timers) {
      return new Setting(sender, timers, NotifyDialect.CURRENT, OutagePolicies.REFUSE);
    }
  }

  /** A policy. */
  public ChargingPolicy(Setting setting, Raters raters, Chargers chargers) {
    this.chargers = chargers;
    this.outages = setting.outages();
    ChargingTimers timers = setting.timers();
    this.words = new Words(setting.sender(), timers.command(), setting.dialect());
    this.authorisation =
        new Authorisation(new RunOpening(raters, timers), chargers, timers, outages, words);
    this.grantTimers = new GrantTimers(timers, words);
    this.announcements = new Announcements(words);
    this.metering = new Metering(raters, timers, words, grantTimers, announcements);
    this.settlement = new Settlement(words, new RunSettling(raters), outages);
  }

  /** Decides about one request. */
  public Charging decide(ChargingRequest request, Scene scene) {
    return switch (request) {
      case ChargingRequest.AuthorizeCall authorise -> authorisation.authorise(authorise, scene);
      case ChargingRequest.StartMetering start -> metering.start(start, scene);
      case ChargingRequest.RenewGrant renew -> metering.renew(renew, scene);
      case ChargingRequest.SettleCall settle -> settlement.settle(settle, scene);
      case ChargingRequest.AnnounceEnd announce -> announcements.announce(announce, scene);
    };
  }

  /** Takes note of how a command for this call has ended. */
  public Charging commanded(CommandResult result, CallSession session, Instant now) {
    return Words.isOfTimer(session, result.commandId())
        ? grantTimers.take(result, session, now)
        : announcements.returned(result, session, now);
  }

  /** Takes note that a leg goes by another name from now on. */
  public Charging renamed(CallSession session, LegId former, LegId present, Instant now) {
    return grantTimers.renamed(session, former, present, now);
  }

  /** The accounts, besides the one that asks, that a new call may be charged to. */
  public Set<AccountId> othersChargedFor(ChargingRequest.AuthorizeCall request) {
    return chargers.payers(request.head().accountId(), new CallVariables(request).destination());
  }

  /**
   * Answers a new call without looking at the books, from what was last known of its account: it is
   * let through for some time, or refused. What it used is charged when it has ended.
   */
  public Answer withoutBooks(
      ChargingRequest.AuthorizeCall request, Account lastKnown, Instant now) {
    OutagePolicy policy = outages.of(lastKnown.terms().more().accountClass());
    if (!policy.goesOn() || lastKnown.terms().state() != AccountState.ACTIVE) {
      return words.refused(request.head(), ChargingRefusal.BOOKS_UNAVAILABLE, now);
    }
    long seconds = authorisation.secondsFor(request, lastKnown, policy, now);
    if (seconds == 0) {
      return words.refused(request.head(), ChargingRefusal.BOOKS_UNAVAILABLE, now);
    }
    return words.letThrough(request, lastKnown, Math.toIntExact(seconds), now);
  }

  /** True when a decision lets the call go ahead. */
  public static boolean isAuthorised(Answer answer) {
    return answer instanceof Answer.Decision(ChargingDecision.CallAuthorized _);
  }
}
