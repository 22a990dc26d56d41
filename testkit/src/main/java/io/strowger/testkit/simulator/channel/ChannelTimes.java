package io.strowger.testkit.simulator.channel;

/** When what happened to a leg, in microseconds since the epoch; 0 for never. */
public final class ChannelTimes {

  private final long created;
  private long progress;
  private long progressMedia;
  private long answered;
  private long bridged;
  private long hungUp;

  ChannelTimes(long created) {
    this.created = created;
  }

  public long created() {
    return created;
  }

  public long progress() {
    return progress;
  }

  public long progressMedia() {
    return progressMedia;
  }

  public long answered() {
    return answered;
  }

  public long bridged() {
    return bridged;
  }

  public long hungUp() {
    return hungUp;
  }

  void markProgress(long now) {
    progress = now;
  }

  void markProgressMedia(long now) {
    progressMedia = now;
  }

  void markAnswered(long now) {
    answered = now;
  }

  void markBridged(long now) {
    bridged = now;
  }

  void markHungUp(long now) {
    hungUp = now;
  }
}
