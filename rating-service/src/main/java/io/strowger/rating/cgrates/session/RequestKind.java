package io.strowger.rating.cgrates.session;

/** How an event asks to be paid for. */
public enum RequestKind {
  /** Reserved before it is used. */
  PREPAID,
  /** Authorised against the balance, debited by its record. */
  PSEUDO_PREPAID,
  /** Not looked at before, debited by its record. */
  POSTPAID,
  /** Priced only. */
  RATED,
  /** Not even priced. */
  NONE;

  /** The kind of a request type; one that is not known is rated. */
  public static RequestKind of(String requestType) {
    return switch (requestType.startsWith("*") ? requestType.substring(1) : requestType) {
      case "prepaid", "dynaprepaid" -> PREPAID;
      case "pseudoprepaid" -> PSEUDO_PREPAID;
      case "postpaid" -> POSTPAID;
      case "none" -> NONE;
      default -> RATED;
    };
  }

  /** True when it is authorised against the balance. */
  public boolean isAuthorised() {
    return this == PREPAID || this == PSEUDO_PREPAID;
  }

  /** True when a balance pays for it. */
  public boolean isDebited() {
    return isAuthorised() || this == POSTPAID;
  }
}
