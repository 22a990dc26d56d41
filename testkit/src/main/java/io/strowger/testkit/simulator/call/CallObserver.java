package io.strowger.testkit.simulator.call;

/** Hears what becomes of one scripted call, on the switch's thread. */
public interface CallObserver {

  /** Hears nothing. */
  CallObserver NONE = new CallObserver() {};

  /** The leg exists and has this UUID. */
  default void created(String uuid) {}

  /** The call waits for its controller. */
  default void parked() {}

  /**
   * An attempt begins.
   *
   * @param bLeg its UUID
   * @param dialled the dial string's endpoint
   * @param offer the SDP of its INVITE
   */
  default void attempted(String bLeg, String dialled, String offer) {}

  /** The called party is alerted, or plays media before the answer. */
  default void alerted() {}

  /** The attempt ended without an answer. */
  default void attemptFailed(String cause) {}

  /**
   * The caller got a 200 or a 183.
   *
   * @param sdp what he was told to send to
   */
  default void mediaGiven(String sdp) {}

  /** The caller got a 200. */
  default void answered() {}

  /** Both legs are joined. */
  default void bridged() {}

  /** The call is over. */
  default void ended(String cause) {}
}
