package dev.portcullis.can.port;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a network interface: one the kernel's {@code dev_valid_name} accepts, in ASCII. */
public final class InterfaceName {

  /** IFNAMSIZ is 16, with the zero byte at the end. */
  private static final Pattern VALID = Pattern.compile("(?!\\.\\.?$)[!-~&&[^/:]]{1,15}");

  private final String text;

  private InterfaceName(String text) {
    this.text = text;
  }

  /** The name that is {@code text}; empty where no interface can be called so. */
  public static Optional<InterfaceName> parse(String text) {
    return VALID.matcher(text).matches() ? Optional.of(new InterfaceName(text)) : Optional.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InterfaceName that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
