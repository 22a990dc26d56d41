package io.strowger.rating.adapter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.strowger.contracts.charging.AccountMovement.Kind;
import io.strowger.contracts.id.AccountId;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.Accounts;
import io.strowger.rating.account.BalanceChange;
import io.strowger.rating.account.BalanceChange.Which;
import io.strowger.rating.adapter.rest.AccountBodies.AccountBody;
import io.strowger.rating.adapter.rest.BalanceBodies.BalanceTermsBody;
import io.strowger.rating.adapter.rest.BalanceBodies.PastBody;
import io.strowger.rating.adapter.rest.BalanceBodies.SharersBody;
import io.strowger.rating.adapter.rest.BalanceBodies.TransferBody;
import io.strowger.rating.balance.Unit;
import io.strowger.rating.ledger.Amount;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What accounts have. */
@Path("/api/v1/accounts/{id}")
@Tag(name = "balances")
@RunOnVirtualThread
public class BalanceResource {
  private final Accounts accounts;

  /** Administration of these accounts' balances. */
  public BalanceResource(Accounts accounts) {
    this.accounts = accounts;
  }

  /** Opens a balance, or changes its terms. */
  @PUT
  @Path("balances/{name}")
  @Operation(
      summary = "Opens a balance of this name and unit, or changes its terms",
      description = "With an amount and a key it is paid in, once for the key.")
  public AccountBody put(
      @PathParam("id") String id, @PathParam("name") String name, BalanceTermsBody body) {
    if (body == null || body.unit() == null) {
      throw new IllegalArgumentException("unit is needed");
    }
    boolean paidIn = body.amount() != null;
    if (paidIn && body.amount().signum() < 0) {
      throw new IllegalArgumentException("amount must be 0 or more but is " + body.amount());
    }
    return AccountResource.answer(
        accounts.change(
            new BalanceChange(
                paidIn ? AccountResource.key(body.key()) : "terms",
                new AccountId(id),
                new Which.Named(Unit.of(body.unit()), name),
                Kind.TOP_UP,
                paidIn ? Amount.micros(body.amount()) : 0,
                body.terms(name),
                null,
                null)));
  }

  /** Closes a balance. */
  @DELETE
  @Path("balances/{balance}")
  @Operation(summary = "Closes a balance by its id: what it still holds is void")
  public AccountBody close(
      @PathParam("id") String id,
      @PathParam("balance") String balance,
      @QueryParam("key") String key) {
    return AccountResource.answer(
        accounts.close(
            new AccountId(id), balance, AccountResource.key(key == null ? balance : key)));
  }

  /** Shares a balance. */
  @PUT
  @Path("balances/{balance}/sharers")
  @Operation(summary = "Says which other accounts may draw upon a balance too")
  public AccountBody share(
      @PathParam("id") String id, @PathParam("balance") String balance, SharersBody body) {
    if (body == null || body.accounts() == null) {
      throw new IllegalArgumentException("accounts are needed");
    }
    return AccountResource.answer(
        accounts.share(
            new AccountId(id), balance, body.accounts().stream().map(AccountId::new).toList()));
  }

  /** Who may draw upon which balance. */
  @GET
  @Path("sharers")
  @Operation(summary = "Which other accounts may draw upon this account's balances")
  public Map<String, List<String>> sharers(@PathParam("id") String id) {
    Map<String, List<String>> sharers = new TreeMap<>();
    accounts
        .shares(AccountResource.account(accounts, id).id())
        .forEach((balance, others) ->
            sharers.put(balance, others.stream().map(AccountId::value).toList()));
    return sharers;
  }

  /** From one balance to another. */
  @POST
  @Path("transfers")
  @Operation(summary = "Moves from one balance to another of the same unit, once for each key")
  public AccountBody transfer(@PathParam("id") String id, TransferBody body) {
    if (body == null || body.amount() == null || body.amount().signum() <= 0) {
      throw new IllegalArgumentException("key and an amount above 0 are needed");
    }
    return AccountResource.answer(
        accounts.transfer(
            new Accounts.Transfer(
                AccountResource.key(body.key()),
                which(body.fromBalance()),
                which(body.toBalance()),
                new AccountId(id),
                new AccountId(Objects.requireNonNullElse(body.toAccount(), id)),
                Amount.micros(body.amount()))));
  }

  private static Which which(@Nullable String balance) {
    return balance == null ? new Which.Default() : new Which.Id(balance);
  }

  /** What an account held. */
  @GET
  @Path("balances")
  @Operation(summary = "What each balance held at some moment, by the ledger's entries")
  public PastBody at(@PathParam("id") String id, @QueryParam("at") String moment) {
    if (moment == null) {
      throw new IllegalArgumentException("at is needed, such as 2026-12-31T23:00:00Z");
    }
    Account account = AccountResource.account(accounts, id);
    Map<String, String> held = new TreeMap<>();
    accounts
        .balancesAt(account.id(), BalanceBodies.instant(moment))
        .forEach((balance, micros) -> held.put(balance, Amount.text(micros)));
    return new PastBody(moment, held);
  }
}
