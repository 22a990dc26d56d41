package io.strowger.rating.adapter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.strowger.contracts.charging.AccountMovement.Kind;
import io.strowger.contracts.id.AccountId;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.Accounts;
import io.strowger.rating.account.BalanceChange;
import io.strowger.rating.account.BalanceChange.Which;
import io.strowger.rating.account.Change;
import io.strowger.rating.adapter.rest.AccountBodies.AccountBody;
import io.strowger.rating.adapter.rest.AccountBodies.ChangeBody;
import io.strowger.rating.adapter.rest.AccountBodies.EntryBody;
import io.strowger.rating.adapter.rest.AccountBodies.TermsBody;
import io.strowger.rating.ledger.Amount;
import io.strowger.rest.Problem;
import io.strowger.rest.Searches;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who pays for calls. */
@Path("/api/v1/accounts")
@Tag(name = "accounts")
@RunOnVirtualThread
public class AccountResource {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.:-]{1,80}");

  private final Accounts accounts;

  /** Administration of these accounts. */
  public AccountResource(Accounts accounts) {
    this.accounts = accounts;
  }

  /** Accounts by id. */
  @GET
  @Operation(summary = "Accounts in the order of their ids")
  public List<AccountBody> list(
      @QueryParam("tenant") String tenant,
      @QueryParam("after") String after,
      @Parameter(
              description = "1 to 500, 50 unless told",
              schema = @Schema(implementation = Integer.class))
          @QueryParam("limit")
          String limit) {
    return accounts
        .list(tenant, Objects.requireNonNullElse(after, ""), Searches.limit(limit))
        .stream()
        .map(AccountBody::of)
        .toList();
  }

  /** Opens an account or changes its terms. */
  @PUT
  @Path("{id}")
  @Operation(summary = "Opens an account, or changes its terms; its currency stays")
  public AccountBody put(@PathParam("id") String id, TermsBody body) {
    if (body == null) {
      throw new IllegalArgumentException("currency and tariff are needed");
    }
    return answer(accounts.put(new AccountId(id), body.terms()));
  }

  /** One account. */
  @GET
  @Path("{id}")
  @Operation(summary = "One account, with its balances")
  public AccountBody get(@PathParam("id") String id) {
    return AccountBody.of(account(accounts, id));
  }

  /** Pays money in. */
  @POST
  @Path("{id}/top-ups")
  @Operation(summary = "Pays in, once for each key")
  public AccountBody topUp(@PathParam("id") String id, ChangeBody body) {
    if (body != null && body.amount() != null && body.amount().signum() <= 0) {
      throw new IllegalArgumentException("amount must be above 0");
    }
    return change(id, Kind.TOP_UP, body);
  }

  /** Changes a balance. */
  @POST
  @Path("{id}/adjustments")
  @Operation(summary = "Changes a balance, up or down, once for each key")
  public AccountBody adjust(@PathParam("id") String id, ChangeBody body) {
    return change(id, Kind.ADJUSTMENT, body);
  }

  /** Corrects a balance. */
  @POST
  @Path("{id}/corrections")
  @Operation(
      summary = "Enters what should have been entered and was not, or the other way round",
      description = "As an adjustment, but kept apart from those in the ledger.")
  public AccountBody correct(@PathParam("id") String id, ChangeBody body) {
    return change(id, Kind.CORRECTION, body);
  }

  /** Entries of an account. */
  @GET
  @Path("{id}/entries")
  @Operation(summary = "The ledger's entries of an account, the latest first")
  public List<EntryBody> entries(
      @PathParam("id") String id,
      @QueryParam("before") Long before,
      @Parameter(
              description = "1 to 500, 50 unless told",
              schema = @Schema(implementation = Integer.class))
          @QueryParam("limit")
          String limit) {
    Account account = account(accounts, id);
    return accounts
        .entries(
            account.id(), Objects.requireNonNullElse(before, Long.MAX_VALUE), Searches.limit(limit))
        .stream()
        .map(EntryBody::of)
        .toList();
  }

  private AccountBody change(String id, Kind kind, @Nullable ChangeBody body) {
    if (body == null || body.key() == null || body.amount() == null) {
      throw new IllegalArgumentException("key and amount are needed");
    }
    long micros = Amount.micros(body.amount());
    if (micros == 0) {
      throw new IllegalArgumentException("amount must not be 0");
    }
    Which which = body.balance() == null ? new Which.Default() : new Which.Id(body.balance());
    return answer(
        accounts.change(
            new BalanceChange(
                key(body.key()),
                new AccountId(id),
                which,
                kind,
                micros,
                null,
                null,
                body.reason())));
  }

  static String key(@Nullable String key) {
    if (key == null || !KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("key must match " + KEY + ": " + key);
    }
    return key;
  }

  static Account account(Accounts accounts, String id) {
    return accounts
        .find(new AccountId(id))
        .orElseThrow(() -> Problem.notFound("there is no account " + id));
  }

  static AccountBody answer(Change change) {
    return switch (change) {
      case Change.Done(Account account, _) -> AccountBody.of(account);
      case Change.Refused(Change.Why why, String detail) -> throw problem(why, detail);
    };
  }

  private static WebApplicationException problem(Change.Why why, String detail) {
    return switch (why) {
      case UNKNOWN_ACCOUNT, UNKNOWN_BALANCE -> Problem.notFound(detail);
      case OTHER_CURRENCY, OTHER_UNIT, NOT_ENOUGH, KEY_USED, RESERVED, ACCOUNT_CLOSED ->
          Problem.conflict(detail);
    };
  }
}
