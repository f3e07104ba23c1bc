package dev.portcullis.simulator.cloud;

import dev.portcullis.crypto.message.Attestation;
import dev.portcullis.crypto.tls.MutualTls;
import dev.portcullis.crypto.tls.ValidityTime;
import dev.portcullis.crypto.x509.TrustAnchors;
import dev.portcullis.simulator.authority.Estate;
import dev.portcullis.simulator.authority.Holder;
import dev.portcullis.simulator.authority.KeyFiles;
import dev.portcullis.simulator.broker.Broker;
import dev.portcullis.simulator.broker.BrokerDescription;
import dev.portcullis.simulator.broker.MqttLogin;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Makes the cloud's parts from the keys of an {@link Estate}. */
public final class Cloud {

  /** The back-end's workload, as the policy names it. */
  public static final String WORKLOAD = "portcullis-command-service";

  private static final Duration LONGEST_ABSENCE = Duration.ofHours(1);

  private final Estate estate;
  private final InstantSource clock;
  private final SecureRandom random;
  private final AtomicReference<Sequences> sequences = new AtomicReference<>(Sequences.NONE);

  /** The cloud of {@code estate}. */
  public Cloud(Estate estate, InstantSource clock, SecureRandom random) {
    this.estate = estate;
    this.clock = clock;
    this.random = random;
  }

  /** What the back-end says it knows from now on. */
  public void knows(Sequences known) {
    sequences.set(known);
  }

  /** Starts the broker. */
  public Broker startBroker(BrokerChoice choice) throws IOException, GeneralSecurityException {
    return Broker.start(
        new BrokerDescription(
            choice.address(),
            estate.files(Holder.BROKER),
            estate.authority().trustStore(),
            choice.storage(),
            choice.administrator()),
        random);
  }

  /** Starts the back-end, which connects to {@code broker}. */
  public BackEnd startBackEnd(InetSocketAddress broker)
      throws IOException, GeneralSecurityException {
    // A receipt that comes while the connection is broken waits at the broker.
    var login = login(broker, Holder.COMMAND_SERVICE).kept(LONGEST_ABSENCE);
    return BackEnd.start(login, backEndParts(), random);
  }

  /** How {@code holder} enters {@code broker}, with its certificate and its name. */
  public MqttLogin login(InetSocketAddress broker, Holder holder)
      throws IOException, GeneralSecurityException {
    var identity = estate.keys(holder).identity(KeyFiles.IDENTITY).orFault();
    var anchors = TrustAnchors.read(estate.authority().rootCertificate()).orFault();
    Supplier<ValidityTime> time = () -> new ValidityTime.Trusted(clock.instant());
    var name = estate.party(holder).name();
    return new MqttLogin(
        broker, MutualTls.client(identity, anchors, time), name, new MqttLogin.CertificateOnly());
  }

  /** The Verifier, with its keys. */
  public EvidenceVerifier verifier() {
    return new EvidenceVerifier(
        estate.signer(Holder.VERIFIER, Holder.APP_RESULT),
        estate.signer(Holder.VERIFIER, Holder.BACK_END_RESULT),
        clock);
  }

  private BackEndParts backEndParts() {
    var verifier = verifier();
    var signer = estate.signer(Holder.COMMAND_SERVICE, Holder.COUNTERSIGN);
    Supplier<Attestation> attestation =
        new Renewed(
            () -> verifier.appraiseBackEnd(WORKLOAD, signer.publicKey()),
            EvidenceVerifier.LIFE,
            clock);
    return new BackEndParts(
        new BeaconBook(Map.of(estate.vehicle(), estate.receiptKey())),
        new Countersigner(signer, attestation, sequences::get, clock),
        verifier,
        new TimeService(estate.signers(Holder.TIME), clock));
  }
}
