package io.strowger.transcoder.session;

import io.strowger.contracts.transcoding.AddressFamily;
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

  /**
   * At which kind of address each side's peer is.
   *
   * @param a side A's
   * @param b side B's
   */
  record Families(AddressFamily a, AddressFamily b) {}

  /** There is no session. */
  record Refused(Reason reason) implements Opening {}

  /** Why there is none. */
  enum Reason {
    /** A session of this name is open. */
    NAME_IN_USE("there is a session of this name"),
    /** All ports are in use. */
    NO_PORT_FREE("all ports are in use"),
    /** Its codecs would take more CPU than is left. */
    NO_CPU_LEFT("no CPU is left for another session"),
    /** There is no address of a side's family. */
    NO_ADDRESS_OF_FAMILY("nothing is listened on for peers of this address family"),
    /** A side wants SRTP, and libsrtp2 is not installed. */
    NO_SRTP("SRTP needs libsrtp2.so.1; install with: apt-get install libsrtp2-1");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /** For a log or a reply. */
    public String words() {
      return words;
    }
  }
}
