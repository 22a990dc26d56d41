package io.strowger.rating.cgrates.cdr;

import java.time.Instant;
import java.util.List;

/**
 * Which records a client wants.
 *
 * @param conditions all of which hold
 * @param descending whether the latest come first
 * @param limit 0 for all
 */
public record CdrQuery(
    List<Condition> conditions, Order order, boolean descending, int limit, int offset) {
  /** What is compared. */
  public enum Field {
    CGRID,
    RUN_ID,
    ORIGIN_ID,
    ORIGIN_HOST,
    SOURCE,
    TOR,
    REQUEST_TYPE,
    TENANT,
    CATEGORY,
    ACCOUNT,
    SUBJECT
  }

  /** What is compared with a range. */
  public enum Ranged {
    SETUP_TIME,
    ANSWER_TIME,
    CREATED_AT,
    UPDATED_AT,
    USAGE,
    ORDER_ID,
    COST
  }

  /** By what they are sorted. */
  public enum Order {
    ORDER_ID,
    ANSWER_TIME,
    SETUP_TIME,
    USAGE,
    COST
  }

  /** What has to hold. */
  public sealed interface Condition {
    /** A field is one of these, or none of these. */
    record OneOf(Field field, List<String> values, boolean not) implements Condition {}

    /** The destination begins with one of these, or with none of these. */
    record Prefix(List<String> prefixes, boolean not) implements Condition {}

    /** A time is not before, or before. */
    record Time(Ranged field, Instant time, boolean from) implements Condition {}

    /** A number is this or more, or less than this. */
    record Number(Ranged field, long number, boolean from) implements Condition {}

    /** An extra field has a value, or {@code *exists}; or not. */
    record Extra(String field, String value, boolean not) implements Condition {}
  }
}
