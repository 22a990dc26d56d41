package io.strowger.contracts.id;

/** The one check that all names share. */
final class Names {
  private static final int SHOWN = 80;

  private Names() {}

  static void require(String kind, String value, NameForm allowed) {
    if (!allowed.fits(value)) {
      throw new IllegalArgumentException(
          kind + " must match " + allowed + " but is '" + printable(value) + "'");
    }
  }

  private static String printable(String value) {
    String cut = value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }
}
