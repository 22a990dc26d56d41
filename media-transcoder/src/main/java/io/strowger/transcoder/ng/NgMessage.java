package io.strowger.transcoder.ng;

import java.nio.charset.StandardCharsets;

/**
 * One datagram: a cookie, a space, a dictionary.
 *
 * @param cookie 1 to 255 printable characters without space: a repeated one is the same request
 */
public record NgMessage(String cookie, Bencoded.Dictionary dictionary) {
  private static final int LONGEST_COOKIE = 255;

  /**
   * Reads the cookie alone, so that even a message that cannot be read further is answered.
   *
   * @throws MalformedNg when there is none
   */
  public static String cookieOf(byte[] datagram) throws MalformedNg {
    for (int i = 0; i < datagram.length && i <= LONGEST_COOKIE; i++) {
      if (datagram[i] == ' ' && i > 0) {
        return new String(datagram, 0, i, StandardCharsets.ISO_8859_1);
      }
      if (datagram[i] <= ' ' || datagram[i] > '~') {
        break;
      }
    }
    throw new MalformedNg("there is no cookie");
  }

  /**
   * Reads a datagram.
   *
   * @throws MalformedNg saying what is wrong with it
   */
  public static NgMessage read(byte[] datagram) throws MalformedNg {
    String cookie = cookieOf(datagram);
    if (Bencoding.read(datagram, cookie.length() + 1) instanceof Bencoded.Dictionary dictionary) {
      return new NgMessage(cookie, dictionary);
    }
    throw new MalformedNg("the message is no dictionary");
  }

  /** The datagram's octets. */
  public byte[] write() {
    byte[] body = Bencoding.write(dictionary);
    byte[] datagram = new byte[cookie.length() + 1 + body.length];
    byte[] head = (cookie + " ").getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(head, 0, datagram, 0, head.length);
    System.arraycopy(body, 0, datagram, head.length, body.length);
    return datagram;
  }
}
