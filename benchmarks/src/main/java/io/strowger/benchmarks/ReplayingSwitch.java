package io.strowger.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.strowger.gateway.esl.MalformedFrame;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * A switch that costs next to nothing: it says the events of a capture again and again, each time
 * with other legs, at a steady rate or as fast as they are read.
 */
final class ReplayingSwitch implements AutoCloseable {
  private static final long SLICE_NANOS = 2_000_000L;
  private static final String CORE = "87f65b25-f715-4316-9521-9a5c8b958cb1";

  private final List<SubscribedFrames.Subscribed> frames;
  private final ServerSocket listener;
  private final CountDownLatch ready = new CountDownLatch(1);
  private volatile OutputStream events = OutputStream.nullOutputStream();
  private int next;
  private int round;

  ReplayingSwitch(String capture) throws IOException, MalformedFrame {
    frames = SubscribedFrames.of(capture);
    listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Waits until a gateway has reconciled. */
  void awaitGateway() throws InterruptedException {
    ready.await();
  }

  /**
   * Says events for a while.
   *
   * @param perSecond 0 for as fast as they are read
   * @return how many were said
   */
  long say(double perSecond, double seconds) throws IOException {
    long began = System.nanoTime();
    long end = began + (long) (seconds * 1e9);
    long said = 0;
    for (long now = began; now < end; now = System.nanoTime()) {
      long due = perSecond == 0 ? said + 64 : (long) ((now - began) / 1e9 * perSecond);
      while (said < due) {
        sayNext();
        said++;
      }
      events.flush();
      if (perSecond > 0) {
        LockSupport.parkNanos(SLICE_NANOS);
      }
    }
    return said;
  }

  private void sayNext() throws IOException {
    if (next == frames.size()) {
      next = 0;
      round++;
    }
    SubscribedFrames.Subscribed frame = frames.get(next++);
    byte[] bytes = frame.bytes();
    for (int at : frame.uuidsAt()) {
      for (int digit = 0; digit < 6; digit++) {
        bytes[at + digit] = (byte) Character.forDigit((round >> (20 - 4 * digit)) & 15, 16);
      }
    }
    events.write(bytes);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      ready.countDown();
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 256 * 1024);
      write(out, "Content-Type: auth/request\n\n");
      for (String line = request(in); !line.isEmpty(); line = request(in)) {
        write(out, answer(line));
        if (line.startsWith("event ")) {
          events = out;
        }
        if (line.contains("show channels")) {
          ready.countDown();
        }
      }
    } catch (IOException ended) {
      System.err.println("the gateway is gone: " + ended.getMessage());
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(UTF_8));
    out.flush();
  }

  private static String answer(String line) {
    if (!line.startsWith("api ")) {
      return "Content-Type: command/reply\nReply-Text: +OK accepted\n\n";
    }
    String body =
        line.contains("show channels")
            ? "{\"row_count\": 0}\n"
            : line.contains("core_uuid") ? CORE : "true";
    return "Content-Type: api/response\nContent-Length: " + body.length() + "\n\n" + body;
  }

  private static String request(InputStream in) throws IOException {
    StringBuilder request = new StringBuilder();
    int read = in.read();
    while (read >= 0) {
      request.append((char) read);
      if (request.length() > 1 && request.substring(request.length() - 2).equals("\n\n")) {
        return request.toString();
      }
      read = in.read();
    }
    return "";
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
