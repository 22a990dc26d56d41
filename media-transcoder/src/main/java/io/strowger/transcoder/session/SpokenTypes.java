package io.strowger.transcoder.session;

/**
 * What a side's packets hold, by their payload types. A side sends by the types that it was told
 * (RFC 3264, sections 5.1 and 6.1); some send by those that they tell themselves, which are taken
 * as well where the two do not contradict each other.
 *
 * @param speech told for speech
 * @param ownSpeech the side's own for speech
 * @param events told for telephone events; {@link #NONE} when there are none
 * @param ownEvents the side's own for telephone events; {@link #NONE} when there are none
 */
public record SpokenTypes(int speech, int ownSpeech, int events, int ownEvents) {
  /** No payload type. */
  static final int NONE = -1;

  /** True for a packet of speech. */
  public boolean isSpeech(int payloadType) {
    return payloadType == speech || payloadType == ownSpeech && payloadType != events;
  }

  /** True for a packet of telephone events. */
  public boolean isEvent(int payloadType) {
    return (payloadType == events || payloadType == ownEvents) && !isSpeech(payloadType);
  }
}
