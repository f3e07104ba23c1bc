package dev.portcullis.agent.config;

import dev.portcullis.agent.settings.BadSetting;
import dev.portcullis.agent.settings.Section;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.ota.fetch.coap.CoapServer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads where images come from over CoAP, and whose server that is: both, or neither. */
final class CoapImages {

  private static final String PLACE = "coap-images";
  private static final String PINS = "coap-pins";

  /** RFC 7252, section 6.2: CoAP over DTLS, never without. */
  private static final String SCHEME = "coaps";

  /** RFC 7252, section 6.2. */
  private static final int USUAL_PORT = 5684;

  private static final int LAST_PORT = 65_535;

  /** A key that is used, the next one, and as many again for whoever replaces both. */
  private static final int MOST_PINS = 4;

  /**
   * RFC 7252, section 5.10, with room for what is below: all of it goes with each request. The
   * letters are those that no URI has to encode; a name of full stops alone would lead elsewhere.
   */
  private static final Pattern SEGMENT = Pattern.compile("(?!\\.+$)[A-Za-z0-9._~-]{1,64}");

  private static final int MOST_SEGMENTS = 8;

  private CoapImages() {}

  /** In the table {@code update}. */
  static Optional<CoapServer> read(Section update) throws BadSetting {
    if (!update.has(PLACE)) {
      if (update.has(PINS)) {
        throw update.bad(PINS, "stands without " + PLACE + ": there is no server to hold to it");
      }
      return Optional.empty();
    }
    var uri = uri(update);
    var folder = folder(update, uri);
    if (!update.has(PINS)) {
      throw update.bad(
          PINS, "is missing: " + PLACE + " is of use only at a server whose key is known");
    }
    int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
    return Optional.of(new CoapServer(uri.getHost(), port, folder, pins(update)));
  }

  private static URI uri(Section update) throws BadSetting {
    try {
      var uri = new URI(update.text(PLACE));
      if (SCHEME.equals(uri.getScheme())
          && uri.getHost() != null
          && uri.getPort() != 0
          && uri.getPort() <= LAST_PORT
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // Said below.
    }
    throw update.bad(
        PLACE, "must be like coaps://ota.example:5684/images; without a port it is 5684");
  }

  private static List<String> folder(Section update, URI uri) throws BadSetting {
    var path = uri.getRawPath().replaceFirst("^/", "").replaceFirst("/$", "");
    var segments = path.isEmpty() ? List.<String>of() : List.of(path.split("/", -1));
    if (segments.size() > MOST_SEGMENTS
        || !segments.stream().allMatch(each -> SEGMENT.matcher(each).matches())) {
      throw update.bad(
          PLACE,
          "must name at most "
              + MOST_SEGMENTS
              + " folders, each of 1 to 64 letters, digits and . _ ~ -");
    }
    return segments;
  }

  private static Set<Digest> pins(Section update) throws BadSetting {
    var pins = new LinkedHashSet<Digest>();
    var values = update.hexes(PINS);
    for (int i = 0; i < values.size(); i++) {
      pins.add(pin(update, PINS + "[" + i + "]", values.get(i)));
    }
    if (pins.size() < values.size()) {
      throw update.bad(PINS, "names a key twice");
    }
    if (pins.isEmpty() || pins.size() > MOST_PINS) {
      throw update.bad(PINS, "names " + pins.size() + " keys, must name 1 to " + MOST_PINS);
    }
    return pins;
  }

  private static Digest pin(Section update, String key, Bytes value) throws BadSetting {
    if (value.size() != Digest.SIZE) {
      throw update.bad(
          key, "must be 64 hexadecimal digits: the SHA-256 of the key's SubjectPublicKeyInfo");
    }
    return new Digest(value);
  }
}
