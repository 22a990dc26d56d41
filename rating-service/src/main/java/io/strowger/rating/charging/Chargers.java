package io.strowger.rating.charging;

import io.strowger.contracts.id.AccountId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The chargers of this installation; answers come from memory. */
public interface Chargers {
  /** Nobody is charged but the customer. */
  Chargers NONE = new None();

  /** Those for a call of this account to this number, the heaviest of each run. */
  List<Charger> matching(String tenant, AccountId account, String number);

  /** All whom calls of this account to this number may be charged to, whatever their tenant. */
  Set<AccountId> payers(AccountId account, String number);

  /** One charger. */
  Optional<Charger> find(String tenant, String id);

  /** All chargers of a tenant, by id. */
  List<Charger> list(String tenant);

  /** Adds a charger, or replaces it. */
  void put(Charger charger);

  /** Takes a charger away; false when there is none. */
  boolean remove(String tenant, String id);

  /** No chargers, and none can be added. */
  final class None implements Chargers {
    private None() {}

    @Override
    public List<Charger> matching(String tenant, AccountId account, String number) {
      return List.of();
    }

    @Override
    public Set<AccountId> payers(AccountId account, String number) {
      return Set.of();
    }

    @Override
    public Optional<Charger> find(String tenant, String id) {
      return Optional.empty();
    }

    @Override
    public List<Charger> list(String tenant) {
      return List.of();
    }

    @Override
    public void put(Charger charger) {
      throw new UnsupportedOperationException("no charger can be kept: " + charger);
    }

    @Override
    public boolean remove(String tenant, String id) {
      return false;
    }
  }
}
