package io.strowger.testkit.simulator.esl;

import io.strowger.testkit.simulator.CallScript;
import io.strowger.testkit.simulator.ReceivedCommand;
import io.strowger.testkit.simulator.call.Exchange;
import io.strowger.testkit.simulator.call.Leg;
import io.strowger.testkit.simulator.channel.HangupCauses;
import io.strowger.testkit.simulator.command.ApiCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The event socket of a simulated switch: listens for controllers, and connects to those of
 * outbound calls.
 */
public final class EventSocket implements AutoCloseable {

  private final Exchange exchange;
  private final ApiCommands api;
  private final String password;
  private final CommandLog received = new CommandLog();
  private final Faults faults = new Faults();
  private final AtomicInteger rejections = new AtomicInteger();
  private final Map<Integer, Session> byNumber = new ConcurrentHashMap<>();
  private final List<Session> sessions = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final int port;
  private volatile @Nullable ServerSocket listener;
  private volatile boolean rude;

  /** Listens on this loopback port, 0 for any free one. */
  public EventSocket(Exchange exchange, ApiCommands api, String password, int port) {
    this.exchange = exchange;
    this.api = api;
    this.password = password;
    ServerSocket bound = bind(port);
    this.port = bound.getLocalPort();
    listen(bound);
  }

  public int port() {
    return port;
  }

  /** All commands so far, in order. */
  public List<ReceivedCommand> received() {
    return received.all();
  }

  /** Forgets the commands so far. */
  public void forgetReceived() {
    received.clear();
  }

  /** How many connections are open. */
  public int open() {
    return (int) sessions.stream().filter(session -> !session.isEnded()).count();
  }

  /** What it does wrong at the moment. */
  public Faults faults() {
    return faults;
  }

  /** How many connections the access list has turned away. */
  public int rejections() {
    return rejections.get();
  }

  /** Cuts the connection of this number, counted from 1, without a word. */
  public void cut(int number) {
    Session session = byNumber.get(number);
    if (session != null) {
      session.cut();
    }
  }

  /** Cuts every connection without a word. */
  public void cutAll() {
    sessions.forEach(Session::cut);
  }

  /** Nobody listens any more: connecting is refused by the kernel. */
  public void stopListening() {
    ServerSocket current = listener;
    listener = null;
    closeQuietly(current);
  }

  /** Listens again on the same port. */
  public void listenAgain() {
    if (listener == null) {
      listen(bind(port));
    }
  }

  /** Whether connections are refused by the access list. */
  public void rude(boolean refuse) {
    rude = refuse;
  }

  /** Connects to the controller of a call. */
  public void dial(Leg leg, CallScript.Arrival.ToSocket to) {
    Thread.ofVirtual().name("outbound-" + to.port()).start(() -> connect(leg, to));
  }

  @Override
  public void close() {
    stopListening();
    cutAll();
  }

  private void connect(Leg leg, CallScript.Arrival.ToSocket to) {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(to.host(), to.port()), 5_000);
      int number = connections.incrementAndGet();
      Session session = new Session(new Wire(socket), faults);
      exchange
          .core()
          .loop()
          .execute(() -> {
            Commands commands = new Commands(exchange, api, session);
            new OutboundCommands(exchange, session, commands, leg).begin();
            open(session);
          });
      read(socket, session, number);
    } catch (IOException refused) {
      closeQuietly(socket);
      exchange
          .core()
          .loop()
          .execute(() -> exchange.hangups().bySwitch(leg, HangupCauses.NORMAL_CLEARING));
    }
  }

  private void listen(ServerSocket bound) {
    listener = bound;
    Thread.ofVirtual().name("event-socket-" + port).start(() -> accept(bound));
  }

  private void accept(ServerSocket bound) {
    while (!bound.isClosed()) {
      try {
        Socket socket = bound.accept();
        Thread.ofVirtual().name("event-socket-reader").start(() -> serve(socket));
      } catch (IOException closed) {
        closeQuietly(bound);
      }
    }
  }

  private void serve(Socket socket) {
    Session session = new Session(new Wire(socket), faults);
    if (rude) {
      rejections.incrementAndGet();
      session.end(Frames.rudeRejection());
      return;
    }
    int number = connections.incrementAndGet();
    exchange
        .core()
        .loop()
        .execute(() -> {
          Commands commands = new Commands(exchange, api, session);
          new InboundCommands(session, commands, password).begin();
          open(session);
        });
    read(socket, session, number);
  }

  private void open(Session session) {
    sessions.add(session);
    exchange.core().listen(session);
  }

  private void read(Socket socket, Session session, int number) {
    byNumber.put(number, session);
    try {
      socket.setTcpNoDelay(true);
      CommandReader reader = new CommandReader(socket.getInputStream(), number);
      while (true) {
        ReceivedCommand command = reader.next();
        received.add(command);
        exchange.core().loop().execute(() -> session.accept(command));
      }
    } catch (IOException gone) {
      byNumber.remove(number);
      exchange.core().loop().execute(() -> forget(session));
    }
  }

  private void forget(Session session) {
    session.cut();
    sessions.remove(session);
    exchange.core().unlisten(session);
  }

  private static ServerSocket bind(int port) {
    try {
      ServerSocket bound = new ServerSocket();
      bound.setReuseAddress(true);
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
      return bound;
    } catch (IOException e) {
      throw new UncheckedIOException("The event socket cannot listen on port " + port, e);
    }
  }

  private static void closeQuietly(@Nullable AutoCloseable closeable) {
    try {
      if (closeable != null) {
        closeable.close();
      }
    } catch (Exception alreadyGone) {
      // then there is nothing to close
    }
  }
}
