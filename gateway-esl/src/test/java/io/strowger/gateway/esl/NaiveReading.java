package io.strowger.gateway.esl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A slow second reading of the protocol, sharing nothing with the decoder. */
final class NaiveReading {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A frame as this reading sees it. */
  record Cut(Map<String, String> headers, byte[] body) {}

  private NaiveReading() {}

  static List<Cut> frames(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    List<Cut> cuts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf("\n\n", at);
      Map<String, String> headers = new LinkedHashMap<>();
      for (String line : text.substring(at, end).split("\n")) {
        String[] parts = line.split(": ", 2);
        byte[] value = parts[1].getBytes(StandardCharsets.ISO_8859_1);
        headers.putIfAbsent(parts[0], new String(value, StandardCharsets.UTF_8));
      }
      int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
      String body = text.substring(end + 2, end + 2 + length);
      cuts.add(new Cut(headers, body.getBytes(StandardCharsets.ISO_8859_1)));
      at = end + 2 + length;
    }
    return cuts;
  }

  static Map<String, List<String>> event(Cut cut) throws Exception {
    return switch (cut.headers().getOrDefault("Content-Type", "")) {
      case "text/event-json" -> json(cut.body());
      case "text/event-plain" -> plain(cut.body());
      case "text/event-xml" -> xml(cut.body());
      default -> throw new IllegalArgumentException(cut.headers().toString());
    };
  }

  private static Map<String, List<String>> json(byte[] body) throws Exception {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : JSON.readTree(body).properties()) {
      List<String> all = new ArrayList<>();
      if (field.getValue().isArray()) {
        field.getValue().forEach(element -> all.add(element.asText()));
      } else {
        all.add(field.getValue().asText());
      }
      values.put(field.getKey(), all);
    }
    return values;
  }

  private static Map<String, List<String>> plain(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    String[] parts = text.split("\n\n", 2);
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String line : parts[0].split("\n")) {
      String[] pair = line.split(": ", 2);
      String value =
          URLDecoder.decode(pair[1].replace("+", "%2B"), StandardCharsets.UTF_8)
              .replaceFirst("^_undef_$", "");
      values.put(
          pair[0],
          value.startsWith("ARRAY::")
              ? List.of(value.substring(7).split("\\|:", -1))
              : List.of(value));
    }
    if (values.containsKey("Content-Length")) {
      values.put("_body", List.of(parts[1]));
    }
    return values;
  }

  private static Map<String, List<String>> xml(byte[] body) throws Exception {
    Map<String, List<String>> values = new LinkedHashMap<>();
    NodeList elements =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(body))
            .getElementsByTagName("*");
    for (int i = 0; i < elements.getLength(); i++) {
      Element element = (Element) elements.item(i);
      if (element.getParentNode().getNodeName().equals("headers")) {
        String value =
            URLDecoder.decode(element.getTextContent().replace("+", "%2B"), StandardCharsets.UTF_8);
        boolean repeatedAtOnce =
            i > 0 && elements.item(i - 1).getNodeName().equals(element.getTagName());
        List<String> all = values.computeIfAbsent(element.getTagName(), name -> new ArrayList<>());
        if (all.isEmpty() || repeatedAtOnce) {
          all.add(value);
        }
      }
    }
    return values;
  }
}
