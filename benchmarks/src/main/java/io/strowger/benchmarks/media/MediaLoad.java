package io.strowger.benchmarks.media;

import io.strowger.transcoder.adapter.codec.NativeAmr;
import io.strowger.transcoder.adapter.selftest.Script;
import io.strowger.transcoder.amr.AmrKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * So many calls of real speech, AMR or AMR-WB to PCMA and back, through our relay and, where it is
 * installed, through rtpengine; and what the bare codecs take for the same frames. All are there at
 * once and take turns of a second, so that a machine whose speed changes is the same to each.
 * Ratios are taken within a round.
 */
public final class MediaLoad {
  private static final String OURS = "strowger";
  private static final String THEIRS = "rtpengine";
  private static final int WARM_UP_ROUNDS = 8;
  private static final int PACKETS_A_SECOND = 1_000 / Script.PACKET_MILLIS;

  private final BareCodecs bare;
  private final List<PlacedCalls> relays;
  private final Map<String, List<Double>> microsOf = new LinkedHashMap<>();

  private MediaLoad(BareCodecs bare, List<PlacedCalls> relays) {
    this.bare = bare;
    this.relays = relays;
  }

  /**
   * Runs a load.
   *
   * @param arguments calls (60), rounds (20), AMR or AMR-WB (AMR), and which relays
   *     (strowger,rtpengine)
   */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    Load load;
    try {
      load = Load.of(arguments);
    } catch (IllegalArgumentException wrong) {
      System.err.println("strowger: bench media: " + wrong.getMessage());
      System.exit(2);
      return;
    }
    NativeAmr codecs = NativeAmr.load();
    int packets = (WARM_UP_ROUNDS + load.rounds()) * PACKETS_A_SECOND;
    Script script = Script.of(load.kind(), packets, codecs);
    List<PlacedCalls> relays = new ArrayList<>();
    try (BareCodecs bare = new BareCodecs(load.kind(), load.calls())) {
      if (load.relays().contains(OURS)) {
        relays.add(new PlacedCalls(RelayUnderLoad.ours(), script, load.calls()));
      }
      if (load.relays().contains(THEIRS) && RelayUnderLoad.hasRtpengine()) {
        relays.add(new PlacedCalls(RelayUnderLoad.rtpengine(), script, load.calls()));
      }
      System.out.printf(
          "%d calls %s to PCMA and back, %d rounds of a second each%n",
          load.calls(), load.kind().encoding(), load.rounds());
      new MediaLoad(bare, relays).run(load.rounds(), codecs);
    } finally {
      for (PlacedCalls relay : relays) {
        relay.close();
      }
    }
  }

  /** What is asked for. */
  private record Load(int calls, int rounds, AmrKind kind, List<String> relays) {
    static Load of(String[] arguments) {
      return new Load(
          number(argument(arguments, 0, "60"), "calls"),
          number(argument(arguments, 1, "20"), "rounds"),
          codec(argument(arguments, 2, AmrKind.NARROWBAND.encoding())),
          known(List.of(argument(arguments, 3, OURS + "," + THEIRS).split(","))));
    }

    private static String argument(String[] arguments, int index, String otherwise) {
      return arguments.length > index ? arguments[index] : otherwise;
    }

    private static int number(String word, String what) {
      int number = word.matches("[0-9]{1,6}") ? Integer.parseInt(word) : 0;
      if (number == 0) {
        throw new IllegalArgumentException(word + " is no number of " + what);
      }
      return number;
    }

    private static AmrKind codec(String word) {
      return Stream.of(AmrKind.values())
          .filter(kind -> kind.encoding().equals(word))
          .findFirst()
          .orElseThrow(
              () -> new IllegalArgumentException("the codec is AMR or AMR-WB, not " + word));
    }

    private static List<String> known(List<String> relays) {
      if (!List.of(OURS, THEIRS).containsAll(relays)) {
        throw new IllegalArgumentException(
            "relays are %s and %s, not %s".formatted(OURS, THEIRS, String.join(",", relays)));
      }
      return relays;
    }
  }

  private void run(int rounds, NativeAmr codecs) throws Exception {
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      takeTurns();
    }
    microsOf.clear();
    relays.forEach(PlacedCalls::settled);
    bare.doneAfter();
    for (int i = 0; i < rounds; i++) {
      takeTurns();
    }
    microsOf.forEach((name, micros) -> {
      Quartiles quartiles = Quartiles.of(micros);
      System.out.printf(
          "  %-22s %6.1f us for 20 ms of a call (quartiles %.1f and %.1f), %.0f calls a core%n",
          name,
          quartiles.median(),
          quartiles.lower(),
          quartiles.upper(),
          20_000 / quartiles.median());
    });
    for (PlacedCalls relay : relays) {
      compare(relay.name(), "codecs " + BareCodec.IN_TURN);
      compare(relay.name(), "codecs " + BareCodec.AT_THEIR_TIMES);
    }
    if (relays.size() > 1) {
      compare(THEIRS, OURS);
    }
    double[] done = bare.doneAfter();
    System.out.printf(
        "  codecs: done at their times after p50 %.2f p99 %.2f p99.9 %.2f ms%n",
        done[0], done[1], done[2]);
    for (PlacedCalls relay : relays) {
      System.out.println("  " + relay.name() + ": " + relay.report(codecs));
    }
  }

  private void takeTurns() throws Exception {
    note("codecs " + BareCodec.IN_TURN, bare.inTurn());
    note("codecs " + BareCodec.AT_THEIR_TIMES, bare.atTheirTimes());
    for (PlacedCalls relay : relays) {
      note(relay.name(), relay.speak());
    }
  }

  private void note(String name, double micros) {
    microsOf.computeIfAbsent(name, _ -> new ArrayList<>()).add(micros);
  }

  private void compare(String one, String other) {
    List<Double> ones = microsOf.getOrDefault(one, List.of());
    List<Double> others = microsOf.getOrDefault(other, List.of());
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < ones.size(); i++) {
      ratios.add(ones.get(i) / others.get(i));
    }
    Quartiles quartiles = Quartiles.of(ratios);
    System.out.printf(
        "  %s takes %.2f times %s (quartiles %.2f and %.2f)%n",
        one, quartiles.median(), other, quartiles.lower(), quartiles.upper());
  }

  /** The middle of some figures. */
  private record Quartiles(double lower, double median, double upper) {
    static Quartiles of(List<Double> figures) {
      List<Double> sorted = figures.stream().sorted().toList();
      int last = sorted.size() - 1;
      return new Quartiles(sorted.get(last / 4), sorted.get(last / 2), sorted.get(last * 3 / 4));
    }
  }
}
