package io.strowger.gateway.session;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.SwitchEvent;
import io.strowger.gateway.call.ReturnAddress;
import io.strowger.gateway.control.Audit;
import io.strowger.gateway.control.Results;

/** Where what a session learns goes, in the order in which it learns it. */
public interface Output extends Results, Audit {

  /** Something happened to a call. */
  void publish(CallEvent event);

  /** Something happened to a switch. */
  @Override
  void publish(SwitchEvent event);

  /** The switch's own JSON of an event of a call, verbatim. */
  void publishRaw(ReturnAddress address, CallId call, byte[] json);

  /** An event that can be nothing of ours; the session goes on. */
  void reject(SwitchId switchId, byte[] body, String reason);
}
