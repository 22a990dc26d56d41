package io.strowger.transcoder.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Offers changed at random: each is read or refused in words, and what is answered can be read
 * again. {@code -Dstrowger.fuzz.rounds} and {@code -Dstrowger.fuzz.seed} make it longer, or the
 * same again.
 */
class SdpMutationTest {
  private static final int ROUNDS = Integer.getInteger("strowger.fuzz.rounds", 60_000);
  private static final long SEED = Long.getLong("strowger.fuzz.seed", System.nanoTime());
  private static final InetAddress RELAY = InetAddress.ofLiteral("127.0.0.1");
  private static final List<String> WORDS =
      List.of(
          "m=audio 1 RTP/AVP 0\n",
          "c=IN IP6 ::\n",
          "a=rtpmap:",
          "a=fmtp:104 ",
          "mode-set=",
          ";",
          "octet-align=1",
          "99999999999",
          "-1",
          "\r\n",
          "=",
          "/",
          "\u00e9",
          "a=ptime:",
          "IP4",
          "0.0.0.0",
          "a=rtcp:",
          "::ffff:1.2.3.4",
          "1.2.3",
          "a=rtcp-mux\n",
          "AMR-WB/16000/2",
          "telephone-event/1");

  @Test
  void any_text_is_read_or_refused_in_words() {
    Random random = new Random(SEED);
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String sdp = mutated(random);
      try {
        SessionDescription description = SdpReader.read(sdp);
        read++;
        answerCanBeRead(description);
      } catch (MalformedSdp refused) {
        assertThat(refused.getMessage()).isNotBlank();
      } catch (RuntimeException defect) {
        throw new AssertionError("seed " + SEED + ", round " + round + ":\n" + sdp, defect);
      }
    }
    assertThat(read).as("read, seed %d", SEED).isBetween(ROUNDS / 20, ROUNDS);
  }

  private static void answerCanBeRead(SessionDescription offer) throws MalformedSdp {
    Agreement agreement = Agreement.with(offer.audio(), EnumSet.allOf(AudioCodec.class), null);
    if (agreement instanceof Agreement.Reached(AgreedAudio agreed)) {
      agreed.side(offer.audio());
      String answer = SdpWriter.answer(offer, agreed, LocalAudio.at(RELAY, 30_000, 1));
      SessionDescription back = SdpReader.read(answer);
      assertThat(back.media()).hasSameSizeAs(offer.media());
      assertThat(AudioCodec.of(back.audio().formats().getFirst())).contains(agreed.codec());
    }
  }

  private static String mutated(Random random) {
    StringBuilder sdp = new StringBuilder(random.nextBoolean() ? Offers.AMR : Offers.VOLTE);
    for (int change = 1 + random.nextInt(4); change > 0; change--) {
      int at = random.nextInt(sdp.length() + 1);
      int end = Math.min(sdp.length(), at + random.nextInt(8));
      switch (random.nextInt(5)) {
        case 0 -> sdp.delete(at, end);
        case 1 -> sdp.insert(at, WORDS.get(random.nextInt(WORDS.size())));
        case 2 -> sdp.insert(at, (char) random.nextInt(0x180));
        case 3 -> sdp.replace(at, end, Integer.toString(random.nextInt(100_000)));
        default -> sdp.insert(random.nextInt(sdp.length() + 1), sdp.substring(at, end));
      }
    }
    return sdp.toString();
  }
}
