package dev.portcullis.simulator.repository.server;

import dev.portcullis.crypto.keys.Identity;
import dev.portcullis.crypto.tls.MutualTls;
import dev.portcullis.crypto.tls.ValidityTime;
import dev.portcullis.crypto.x509.TrustAnchors;
import dev.portcullis.simulator.authority.Authority;
import dev.portcullis.simulator.authority.Estate;
import dev.portcullis.simulator.authority.KeyFiles;
import dev.portcullis.simulator.authority.Party;
import dev.portcullis.simulator.authority.PartyKind;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLContext;

/** TLS 1.3 with certificates of the simulated cloud's authority, for either side. */
public record RepositoryTls(Authority authority, InstantSource clock) {

  private static final String PLACE = "repository";

  /** For the server. */
  public SSLContext server() throws IOException, GeneralSecurityException {
    return MutualTls.server(identity(), anchors(), this::time);
  }

  /** The server's own key. */
  public Identity identity() throws IOException, GeneralSecurityException {
    var party = new Party(PartyKind.REPOSITORY, PLACE);
    var files = authority.issue(PLACE, party, List.of(KeyFiles.IDENTITY));
    return Estate.open(files).identity(KeyFiles.IDENTITY).orFault();
  }

  /** For a vehicle with the identity in {@code files}. */
  public SSLContext client(KeyFiles files) throws IOException, GeneralSecurityException {
    return MutualTls.client(
        Estate.open(files).identity(KeyFiles.IDENTITY).orFault(), anchors(), this::time);
  }

  /** Whose certificates either side takes. */
  public TrustAnchors anchors() throws IOException, GeneralSecurityException {
    return TrustAnchors.read(authority.rootCertificate()).orFault();
  }

  private ValidityTime time() {
    return new ValidityTime.Trusted(clock.instant());
  }
}
