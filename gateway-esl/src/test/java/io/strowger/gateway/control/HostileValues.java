package io.strowger.gateway.control;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Values that were made to become a switch's syntax. */
final class HostileValues {
  private static final List<String> CORES =
      List.of(
          "\r\n",
          "\n",
          "\r",
          "\n\n",
          "\r\n\r\nsendmsg x\ncall-command: hangup\n\n",
          "\n\napi hupall\n\n",
          "\nevent-uuid: pwned",
          "\ncontent-length: 5\n\nhello",
          "\0",
          "a\0b",
          "${system(id)}",
          "${hupall()}",
          "$${domain}",
          "${uuid_kill(${uuid})}",
          "%{pwned=1}",
          "%[pwned=1]",
          "%0A",
          "%0d%0aapi hupall",
          "%00",
          "|",
          "|sofia/internal/2@evil",
          ",sofia/internal/2@evil",
          ":_:",
          ":_:sofia/internal/2@evil",
          "}",
          "{",
          "}sofia/internal/2@evil",
          "{pwned=1}",
          "[pwned=1]",
          "<pwned=1>",
          "]",
          ">",
          "^^:pwned=1:",
          "^^",
          "'",
          "''",
          "\"",
          "\\",
          "\\'",
          "\\n",
          "\\,pwned=1",
          "pwned=1,api_hangup_hook=system id",
          " &park()",
          " &system(id)",
          " XML default; hupall",
          ";hupall",
          ";;hupall",
          " inline",
          "system:id inline",
          "@evil/../x",
          "../../../etc/passwd",
          "/etc/passwd",
          "//evil/share",
          "http://evil/x.wav",
          "shout://evil/x",
          "say:x",
          "lua::x.lua",
          "park::",
          "hangup::NORMAL",
          "`id`",
          "$(id)",
          "&&hupall",
          "-bleg 1",
          "+1 +2",
          " ",
          "\t",
          "\u0007",
          "\u007f",
          "\u0085",
          "\u2028",
          "\u00a0",
          "\u202e",
          "\ud800",
          "\udc00\ud800",
          "\ufffd",
          "\ufeff",
          "ÿþ",
          "Zoë O'Brien \"€\"",
          "Robert'); DROP TABLE legs;--",
          "<script>alert(1)</script>",
          "<sip:evil@evil>;tag=1",
          "a,b={c}|d",
          "1;2",
          "= ",
          "");

  private HostileValues() {}

  /** Each alone, before, behind and within harmless text, and some that are too long. */
  static Set<String> all() {
    Set<String> all = new LinkedHashSet<>();
    for (String core : CORES) {
      all.add(core);
      all.add("1" + core);
      all.add(core + "1");
      all.add("ab" + core + "cd");
    }
    for (int length : List.of(257, 1_025, 20_000)) {
      all.add("1".repeat(length));
      all.add("é".repeat(length));
      all.add("a,".repeat(length / 2));
    }
    return all;
  }
}
