package io.strowger.transcoder.jitter;

import io.strowger.transcoder.rtp.RtpView;
import org.jspecify.annotations.Nullable;

/**
 * Packets that wait for their turn, by sequence number. Slots are made when first needed, and kept.
 */
final class PacketRing {
  /** How far ahead of its turn a packet may come. */
  static final int SLOTS = 64;

  private static final int MOST_OCTETS = 1_500;

  private final @Nullable Slot[] slots = new @Nullable Slot[SLOTS];
  private int count;

  /** A packet that waits. */
  static final class Slot {
    private final byte[] payload = new byte[MOST_OCTETS];
    private int length;
    private boolean taken;
    private boolean timed;
    private int payloadType;
    private boolean marker;
    private int timestamp;

    byte[] payload() {
      return payload;
    }

    int length() {
      return length;
    }

    boolean timed() {
      return timed;
    }

    int timestamp() {
      return timestamp;
    }

    int payloadType() {
      return payloadType;
    }

    boolean marker() {
      return marker;
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  boolean isNearlyFull() {
    return count > SLOTS * 3 / 4;
  }

  /** Keeps a packet; false when one of its number waits already, or it is too long. */
  boolean keep(RtpView packet, boolean timed) {
    int index = packet.sequence() % SLOTS;
    Slot slot = slots[index];
    if (slot == null) {
      slot = new Slot();
      slots[index] = slot;
    }
    if (slot.taken || packet.payloadLength() > MOST_OCTETS) {
      return false;
    }
    System.arraycopy(
        packet.octets(), packet.payloadOffset(), slot.payload, 0, packet.payloadLength());
    slot.length = packet.payloadLength();
    slot.taken = true;
    slot.timed = timed;
    slot.payloadType = packet.payloadType();
    slot.marker = packet.marker();
    slot.timestamp = packet.timestamp();
    count++;
    return true;
  }

  /** The packet of this number; null when it does not wait. */
  @Nullable Slot get(int sequence) {
    Slot slot = slots[sequence % SLOTS];
    return slot != null && slot.taken ? slot : null;
  }

  void free(Slot slot) {
    slot.taken = false;
    count--;
  }

  void clear() {
    for (Slot slot : slots) {
      if (slot != null) {
        slot.taken = false;
      }
    }
    count = 0;
  }
}
