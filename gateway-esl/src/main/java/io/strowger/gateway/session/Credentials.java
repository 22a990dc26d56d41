package io.strowger.gateway.session;

import io.strowger.gateway.esl.EslRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the gateway proves to a switch who it is.
 *
 * @param user {@code user@domain} of the switch's directory, whose rights the connection then has
 *     ({@code esl-allowed-events}, {@code esl-allowed-api}); absent for the switch's own password
 */
public record Credentials(@Nullable String user, String password) {
  private static final Pattern USER = Pattern.compile("[^\\s:@]{1,64}@[^\\s:@]{1,128}");

  /** Refuses a user that is not {@code user@domain}. */
  public Credentials {
    if (user != null && !USER.matcher(user).matches()) {
      throw new IllegalArgumentException(
          "a switch's user must be user@domain but is '" + user + "'");
    }
  }

  EslRequest request() {
    return user == null ? EslRequest.auth(password) : EslRequest.userAuth(user, password);
  }

  /** True for the password that FreeSWITCH ships with. */
  public boolean isWellKnown() {
    return user == null && password.equals("ClueCon");
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return user == null ? "password" : user;
  }
}
