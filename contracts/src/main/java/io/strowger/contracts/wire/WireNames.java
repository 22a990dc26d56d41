package io.strowger.contracts.wire;

import java.util.ArrayList;
import java.util.List;

/** Java's names and the topics' names of the same things. */
public final class WireNames {
  private WireNames() {}

  /** {@code LegAnswered} is {@code leg_answered} on the wire. */
  public static String snakeCase(String name) {
    StringBuilder snake = new StringBuilder(name.length() + 8);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c) && i > 0) {
        snake.append('_');
      }
      snake.append(Character.toLowerCase(c));
    }
    return snake.toString();
  }

  /** The {@code type} of a message on the wire. */
  public static String typeOf(Class<?> message) {
    return snakeCase(message.getSimpleName());
  }

  /**
   * The records a topic's message type stands for, in order; those of sealed groups are told one by
   * one.
   */
  public static List<Class<?>> alternativesOf(Class<?> type) {
    if (!type.isSealed()) {
      return List.of(type);
    }
    List<Class<?>> records = new ArrayList<>();
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      records.addAll(alternativesOf(permitted));
    }
    return records;
  }
}
