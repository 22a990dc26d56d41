package io.strowger.rating.adapter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.strowger.contracts.charging.AccountMovement;
import io.strowger.contracts.charging.AccountMovement.Kind;
import io.strowger.contracts.id.AccountId;
import io.strowger.rating.adapter.db.AccountStore;
import io.strowger.rating.adapter.db.AccountStore.Change;
import io.strowger.rating.ledger.Account;
import io.strowger.rating.ledger.Amount;
import io.strowger.rating.ledger.Posting;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who pays for calls. */
@Path("/api/v1/accounts")
@Tag(name = "accounts")
@RunOnVirtualThread
public class AccountResource {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.:-]{1,80}");
  private static final int MOST_ENTRIES = 500;

  private final AccountStore store;

  /** Administration of this store. */
  public AccountResource(AccountStore store) {
    this.store = store;
  }

  /** An account's terms. */
  @Schema(name = "AccountTerms")
  public record TermsBody(
      @Schema(required = true, examples = "EUR") @Nullable String currency,
      @Schema(required = true, description = "the tariff's name") @Nullable String tariff,
      @Schema(defaultValue = "true") @Nullable Boolean prepaid,
      @Schema(defaultValue = "true") @Nullable Boolean enabled,
      @Schema(description = "decimal; how far below zero it may go", defaultValue = "0")
          @Nullable BigDecimal creditLimit) {}

  /** An account with its money. */
  @Schema(name = "Account")
  public record AccountBody(
      String id,
      String currency,
      String tariff,
      boolean prepaid,
      boolean enabled,
      String creditLimit,
      String balance,
      String reserved,
      String available) {
    static AccountBody of(Account account) {
      return new AccountBody(
          account.id().value(),
          account.currency().getCurrencyCode(),
          account.tariff(),
          account.prepaid(),
          account.enabled(),
          Amount.text(account.creditLimitMicros()),
          Amount.text(account.balanceMicros()),
          Amount.text(account.reservedMicros()),
          Amount.text(account.availableMicros()));
    }
  }

  /** Money paid in, or changed by an operator. */
  @Schema(name = "MoneyChange")
  public record ChangeBody(
      @Schema(
              required = true,
              description = "chosen by the client: the same key changes the balance once")
          @Nullable String key,
      @Schema(required = true, description = "decimal, at most six places", examples = "10.00")
          @Nullable BigDecimal amount) {}

  /** One entry of the ledger. */
  @Schema(name = "Entry")
  public record EntryBody(
      long id,
      String kind,
      @Nullable String callId,
      String amount,
      String reserved,
      String balanceAfter,
      String recordedAt) {
    static EntryBody of(AccountMovement entry) {
      return new EntryBody(
          entry.entryId(),
          entry.kind().name(),
          entry.callId() == null ? null : entry.callId().value(),
          Amount.text(entry.amountMicros()),
          Amount.text(entry.reservedMicros()),
          Amount.text(entry.balanceAfterMicros()),
          entry.recordedAt().toString());
    }
  }

  /** Opens an account or changes its terms. */
  @PUT
  @Path("{id}")
  @Operation(summary = "Opens an account, or changes its terms; its currency stays")
  public AccountBody put(@PathParam("id") String id, TermsBody body) {
    if (body == null || body.currency() == null || body.tariff() == null) {
      throw new IllegalArgumentException("currency and tariff are needed");
    }
    BigDecimal limit = Objects.requireNonNullElse(body.creditLimit(), BigDecimal.ZERO);
    if (limit.signum() < 0) {
      throw new IllegalArgumentException("credit_limit must be 0 or more but is " + limit);
    }
    return answer(
        id,
        store.put(
            new Account(
                new AccountId(id),
                Currencies.of(body.currency()),
                body.tariff(),
                Objects.requireNonNullElse(body.prepaid(), true),
                Objects.requireNonNullElse(body.enabled(), true),
                Amount.micros(limit),
                0,
                0)));
  }

  /** One account. */
  @GET
  @Path("{id}")
  @Operation(summary = "One account, with its balance")
  public AccountBody get(@PathParam("id") String id) {
    return store
        .find(new AccountId(id))
        .map(AccountBody::of)
        .orElseThrow(() -> Problem.notFound("there is no account " + id));
  }

  /** Pays money in. */
  @POST
  @Path("{id}/top-ups")
  @Operation(summary = "Pays money in, once for each key")
  public AccountBody topUp(@PathParam("id") String id, ChangeBody body) {
    if (body != null && body.amount() != null && body.amount().signum() <= 0) {
      throw new IllegalArgumentException("amount must be above 0");
    }
    return change(id, Kind.TOP_UP, body);
  }

  /** Changes a balance. */
  @POST
  @Path("{id}/adjustments")
  @Operation(summary = "Changes the balance, up or down, once for each key")
  public AccountBody adjust(@PathParam("id") String id, ChangeBody body) {
    return change(id, Kind.ADJUSTMENT, body);
  }

  /** Entries of an account. */
  @GET
  @Path("{id}/entries")
  @Operation(summary = "The ledger's entries of an account, the latest first")
  public List<EntryBody> entries(
      @PathParam("id") String id,
      @QueryParam("before") Long before,
      @QueryParam("limit") Integer limit) {
    int most = Objects.requireNonNullElse(limit, 50);
    if (most < 1 || most > MOST_ENTRIES) {
      throw new IllegalArgumentException("limit must be 1 to " + MOST_ENTRIES);
    }
    get(id);
    return store
        .entries(new AccountId(id), Objects.requireNonNullElse(before, Long.MAX_VALUE), most)
        .stream()
        .map(EntryBody::of)
        .toList();
  }

  private AccountBody change(String id, Kind kind, @Nullable ChangeBody body) {
    if (body == null || body.key() == null || body.amount() == null) {
      throw new IllegalArgumentException("key and amount are needed");
    }
    if (!KEY.matcher(body.key()).matches()) {
      throw new IllegalArgumentException("key must match " + KEY);
    }
    long micros = Amount.micros(body.amount());
    if (micros == 0) {
      throw new IllegalArgumentException("amount must not be 0");
    }
    AccountId account = new AccountId(id);
    String posting = kind.name() + ":" + account + ":" + body.key();
    return answer(id, store.post(new Posting(posting, account, null, kind, micros, 0)));
  }

  private static AccountBody answer(String id, Change change) {
    return switch (change) {
      case Change.Done(Account account) -> AccountBody.of(account);
      case Change.Refused(String reason) -> throw Problem.conflict(reason);
      case Change.Missing() -> throw Problem.notFound("there is no account " + id);
    };
  }
}
