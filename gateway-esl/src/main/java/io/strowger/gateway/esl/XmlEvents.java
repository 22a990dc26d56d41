package io.strowger.gateway.esl;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Events in XML: one element a header, its text %-encoded.
 *
 * <p>A variable of several values is an element repeated at once; a name that comes again later
 * ({@code Hangup-Cause}) stands twice, and the first counts.
 */
final class XmlEvents {
  private static final XMLInputFactory XML = ClosedXml.factory();

  private final Map<String, String> headers = new HashMap<>(256);
  private String previous = "";
  private boolean insideHeaders;

  private XmlEvents() {}

  static @Nullable EslEvent decode(byte[] bytes, Interest interest) throws MalformedFrame {
    XmlEvents reading = new XmlEvents();
    try {
      XMLStreamReader reader = XML.createXMLStreamReader(new ByteArrayInputStream(bytes), "UTF-8");
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT) {
          reading.readElement(reader);
        } else if (reader.getEventType() == XMLStreamConstants.END_ELEMENT) {
          reading.insideHeaders &= !reader.getLocalName().equals("headers");
        }
      }
    } catch (XMLStreamException wrong) {
      throw new MalformedFrame("event is no readable XML: " + firstLine(wrong), wrong);
    }
    String name = reading.headers.getOrDefault(EslEvent.NAME, "");
    return interest.of(name) == null ? null : new EslEvent(name, reading.headers);
  }

  private void readElement(XMLStreamReader reader) throws XMLStreamException {
    String element = reader.getLocalName();
    switch (element) {
      case "event" -> {}
      case "headers" -> insideHeaders = true;
      case "body" -> headers.put(EslEvent.BODY, reader.getElementText());
      default -> addHeader(element, reader.getElementText());
    }
    previous = element;
  }

  private void addHeader(String name, String text) {
    String value = insideHeaders ? PlainEvents.percentDecoded(text) : text;
    String before = headers.putIfAbsent(name, value);
    if (before != null && name.equals(previous)) {
      headers.put(name, EslEvent.append(before, value));
    }
  }

  private static String firstLine(XMLStreamException wrong) {
    String message = wrong.getMessage();
    return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
  }
}
