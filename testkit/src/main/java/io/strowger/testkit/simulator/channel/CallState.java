package io.strowger.testkit.simulator.channel;

/** FreeSWITCH's {@code Channel-Call-State} with its number in CHANNEL_CALLSTATE. */
public enum CallState {
  DOWN(0),
  RINGING(2),
  EARLY(3),
  ACTIVE(4),
  HELD(5),
  HANGUP(7),
  UNHELD(8);

  private final int number;

  CallState(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
