package dev.portcullis.simulator.authority;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.security.auth.x500.X500Principal;

/**
 * Who a certificate is for. Its name is the certificate's common name: brokers such as mosquitto
 * take that as the user name, so a vehicle's name is its id as it stands in the topics.
 *
 * @param kind what the party is
 * @param name lower-case letters, digits and hyphens; for a vehicle its id in 32 hexadecimal digits
 */
public record Party(PartyKind kind, String name) {

  private static final String ORGANISATION = "Portcullis";
  private static final Pattern NAME = Pattern.compile("[0-9a-z][0-9a-z-]{0,63}");

  /**
   * Checks the name, which becomes a level of topics and a folder.
   *
   * @throws IllegalArgumentException if it holds anything but lower-case letters, digits, hyphens
   */
  public Party {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a party's name: " + name);
    }
  }

  /** The distinguished name that stands in this party's certificate. */
  public X500Principal subject() {
    return new X500Principal("CN=" + name + ",OU=" + kind.unit() + ",O=" + ORGANISATION);
  }

  /** Reads a party from a subject; empty where our authority would not have written it so. */
  public static Optional<Party> fromSubject(X500Principal subject) {
    var values = new HashMap<String, String>();
    try {
      var name = new LdapName(subject.getName(X500Principal.RFC2253));
      for (var part : name.getRdns()) {
        if (part.size() != 1 || !(part.getValue() instanceof String value)) {
          return Optional.empty();
        }
        if (values.put(part.getType().toUpperCase(Locale.ROOT), value) != null) {
          return Optional.empty();
        }
      }
    } catch (InvalidNameException e) {
      return Optional.empty();
    }
    return fromAttributes(values);
  }

  private static Optional<Party> fromAttributes(Map<String, String> values) {
    var name = values.get("CN");
    var unit = values.get("OU");
    if (values.size() != 3
        || name == null
        || unit == null
        || !ORGANISATION.equals(values.get("O"))
        || !NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    return Arrays.stream(PartyKind.values())
        .filter(kind -> kind.unit().equals(unit))
        .findFirst()
        .map(kind -> new Party(kind, name));
  }
}
