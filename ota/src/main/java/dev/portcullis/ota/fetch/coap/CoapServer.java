package dev.portcullis.ota.fetch.coap;

import dev.portcullis.crypto.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A server of images.
 *
 * @param host a name or an address; a name is looked up for each connection
 * @param port UDP, 5684 if the operator has no reason for another (RFC 7252, section 12.7)
 * @param folder the segments of the path above the images
 * @param pins digests of the SubjectPublicKeyInfo of its keys; more than one while one is replaced
 */
public record CoapServer(String host, int port, List<String> folder, Set<Digest> pins) {

  private static final int LAST_PORT = 65_535;

  /** Copies, and checks that there is a pin and a port. */
  public CoapServer {
    folder = List.copyOf(folder);
    pins = Set.copyOf(pins);
    if (pins.isEmpty() || port < 1 || port > LAST_PORT) {
      throw new IllegalArgumentException("a server has a port and a pinned key");
    }
  }

  /** The same server, one folder further down. */
  public CoapServer below(String name) {
    var further = new ArrayList<>(folder);
    further.add(name);
    return new CoapServer(host, port, further, pins);
  }

  /** Where the images are, for people. */
  public String place() {
    return "coaps://" + host + ":" + port + "/" + String.join("/", folder);
  }
}
