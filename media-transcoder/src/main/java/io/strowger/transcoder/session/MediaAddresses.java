package io.strowger.transcoder.session;

import io.strowger.contracts.transcoding.AddressFamily;
import java.net.InetAddress;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of this instance that callers and trunks are told.
 *
 * @param first where nothing asks for the other
 * @param second of the other family; absent where there is none
 */
public record MediaAddresses(InetAddress first, @Nullable InetAddress second) {
  /** What names the second. */
  public static final String SETTING = "strowger.transcoder.rtp.second-address";

  /** Refuses two of one family. */
  public MediaAddresses {
    if (second != null && AddressFamily.of(first) == AddressFamily.of(second)) {
      throw new IllegalArgumentException(
          SETTING
              + " must be of the other address family than strowger.transcoder.rtp.address: "
              + first.getHostAddress()
              + ", "
              + second.getHostAddress());
    }
  }

  /** One for all. */
  public static MediaAddresses only(InetAddress address) {
    return new MediaAddresses(address, null);
  }

  /** The one of a family; empty when there is none. */
  public Optional<InetAddress> of(AddressFamily family) {
    return all().filter(address -> AddressFamily.of(address) == family).findFirst();
  }

  /** The one that is written like this; empty when it is neither. */
  public Optional<InetAddress> named(String text) {
    return all().filter(address -> address.getHostAddress().equals(text)).findFirst();
  }

  private Stream<InetAddress> all() {
    return Stream.concat(Stream.of(first), Stream.ofNullable(second));
  }

  /**
   * Why somebody cannot be told an address.
   *
   * @param whose such as {@code the caller}
   */
  public static String missing(String whose, AddressFamily family) {
    return whose + " needs an address of " + family + " and there is none here: " + SETTING;
  }
}
