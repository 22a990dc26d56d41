package io.strowger.transcoder.adapter.srtp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.strowger.transcoder.rtp.RtpView;
import io.strowger.transcoder.srtp.SrtpKey;
import io.strowger.transcoder.srtp.SrtpSuite;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * What is sent, or comes, under one master key: whatever its SSRCs, media and reports (RFC 3711).
 * One thread's; to be closed.
 */
public final class SrtpStream implements AutoCloseable {
  /** What protection may add to a packet, in octets ({@code SRTP_MAX_TRAILER_LEN}). */
  public static final int LONGEST_TRAILER = 144;

  /** The most rollovers of a stream that is found under way: 23 hours of 20 ms packets. */
  private static final int MOST_ROLLOVERS = 64;

  private static final int ONE = 1;
  private static final int ANY_INCOMING = 2;
  private static final int ANY_OUTGOING = 3;
  private static final long SSRC = 8;
  private static final ValueLayout.OfInt NATIVE_INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfInt NETWORK_INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final long REPLAY_WINDOW = 1_024;
  private static final long SUITE_OCTETS = 24;

  /** {@code srtp_policy_t}, with what stays 0 left without a name. */
  private static final MemoryLayout POLICY =
      MemoryLayout.structLayout(
          JAVA_INT.withName("ssrc_type"),
          JAVA_INT.withName("ssrc"),
          MemoryLayout.sequenceLayout(SUITE_OCTETS, JAVA_BYTE).withName("rtp"),
          MemoryLayout.sequenceLayout(SUITE_OCTETS, JAVA_BYTE).withName("rtcp"),
          ADDRESS.withName("key"),
          MemoryLayout.paddingLayout(24),
          JAVA_LONG.withName("window_size"),
          MemoryLayout.paddingLayout(32));

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment policy;
  private final MemorySegment context;
  private final MemorySegment length;
  private boolean rolloversUnknown;

  private SrtpStream(int direction, SrtpKey key, boolean rolloversUnknown) {
    this.rolloversUnknown = rolloversUnknown;
    this.length = arena.allocate(JAVA_INT);
    this.policy = policy(direction, key);
    try {
      this.context = SrtpLibrary.create(policy);
    } catch (RuntimeException failure) {
      arena.close();
      throw failure;
    }
  }

  /** Whether libsrtp2 is installed. */
  @SuppressWarnings("restricted")
  public static boolean isPossible() {
    try {
      return SymbolLookup.libraryLookup(SrtpLibrary.FILE, Arena.global()) != null;
    } catch (IllegalArgumentException missing) {
      return false;
    }
  }

  /** What a peer sends by this key, from its first packet on. */
  public static SrtpStream incoming(SrtpKey key) {
    return new SrtpStream(ANY_INCOMING, key, false);
  }

  /**
   * What a peer has been sending by this key for a while: how often its sequence numbers began anew
   * is found by its first packet (RFC 3711, section 3.3.1, leaves open how), up to 64 times.
   */
  public static SrtpStream incomingUnderWay(SrtpKey key) {
    return new SrtpStream(ANY_INCOMING, key, true);
  }

  /** What a peer is sent by this key. */
  public static SrtpStream outgoing(SrtpKey key) {
    return new SrtpStream(ANY_OUTGOING, key, false);
  }

  /** Closes the one, if there is one, and gives the other. */
  public static @Nullable SrtpStream instead(
      @Nullable SrtpStream before, @Nullable SrtpStream after) {
    if (before != null) {
      before.close();
    }
    return after;
  }

  private MemorySegment policy(int direction, SrtpKey key) {
    MemorySegment policy = arena.allocate(POLICY);
    byte[] octets = key.octets();
    MemorySegment secret = arena.allocate(octets.length);
    MemorySegment.copy(octets, 0, secret, JAVA_BYTE, 0, octets.length);
    policy.set(JAVA_INT, at("ssrc_type"), direction);
    policy.set(ADDRESS, at("key"), secret);
    policy.set(JAVA_LONG, at("window_size"), REPLAY_WINDOW);
    fill(media(key.suite()), policy.asSlice(at("rtp"), SUITE_OCTETS));
    fill(reports(key.suite()), policy.asSlice(at("rtcp"), SUITE_OCTETS));
    return policy;
  }

  private static long at(String field) {
    return POLICY.byteOffset(PathElement.groupElement(field));
  }

  private static void fill(MethodHandle function, MemorySegment suite) {
    try {
      function.invokeExact(suite);
    } catch (Throwable failure) {
      throw SrtpLibrary.defect(failure);
    }
  }

  private static MethodHandle media(SrtpSuite suite) {
    return switch (suite) {
      case AES_CM_128_HMAC_SHA1_80 -> SrtpLibrary.AES_128_SHA1_80;
      case AES_CM_128_HMAC_SHA1_32 -> SrtpLibrary.AES_128_SHA1_32;
      case AES_256_CM_HMAC_SHA1_80 -> SrtpLibrary.AES_256_SHA1_80;
    };
  }

  /** Reports have tags of 80 bits always (RFC 4568, section 6.2.2). */
  private static MethodHandle reports(SrtpSuite suite) {
    return switch (suite) {
      case AES_CM_128_HMAC_SHA1_80, AES_CM_128_HMAC_SHA1_32 ->
          SrtpLibrary.AES_128_SHA1_80_OF_REPORTS;
      case AES_256_CM_HMAC_SHA1_80 -> SrtpLibrary.AES_256_SHA1_80;
    };
  }

  /**
   * Protects a packet where it is.
   *
   * @param packet with {@link #LONGEST_TRAILER} octets to spare
   * @param report true for RTCP
   * @return its new length; -1 when it cannot be protected
   */
  public int protect(MemorySegment packet, int octets, boolean report) {
    length.set(JAVA_INT, 0, octets);
    try {
      return report
          ? changed((int) SrtpLibrary.PROTECT_RTCP.invokeExact(context, packet, length))
          : changed((int) SrtpLibrary.PROTECT.invokeExact(context, packet, length));
    } catch (Throwable failure) {
      throw SrtpLibrary.defect(failure);
    }
  }

  /**
   * Opens a packet where it is.
   *
   * @param report true for RTCP
   * @return its new length; -1 when it is forged, of another key, or a repetition
   */
  public int unprotect(MemorySegment packet, int octets, boolean report) {
    length.set(JAVA_INT, 0, octets);
    try {
      if (report) {
        return changed((int) SrtpLibrary.UNPROTECT_RTCP.invokeExact(context, packet, length));
      }
      int opened = changed((int) SrtpLibrary.UNPROTECT.invokeExact(context, packet, length));
      return rolloversUnknown ? first(packet, octets, opened) : opened;
    } catch (Throwable failure) {
      throw SrtpLibrary.defect(failure);
    }
  }

  /** Looks for the rollovers of a stream under way, until a packet of it could be opened. */
  private int first(MemorySegment packet, int octets, int opened) throws Throwable {
    int found = opened >= 0 || octets < RtpView.HEADER ? opened : afterRollovers(packet, octets);
    rolloversUnknown = found < 0;
    return found;
  }

  private int afterRollovers(MemorySegment packet, int octets) throws Throwable {
    int ssrc = packet.get(NETWORK_INT, SSRC);
    policy.set(JAVA_INT, at("ssrc_type"), ONE);
    policy.set(JAVA_INT, at("ssrc"), ssrc);
    if ((int) SrtpLibrary.ADD_STREAM.invokeExact(context, policy) != SrtpLibrary.OK) {
      return -1;
    }
    for (int rollovers = 1; rollovers <= MOST_ROLLOVERS; rollovers++) {
      length.set(JAVA_INT, 0, octets);
      int set = (int) SrtpLibrary.SET_ROLLOVERS.invokeExact(context, ssrc, rollovers);
      int status = (int) SrtpLibrary.UNPROTECT.invokeExact(context, packet, length);
      if (set == SrtpLibrary.OK && status == SrtpLibrary.OK) {
        return changed(status);
      }
    }
    int _ = (int) SrtpLibrary.REMOVE_STREAM.invokeExact(context, packet.get(NATIVE_INT, SSRC));
    return -1;
  }

  private int changed(int status) {
    return status == SrtpLibrary.OK ? length.get(JAVA_INT, 0) : -1;
  }

  /** Frees it; more than once does nothing. */
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
      SrtpLibrary.free(context);
    }
  }
}
