package io.strowger.quickstart;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.Arrays;
import java.util.List;

/**
 * The AMR codecs that media-transcoder needs of the system, and the Debian packages they are in.
 */
enum Codec {
  AMR("libopencore-amrnb.so.0", "libopencore-amrnb0"),
  AMR_WB_DECODER("libopencore-amrwb.so.0", "libopencore-amrwb0"),
  AMR_WB_ENCODER("libvo-amrwbenc.so.0", "libvo-amrwbenc0");

  private final String library;
  private final String debianPackage;

  Codec(String library, String debianPackage) {
    this.library = library;
    this.debianPackage = debianPackage;
  }

  /** Refuses to go on without one of them. */
  static void requireInstalled() throws CannotStart {
    List<String> missing =
        Arrays.stream(values())
            .filter(codec -> !codec.isInstalled())
            .map(codec -> codec.debianPackage)
            .toList();
    if (!missing.isEmpty()) {
      throw new CannotStart(
          "AMR codecs are missing; install them with: sudo apt-get install "
              + String.join(" ", missing));
    }
  }

  @SuppressWarnings("restricted")
  private boolean isInstalled() {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup.libraryLookup(library, arena);
      return true;
    } catch (IllegalArgumentException missing) {
      return false;
    }
  }
}
