package io.strowger.transcoder.session;

import java.net.InetSocketAddress;

/** What came of opening a session. */
public sealed interface Opening {

  /**
   * The session stands; its ports are even, RTCP is on the next.
   *
   * @param a where side A's peer sends to
   * @param b where side B's peer sends to
   */
  record Opened(InetSocketAddress a, InetSocketAddress b) implements Opening {}

  /**
   * Where a session shall be.
   *
   * @param a even port of side A
   * @param b even port of side B
   */
  record Ports(int a, int b) {}

  /** There is no session. */
  record Refused(Reason reason) implements Opening {}

  /** Why there is none. */
  enum Reason {
    /** A session of this name is open. */
    NAME_IN_USE,
    /** All ports are in use. */
    NO_PORT_FREE,
    /** Its codecs would take more CPU than is left. */
    NO_CPU_LEFT,
    /** A side wants SRTP, and libsrtp2 is not installed. */
    NO_SRTP;

    /** What to do where SRTP is wanted and cannot be had. */
    public static final String SRTP_IS_MISSING =
        "SRTP needs libsrtp2.so.1; install with: apt-get install libsrtp2-1";
  }
}
