package dev.portcullis.agent.local;

import dev.portcullis.crypto.Outcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Where the link listens, made from a configuration's text. An address, never a name: a name would
 * have to be looked up before anything can be said about it, and may mean another network tomorrow.
 *
 * @param address one of this unit's own, or {@code 0.0.0.0} or {@code ::} for all of them
 * @param port 1 to 65535; or 0 for any that is free, which a configuration cannot say
 */
public record ListenAddress(InetAddress address, int port) {

  private static final int LARGEST_PORT = 65535;
  private static final int LONGEST = 64;

  /** Why a text is not such an address. */
  public enum Refusal {
    /** It is not {@code address:port}, or {@code [address]:port} for IPv6. */
    NOT_ADDRESS_AND_PORT,
    /** What stands before the port is no IPv4 or IPv6 address. */
    NOT_AN_ADDRESS,
    /** The port is not 1 to 65535. */
    BAD_PORT
  }

  /** Checks the range. */
  public ListenAddress {
    if (port < 0 || port > LARGEST_PORT) {
      throw new IllegalArgumentException("not a port: " + port);
    }
  }

  /** Reads {@code 192.168.49.1:5684} or {@code [fd00::1]:5684}. */
  public static Outcome<ListenAddress, Refusal> parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon <= 0 || text.length() > LONGEST) {
      return Outcome.refused(Refusal.NOT_ADDRESS_AND_PORT);
    }
    var host = text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (bracketed != host.contains(":")) {
      return Outcome.refused(Refusal.NOT_ADDRESS_AND_PORT);
    }
    var literal = bracketed ? host.substring(1, host.length() - 1) : host;
    return port(text.substring(colon + 1)).then(port -> address(literal, port));
  }

  private static Outcome<ListenAddress, Refusal> address(String literal, int port) {
    // A scope names an interface of this moment; four parts, because fewer mean something too.
    boolean ambiguous = literal.contains("%") || (!literal.contains(":") && dots(literal) != 3);
    if (ambiguous) {
      return Outcome.refused(Refusal.NOT_AN_ADDRESS);
    }
    try {
      return Outcome.passed(new ListenAddress(InetAddress.ofLiteral(literal), port));
    } catch (IllegalArgumentException e) {
      return Outcome.refused(Refusal.NOT_AN_ADDRESS);
    }
  }

  private static long dots(String text) {
    return text.chars().filter(character -> character == '.').count();
  }

  private static Outcome<Integer, Refusal> port(String digits) {
    boolean decimal =
        !digits.isEmpty()
            && digits.length() <= 5
            && digits.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    if (!decimal) {
      return Outcome.refused(Refusal.BAD_PORT);
    }
    int port = Integer.parseInt(digits);
    return port < 1 || port > LARGEST_PORT
        ? Outcome.refused(Refusal.BAD_PORT)
        : Outcome.passed(port);
  }

  InetSocketAddress socketAddress() {
    return new InetSocketAddress(address, port);
  }

  @Override
  public String toString() {
    var host = address.getHostAddress();
    return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
  }
}
