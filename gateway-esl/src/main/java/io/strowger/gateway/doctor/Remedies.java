package io.strowger.gateway.doctor;

import io.strowger.gateway.doctor.Finding.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The lines of FreeSWITCH's configuration that mend what is found. */
final class Remedies {
  private static final String EVENT_SOCKET = "autoload_configs/event_socket.conf.xml";
  private static final String ACL = "autoload_configs/acl.conf.xml";
  private static final String FS_CLI = "/etc/fs_cli.conf";
  private static final String CHOSEN = "a-long-random-password";

  private Remedies() {}

  static Remedy run(String command) {
    return new Remedy("run on the switch", List.of("fs_cli -x \"" + command + "\""));
  }

  static List<Remedy> listen(Patient patient) {
    return List.of(
        new Remedy(
            EVENT_SOCKET,
            List.of(
                param("listen-ip", patient.door().isLocal() ? "127.0.0.1" : "0.0.0.0"),
                param("listen-port", Integer.toString(patient.door().port())),
                param("apply-inbound-acl", "strowger_gateways"))),
        acl(patient),
        run("reload mod_event_socket"));
  }

  static List<Remedy> dial(Patient patient) {
    List<Remedy> remedies = new ArrayList<>(listen(patient));
    remedies.add(
        new Remedy(
            "the gateways' environment",
            List.of(
                "STROWGER_GATEWAY_SWITCHES="
                    + patient.name()
                    + "="
                    + patient.door().host()
                    + ":"
                    + patient.door().port(),
                "STROWGER_SWITCH_PASSWORD=the password in " + EVENT_SOCKET)));
    return remedies;
  }

  static List<Remedy> accessList(Patient patient) {
    return List.of(
        new Remedy(EVENT_SOCKET, List.of(param("apply-inbound-acl", "strowger_gateways"))),
        acl(patient),
        run("reloadacl"),
        run("reload mod_event_socket"));
  }

  private static Remedy acl(Patient patient) {
    String own = Objects.requireNonNullElse(patient.ownAddress(), "192.0.2.10");
    String width = own.contains(":") ? "/128" : "/32";
    return new Remedy(
        ACL,
        List.of(
            "<list name=\"strowger_gateways\" default=\"deny\">",
            "  <node type=\"allow\" cidr=\"127.0.0.1/32\"/>",
            "  <node type=\"allow\" cidr=\"" + own + width + "\"/>",
            "</list>"));
  }

  static List<Remedy> password() {
    return List.of(
        new Remedy(EVENT_SOCKET, List.of(param("password", CHOSEN))),
        new Remedy(FS_CLI, List.of("[default]", "password => " + CHOSEN)),
        run("reload mod_event_socket"),
        new Remedy("the gateway's environment", List.of("STROWGER_SWITCH_PASSWORD=" + CHOSEN)));
  }

  static List<Remedy> userPassword(String user) {
    return List.of(
        new Remedy(directory(user), List.of(param("esl-password", CHOSEN))),
        run("reloadxml"),
        new Remedy(
            "the gateway's environment",
            List.of("STROWGER_SWITCH_USER=" + user, "STROWGER_SWITCH_PASSWORD=" + CHOSEN)));
  }

  static List<Remedy> rights(String user) {
    return List.of(
        new Remedy(
            directory(user),
            List.of(
                param("esl-allowed-events", "all"),
                param("esl-allowed-api", "all"),
                param("esl-allowed-log", "false"))),
        run("reloadxml"));
  }

  static List<Remedy> tunnel(Patient patient) {
    return List.of(
        new Remedy(
            "stunnel.conf on the switch",
            List.of(
                "[event-socket]",
                "accept = 8022",
                "connect = 127.0.0.1:" + patient.door().port(),
                "cert = /etc/stunnel/switch.pem")),
        new Remedy(
            "the gateway's environment",
            List.of(
                "STROWGER_GATEWAY_SWITCHES="
                    + patient.name()
                    + "=tls://"
                    + patient.door().host()
                    + ":8022",
                "STROWGER_SWITCH_TLS_TRUST=/etc/strowger/switches.pem")));
  }

  static List<Remedy> socket(String gateway) {
    return List.of(
        new Remedy(
            "dialplan/public/00_strowger.xml",
            List.of("<action application=\"socket\" data=\"" + gateway + " async full\"/>")),
        run("reloadxml"));
  }

  /** FreeSWITCH takes the machine's time at its start and counts on from that by itself. */
  static List<Remedy> clock() {
    return List.of(
        new Remedy("on the switch's machine and on the gateway's", List.of("chronyc makestep")),
        run("fsctl sync_clock_when_idle"));
  }

  private static String directory(String user) {
    return "directory/default/" + user.split("@")[0] + ".xml, among the user's params";
  }

  private static String param(String name, String value) {
    return "<param name=\"" + name + "\" value=\"" + value + "\"/>";
  }
}
