package io.strowger.rating.adapter.cgrates;

import io.strowger.rating.adapter.db.TariffReratings;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.cdr.CdrQuery;
import io.strowger.rating.cgrates.event.CgrEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The records that are kept: found, forgotten, and rated once more. */
final class KeptCdrs {
  private final CdrStore store;
  private final CdrDesk desk;
  private final RetoldCdrs retold;
  private final TariffReratings reratings;

  KeptCdrs(CdrStore store, CdrDesk desk, RetoldCdrs retold, TariffReratings reratings) {
    this.store = store;
    this.desk = desk;
    this.retold = retold;
    this.reratings = reratings;
  }

  /**
   * The records that a client means.
   *
   * @throws RpcError {@code NOT_FOUND} when there are none
   */
  List<CdrStore.Kept> some(CdrQuery query) {
    List<CdrStore.Kept> found = find(query);
    if (found.isEmpty()) {
      throw RpcError.notFound();
    }
    return found;
  }

  /** The same; there may be none. */
  List<CdrStore.Kept> find(CdrQuery query) {
    return store.find(query);
  }

  /** How many there are. */
  long count(CdrQuery query) {
    return store.count(query);
  }

  /** Forgets them, but no charge. */
  void remove(CdrQuery query) {
    store.remove(query);
  }

  /**
   * Rates records once more: those that were never charged as if they came now, charges by
   * re-rating, so that balances are corrected by what differs.
   *
   * @throws RpcError {@code NOT_FOUND} when there are none
   */
  void rate(CdrQuery query) {
    List<String> charges = new ArrayList<>();
    for (CdrStore.Kept kept : some(query)) {
      if (kept.chargeId() == null) {
        desk.rate(kept);
      } else {
        charges.add(kept.chargeId());
      }
    }
    again(charges, "CDRsV1.RateCDRs");
  }

  /**
   * Gives back what records cost.
   *
   * @throws RpcError {@code NOT_FOUND} when there are none
   */
  void giveBack(CdrQuery query) {
    retold.giveBack(
        some(query).stream().map(CdrStore.Kept::chargeId).filter(Objects::nonNull).toList(),
        "CDRsV1.ReprocessCDRs");
  }

  /** Rates runs anew that are told once more; balances are corrected by what differs. */
  void rate(List<CgrEvent> runs, CdrDesk.Flags flags) {
    again(retold.rate(runs, flags), "CDRsV1.ProcessEvent");
  }

  /**
   * Gives back what runs cost.
   *
   * @throws RpcError {@code PARTIALLY_EXECUTED} when there is no record of one of them
   */
  void giveBack(List<CgrEvent> runs) {
    retold.giveBack(runs);
  }

  private void again(List<String> charges, String method) {
    reratings.again(charges, method + "-" + UUID.randomUUID(), method);
  }
}
