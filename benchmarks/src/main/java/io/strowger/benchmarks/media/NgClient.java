package io.strowger.benchmarks.media;

import io.strowger.transcoder.ng.Bencoded;
import io.strowger.transcoder.ng.Bencoding;
import io.strowger.transcoder.ng.MalformedNg;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a relay by the ng protocol, as a SIP proxy does. */
final class NgClient implements AutoCloseable {
  private static final Pattern AUDIO_PORT = Pattern.compile("m=audio (\\d+) ");
  private static final int TRIES = 10;

  private final DatagramSocket socket;
  private int cookie;

  NgClient(InetSocketAddress relay) throws IOException {
    socket = new DatagramSocket();
    socket.setSoTimeout(1_000);
    socket.connect(relay);
  }

  /** True once the relay answers. */
  boolean answers() throws IOException {
    return ask(Map.of("command", Bencoded.of("ping"))).text("result").orElse("").equals("pong");
  }

  /**
   * Offers AMR to a trunk that gets PCMA only.
   *
   * @return the port for the trunk's media
   */
  int offer(String call, String sdp, String callerCodec) throws IOException {
    Map<String, Bencoded> codec = new LinkedHashMap<>();
    codec.put("mask", list(callerCodec));
    codec.put("transcode", list("PCMA"));
    Map<String, Bencoded> request = request("offer", call, sdp);
    request.put("codec", new Bencoded.Dictionary(codec));
    return port(ask(request));
  }

  /**
   * Answers with the trunk's PCMA.
   *
   * @return the port for the caller's media
   */
  int answer(String call, String sdp) throws IOException {
    Map<String, Bencoded> request = request("answer", call, sdp);
    request.put("to-tag", Bencoded.of("to-" + call));
    return port(ask(request));
  }

  void delete(String call) throws IOException {
    Map<String, Bencoded> request = new LinkedHashMap<>();
    request.put("call-id", Bencoded.of(call));
    request.put("from-tag", Bencoded.of("from-" + call));
    request.put("command", Bencoded.of("delete"));
    ask(request);
  }

  private static Map<String, Bencoded> request(String command, String call, String sdp) {
    Map<String, Bencoded> request = new LinkedHashMap<>();
    request.put("sdp", Bencoded.of(sdp));
    request.put("ICE", Bencoded.of("remove"));
    request.put("replace", list("origin", "session-connection"));
    request.put("call-id", Bencoded.of(call));
    request.put("from-tag", Bencoded.of("from-" + call));
    request.put("command", Bencoded.of(command));
    return request;
  }

  private static Bencoded list(String... texts) {
    return new Bencoded.Items(Arrays.stream(texts).map(Bencoded::of).toList());
  }

  private static int port(Bencoded.Dictionary reply) throws IOException {
    Matcher port = AUDIO_PORT.matcher(reply.text("sdp").orElse(""));
    if (!port.find()) {
      throw new IOException("the relay refuses: " + reply.text("error-reason").orElse(reply + ""));
    }
    return Integer.parseInt(port.group(1));
  }

  private Bencoded.Dictionary ask(Map<String, Bencoded> request) throws IOException {
    String mark = "bench" + cookie++ + " ";
    byte[] head = mark.getBytes(StandardCharsets.US_ASCII);
    byte[] body = Bencoding.write(new Bencoded.Dictionary(request));
    byte[] datagram = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, datagram, head.length, body.length);
    for (int i = 0; i < TRIES; i++) {
      try {
        socket.send(new DatagramPacket(datagram, datagram.length));
        return receive(mark);
      } catch (SocketTimeoutException | java.net.PortUnreachableException again) {
        continue;
      }
    }
    throw new IOException("the relay does not answer");
  }

  private Bencoded.Dictionary receive(String mark) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65_507], 65_507);
    while (true) {
      socket.receive(packet);
      byte[] reply = Arrays.copyOf(packet.getData(), packet.getLength());
      if (new String(reply, StandardCharsets.ISO_8859_1).startsWith(mark)) {
        try {
          if (Bencoding.read(reply, mark.length()) instanceof Bencoded.Dictionary dictionary) {
            return dictionary;
          }
        } catch (MalformedNg wrong) {
          throw new IOException("the relay's reply cannot be read", wrong);
        }
      }
    }
  }

  static String sdp(int port, List<String> formats) {
    StringBuilder types = new StringBuilder();
    StringBuilder attributes = new StringBuilder();
    for (String format : formats) {
      String[] parts = format.split(" ", 3);
      types.append(' ').append(parts[0]);
      attributes.append("a=rtpmap:").append(parts[0]).append(' ').append(parts[1]).append("\r\n");
      if (parts.length > 2) {
        attributes.append("a=fmtp:").append(parts[0]).append(' ').append(parts[2]).append("\r\n");
      }
    }
    return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio "
        + port
        + " RTP/AVP"
        + types
        + "\r\n"
        + attributes
        + "a=ptime:20\r\na=sendrecv\r\n";
  }

  @Override
  public void close() {
    socket.close();
  }
}
