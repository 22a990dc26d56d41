package io.strowger.gateway.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.command.CommandHead;
import io.strowger.contracts.id.CommandId;
import io.strowger.gateway.call.ReturnAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Commands that a run of the gateway reads again which a run before it had read. */
class CommandRoutingTest {
  private static final String LEG = "86f7ee75-1ff5-4ea7-bc63-d3618bf53697";

  private final List<String> done = new ArrayList<>();
  private final List<CommandId> noted = new ArrayList<>();

  @Test
  void what_a_run_before_has_begun_is_not_begun_again_and_never_said_not_to_be() {
    // Given
    Submitted begun = new Submitted(Commands.hangUp("begun", LEG), null);
    run(7, true).accept(begun, Commands.NOW);

    // When
    boolean first = run(8, true).accept(begun, Commands.NOW);

    // Then
    assertThat(first).isFalse();
    assertThat(done).containsExactly("begun under 7");
  }

  @Test
  void what_a_run_before_has_not_begun_is_answered_so_as_often_as_it_comes() {
    // Given
    Submitted returned = new Submitted(Commands.hangUp("returned", LEG), null);
    run(7, false).accept(returned, Commands.NOW);

    // When
    run(8, true).accept(returned, Commands.NOW);

    // Then
    assertThat(done).containsExactly("NOT_OWNER", "NOT_OWNER");
  }

  private CommandRouting run(long epoch, boolean connected) {
    List<CommandId> earlier = List.copyOf(noted);
    CommandLedger.Notes notes =
        new CommandLedger.Notes() {
          @Override
          public List<CommandId> earlier() {
            return earlier;
          }

          @Override
          public void begins(CommandId id) {
            noted.add(id);
          }
        };
    return new CommandRouting(
        new CommandRouting.Connections() {
          @Override
          public Optional<CommandRouting.Connection> of(CommandHead head) {
            return connected
                ? Optional.of((command, at) ->
                    done.add(command.command().head().commandId() + " under " + epoch))
                : Optional.empty();
          }

          @Override
          public ReturnAddress addressOf(CommandHead head) {
            return new ReturnAddress(head.switchId(), 0, epoch);
          }
        },
        (result, trace) -> done.add(result.outcome().name()),
        new CommandLedger(notes));
  }
}
