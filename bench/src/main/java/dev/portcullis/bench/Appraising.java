package dev.portcullis.bench;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.attest.Appraiser;
import dev.portcullis.crypto.attest.Appraisers;
import dev.portcullis.crypto.attest.AttestationResult;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.KeyProtection;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.attest.RememberedAppraisals;
import dev.portcullis.crypto.attest.android.AndroidApp;
import dev.portcullis.crypto.attest.android.AndroidKeyFormat;
import dev.portcullis.crypto.attest.android.AndroidKeyMaker;
import dev.portcullis.crypto.attest.android.AndroidPackage;
import dev.portcullis.crypto.attest.android.AndroidReferences;
import dev.portcullis.crypto.attest.android.AttestedPhone;
import dev.portcullis.crypto.attest.android.PatchFloors;
import dev.portcullis.crypto.attest.android.SecurityLevel;
import dev.portcullis.crypto.attest.android.UserAuthentication;
import dev.portcullis.crypto.attest.nitro.EnclaveMeasurements;
import dev.portcullis.crypto.attest.nitro.NitroFormat;
import dev.portcullis.crypto.attest.nitro.NitroIssuer;
import dev.portcullis.crypto.attest.nitro.NitroReferences;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.message.Attestation;
import dev.portcullis.crypto.signature.SoftwareKey;
import dev.portcullis.crypto.x509.SoftwareAuthority;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an attestation costs: seen before, a phone's chain anew, an enclave's document anew. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgs = {"-XX:+UseSerialGC", "-Xmx64m", "-XX:+UseCompactObjectHeaders"})
public class Appraising {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration YEAR = Duration.ofDays(365);
  private static final int REGISTER_BYTES = 48;

  private final SecureRandom random = new SecureRandom();
  private final SoftwareSigner phone = SoftwareSigner.generate(Algorithm.ES256, random);
  private final SoftwareSigner backEnd = SoftwareSigner.generate(Algorithm.ES256, random);

  private final Bytes challenge = Digest.of(Bytes.utf8("context")).value();
  private final AndroidKeyMaker maker =
      AndroidKeyMaker.of(
          SoftwareSigner.generate(Algorithm.ES256, random),
          SoftwareSigner.generate(Algorithm.ES256, random),
          SecurityLevel.TRUSTED_ENVIRONMENT,
          NOW.minus(YEAR),
          NOW.plus(YEAR),
          random);
  private final Digest signer = Digest.of(Bytes.utf8("signer"));
  private final Bytes chain =
      maker.attest(
          phone.publicKey(),
          new AttestedPhone(
                  SecurityLevel.TRUSTED_ENVIRONMENT,
                  new AndroidPackage("dev.portcullis.key", 7),
                  signer,
                  LocalDate.of(2026, 10, 5),
                  UserAuthentication.REQUIRED)
              .describe(challenge, NOW));
  private final Appraiser<?> android =
      new Appraiser<>(
          new AndroidKeyFormat(
              new AndroidReferences(
                  Set.of(maker.root()),
                  Set.of(),
                  Set.of(KeyProtection.TRUSTED_ENVIRONMENT),
                  UserAuthentication.REQUIRED,
                  List.of(new AndroidApp("dev.portcullis.key", Set.of(signer), 0)),
                  PatchFloors.NONE)));

  private final SoftwareAuthority root =
      SoftwareAuthority.root("root", p384(), NOW.minus(YEAR), NOW.plus(YEAR));
  private final SoftwareAuthority zone =
      root.below("zone", p384(), NOW.minus(YEAR), NOW.plus(YEAR));
  private final SoftwareAuthority host =
      zone.below("instance", p384(), NOW.minus(YEAR), NOW.plus(YEAR));
  private final TreeMap<Integer, Bytes> registers = registers();
  private final Attestation document =
      new Attestation(
          NitroFormat.NAME,
          new NitroIssuer(host, p384())
              .issue(
                  "i-0123456789abcdef0-enc0123456789abcdef",
                  new NitroIssuer.Attested(
                      registers, Optional.of(backEnd.publicKey().encoded()), Optional.empty()),
                  NOW));
  private final Appraiser<?> nitro =
      new Appraiser<>(
          new NitroFormat(
              new NitroReferences(
                  Set.of(root.key()),
                  List.of(new EnclaveMeasurements("service", registers)),
                  Duration.ofHours(1))));
  private final RememberedAppraisals remembered =
      new RememberedAppraisals(new Appraisers(List.of(nitro)));

  private final Occasion ofPhone =
      Occasion.of(AttesterRole.APP, NOW)
          .challenged(challenge)
          .forKey(phone.publicKey().thumbprint().value());
  private final Occasion ofBackEnd =
      Occasion.of(AttesterRole.BACK_END, NOW).forKey(backEnd.publicKey().thumbprint().value());

  private SoftwareKey p384() {
    return SoftwareKey.generate(SoftwareKey.Kind.P384, random);
  }

  private TreeMap<Integer, Bytes> registers() {
    var values = new TreeMap<Integer, Bytes>();
    for (int register : new int[] {0, 1, 2, 3, 8}) {
      var value = new byte[REGISTER_BYTES];
      random.nextBytes(value);
      values.put(register, Bytes.of(value));
    }
    return values;
  }

  /** A phone's chain that nobody has seen: three certificates of P-256 and its description. */
  @Benchmark
  public AttestationResult coldAndroidChain() {
    return android.appraise(chain, ofPhone).orFault();
  }

  /** An enclave's document that nobody has seen: four certificates of P-384 and its signature. */
  @Benchmark
  public AttestationResult coldNitroDocument() {
    return nitro.appraise(document.result(), ofBackEnd).orFault();
  }

  /** The same document with the next command. */
  @Benchmark
  public AttestationResult seenNitroDocument() {
    return remembered.appraise(document, ofBackEnd).orFault();
  }
}
