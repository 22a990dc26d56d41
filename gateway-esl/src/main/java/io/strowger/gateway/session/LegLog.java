package io.strowger.gateway.session;

import io.strowger.contracts.id.LegId;
import io.strowger.contracts.switches.LiveLeg;
import io.strowger.gateway.call.ReturnAddress;

/** Where it is noted which legs live, for whoever serves their switch next. */
public interface LegLog {

  /** The leg lives, and is as it is told here. */
  void lives(LiveLeg leg, ReturnAddress address);

  /** The leg's end was told. */
  void ended(LegId leg, ReturnAddress address);
}
