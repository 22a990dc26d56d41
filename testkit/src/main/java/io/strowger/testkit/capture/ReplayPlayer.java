package io.strowger.testkit.capture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One play of a capture on one connection. */
final class ReplayPlayer {

  private final Capture capture;
  private final Replay replay;
  private final Socket socket;
  private final Semaphore commands = new Semaphore(0);
  private int nextChunk;

  ReplayPlayer(Capture capture, Replay replay, Socket socket) {
    this.capture = capture;
    this.replay = replay;
    this.socket = socket;
  }

  /** Returns when the last byte is written; closes the connection where the switch did. */
  void play() throws IOException {
    socket.setTcpNoDelay(true);
    Thread.ofVirtual().name("replay-commands").start(this::countCommands);
    OutputStream out = socket.getOutputStream();
    long started = System.nanoTime();
    boolean first = true;
    for (Moment moment : capture.timeline()) {
      if (moment.isToSwitch()) {
        if (first || replay.client() == Replay.Client.SENDS_COMMANDS) {
          awaitCommands(CapturedFrame.all(capture.bytes(moment)).size());
        }
        first = false;
      } else {
        pause(moment, started);
        write(out, moment);
      }
    }
  }

  private void write(OutputStream out, Moment moment) throws IOException {
    if (moment.isClose()) {
      socket.close();
      return;
    }
    byte[] bytes = capture.bytes(moment);
    int at = 0;
    while (at < bytes.length) {
      int size = Math.min(chunk(bytes.length), bytes.length - at);
      out.write(bytes, at, size);
      out.flush();
      at += size;
    }
  }

  private int chunk(int captured) {
    int[] sizes = replay.chunkBytes();
    return sizes.length == 0 ? captured : sizes[nextChunk++ % sizes.length];
  }

  private void pause(Moment moment, long started) {
    if (replay.pace() == Replay.Pace.BY_TIMELINE) {
      long due = started + (long) (moment.millis() * 1_000_000);
      java.util.concurrent.locks.LockSupport.parkNanos(due - System.nanoTime());
    }
  }

  private void awaitCommands(int count) throws IOException {
    try {
      // Without the command the play goes on: the client under test may well send fewer.
      commands.tryAcquire(
          Math.max(1, count), replay.commandPatience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while awaiting a command", e);
    }
  }

  private void countCommands() {
    try {
      InputStream in = socket.getInputStream();
      CommandCounter counter = new CommandCounter();
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        commands.release(counter.frames(buffer, read));
      }
    } catch (IOException closed) {
      // the connection has ended, and with it the commands
    }
  }
}
