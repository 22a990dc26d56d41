package io.strowger.gateway.adapter.kafka;

import io.strowger.contracts.id.SwitchId;

/** Says whether what was learnt under an epoch may still be told. */
@FunctionalInterface
public interface Fence {
  /** For what depends on no holder of a switch. */
  long OF_NO_EPOCH = 0;

  /** What may be done with a record. */
  enum Passage {
    /** This instance holds the switch. */
    OPEN,
    /** It is not known whether it still does. */
    WAIT,
    /** Another instance has held it since and has told what there was to tell. */
    CLOSED
  }

  /** For what was learnt of a switch under an epoch. */
  Passage of(SwitchId switchId, long epoch);
}
