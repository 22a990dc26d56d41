package io.strowger.testkit.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays a capture verbatim to whoever connects; every connection hears it from the beginning. */
public final class ReplayServer implements AutoCloseable {

  private final Capture capture;
  private final Replay replay;
  private final ServerSocket listener;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final AtomicInteger finished = new AtomicInteger();

  private ReplayServer(Capture capture, Replay replay, ServerSocket listener) {
    this.capture = capture;
    this.replay = replay;
    this.listener = listener;
  }

  /** Listens on a free port of the loopback interface. */
  public static ReplayServer start(Capture capture, Replay replay) {
    try {
      ServerSocket listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
      ReplayServer server = new ReplayServer(capture, replay, listener);
      Thread.ofVirtual().name("replay-" + capture.name()).start(server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot listen for a replay", e);
    }
  }

  /**
   * Plays an outbound capture to a listening controller: connects to it, as a switch's {@code
   * socket} application does.
   */
  public static void dial(Capture capture, Replay replay, String host, int port) {
    try (Socket socket = new Socket(host, port)) {
      new ReplayPlayer(capture, replay, socket).play();
    } catch (IOException e) {
      throw new UncheckedIOException("The controller at " + host + ":" + port + " is gone", e);
    }
  }

  /** Where clients connect on the loopback interface. */
  public int port() {
    return listener.getLocalPort();
  }

  /** How many connections have been given the whole capture. */
  public int finishedPlays() {
    return finished.get();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot stop the replay", e);
    }
  }

  private void accept() {
    try {
      while (!listener.isClosed()) {
        Socket socket = listener.accept();
        connections.add(socket);
        Thread.ofVirtual().name("replay-player").start(() -> play(socket));
      }
    } catch (IOException closed) {
      // close() ends the wait for clients this way
    }
  }

  private void play(Socket socket) {
    try {
      new ReplayPlayer(capture, replay, socket).play();
      finished.incrementAndGet();
    } catch (IOException clientLeft) {
      connections.remove(socket);
    }
  }
}
