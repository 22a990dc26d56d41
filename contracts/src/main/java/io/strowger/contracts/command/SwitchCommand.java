package io.strowger.contracts.command;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.strowger.contracts.call.HangupCause;

/**
 * Commands about a switch as a whole, for senders that the gateway's operator named; every one is
 * audited on {@code switch-events}. Their head is {@link CommandHead#ofSwitch}.
 */
public sealed interface SwitchCommand extends CallCommand {

  /** What a switch can list. */
  enum Listed {
    /** {@code show channels}. */
    CHANNELS,
    /** {@code show calls}. */
    CALLS,
    /** {@code show registrations}. */
    REGISTRATIONS,
    /** {@code show codec}. */
    CODEC,
    /** {@code show modules}. */
    MODULES
  }

  /**
   * End all legs that have this variable ({@code hupall}).
   *
   * @param variable by its name, {@code [A-Za-z0-9_-]{1,64}}: all legs of a switch at once cannot
   *     be ended
   */
  record HangUpAll(
      @JsonUnwrapped CommandHead head, HangupCause cause, String variable, String value)
      implements SwitchCommand {}

  /** Take no more calls; those there are go on ({@code fsctl pause}). */
  record PauseSwitch(@JsonUnwrapped CommandHead head) implements SwitchCommand {}

  /** Take calls again ({@code fsctl resume}). */
  record ResumeSwitch(@JsonUnwrapped CommandHead head) implements SwitchCommand {}

  /** Read a SIP profile's new gateways ({@code sofia profile ... rescan}). */
  record RescanProfile(@JsonUnwrapped CommandHead head, String profile) implements SwitchCommand {}

  /** Read the configuration again ({@code reloadxml}). */
  record ReloadXml(@JsonUnwrapped CommandHead head) implements SwitchCommand {}

  /** Read the access lists again ({@code reloadacl}). */
  record ReloadAcl(@JsonUnwrapped CommandHead head) implements SwitchCommand {}

  /** The result's {@code values} hold {@code reply}, JSON ({@code show ... as json}). */
  record ListOnSwitch(@JsonUnwrapped CommandHead head, Listed listed) implements SwitchCommand {}

  /** The result's {@code values} hold {@code reply} ({@code global_getvar}). */
  record QueryGlobalVariable(@JsonUnwrapped CommandHead head, String name)
      implements SwitchCommand {}

  /**
   * Any API command of the operator's list, which is empty unless configured; the result's {@code
   * values} hold {@code reply}.
   *
   * @param api the command's name, exactly as on the list
   * @param arguments what stands after it; without line breaks
   */
  record ExecuteApi(@JsonUnwrapped CommandHead head, String api, String arguments)
      implements SwitchCommand {}
}
