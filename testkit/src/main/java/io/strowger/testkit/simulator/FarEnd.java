package io.strowger.testkit.simulator;

import java.time.Duration;
import java.util.Optional;

/**
 * How the called party, or the trunk before it, behaves when the switch calls it. Durations count
 * from the INVITE.
 */
public sealed interface FarEnd {

  /**
   * Answers in the end.
   *
   * @param ringsAfter 180, empty for none
   * @param mediaAfter 183 with SDP, empty for none
   * @param answersAfter 200
   * @param hangsUpAfter BYE, counted from the answer; empty for never
   * @param sdp its answer, empty for one with the first offered codec among PCMA and PCMU
   */
  record Answers(
      Optional<Duration> ringsAfter,
      Optional<Duration> mediaAfter,
      Duration answersAfter,
      Optional<Duration> hangsUpAfter,
      String sdp)
      implements FarEnd {

    /** The same, hanging up this long after its answer. */
    public Answers hangingUpAfter(Duration talk) {
      return new Answers(ringsAfter, mediaAfter, answersAfter, Optional.of(talk), sdp);
    }

    /** The same with this SDP. */
    public Answers withSdp(String own) {
      return new Answers(ringsAfter, mediaAfter, answersAfter, hangsUpAfter, own);
    }
  }

  /**
   * Never answers.
   *
   * @param ringsAfter 180, empty for none
   * @param mediaAfter 183 with SDP, empty for none
   */
  record NeverAnswers(Optional<Duration> ringsAfter, Optional<Duration> mediaAfter, String sdp)
      implements FarEnd {}

  /**
   * Refuses.
   *
   * @param sipStatus 400 to 699
   * @param ringsFirst whether a 180 comes at once before
   * @param after when the refusal comes
   */
  record Refuses(int sipStatus, boolean ringsFirst, Duration after) implements FarEnd {

    public Refuses {
      if (sipStatus < 400 || sipStatus > 699) {
        throw new IllegalArgumentException("Not a SIP failure status: " + sipStatus);
      }
    }

    /** The same after this time, having rung before. */
    public Refuses havingRung(Duration time) {
      return new Refuses(sipStatus, true, time);
    }
  }

  /** Nothing listens there: the switch itself makes a 503 of it, without a SIP response. */
  record IsUnreachable() implements FarEnd {}

  /** 180, then 200. */
  static Answers rings(Duration ringsAfter, Duration answersAfter) {
    return new Answers(
        Optional.of(ringsAfter), Optional.empty(), answersAfter, Optional.empty(), "");
  }

  /** 180 at once, then 200. */
  static Answers ringsThenAnswers(Duration answersAfter) {
    return rings(Duration.ZERO, answersAfter);
  }

  /** 200 at once. */
  static Answers answersAtOnce() {
    return new Answers(Optional.empty(), Optional.empty(), Duration.ZERO, Optional.empty(), "");
  }

  /** 183 with SDP, then 200. */
  static Answers playsThenAnswers(Duration mediaAfter, Duration answersAfter) {
    return new Answers(
        Optional.empty(), Optional.of(mediaAfter), answersAfter, Optional.empty(), "");
  }

  /** 180 and no more. */
  static NeverAnswers ringsForEver() {
    return new NeverAnswers(Optional.of(Duration.ZERO), Optional.empty(), "");
  }

  /** 183 with SDP and no more. */
  static NeverAnswers playsForEver() {
    return new NeverAnswers(Optional.empty(), Optional.of(Duration.ZERO), "");
  }

  /** No response at all. */
  static NeverAnswers isSilent() {
    return new NeverAnswers(Optional.empty(), Optional.empty(), "");
  }

  /** 486 at once. */
  static Refuses isBusy() {
    return refuses(486);
  }

  /** 404 at once. */
  static Refuses isNotFound() {
    return refuses(404);
  }

  /** 503 at once. */
  static Refuses isUnavailable() {
    return refuses(503);
  }

  /** This SIP status at once. */
  static Refuses refuses(int sipStatus) {
    return new Refuses(sipStatus, false, Duration.ZERO);
  }
}
