package io.strowger.testkit.simulator.engine;

import io.strowger.testkit.simulator.event.HeaderBlock;

/**
 * What a switch says about itself in every event.
 *
 * @param coreUuid new at every start of a switch
 * @param switchName the configured name, by which clusters tell their members apart
 */
public record SwitchIdentity(String coreUuid, String switchName) {

  public static final String HOSTNAME = "vm";
  public static final String IPV4 = "192.0.2.2";
  public static final String IPV6 = "fd00::2";
  public static final String VERSION = "1.11.3-dev~64bit";

  HeaderBlock headers() {
    return new HeaderBlock()
        .put("Core-UUID", coreUuid)
        .put("FreeSWITCH-Hostname", HOSTNAME)
        .put("FreeSWITCH-Switchname", switchName)
        .put("FreeSWITCH-IPv4", IPV4)
        .put("FreeSWITCH-IPv6", IPV6);
  }
}
