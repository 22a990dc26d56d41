package io.strowger.testkit.capture;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * An event of a capture, read the plainest way for each format.
 *
 * @param headers by name, in order, decoded; a variable with several values as {@code
 *     ARRAY::first|:second}
 * @param body text behind the headers, empty when there is none
 */
public record CapturedEvent(Map<String, String> headers, String body) {

  /** Reads the event in a frame. */
  public static CapturedEvent of(CapturedFrame frame) {
    return switch (frame.headers().getOrDefault("content-type", "")) {
      case "text/event-json" -> json(frame.text());
      case "text/event-plain" -> plain(frame.text());
      case "text/event-xml" -> xml(frame.body());
      default -> throw new IllegalArgumentException("Not an event: " + frame.firstLine());
    };
  }

  /** The event's name, e.g. {@code CHANNEL_PARK}. */
  public String name() {
    return header("Event-Name");
  }

  /** The value of this header, empty when it is absent. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** The value of this channel variable, empty when it is absent. */
  public String variable(String name) {
    return header("variable_" + name);
  }

  private static CapturedEvent json(String text) {
    JsonNode tree = Capture.parse(text);
    Map<String, String> headers = new LinkedHashMap<>();
    tree.properties().forEach(entry -> headers.put(entry.getKey(), value(entry.getValue())));
    String body = headers.remove("_body");
    return new CapturedEvent(headers, body == null ? "" : body);
  }

  private static String value(JsonNode node) {
    if (!node.isArray()) {
      return node.asText();
    }
    return StreamSupport.stream(node.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining("|:", "ARRAY::", ""));
  }

  private static CapturedEvent plain(String text) {
    int blank = text.indexOf("\n\n");
    String head = blank < 0 ? text : text.substring(0, blank);
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : head.split("\n")) {
      int colon = line.indexOf(": ");
      headers.put(line.substring(0, colon), percentDecoded(line.substring(colon + 2)));
    }
    return new CapturedEvent(headers, blank < 0 ? "" : text.substring(blank + 2));
  }

  private static String percentDecoded(String value) {
    // A plus sign is itself here, unlike in an HTML form.
    return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static CapturedEvent xml(byte[] document) {
    try {
      Element event =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(document))
              .getDocumentElement();
      Map<String, String> headers = new LinkedHashMap<>();
      NodeList children = event.getElementsByTagName("headers").item(0).getChildNodes();
      for (int i = 0; i < children.getLength(); i++) {
        if (children.item(i).getNodeType() == Node.ELEMENT_NODE) {
          String value = children.item(i).getTextContent();
          headers.put(children.item(i).getNodeName(), percentDecoded(value));
        }
      }
      NodeList bodies = event.getElementsByTagName("body");
      return new CapturedEvent(
          headers, bodies.getLength() == 0 ? "" : bodies.item(0).getTextContent());
    } catch (java.io.IOException
        | org.xml.sax.SAXException
        | javax.xml.parsers.ParserConfigurationException e) {
      throw new IllegalArgumentException("Not an XML event", e);
    }
  }
}
