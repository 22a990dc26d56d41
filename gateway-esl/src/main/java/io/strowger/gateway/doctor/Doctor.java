package io.strowger.gateway.doctor;

import io.strowger.contracts.switches.SwitchStatus.ConnectionState;
import io.strowger.contracts.switches.SwitchStatus.Trouble;
import io.strowger.gateway.doctor.Finding.Remedy;
import io.strowger.gateway.doctor.Finding.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Finds out what is wrong with a switch, from how its connection fares. */
public final class Doctor {
  /** Of a switch that only brings calls. */
  public static final String NOT_DIALLED =
      "no gateway dials it: when the one that serves a call dies, nobody hears how the call ends";

  private static final int USUAL_PORT = 8021;
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(1);

  private Doctor() {}

  /** What is to be said of a switch; one {@code WELL} when there is nothing. */
  public static List<Finding> examine(Patient patient) {
    List<Finding> findings = new ArrayList<>();
    if (patient.state() != ConnectionState.UP) {
      findings.add(notUp(patient));
    }
    if (patient.door().wellKnownPassword()) {
      findings.add(
          risky(
              patient,
              "its password is ClueCon, which everybody knows: who reaches port "
                  + patient.door().port()
                  + " can place calls at your expense",
              Remedies.password()));
    }
    if (!patient.door().isLocal() && !patient.door().encrypted()) {
      findings.add(
          risky(
              patient,
              "passwords and calls go to " + patient.door().host() + " unencrypted",
              Remedies.tunnel(patient)));
    }
    if (patient.paused()) {
      findings.add(
          risky(patient, "it is paused and takes no calls", List.of(Remedies.run("fsctl resume"))));
    }
    Duration ahead = patient.clockAhead();
    if (ahead != null && ahead.abs().compareTo(CLOCKS_DIFFER) > 0) {
      findings.add(risky(patient, clock(ahead), Remedies.clock()));
    }
    if (findings.isEmpty()) {
      findings.add(
          new Finding(patient.name(), Severity.WELL, "connected and controlled", List.of()));
    }
    return findings;
  }

  private static String clock(Duration ahead) {
    return String.format(
        Locale.ROOT,
        "its clock is %.1f s %s the gateway's: grants are counted by the wrong time, and paid calls"
            + " may be cut",
        ahead.abs().toMillis() / 1e3,
        ahead.isNegative() ? "behind" : "ahead of");
  }

  /** What is to be said of a call that a switch brought without the rights to control it. */
  public static Finding lacksFull(String peer, String gateway) {
    return new Finding(
        peer,
        Severity.WRONG,
        "its dialplan brings calls by 'socket' without 'full': every command is refused",
        Remedies.socket(gateway));
  }

  /**
   * What is to be said of a switch that brings calls, while no gateway dials it.
   *
   * @param peer its address
   * @param ownAddress the gateway's address as the switch sees it
   */
  public static Finding isNotDialled(String name, String peer, String ownAddress) {
    Patient.Door door = new Patient.Door(peer, USUAL_PORT, null, false, false);
    Patient patient =
        new Patient(name, door, ConnectionState.DOWN, null, null, ownAddress, false, null);
    return risky(patient, NOT_DIALLED, Remedies.dial(patient));
  }

  private static Finding notUp(Patient patient) {
    Trouble trouble = patient.trouble();
    String reason = Objects.requireNonNullElse(patient.reason(), "no attempt has ended yet");
    if (trouble == null) {
      return wrong(patient, "it is not connected: " + reason, List.of());
    }
    return switch (trouble) {
      case UNREACHABLE -> unreachable(patient, reason);
      case ACCESS_LIST ->
          wrong(
              patient,
              "its access list refuses the gateway's address; unless told otherwise"
                  + " mod_event_socket admits its own machine alone",
              Remedies.accessList(patient));
      case PASSWORD ->
          wrong(
              patient,
              patient.door().user() == null
                  ? "it refuses the password"
                  : "it refuses the user " + patient.door().user() + " or its password",
              patient.door().user() == null
                  ? Remedies.password()
                  : Remedies.userPassword(patient.door().user()));
      case RIGHTS ->
          wrong(
              patient,
              "the gateway may not do there what it must: " + reason,
              Remedies.rights(Objects.requireNonNullElse(patient.door().user(), "gateway@domain")));
      case DISCONNECTED -> wrong(patient, "it said goodbye: it stops or restarts", List.of());
      case MALFORMED ->
          wrong(
              patient,
              "what answers at "
                  + at(patient)
                  + " is no event socket, or a TLS endpoint that is spoken to in the clear: "
                  + reason,
              List.of());
      case LOST, SILENT, UNANSWERED ->
          wrong(
              patient,
              "the connection broke off (" + reason + "): look at its load and the network",
              List.of(Remedies.run("status")));
      case RELEASED -> wrong(patient, "another gateway instance holds it", List.of());
    };
  }

  private static Finding unreachable(Patient patient, String reason) {
    boolean refused = reason.toLowerCase(Locale.ROOT).contains("refused");
    if (refused) {
      return wrong(
          patient,
          patient.door().isLocal()
              ? "nobody listens at "
                  + at(patient)
                  + ": mod_event_socket is not loaded, or on"
                  + " another port"
              : "nobody listens at "
                  + at(patient)
                  + ": mod_event_socket listens on its own machine alone, or is not loaded",
          Remedies.listen(patient));
    }
    return wrong(
        patient,
        "no way to " + at(patient) + " (" + reason + "): its name, a route or a firewall",
        List.of());
  }

  private static String at(Patient patient) {
    return patient.door().host() + ":" + patient.door().port();
  }

  private static Finding wrong(Patient patient, String problem, List<Remedy> remedies) {
    return new Finding(patient.name(), Severity.WRONG, problem, remedies);
  }

  private static Finding risky(Patient patient, String problem, List<Remedy> remedies) {
    return new Finding(patient.name(), Severity.RISKY, problem, remedies);
  }
}
