package io.strowger.testkit.simulator.command;

/** What {@code sofia} says of a switch with one profile, as {@code mod_sofia.c} writes it. */
final class SofiaReports {

  private static final String HEADER = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n";
  private static final String STATUS =
      HEADER
          + """
          <profiles>
          <profile>
          <name>internal</name>
          <type>profile</type>
          <data>sip:mod_sofia@192.0.2.2:5060</data>
          <state>RUNNING (0)</state>
          </profile>
          <profile>
          <name>internal</name>
          <type>profile</type>
          <data>sips:mod_sofia@192.0.2.2:7443;transport=wss</data>
          <state>RUNNING (0) (WSS)</state>
          </profile>
          <gateway>
          <name>carrier</name>
          <type>gateway</type>
          <data>sip:trunk@203.0.113.5</data>
          <state>NOREG</state>
          </gateway>

          <alias>
          <name>192.0.2.2</name>
          <type>alias</type>
          <data>internal</data>
          <state>ALIASED</state>
          </alias>
          </profiles>
          """;

  private static final String PROFILE =
      HEADER
          + """
          <profile>
            <profile-info>
              <name>internal</name>
              <domain-name>N/A</domain-name>
              <sip-ip>192.0.2.2</sip-ip>
              <url>sip:mod_sofia@192.0.2.2:5060</url>
              <bind-url>sip:mod_sofia@192.0.2.2:5060</bind-url>
              <wss-bind-url>sips:mod_sofia@192.0.2.2:7443;transport=wss</wss-bind-url>
            </profile-info>
          </profile>
          """;

  private SofiaReports() {}

  static String answer(String argument) {
    return switch (argument) {
      case "xmlstatus" -> STATUS;
      case "xmlstatus profile internal" -> PROFILE;
      case "profile internal rescan" -> "Reload XML [Success]\n+OK scan complete\n";
      default ->
          "Invalid Profile [" + argument.split(" ")[argument.split(" ").length > 1 ? 1 : 0] + "]\n";
    };
  }
}
