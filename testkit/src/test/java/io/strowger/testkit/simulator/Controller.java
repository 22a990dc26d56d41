package io.strowger.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strowger.testkit.capture.CapturedEvent;
import io.strowger.testkit.capture.CapturedFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A controller that types commands and keeps every byte it hears. */
final class Controller implements AutoCloseable {

  private final Socket socket;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

  private Controller(Socket socket) {
    this.socket = socket;
    Thread.ofVirtual().start(this::listen);
  }

  static Controller connect(SwitchSimulator simulator) {
    try {
      return new Controller(new Socket(InetAddress.getLoopbackAddress(), simulator.port()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Controller of(Socket accepted) {
    return new Controller(accepted);
  }

  /** Authenticated and subscribed to all events as JSON. */
  static Controller hearingAll(SwitchSimulator simulator) {
    Controller controller = connect(simulator);
    controller.command("auth ClueCon\n\n");
    controller.command("event json ALL\n\n");
    return controller;
  }

  void send(String bytes) {
    try {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a command and waits for one more reply. */
  CapturedFrame command(String bytes) {
    int before = replies().size();
    send(bytes);
    await().until(() -> replies().size() > before);
    return replies().get(before);
  }

  String api(String line) {
    return command("api " + line + "\n\n").text();
  }

  void execute(String uuid, String application, String argument) {
    String message =
        "sendmsg " + uuid + "\ncall-command: execute\nexecute-app-name: " + application;
    CapturedFrame reply = command(message + "\nexecute-app-arg: " + argument + "\n\n");
    assertThat(reply.headers()).containsEntry("reply-text", "+OK");
  }

  byte[] bytes() {
    synchronized (heard) {
      return heard.toByteArray();
    }
  }

  /** Whole frames so far. */
  List<CapturedFrame> frames() {
    byte[] all = bytes();
    int whole = all.length;
    while (whole > 0) {
      try {
        return CapturedFrame.all(Arrays.copyOf(all, whole));
      } catch (IndexOutOfBoundsException partial) {
        whole--;
      }
    }
    return List.of();
  }

  List<CapturedFrame> replies() {
    return frames().stream()
        .filter(frame -> {
          String type = frame.headers().getOrDefault("content-type", "");
          return type.equals("command/reply") || type.equals("api/response");
        })
        .toList();
  }

  List<CapturedEvent> events() {
    return frames().stream().filter(CapturedFrame::isEvent).map(CapturedEvent::of).toList();
  }

  List<CapturedEvent> events(String name) {
    return events().stream().filter(event -> event.name().equals(name)).toList();
  }

  CapturedEvent awaitEvent(String name, String uuid) {
    await()
        .until(
            () -> events(name).stream().anyMatch(event -> event.header("Unique-ID").equals(uuid)));
    return events(name).stream()
        .filter(event -> event.header("Unique-ID").equals(uuid))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() {
    byte[] buffer = new byte[65_536];
    try {
      for (int read = socket.getInputStream().read(buffer);
          read >= 0;
          read = socket.getInputStream().read(buffer)) {
        synchronized (heard) {
          heard.write(buffer, 0, read);
        }
      }
    } catch (IOException closed) {
      // nothing more is heard
    }
  }
}
