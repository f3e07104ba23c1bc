package dev.portcullis.simulator.phone;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.keys.Identity;
import dev.portcullis.crypto.keys.KeyRefusal;
import dev.portcullis.crypto.keys.KeyStoreSource;
import dev.portcullis.crypto.keys.Keys;
import dev.portcullis.crypto.keys.SecretFile;
import dev.portcullis.crypto.message.GrantCodec;
import dev.portcullis.crypto.tls.MutualTls;
import dev.portcullis.crypto.tls.ValidityTime;
import dev.portcullis.crypto.x509.TrustAnchors;
import dev.portcullis.simulator.authority.Party;
import dev.portcullis.simulator.broker.MqttLogin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A phone as its configuration describes it.
 *
 * @param phone signs and reads
 * @param topics where it talks with the command service
 * @param login how it enters the broker
 */
record PhoneOpening(Phone phone, PhoneTopics topics, MqttLogin login) {

  /** Opens keys, certificates and grants; refuses with the setting that names what is wrong. */
  static Outcome<PhoneOpening, SettingsRefusal> open(
      Path file, PhoneSettings settings, InstantSource clock, SecureRandom random) {
    var grants = new ArrayList<Bytes>();
    for (var grant : settings.grants()) {
      try {
        var encoded = Bytes.of(Files.readAllBytes(grant));
        if (GrantCodec.parse(encoded) instanceof Outcome.Refused<?, ?>(var reason)) {
          return refused(file, "grants", grant + " is not a grant: " + reason);
        }
        grants.add(encoded);
      } catch (IOException e) {
        return refused(file, "grants", "cannot be read: " + e.getMessage());
      }
    }
    return keys(file, settings)
        .then(keys ->
            TrustAnchors.read(settings.authorities())
                .mapRefusal(why -> new SettingsRefusal(file, "authorities", why.toString()))
                .then(anchors -> assemble(file, settings, keys, anchors, clock))
                .map(login ->
                    new PhoneOpening(
                        phone(settings, keys.command(), grants, clock, random),
                        new PhoneTopics(login.clientId()),
                        login)));
  }

  private record OpenedKeys(Identity identity, Signer command) {}

  private static Outcome<OpenedKeys, SettingsRefusal> keys(Path file, PhoneSettings settings) {
    var place = settings.keys();
    return SecretFile.read(place.password())
        .then(password -> Keys.open(new KeyStoreSource.Pkcs12(place.file(), password)))
        .then(keys ->
            keys.identity(place.identity())
                .then(identity ->
                    keys.signer(place.command()).map(command -> new OpenedKeys(identity, command))))
        .mapRefusal((KeyRefusal why) -> new SettingsRefusal(file, "keys", why.toString()));
  }

  private static Outcome<MqttLogin, SettingsRefusal> assemble(
      Path file,
      PhoneSettings settings,
      OpenedKeys keys,
      TrustAnchors anchors,
      InstantSource clock) {
    Supplier<ValidityTime> time = () -> new ValidityTime.Trusted(clock.instant());
    var tls = MutualTls.client(keys.identity(), anchors, time);
    var subject = keys.identity().certificate().getSubjectX500Principal();
    return Party.fromSubject(subject)
        .<Outcome<MqttLogin, SettingsRefusal>>map(party ->
            Outcome.passed(
                new MqttLogin(
                    settings.broker(), tls, party.name(), new MqttLogin.CertificateOnly())))
        .orElseGet(() -> refused(file, "keys.identity", "names no phone, but " + subject));
  }

  private static Phone phone(
      PhoneSettings settings,
      Signer command,
      List<Bytes> grants,
      InstantSource clock,
      SecureRandom random) {
    var key = new PhoneKey(command, settings.vehicle(), settings.receiptKey(), grants);
    return new Phone(key, new CounterFile(settings.counter(), clock), random);
  }

  private static <T> Outcome<T, SettingsRefusal> refused(Path file, String where, String reason) {
    return Outcome.refused(new SettingsRefusal(file, where, reason));
  }
}
