package dev.portcullis.agent;

import dev.portcullis.agent.config.AgentConfiguration;
import dev.portcullis.agent.config.AgentConfiguration.KeyPlace;
import dev.portcullis.agent.provision.Problem;
import dev.portcullis.agent.update.UpdateParts;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.cose.AgreementKeyPair;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.keys.Identity;
import dev.portcullis.crypto.keys.KeyRefusal;
import dev.portcullis.crypto.keys.KeyStoreSource;
import dev.portcullis.crypto.keys.Keys;
import dev.portcullis.crypto.keys.SecretFile;
import dev.portcullis.ota.encrypted.ImageKey;
import dev.portcullis.ota.encrypted.SoftwareImageKey;
import dev.portcullis.ota.fetch.coap.CoapServer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The vehicle's private keys, each for its one purpose.
 *
 * @param identity for mutual TLS, with its certificates
 * @param receiptKey signs receipts, beacons and manifests: P-256
 * @param imagePair what encrypted images are sealed to; none where the unit takes none
 */
record OwnKeys(
    Keys store, Identity identity, Signer receiptKey, Optional<AgreementKeyPair> imagePair)
    implements AutoCloseable {

  /** Opens the keys that {@code configuration} names, each fit for what it says they are for. */
  static Outcome<OwnKeys, Problem> open(AgentConfiguration configuration) {
    return open(configuration.keys())
        .then(
            own -> own.fitFor(configuration.update().flatMap(each -> each.repositories().coap())));
  }

  /** Opens {@code place} and finds every key that it names; the caller closes them. */
  static Outcome<OwnKeys, Problem> open(KeyPlace place) {
    return store(place)
        .then(store ->
            store
                .identity(place.tlsLabel())
                .mapRefusal(OwnKeys::said)
                .then(identity ->
                    receiptKey(store, place.receiptLabel())
                        .then(receiptKey ->
                            imagePair(store, place.imageLabel())
                                .map(pair -> new OwnKeys(store, identity, receiptKey, pair)))));
  }

  /**
   * These, if their identity can fetch images from {@code coap}: DTLS is spoken on P-256 alone.
   * Seen here, and not when every image comes the other way for years.
   */
  Outcome<OwnKeys, Problem> fitFor(Optional<CoapServer> coap) {
    return coap.isPresent()
            && identity.p256() instanceof Outcome.Refused<Identity, KeyRefusal>(var why)
        ? unfit(why)
        : Outcome.passed(this);
  }

  private Outcome<OwnKeys, Problem> unfit(KeyRefusal why) {
    close();
    return Outcome.refused(
        new Problem(
            why.where(),
            why.reason() + ": " + why.detail() + ", and update.coap-images needs P-256",
            "provision a P-256 key for keys.tls, or remove coap-images and coap-pins from [update]"));
  }

  /** What an update needs of them. */
  UpdateParts.UnitKeys forUpdates() {
    return new UpdateParts.UnitKeys(receiptKey, imageKey(), identity.keyManager());
  }

  /** What opens encrypted images. */
  ImageKey imageKey() {
    return imagePair.<ImageKey>map(SoftwareImageKey::new).orElse(ImageKey.NONE);
  }

  private static Outcome<Signer, Problem> receiptKey(Keys store, String label) {
    return store
        .signer(label)
        .mapRefusal(OwnKeys::said)
        .then(signer ->
            signer.publicKey().algorithm() == Algorithm.ES256
                ? Outcome.passed(signer)
                : Outcome.refused(
                    new Problem(
                        "keys.receipt: " + label,
                        "is no P-256 key",
                        "provision a P-256 key under this label")));
  }

  private static Outcome<Optional<AgreementKeyPair>, Problem> imagePair(
      Keys store, Optional<String> label) {
    return label.isEmpty()
        ? Outcome.passed(Optional.empty())
        : store.agreementKey(label.get()).map(Optional::of).mapRefusal(OwnKeys::said);
  }

  private static Outcome<Keys, Problem> store(KeyPlace place) {
    return switch (place) {
      case KeyPlace.File file ->
          secret(file.passwordFile())
              .then(password -> store(new KeyStoreSource.Pkcs12(file.file(), password)));
      case KeyPlace.Token token ->
          secret(token.pinFile())
              .then(pin ->
                  store(
                      new KeyStoreSource.Pkcs11(
                          token.library(), "vehicle", token.slotListIndex(), pin)));
    };
  }

  private static Outcome<Keys, Problem> store(KeyStoreSource source) {
    return Keys.open(source).mapRefusal(OwnKeys::said);
  }

  private static Outcome<SecretBytes, Problem> secret(Path file) {
    return SecretFile.read(file).mapRefusal(OwnKeys::said);
  }

  private static Problem said(KeyRefusal refusal) {
    String detail = refusal.detail().isEmpty() ? "" : ": " + refusal.detail();
    return new Problem(refusal.where(), refusal.reason() + detail, refusal.reason().next());
  }

  @Override
  public void close() {
    store.close();
    imagePair.ifPresent(AgreementKeyPair::close);
  }
}
