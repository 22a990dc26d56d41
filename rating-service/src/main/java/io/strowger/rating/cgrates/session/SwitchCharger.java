package io.strowger.rating.cgrates.session;

import io.strowger.contracts.id.AccountId;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.account.AccountNames;
import io.strowger.rating.cgrates.event.ChargerProfile;
import io.strowger.rating.cgrates.event.EventFilter;
import io.strowger.rating.cgrates.event.EventFilter.Kind;
import io.strowger.rating.cgrates.event.InlineAttribute;
import io.strowger.rating.charging.Charger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A charger profile as calls on switches are charged by it. These know whom a call is for by its
 * account and by what its number begins with, and may charge another account, subject, category or
 * mode; a profile that says more than that makes runs of events told by requests only.
 */
public final class SwitchCharger {
  private static final Set<String> CHANGED =
      Set.of("Account", "Subject", "Category", "RequestType");

  private SwitchCharger() {}

  /** The charger of a profile; empty when it says more than calls on switches know. */
  public static Optional<Charger> of(String tenant, ChargerProfile profile, AccountNames names) {
    try {
      return read(tenant, profile, names);
    } catch (RpcError | IllegalArgumentException unusual) {
      // An account or a run that no call on a switch can have.
      return Optional.empty();
    }
  }

  private static Optional<Charger> read(String tenant, ChargerProfile profile, AccountNames names) {
    Set<String> accounts = new HashSet<>();
    Set<String> prefixes = new HashSet<>();
    for (EventFilter filter : profile.filters()) {
      if (filter.kind() == Kind.STRING && filter.field().equals("Account")) {
        filter.values().forEach(account -> accounts.add(names.id(tenant, account).value()));
      } else if (filter.kind() == Kind.PREFIX && filter.field().equals("Destination")) {
        prefixes.addAll(filter.values());
      } else {
        return Optional.empty();
      }
    }
    Map<String, String> changes = new HashMap<>();
    for (InlineAttribute attribute : profile.attributes()) {
      if (!attribute.constant() || !CHANGED.contains(attribute.field())) {
        return Optional.empty();
      }
      changes.put(attribute.field(), attribute.value());
    }
    boolean always = profile.from() == null && profile.until() == null;
    RequestKind kind = RequestKind.of(changes.getOrDefault("RequestType", "*rated"));
    return !always || kind == RequestKind.NONE
        ? Optional.empty()
        : Optional.of(
            charger(tenant, profile, new Charger.When(accounts, prefixes), names, changes));
  }

  private static Charger charger(
      String tenant,
      ChargerProfile profile,
      Charger.When when,
      AccountNames names,
      Map<String, String> changes) {
    String account = changes.get("Account");
    AccountId payer = account == null ? null : names.id(tenant, account);
    AccountMode mode = changes.containsKey("RequestType") ? mode(changes.get("RequestType")) : null;
    return new Charger(
        tenant,
        profile.id(),
        profile.runId().isEmpty() ? "*default" : profile.runId(),
        when,
        payer,
        changes.get("Subject"),
        changes.get("Category"),
        mode,
        profile.weight());
  }

  private static AccountMode mode(String requestType) {
    return switch (RequestKind.of(requestType)) {
      case PREPAID -> AccountMode.PREPAID;
      case PSEUDO_PREPAID -> AccountMode.PSEUDO_PREPAID;
      case POSTPAID -> AccountMode.POSTPAID;
      case RATED, NONE -> AccountMode.RATED;
    };
  }
}
