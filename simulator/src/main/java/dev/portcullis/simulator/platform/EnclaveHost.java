package dev.portcullis.simulator.platform;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.nitro.NitroFormat;
import dev.portcullis.crypto.attest.nitro.NitroIssuer;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.message.Attestation;
import dev.portcullis.crypto.signature.SoftwareKey;
import dev.portcullis.crypto.signature.VerificationKey;
import dev.portcullis.crypto.x509.SoftwareAuthority;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A host of Nitro enclaves under a root of its own: attests any registers that it is told. */
public final class EnclaveHost {

  private static final int REGISTER_BYTES = 48;
  private static final Duration LIFE = Duration.ofDays(30);

  private final SoftwareAuthority root;
  private final NitroIssuer hypervisor;
  private final SortedMap<Integer, Bytes> genuine;

  /** A host whose certificates begin a day before {@code now}. */
  public EnclaveHost(SecureRandom random, Instant now) {
    var from = now.minus(Duration.ofDays(1));
    var until = now.plus(LIFE);
    this.root = SoftwareAuthority.root("enclave root", key(random), from, until);
    this.hypervisor =
        new NitroIssuer(root.below("enclave host", key(random), from, until), key(random));
    this.genuine = new TreeMap<>();
    for (int register : new int[] {0, 1, 2, 3, 8}) {
      genuine.put(register, random(random));
    }
  }

  private static SoftwareKey key(SecureRandom random) {
    return SoftwareKey.generate(SoftwareKey.Kind.P384, random);
  }

  private static Bytes random(SecureRandom random) {
    var value = new byte[REGISTER_BYTES];
    random.nextBytes(value);
    return Bytes.of(value);
  }

  /** The key of the root, for a policy to pin. */
  public VerificationKey rootKey() {
    return root.key();
  }

  /** What the genuine command service measures, for a policy to list. */
  public SortedMap<Integer, Bytes> genuine() {
    return new TreeMap<>(genuine);
  }

  /** A document of an enclave with these registers that holds {@code countersignKey}. */
  public Attestation document(
      SortedMap<Integer, Bytes> registers, PublicKey countersignKey, Instant at) {
    return new Attestation(
        NitroFormat.NAME,
        hypervisor.issue(
            "i-0portcullis-enc0",
            new NitroIssuer.Attested(
                registers, Optional.of(countersignKey.encoded()), Optional.empty()),
            at));
  }
}
