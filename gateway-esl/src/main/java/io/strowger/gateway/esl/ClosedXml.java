package io.strowger.gateway.esl;

import javax.xml.stream.XMLInputFactory;

/** XML of strangers: it fetches nothing and expands nothing. */
public final class ClosedXml {
  private ClosedXml() {}

  /** A factory of readers for it. */
  public static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }
}
