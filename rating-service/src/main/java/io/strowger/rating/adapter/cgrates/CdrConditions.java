package io.strowger.rating.adapter.cgrates;

import io.strowger.rating.cgrates.cdr.CdrQuery.Condition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Conditions in SQL; values are parameters, never part of the text. */
final class CdrConditions {
  private final List<String> clauses = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  CdrConditions(List<Condition> conditions) {
    conditions.forEach(this::add);
  }

  String sql() {
    return clauses.isEmpty() ? "" : " where " + String.join(" and ", clauses);
  }

  /** One more, without a parameter, after {@link #sql}. */
  String and(String clause) {
    return (clauses.isEmpty() ? " where " : " and ") + clause;
  }

  void bind(Connection connection, PreparedStatement statement) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      statement.setObject(
          i + 1,
          value instanceof List<?> list ? connection.createArrayOf("text", list.toArray()) : value);
    }
  }

  private void add(Condition condition) {
    switch (condition) {
      case Condition.OneOf(var field, var list, boolean not) ->
          clause(not, column(field) + " = any (?)", list);
      case Condition.Prefix(var prefixes, boolean not) ->
          clause(
              not,
              "exists (select from unnest(?::text[]) prefix where starts_with(destination, prefix))",
              prefixes);
      case Condition.Time(var field, var time, boolean from) ->
          clause(false, column(field) + (from ? " >= ?" : " < ?"), CdrStore.at(time));
      case Condition.Number(var field, long number, boolean from) ->
          clause(false, column(field) + (from ? " >= ?" : " < ?"), number);
      case Condition.Extra(var field, var value, boolean not) -> extra(field, value, not);
    }
  }

  private void extra(String field, String value, boolean not) {
    if (value.equals("*exists")) {
      clause(not, "jsonb_exists(extra_fields, ?)", field);
    } else {
      clause(not, "coalesce(extra_fields ->> ?, '') = ?", field, value);
    }
  }

  private void clause(boolean not, String sql, Object... bound) {
    clauses.add(not ? "not (" + sql + ")" : sql);
    values.addAll(List.of(bound));
  }

  private static String column(Enum<?> field) {
    return field.name().toLowerCase(Locale.ROOT);
  }
}
