package dev.portcullis.crypto.attest.apple;

import dev.portcullis.crypto.Bytes;
import java.util.Arrays;
import java.util.Optional;

/** Which of Apple's services certified a key. */
public enum AppAttestEnvironment {
  /** For apps from a store, from TestFlight or of an enterprise. */
  PRODUCTION("production", "appattest\0\0\0\0\0\0\0"),
  /** For apps that a developer runs: anyone in the team can sign one, with any content. */
  DEVELOPMENT("development", "appattestdevelop");

  private final String wire;
  private final String authenticator;

  AppAttestEnvironment(String wire, String authenticator) {
    this.wire = wire;
    this.authenticator = authenticator;
  }

  /** The name in a policy. */
  public String wire() {
    return wire;
  }

  /** The identifier of the kind of authenticator, 16 bytes. */
  Bytes authenticator() {
    return Bytes.utf8(authenticator);
  }

  static Optional<AppAttestEnvironment> of(Bytes authenticator) {
    return Arrays.stream(values())
        .filter(each -> each.authenticator().equals(authenticator))
        .findFirst();
  }
}
