package io.strowger.gateway.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.strowger.gateway.esl.Captures;
import io.strowger.gateway.esl.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A switch that answers what it must, and then says the events of a capture in odd pieces. */
final class CapturePlayer implements AutoCloseable {
  private final ServerSocket listener;
  private final byte[] events;

  CapturePlayer(String capture) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Frame frame : Captures.frames(Captures.fromSwitch(capture))) {
      if (frame.isEvent()) {
        String head =
            "Content-Length: %d\nContent-Type: %s\n\n"
                .formatted(frame.body().length, frame.contentType());
        all.writeBytes(head.getBytes(UTF_8));
        all.writeBytes(frame.body());
      }
    }
    events = all.toByteArray();
    listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("capture-player").start(this::serve);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void serve() {
    try (Socket forEvents = listener.accept();
        Socket forCommands = greeted(forEvents)) {
      OutputStream out = forCommands.getOutputStream();
      boolean played = false;
      for (String line = request(forCommands); !line.isEmpty(); line = request(forCommands)) {
        out.write(answer(line).getBytes(UTF_8));
        if (line.contains("show channels") && !played) {
          played = true;
          play(forEvents.getOutputStream());
        }
      }
    } catch (IOException ended) {
      throw new UncheckedIOException(ended);
    }
  }

  /** Answers on the connection for events until the gateway opens that for commands. */
  private Socket greeted(Socket forEvents) throws IOException {
    greet(forEvents);
    forEvents.getOutputStream().write(answer(request(forEvents)).getBytes(UTF_8));
    Socket forCommands = listener.accept();
    greet(forCommands);
    return forCommands;
  }

  private static void greet(Socket socket) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write("Content-Type: auth/request\n\n".getBytes(UTF_8));
    out.write(answer(request(socket)).getBytes(UTF_8));
  }

  private void play(OutputStream out) throws IOException {
    int[] sizes = {1, 7, 1023, 4097, 65_537};
    int turn = 0;
    for (int at = 0; at < events.length; ) {
      int length = Math.min(sizes[turn++ % sizes.length], events.length - at);
      out.write(events, at, length);
      at += length;
    }
  }

  private static String answer(String line) {
    if (!line.startsWith("api ")) {
      return "Content-Type: command/reply\nReply-Text: +OK accepted\n\n";
    }
    String body =
        line.contains("show channels")
            ? "{\"row_count\": 0}\n"
            : line.contains("core_uuid") ? "87f65b25-f715-4316-9521-9a5c8b958cb1" : "-ERR none\n";
    return "Content-Type: api/response\nContent-Length: " + body.length() + "\n\n" + body;
  }

  private static String request(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder request = new StringBuilder();
    int next = in.read();
    while (next >= 0 && !request.toString().endsWith("\n\n")) {
      request.append((char) next);
      next = request.toString().endsWith("\n\n") ? next : in.read();
    }
    return request.toString();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
