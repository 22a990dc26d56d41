package io.strowger.testkit.capture;

import java.time.Duration;

/**
 * How a capture is played.
 *
 * @param pace as fast as the client reads, or with the captured pauses
 * @param client whether the client's commands release the switch's next bytes
 * @param chunkBytes sizes of successive writes, used in turn; empty: as captured
 * @param commandPatience how long a command is awaited before the play goes on without it
 */
public record Replay(Pace pace, Client client, int[] chunkBytes, Duration commandPatience) {

  /** When bytes are sent. */
  public enum Pace {
    AS_FAST_AS_POSSIBLE,
    BY_TIMELINE
  }

  /** What the player expects of the client. */
  public enum Client {
    /** A command frame, whatever it says, where the capture has one. */
    SENDS_COMMANDS,
    /** The first command (auth or connect) only. */
    IS_IGNORED_AFTER_AUTH
  }

  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(5);

  /**
   * As fast as possible, the client being ignored after its first command, in the captured chunks.
   */
  public static Replay asFastAsPossible() {
    return new Replay(
        Pace.AS_FAST_AS_POSSIBLE, Client.IS_IGNORED_AFTER_AUTH, new int[0], DEFAULT_PATIENCE);
  }

  /** With the captured pauses, each command being awaited where the capture has one. */
  public static Replay asItHappened() {
    return new Replay(Pace.BY_TIMELINE, Client.SENDS_COMMANDS, new int[0], DEFAULT_PATIENCE);
  }

  /** The same, the client's commands releasing what follows. */
  public Replay awaitingCommands() {
    return new Replay(pace, Client.SENDS_COMMANDS, chunkBytes, commandPatience);
  }

  /** The same in chunks of these sizes, used in turn. */
  public Replay inChunksOf(int... bytes) {
    return new Replay(pace, client, bytes.clone(), commandPatience);
  }

  /** The same, giving up on a missing command after this time. */
  public Replay withCommandPatience(Duration patience) {
    return new Replay(pace, client, chunkBytes, patience);
  }
}
