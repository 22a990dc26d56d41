package io.strowger.gateway.inventory;

import io.strowger.contracts.switches.SwitchInventory.SipProfile;
import io.strowger.gateway.esl.ClosedXml;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads what {@code sofia xmlstatus} says: a flat list of profiles, one for each transport, each
 * group followed by its gateways ({@code cmd_xml_status} of {@code mod_sofia.c}).
 */
final class SofiaReport {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final XMLInputFactory XML = ClosedXml.factory();

  private SofiaReport() {}

  /** The running profiles; none when it is no such report. */
  static List<SipProfile> profiles(String xml) {
    Map<String, SipProfile> found = new LinkedHashMap<>();
    String latest = "";
    for (Map<String, String> entry : entries(xml)) {
      String name = entry.getOrDefault("name", "");
      boolean running = entry.getOrDefault("state", "").startsWith("RUNNING");
      String type = entry.getOrDefault("type", "");
      if (type.equals("profile") && running && NAME.matcher(name).matches()) {
        latest = name;
        SipProfile profile =
            found.computeIfAbsent(
                name,
                key ->
                    new SipProfile(key, new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
        boolean webSocket = entry.getOrDefault("state", "").contains("WS");
        if (!webSocket) {
          profile.addresses().add(entry.getOrDefault("data", ""));
        }
      } else if (type.equals("gateway") && found.containsKey(latest)) {
        found.get(latest).trunks().add(name);
      }
    }
    return List.copyOf(found.values());
  }

  /** The profile with its bindings for web sockets, of {@code sofia xmlstatus profile ...}. */
  static SipProfile withWebSockets(SipProfile profile, String xml) {
    List<String> sockets = new ArrayList<>();
    for (Map<String, String> entry : entries(xml)) {
      for (String binding : List.of("ws-bind-url", "wss-bind-url")) {
        String url = entry.get(binding);
        if (url != null && !url.isEmpty()) {
          sockets.add(url);
        }
      }
    }
    return new SipProfile(
        profile.name(),
        List.copyOf(profile.addresses()),
        List.copyOf(sockets),
        List.copyOf(profile.trunks()));
  }

  /** Each element that has elements with text, as these. */
  private static List<Map<String, String>> entries(String xml) {
    List<Map<String, String>> entries = new ArrayList<>();
    try {
      XMLStreamReader reader = XML.createXMLStreamReader(new StringReader(xml));
      Map<String, String> entry = new HashMap<>();
      StringBuilder text = new StringBuilder();
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          text.setLength(0);
        } else if (event == XMLStreamConstants.CHARACTERS) {
          text.append(reader.getText());
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          if (isGroup(reader.getLocalName())) {
            entries.add(entry);
            entry = new HashMap<>();
          } else {
            entry.putIfAbsent(reader.getLocalName(), text.toString().strip());
          }
        }
      }
    } catch (XMLStreamException notXml) {
      return entries;
    }
    return entries;
  }

  private static boolean isGroup(String element) {
    return switch (element) {
      case "profile", "gateway", "alias", "profile-info" -> true;
      default -> false;
    };
  }
}
