package io.strowger.gateway.control;

import java.util.regex.Pattern;

/**
 * Which text from outside may become part of a switch's command. Everything refused is refused with
 * {@link IllegalArgumentException}, which the one caller turns into a refusal.
 */
final class Words {
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9*#]{1,32}");
  private static final Pattern SIP_USER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");
  private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,159}");
  private static final Pattern CODEC = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}");
  private static final Pattern SIP_CALL_ID = Pattern.compile("[A-Za-z0-9._@:+=~*!-]{1,200}");
  private static final Pattern SOUND = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_./-]{0,255}");
  private static final Pattern TONE = Pattern.compile("tone_stream://[%()0-9A-Za-z,;=*.+-]{1,200}");

  private static final int MAX_ARGUMENTS = 4096;
  private static final int MAX_VALUE = 16_384;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final Pattern DIGITS = Pattern.compile("[0-9A-D*#wW]{1,64}");
  private static final Pattern TERMINATORS = Pattern.compile("[0-9*#]{1,4}");
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_.@:+-]{1,128}");
  private static final Pattern FOLDER = Pattern.compile("/[A-Za-z0-9_./-]{1,255}");
  private static final Pattern SIP_URI =
      Pattern.compile(
          "sips?:[A-Za-z0-9+*#][A-Za-z0-9.+*#_-]{0,63}"
              + "@(\\[[0-9A-Fa-f:.]{2,45}\\]|[A-Za-z0-9._-]{1,253})(:\\d{1,5})?");

  private Words() {}

  /** The name of a profile, conference or global variable. */
  static String name(String what, String value) {
    return matching(NAME, what, value);
  }

  /** Digits to be sent. */
  static String digits(String value) {
    return matching(DIGITS, "digits", value);
  }

  /** Digits that end digits. */
  static String terminators(String value) {
    return matching(TERMINATORS, "terminators", value);
  }

  /** A value that stands as one word of an API command. */
  static String word(String what, String value) {
    return matching(VALUE, what, value);
  }

  /** A SIP address. */
  static String sipUri(String value) {
    return matching(SIP_URI, "destination", value);
  }

  /** A file below a folder of the switch. */
  static String fileBelow(String what, String value) {
    if (value.contains("..") || value.contains("//")) {
      throw refused(what + " leaves its folder", value);
    }
    return matching(SOUND, what, value);
  }

  /** A folder that a switch told of. */
  static String folder(String value) {
    return matching(FOLDER, "the switch's folder", value.strip());
  }

  /** What stands after the name of an API command; never a second line. */
  static String arguments(String value) {
    if (value.length() > MAX_ARGUMENTS) {
      throw new IllegalArgumentException("arguments are longer than " + MAX_ARGUMENTS);
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) == 0x7f) {
        throw refused("arguments hold a control character", value);
      }
    }
    return value;
  }

  /** A number within limits. */
  static int within(String what, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          what + " must be " + min + " to " + max + " but is " + value);
    }
    return value;
  }

  /** A number or SIP user to be dialled. */
  static String dialled(String value) {
    if (!NUMBER.matcher(value).matches() && !SIP_USER.matcher(value).matches()) {
      throw refused("dialled_number is neither a number nor a SIP user", value);
    }
    return value;
  }

  /** The scheduler group of a timer. */
  static String group(String value) {
    return matching(GROUP, "group", value);
  }

  /** A codec's name, such as {@code PCMA@8000h@20i}. */
  static String codec(String value) {
    return matching(CODEC, "codec", value);
  }

  /** A tone ({@code tone_stream://}) or a file below the switch's sounds folder. */
  static String media(String value) {
    boolean climbs = value.contains("..") || value.contains("//");
    if (TONE.matcher(value).matches() || (SOUND.matcher(value).matches() && !climbs)) {
      return value;
    }
    throw refused("media is neither a tone_stream:// nor a file below the sounds folder", value);
  }

  /** True for a SIP Call-ID that cannot be mistaken for syntax of a dial string. */
  static boolean isPlainSipCallId(String value) {
    return SIP_CALL_ID.matcher(value).matches();
  }

  /** Seconds within limits. */
  static int seconds(String what, int value, int max) {
    return within(what, value, 1, max);
  }

  /** An SDP that becomes a variable of a leg: nothing in it is expanded. */
  static String sdp(String name, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean control = (c < ' ' && c != '\r' && c != '\n') || c == 0x7f;
      if (control || "$\\'{}|".indexOf(c) >= 0) {
        throw refused(name + " holds a character that no SDP of a leg can have", value);
      }
    }
    return value;
  }

  /** A value that {@code uuid_setvar} takes as its last argument. */
  static String apiValue(String name, String value) {
    if (value.length() > MAX_VALUE) {
      throw new IllegalArgumentException(
          "variable " + name + " is longer than " + MAX_VALUE + " characters");
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) == 0x7f) {
        throw refused("variable " + name + " holds a control character", value);
      }
    }
    if (value.contains("${") || value.contains("$${")) {
      throw refused("variable " + name + " holds an expansion", value);
    }
    return value.replace("\\", "\\\\").replace("'", "\\'");
  }

  static IllegalArgumentException refused(String why, String value) {
    String shown = value.length() > 80 ? value.substring(0, 80) + "..." : value;
    return new IllegalArgumentException(why + ": '" + shown.replaceAll("\\p{Cntrl}", "?") + "'");
  }

  private static String matching(Pattern allowed, String what, String value) {
    if (!allowed.matcher(value).matches()) {
      throw refused(what + " must match " + allowed, value);
    }
    return value;
  }
}
