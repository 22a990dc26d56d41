package io.strowger.testkit.simulator.call;

/** What the one who had a leg made hears of it. */
interface OriginateOutcome {

  /** 180. */
  void alerting();

  /** 183 with this SDP. */
  void earlyMedia(String sdp);

  /** The far end answered with this SDP; the leg is not yet marked so. */
  void answering(String sdp);

  /** The leg is marked as answered. */
  void answered(String sdp);

  /**
   * The leg is over without an answer.
   *
   * @param cause of the leg
   * @param sipStatus of a refusal, 0 for none
   * @param byPeer whether the far end itself sent the refusal
   */
  void failed(String cause, int sipStatus, boolean byPeer);

  /** The far end hung up after the answer. */
  void hungUp();
}
