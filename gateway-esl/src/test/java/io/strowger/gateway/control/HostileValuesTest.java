package io.strowger.gateway.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.wire.WireNames;
import io.strowger.gateway.call.LegDirectory;
import io.strowger.gateway.call.ReturnAddress;
import io.strowger.gateway.esl.EslRequest;
import io.strowger.testkit.simulator.ReceivedCommand;
import io.strowger.testkit.simulator.SwitchSimulator;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is hostile, in every field of every command, on its way to a simulated switch. */
class HostileValuesTest {

  @Test
  void knows_at_least_250_of_them() {
    assertThat(HostileValues.all()).hasSizeGreaterThan(250);
  }

  @Test
  void no_field_of_any_command_becomes_anything_but_its_value() throws Exception {
    List<EslRequest> sent = new ArrayList<>();
    int tried = 0;
    int refused = 0;
    for (CallCommand example : Examples.all()) {
      List<EslRequest> harmless = requests(example);
      for (Field field : Field.of(example)) {
        for (String hostile : HostileValues.all()) {
          // Given
          tried++;
          CallCommand command = field.filledWith(hostile);
          if (command == null) {
            refused++;
            continue;
          }

          // When
          List<EslRequest> requests = requests(command);

          // Then
          if (requests.isEmpty()) {
            refused++;
          } else {
            Shape.assertSame(field, hostile, harmless, requests);
            sent.addAll(requests);
          }
        }
      }
    }
    assertThat(tried).isGreaterThan(20_000);
    assertThat(refused).isGreaterThan(tried / 2);
    assertReceivedAsMeant(sent);
  }

  private static void assertReceivedAsMeant(List<EslRequest> sent) throws Exception {
    List<String> received = asReceived(sent);
    assertThat(received).hasSameSizeAs(sent);
    for (int i = 0; i < sent.size(); i++) {
      String meant = new String(sent.get(i).bytes(), StandardCharsets.UTF_8).strip();
      assertThat(received.get(i)).as("request %d", i).isEqualTo(meant);
    }
  }

  /** What is asked of the switch; nothing when the command is refused. */
  private static List<EslRequest> requests(CallCommand command) {
    RecordingLine line = new RecordingLine();
    List<CommandResult> results = new ArrayList<>();
    CommandDesk desk =
        new CommandDesk(
            line,
            new LegDirectory(),
            new ReturnAddress(Examples.head().switchId(), 0, 7),
            new CommandDesk.Told((result, trace) -> results.add(result), event -> {}),
            new CommandPolicy(60, Set.of(Examples.OPERATOR), Set.of(Examples.API)));
    desk.submit(new Submitted(command, null), Commands.NOW);
    boolean refused =
        results.stream().anyMatch(result -> result.outcome() == CommandOutcome.FAILED);
    if (refused) {
      assertThat(line.asked())
          .as("%s is refused before anything is sent", WireNames.typeOf(command.getClass()))
          .allMatch(asked -> asked.equals("global_getvar recordings_dir"));
      return List.of();
    }
    return line.requests();
  }

  private static List<String> asReceived(List<EslRequest> requests) throws Exception {
    try (SwitchSimulator simulated = SwitchSimulator.start();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulated.port())) {
      Thread.ofVirtual().start(() -> readOn(socket));
      OutputStream out = socket.getOutputStream();
      out.write(EslRequest.auth("ClueCon").bytes());
      for (EslRequest request : requests) {
        out.write(request.bytes());
      }
      out.flush();
      Awaitility.await().until(() -> simulated.commands().size() > requests.size());
      return simulated.commands().stream()
          .skip(1)
          .map(ReceivedCommand::raw)
          .map(raw -> new String(raw, StandardCharsets.UTF_8).strip())
          .toList();
    }
  }

  private static void readOn(Socket socket) {
    try {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException closed) {
      // the test is over
    }
  }
}
