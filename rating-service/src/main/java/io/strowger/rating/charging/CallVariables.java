package io.strowger.rating.charging;

import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.plan.RatingProfile;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the A-leg's variables say of how its call is charged. */
final class CallVariables {
  private final Map<String, String> variables;
  private final String dialled;

  CallVariables(ChargingRequest.AuthorizeCall request) {
    this.variables = Objects.requireNonNullElse(request.variables(), Map.of());
    this.dialled = request.destination();
  }

  /** True when the dialplan was written for CGRateS: it expects its answers. */
  boolean areOfCgrates() {
    return variables.keySet().stream().anyMatch(name -> name.startsWith("cgr_"));
  }

  /** The number that is rated, without a leading plus. */
  String destination() {
    String number = Objects.requireNonNullElse(variables.get("cgr_destination"), dialled).strip();
    return number.startsWith("+") ? number.substring(1) : number;
  }

  RatingProfile.Key profile(Account account) {
    RatingProfile.Key own = account.profile();
    return new RatingProfile.Key(
        Objects.requireNonNullElse(variables.get("cgr_tenant"), own.tenant()),
        Objects.requireNonNullElse(variables.get("cgr_category"), own.category()),
        Objects.requireNonNullElse(variables.get("cgr_subject"), own.subject()));
  }

  /** How the call asks to be paid for; absent when it does not say. */
  @Nullable AccountMode mode() {
    String type = variables.get("cgr_reqtype");
    return type == null ? null : modeOf(type);
  }

  /** The mode of CGRateS's request type; absent for one that is not known. */
  static @Nullable AccountMode modeOf(String requestType) {
    return switch (requestType) {
      case "*prepaid" -> AccountMode.PREPAID;
      case "*pseudoprepaid" -> AccountMode.PSEUDO_PREPAID;
      case "*postpaid" -> AccountMode.POSTPAID;
      case "*rated" -> AccountMode.RATED;
      default -> null;
    };
  }
}
