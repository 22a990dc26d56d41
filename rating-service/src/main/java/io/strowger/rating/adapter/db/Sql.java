package io.strowger.rating.adapter.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.strowger.contracts.wire.WireMapper;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Values on their way to the database and back. */
final class Sql {
  private Sql() {}

  /** One column of many rows: texts. An array of strings goes in binary, one of objects as text. */
  static <T> Array texts(Connection connection, List<T> rows, Function<T, @Nullable String> value)
      throws SQLException {
    return connection.createArrayOf("text", rows.stream().map(value).toArray(String[]::new));
  }

  /** One column of many rows: whole numbers. */
  static <T> Array numbers(Connection connection, List<T> rows, Function<T, @Nullable Long> value)
      throws SQLException {
    return connection.createArrayOf("bigint", rows.stream().map(value).toArray(Long[]::new));
  }

  /** One column of many rows: yes or no. */
  static <T> Array flags(Connection connection, List<T> rows, Predicate<T> value)
      throws SQLException {
    return connection.createArrayOf(
        "boolean", rows.stream().map(value::test).toArray(Boolean[]::new));
  }

  /** Some names. */
  static Array texts(Connection connection, Collection<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray(String[]::new));
  }

  static String json(Object value) {
    try {
      return WireMapper.mapper().writeValueAsString(value);
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException("a " + value.getClass() + " cannot be written", defect);
    }
  }

  static <T> T value(String json, Class<T> type) {
    try {
      return WireMapper.mapper().readValue(json, type);
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException("a " + type.getSimpleName() + " cannot be read", defect);
    }
  }

  static <T> T value(String json, TypeReference<T> type) {
    try {
      return WireMapper.mapper().readValue(json, type);
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException("a " + type.getType() + " cannot be read", defect);
    }
  }

  static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
