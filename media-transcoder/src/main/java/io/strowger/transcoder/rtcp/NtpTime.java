package io.strowger.transcoder.rtcp;

/** Times as RTCP tells them (RFC 3550, section 4): seconds since 1900 in 32.32 bits. */
final class NtpTime {
  private static final long FROM_1900_TO_1970 = 2_208_988_800L;
  private static final long NANOS = 1_000_000_000L;

  private NtpTime() {}

  /** Of nanoseconds since 1970. */
  static long of(long epochNanos) {
    long seconds = Math.floorDiv(epochNanos, NANOS) + FROM_1900_TO_1970;
    long fraction = (Math.floorMod(epochNanos, NANOS) << 32) / NANOS;
    return seconds << 32 | fraction;
  }

  /** Its middle 32 bits, in 65536ths of a second. */
  static int middle(long ntp) {
    return (int) (ntp >>> 16);
  }

  /** A span in 65536ths of a second. */
  static int span(long nanos) {
    return (int) ((nanos << 16) / NANOS);
  }

  /** Nanoseconds of a span. */
  static long nanos(int span) {
    return span * NANOS >> 16;
  }
}
