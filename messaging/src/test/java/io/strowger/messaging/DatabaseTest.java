package io.strowger.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08006", // connection lost
        "0A000", // a kept plan of a table that was migrated
        "25006", // a standby, or a primary of before
        "25P03", // idle for too long in a transaction
        "28000", // no entry in pg_hba.conf
        "28P01", // the password was changed
        "3D000", // no such database
        "3F000", // no such schema
        "40001", // serialisation
        "40P01", // deadlock
        "42501", // a right is missing
        "42703", // a column is missing
        "42P01", // a table is missing
        "53100", // disk full
        "55P03", // lock not available
        "57P03", // starting up
        "58030", // I/O error
        "XX000", // internal error
        "ZZZZZ", // nobody knows
      })
  void what_may_pass_is_waited_for(String state) {
    assertThat(Database.translate(new SQLException("not now", state)))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining(state);
  }

  @Test
  void what_has_no_state_is_waited_for() {
    assertThat(Database.translate(new SQLException("no connection to be had in time")))
        .isInstanceOf(Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "21000", // the same row twice in one statement
        "22021", // a character that is none
        "22P02", // a text that is no number
        "23503", // foreign key
        "23505", // unique
        "23514", // a check, or a trigger of ours
        "25P02", // an error that was passed over
        "42601", // syntax
        "44000", // a view's check
        "54000", // longer than an index takes
        "P0001", // a trigger of somebody
      })
  void what_lies_in_what_was_asked_is_a_defect(String state) {
    SQLException failure = new SQLException("never", state);

    assertThat(Database.translate(failure))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(state)
        .hasCause(failure);
  }
}
