package io.strowger.gateway.adapter.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.id.CommandId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BegunCommandsTest {
  @TempDir private Path folder;

  @Test
  void are_known_to_the_next_run_though_this_one_was_killed() {
    // Given
    BegunCommands killed = BegunCommands.open(folder);
    killed.begins(new CommandId("a"));
    killed.begins(new CommandId("b"));

    // When
    try (BegunCommands next = BegunCommands.open(folder)) {
      // Then
      assertThat(killed.earlier()).isEmpty();
      assertThat(next.earlier()).containsExactly(new CommandId("a"), new CommandId("b"));
    }
  }

  @Test
  void the_oldest_are_forgotten() {
    // Given
    int all = 2 * BegunCommands.PER_FILE + 1;
    try (BegunCommands commands = BegunCommands.open(folder)) {
      for (int id = 0; id < all; id++) {
        commands.begins(new CommandId("c-" + id));
      }
    }

    // When
    try (BegunCommands next = BegunCommands.open(folder)) {
      // Then
      assertThat(next.earlier())
          .hasSize(BegunCommands.PER_FILE + 1)
          .endsWith(new CommandId("c-" + (all - 1)));
    }
  }

  @Test
  void what_a_full_disk_cut_off_spoils_no_other() throws IOException {
    // Given
    try (BegunCommands commands = BegunCommands.open(folder)) {
      commands.begins(new CommandId("a"));
    }
    Files.writeString(folder.resolve("begun-commands"), "\nb/", StandardOpenOption.APPEND);

    // When
    try (BegunCommands next = BegunCommands.open(folder)) {
      next.begins(new CommandId("c"));
    }

    // Then
    try (BegunCommands last = BegunCommands.open(folder)) {
      assertThat(last.earlier()).containsExactly(new CommandId("a"), new CommandId("c"));
    }
  }
}
