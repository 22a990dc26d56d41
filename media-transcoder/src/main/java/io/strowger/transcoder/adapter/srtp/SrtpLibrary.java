package io.strowger.transcoder.adapter.srtp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** The functions of libsrtp 2 ({@code srtp2/srtp.h}), loaded when first needed. */
final class SrtpLibrary {
  static final String FILE = "libsrtp2.so.1";
  static final int OK = 0;

  private static final SymbolLookup LIBRARY = lookup();
  private static final FunctionDescriptor PACKET =
      FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS);

  static final MethodHandle PROTECT = function("srtp_protect", PACKET);
  static final MethodHandle UNPROTECT = function("srtp_unprotect", PACKET);
  static final MethodHandle PROTECT_RTCP = function("srtp_protect_rtcp", PACKET);
  static final MethodHandle UNPROTECT_RTCP = function("srtp_unprotect_rtcp", PACKET);
  static final MethodHandle ADD_STREAM =
      function("srtp_add_stream", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
  static final MethodHandle REMOVE_STREAM =
      function("srtp_remove_stream", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
  static final MethodHandle SET_ROLLOVERS =
      function("srtp_set_stream_roc", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));

  /** Functions that fill in what a suite means for a stream. */
  static final MethodHandle AES_128_SHA1_80 = policy("rtp_default");

  static final MethodHandle AES_128_SHA1_80_OF_REPORTS = policy("rtcp_default");
  static final MethodHandle AES_128_SHA1_32 = policy("aes_cm_128_hmac_sha1_32");
  static final MethodHandle AES_256_SHA1_80 = policy("aes_cm_256_hmac_sha1_80");

  private static final MethodHandle CREATE =
      function("srtp_create", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
  private static final MethodHandle DEALLOC =
      function("srtp_dealloc", FunctionDescriptor.of(JAVA_INT, ADDRESS));

  static {
    try {
      int status = (int) function("srtp_init", FunctionDescriptor.of(JAVA_INT)).invokeExact();
      if (status != OK) {
        throw new IllegalStateException("libsrtp cannot begin: status " + status);
      }
    } catch (Throwable failure) {
      throw new IllegalStateException("libsrtp cannot begin", failure);
    }
  }

  private SrtpLibrary() {}

  @SuppressWarnings("restricted")
  private static SymbolLookup lookup() {
    return SymbolLookup.libraryLookup(FILE, Arena.global());
  }

  @SuppressWarnings("restricted")
  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    return Linker.nativeLinker().downcallHandle(LIBRARY.findOrThrow(name), descriptor);
  }

  private static MethodHandle policy(String name) {
    return function("srtp_crypto_policy_set_" + name, FunctionDescriptor.ofVoid(ADDRESS));
  }

  /** Makes a context by a policy; it is copied. */
  static MemorySegment create(MemorySegment policy) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment made = arena.allocate(ADDRESS);
      int status = (int) CREATE.invokeExact(made, policy);
      if (status != OK) {
        throw new IllegalStateException("libsrtp makes no context: status " + status);
      }
      return made.get(ADDRESS, 0);
    } catch (Throwable failure) {
      throw defect(failure);
    }
  }

  static void free(MemorySegment context) {
    try {
      int status = (int) DEALLOC.invokeExact(context);
      if (status != OK) {
        throw new IllegalStateException("libsrtp frees no context: status " + status);
      }
    } catch (Throwable failure) {
      throw defect(failure);
    }
  }

  static IllegalStateException defect(Throwable failure) {
    return failure instanceof IllegalStateException known
        ? known
        : new IllegalStateException("libsrtp cannot be called", failure);
  }
}
