package io.strowger.cdr.adapter.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.strowger.contracts.wire.WireMapper;

/** Records as they stand in a jsonb column: as on the topics. */
final class Json {
  private Json() {}

  static String write(Object record) {
    try {
      // jsonb has no NUL; what callers send may.
      return WireMapper.mapper().writeValueAsString(record).replace("\\u0000", "\\uFFFD");
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException(record.getClass() + " cannot be written", defect);
    }
  }

  static <T> T read(String json, Class<T> type) {
    try {
      return WireMapper.mapper().readValue(json, type);
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException(type + " cannot be read", defect);
    }
  }
}
