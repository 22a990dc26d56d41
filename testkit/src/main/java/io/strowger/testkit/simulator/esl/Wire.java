package io.strowger.testkit.simulator.esl;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.LinkedBlockingQueue;

/** The writing side of a connection: frames are queued and written by a thread of its own. */
final class Wire {

  /** As in mod_event_socket ({@code MAX_QUEUE_LEN}); who reads slower loses the connection. */
  private static final int QUEUE_LIMIT = 100_000;

  private static final byte[] CLOSE = new byte[0];

  private final Socket socket;
  private final LinkedBlockingQueue<byte[]> frames = new LinkedBlockingQueue<>(QUEUE_LIMIT);

  Wire(Socket socket) {
    this.socket = socket;
    Thread.ofVirtual().name("event-socket-writer").start(this::write);
  }

  void send(byte[] frame) {
    if (!frames.offer(frame)) {
      cut();
    }
  }

  /** Closes the connection when everything queued is written. */
  void close() {
    send(CLOSE);
  }

  /** Closes the connection at once. */
  void cut() {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // then there is nothing to close
    }
  }

  private void write() {
    try (BufferedOutputStream out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024)) {
      while (true) {
        byte[] frame = frames.poll();
        if (frame == null) {
          out.flush();
          frame = frames.take();
        }
        if (frame == CLOSE) {
          return;
        }
        out.write(frame);
      }
    } catch (IOException gone) {
      cut();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
