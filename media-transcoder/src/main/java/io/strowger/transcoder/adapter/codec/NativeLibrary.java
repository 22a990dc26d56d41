package io.strowger.transcoder.adapter.codec;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.List;

/** The system's codec libraries, and the Debian packages that hold them. */
enum NativeLibrary {
  AMR("libopencore-amrnb.so.0", "libopencore-amrnb0"),
  AMR_WB_DECODER("libopencore-amrwb.so.0", "libopencore-amrwb0"),
  AMR_WB_ENCODER("libvo-amrwbenc.so.0", "libvo-amrwbenc0");

  private final String file;
  private final String debianPackage;

  NativeLibrary(String file, String debianPackage) {
    this.file = file;
    this.debianPackage = debianPackage;
  }

  /**
   * Refuses to go on without one of them.
   *
   * @throws CodecMissing naming the packages to install
   */
  static void requireAll() throws CodecMissing {
    require(Arrays.stream(values()).filter(library -> !library.isInstalled()).toList());
  }

  static void require(List<NativeLibrary> missing) throws CodecMissing {
    if (!missing.isEmpty()) {
      String files = String.join(", ", missing.stream().map(library -> library.file).toList());
      String packages =
          String.join(" ", missing.stream().map(library -> library.debianPackage).toList());
      throw new CodecMissing(
          files
              + (missing.size() == 1 ? " is" : " are")
              + " missing; install with: apt-get install "
              + packages);
    }
  }

  /** One of its functions; the library is there, or this is a defect. */
  @SuppressWarnings("restricted")
  MethodHandle function(String name, FunctionDescriptor descriptor) {
    return Linker.nativeLinker().downcallHandle(lookup().findOrThrow(name), descriptor);
  }

  private boolean isInstalled() {
    try {
      return lookup() != null;
    } catch (IllegalArgumentException missing) {
      return false;
    }
  }

  @SuppressWarnings("restricted")
  private SymbolLookup lookup() {
    return SymbolLookup.libraryLookup(file, Arena.global());
  }
}
