package io.strowger.quickstart;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;

/** The AMR codec that media-transcoder needs of the system. */
final class Codec {
  private static final String LIBRARY = "libopencore-amrnb.so.0";

  private Codec() {}

  @SuppressWarnings("restricted")
  static void requireInstalled() throws CannotStart {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup.libraryLookup(LIBRARY, arena);
    } catch (IllegalArgumentException missing) {
      throw new CannotStart(
          "the AMR codec ("
              + LIBRARY
              + ") is missing; install it with: sudo apt-get install libopencore-amrnb0");
    }
  }
}
