package io.strowger.gateway.adapter.esl;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;

/**
 * TCP keepalive on our side, for FreeSWITCH sets none: a peer that vanished without a word is found
 * after about a minute, whatever the system's own settings (two hours on Linux).
 */
final class KeepAlive {
  private static final Map<SocketOption<Integer>, Integer> TIMES =
      Map.of(
          ExtendedSocketOptions.TCP_KEEPIDLE, 20,
          ExtendedSocketOptions.TCP_KEEPINTERVAL, 10,
          ExtendedSocketOptions.TCP_KEEPCOUNT, 4);

  private KeepAlive() {}

  static void on(Socket socket) throws IOException {
    socket.setKeepAlive(true);
    for (var time : TIMES.entrySet()) {
      if (socket.supportedOptions().contains(time.getKey())) {
        socket.setOption(time.getKey(), time.getValue());
      }
    }
  }
}
