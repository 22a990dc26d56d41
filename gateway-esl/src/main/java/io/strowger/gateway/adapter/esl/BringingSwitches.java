package io.strowger.gateway.adapter.esl;

import io.strowger.contracts.id.SwitchId;
import io.strowger.gateway.doctor.Doctor;
import io.strowger.gateway.doctor.Finding;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** What is noticed of the switches that bring calls to us. */
final class BringingSwitches {
  private static final int MAX_NOTED = 64;

  private final Map<SwitchId, Peer> known = new ConcurrentHashMap<>();
  private final Map<String, String> withoutFull = new ConcurrentHashMap<>();

  /** Its address, and ours as it sees it. */
  private record Peer(String address, String own) {}

  /** One has brought a call. */
  void brought(SwitchId name, Socket socket) {
    if (known.size() < MAX_NOTED) {
      known.put(
          name,
          new Peer(
              socket.getInetAddress().getHostAddress(), socket.getLocalAddress().getHostAddress()));
    }
  }

  /** One has brought a call without the rights to control it. */
  void lacksFull(Socket socket) {
    if (withoutFull.size() < MAX_NOTED) {
      withoutFull.put(
          socket.getInetAddress().getHostAddress(),
          socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort());
    }
  }

  /**
   * What there is to say of them.
   *
   * @param isDialled true of a switch that a gateway has a connection of its own to
   */
  List<Finding> findings(Predicate<SwitchId> isDialled) {
    List<Finding> findings = new ArrayList<>();
    withoutFull.forEach((peer, gateway) -> findings.add(Doctor.lacksFull(peer, gateway)));
    known.forEach((name, peer) -> {
      if (!isDialled.test(name)) {
        findings.add(Doctor.isNotDialled(name.value(), peer.address(), peer.own()));
      }
    });
    return findings;
  }
}
