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
import org.jspecify.annotations.Nullable;

/** Values on their way to the database and back. */
final class Sql {
  private Sql() {}

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
