package io.strowger.testkit.simulator;

import io.strowger.testkit.simulator.call.CallObserver;
import io.strowger.testkit.simulator.call.Exchange;
import io.strowger.testkit.simulator.call.IncomingCalls;
import io.strowger.testkit.simulator.command.ApiCommands;
import io.strowger.testkit.simulator.command.Heartbeat;
import io.strowger.testkit.simulator.engine.SwitchCore;
import io.strowger.testkit.simulator.engine.SwitchLoop;
import io.strowger.testkit.simulator.esl.EventSocket;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A FreeSWITCH as its controller sees it: an event socket with calls behind it. Places calls that
 * follow scripts, lets far ends behave as told, and shows every command that it received.
 *
 * <p>What it does was taken from captures of FreeSWITCH 1.11.3-dev; what was never captured follows
 * its source.
 */
public final class SwitchSimulator implements AutoCloseable {

  private static final long SECOND_NANOS = 1_000_000_000L;

  private final SwitchLoop loop;
  private final Exchange exchange;
  private final ApiCommands api;
  private final EventSocket socket;
  private final IncomingCalls incoming;
  private final Heartbeat heartbeat;
  private final FarEnds farEnds = new FarEnds();

  private SwitchSimulator(SwitchSettings settings) {
    loop = new SwitchLoop("switch-" + settings.name(), settings.clock());
    exchange = new Exchange(new SwitchCore(settings.name(), loop), farEnds);
    api = new ApiCommands(exchange);
    exchange.apiExecutor(
        (command, argument) -> api.execute(command + " " + argument, answer -> {}));
    socket = new EventSocket(exchange, api, settings.password(), settings.port());
    incoming = new IncomingCalls(exchange, socket::dial);
    heartbeat = new Heartbeat(exchange, settings.heartbeat());
    loop.execute(heartbeat::start);
  }

  /** A switch with the standard settings. */
  public static SwitchSimulator start() {
    return start(SwitchSettings.standard());
  }

  /** A switch that listens when this returns. */
  public static SwitchSimulator start(SwitchSettings settings) {
    return new SwitchSimulator(settings);
  }

  /** The port of the event socket on the loopback interface. */
  public int port() {
    return socket.port();
  }

  /** Who answers at the places that it can call. */
  public FarEnds farEnds() {
    return farEnds;
  }

  /** Its present Core-UUID. */
  public String coreUuid() {
    return loop.call(() -> exchange.core().identity().coreUuid());
  }

  /** Lets a call arrive now. */
  public SimulatedCall place(CallScript script) {
    SimulatedCall call = new SimulatedCall(script, () -> {});
    loop.call(() -> {
      incoming.arrive(script, call.observer());
      return true;
    });
    return call;
  }

  /**
   * Lets calls arrive at a steady rate, by the machine's time, without remembering them one by one.
   *
   * @param perSecond more than 0
   * @param count how many, {@link Long#MAX_VALUE} for without end
   */
  public PlacedCalls placeCalls(double perSecond, long count, Supplier<CallScript> scripts) {
    PlacedCalls calls = new PlacedCalls();
    Thread.ofVirtual()
        .name("call-placer")
        .start(() -> placeSteadily((long) (SECOND_NANOS / perSecond), count, scripts, calls));
    return calls;
  }

  /** Every command so far, in order of arrival. */
  public List<ReceivedCommand> commands() {
    return socket.received();
  }

  /** Forgets the commands so far. */
  public void forgetCommands() {
    socket.forgetReceived();
  }

  /** The groups of the tasks that are scheduled on the switch, one entry for each task. */
  public List<String> scheduledGroups() {
    return loop.call(() -> exchange.tasks().groups());
  }

  /**
   * Lets a leg's party offer anew within the call, such as for hold.
   *
   * @return what it is answered
   */
  public String offerAnew(String legUuid, String sdp) {
    return loop.call(
        () -> exchange.reoffers().offered(exchange.legs().find(legUuid).orElseThrow(), sdp));
  }

  /** The UUIDs of the legs that exist. */
  public List<String> legs() {
    return loop.call(
        () -> exchange.legs().all().stream().map(leg -> leg.channel().uuid()).toList());
  }

  /** A variable of a leg that exists, empty when it is not set. */
  public String variable(String legUuid, String name) {
    return loop.call(() ->
        exchange.legs().find(legUuid).map(leg -> leg.channel().variables().get(name)).orElse(""));
  }

  /**
   * Executes an API command as from the switch's own console, and waits for its answer's first
   * part.
   */
  public void console(String line, Consumer<String> answer) {
    loop.execute(() -> new ApiCommands(exchange).execute(line, answer));
  }

  /** How many connections are open. */
  public int connections() {
    return socket.open();
  }

  /** Cuts every connection without a word. */
  public void dropConnections() {
    socket.cutAll();
  }

  /** Cuts one connection without a word; they are counted from 1 as they come. */
  public void dropConnection(int number) {
    socket.cut(number);
  }

  /** Hangs: keeps its connections and says nothing on them. */
  public void fallSilent() {
    socket.faults().silent(true);
  }

  /** Speaks again; what it did not say is lost. */
  public void speakAgain() {
    socket.faults().silent(false);
  }

  /**
   * Does not answer {@code api} lines that begin so until they are released, and says nothing else
   * on that connection meanwhile.
   */
  public void holdAnswersTo(String beginning) {
    socket.faults().hold(beginning);
  }

  /** Answers what was held, and such lines at once from now on. */
  public void releaseAnswersTo(String beginning) {
    loop.execute(() -> socket.faults().release(beginning).forEach(Runnable::run));
  }

  /** Gives a wrong answer to the next {@code api} line that begins so. */
  public void answerOnce(String beginning, String answer) {
    socket.faults().answerOnce(beginning, answer);
  }

  /** How many connections the access list has turned away. */
  public int rejections() {
    return socket.rejections();
  }

  /** Nobody listens any more; open connections stay. */
  public void refuseConnections() {
    socket.stopListening();
  }

  /** Listens again on the same port. */
  public void acceptConnections() {
    socket.rude(false);
    socket.listenAgain();
  }

  /** Turns connections away as an access list does ({@code text/rude-rejection}). */
  public void rejectConnections() {
    socket.rude(true);
  }

  /**
   * Restarts at once, as after a crash: connections and calls are gone without a word, the
   * Core-UUID is new.
   */
  public void restart() {
    socket.cutAll();
    loop.call(() -> {
      exchange.restart();
      heartbeat.start();
      return true;
    });
  }

  @Override
  public void close() {
    socket.close();
    loop.close();
  }

  private void placeSteadily(
      long intervalNanos, long count, Supplier<CallScript> scripts, PlacedCalls calls) {
    long due = System.nanoTime();
    for (long i = 0; i < count && !calls.isStopped(); i++) {
      java.util.concurrent.locks.LockSupport.parkNanos(due - System.nanoTime());
      CallScript script = scripts.get();
      loop.execute(() -> incoming.arrive(script, counting(calls)));
      due += intervalNanos;
    }
    calls.done();
  }

  private static CallObserver counting(PlacedCalls calls) {
    return new CallObserver() {
      @Override
      public void created(String uuid) {
        calls.begun();
      }

      @Override
      public void ended(String cause) {
        calls.over();
      }
    };
  }
}
