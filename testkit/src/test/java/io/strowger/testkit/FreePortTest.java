package io.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortTest {

  @Test
  void no_port_is_given_twice() {
    Set<Integer> given = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      assertThat(given.add(FreePort.any())).isTrue();
    }
  }

  @Test
  void a_port_that_somebody_listens_on_is_passed_over() throws IOException {
    int before = FreePort.any();
    int next = before + 1;
    try (ServerSocket taken = listening(next)) {
      assertThat(FreePort.any()).isNotEqualTo(taken.getLocalPort());
    }
  }

  @Test
  void what_connects_meanwhile_does_not_take_it() throws IOException {
    assumeThat(firstGivenByKernel()).isGreaterThan(11_000);
    int port = FreePort.any();
    try (ServerSocket givenByKernel = listening(0)) {
      assertThat(port).isLessThan(givenByKernel.getLocalPort());
    }
  }

  @Test
  void udp_ports_in_a_row_are_free_and_given_once() {
    Set<Integer> given = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      int first = FreePort.udp(10);
      for (int port = first; port < first + 10; port++) {
        assertThat(given.add(port)).isTrue();
      }
    }
  }

  @Test
  void udp_ports_in_a_row_of_which_one_is_taken_are_passed_over() throws IOException {
    int before = FreePort.udp(10);
    try (DatagramSocket taken = new DatagramSocket(before + 15, InetAddress.getLoopbackAddress())) {
      assertThat(FreePort.udp(10)).isNotEqualTo(taken.getLocalPort() - 5);
    }
  }

  private static int firstGivenByKernel() throws IOException {
    Path range = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    assumeThat(range).exists();
    return Integer.parseInt(Files.readString(range).split("\\s")[0]);
  }

  private static ServerSocket listening(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }
}
