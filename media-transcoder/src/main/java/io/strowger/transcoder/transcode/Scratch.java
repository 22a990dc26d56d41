package io.strowger.transcoder.transcode;

import io.strowger.transcoder.amr.AmrFrames;
import io.strowger.transcoder.amr.AmrFraming;
import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.dsp.Resampler;
import io.strowger.transcoder.rtp.RtpView;

/**
 * What the relays of one thread use in passing, from one packet to the next: memory that stays in
 * the processor's cache, while each relay's own is cold when its next packet comes. Nothing in it
 * outlives the packet.
 */
public final class Scratch {
  final AmrFrames parsed = new AmrFrames();
  final AmrFrames single = new AmrFrames();
  final short[] samples = new short[2 * Resampler.MOST];
  final short[] resampled = new short[2 * Resampler.MOST];
  final byte[] encoded = new byte[AmrKind.MOST_OCTETS + 1];
  final byte[] datagram = new byte[RtpView.HEADER + AmrFraming.MOST_OCTETS];
}
