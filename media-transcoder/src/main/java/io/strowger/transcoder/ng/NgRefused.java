package io.strowger.transcoder.ng;

/** A request that is refused, in words for the proxy's log. */
final class NgRefused extends Exception {
  private static final long serialVersionUID = 1L;

  NgRefused(String why) {
    super(why);
  }
}
