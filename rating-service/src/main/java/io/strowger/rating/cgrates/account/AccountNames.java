package io.strowger.rating.cgrates.account;

import io.strowger.contracts.id.AccountId;
import io.strowger.rating.cgrates.RpcError;
import java.util.Optional;

/**
 * Accounts of several tenants. Those of the default tenant have no tenant in their id: they are the
 * accounts that switches and the REST interface name.
 *
 * @param defaultTenant the tenant of requests that name none
 */
public record AccountNames(String defaultTenant) {
  /**
   * The id of an account.
   *
   * @throws RpcError when it has characters that ids do not have
   */
  public AccountId id(String tenant, String account) {
    String id = tenant.equals(defaultTenant) ? account : tenant + ":" + account;
    try {
      return new AccountId(id);
    } catch (IllegalArgumentException unusual) {
      throw RpcError.server(String.valueOf(unusual.getMessage()));
    }
  }

  /** The tenant of an account. */
  public String tenant(AccountId id) {
    int colon = id.value().indexOf(':');
    return colon < 0 ? defaultTenant : id.value().substring(0, colon);
  }

  /** The account's name within its tenant. */
  public String account(AccountId id) {
    return id.value().substring(id.value().indexOf(':') + 1);
  }

  /** Both, as CGRateS joins them. */
  public String full(AccountId id) {
    return tenant(id) + ":" + account(id);
  }

  /** The id of an account by its full name; empty when there can be none of that name. */
  public Optional<AccountId> named(String full) {
    int colon = full.indexOf(':');
    return named(colon < 0 ? defaultTenant : full.substring(0, colon), full.substring(colon + 1));
  }

  /** The account of a tenant; empty when none can have this name. */
  public Optional<AccountId> named(String tenant, String account) {
    try {
      return Optional.of(id(tenant, account));
    } catch (RpcError unusual) {
      return Optional.empty();
    }
  }
}
