package dev.portcullis.crypto.attest.nitro;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.attest.Appraiser;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.attest.nitro.NitroIssuer.Attested;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.message.FixedRandom;
import dev.portcullis.crypto.signature.SoftwareKey;
import dev.portcullis.crypto.x509.SoftwareAuthority;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A cloud with its own root, the same in every run, and a policy that lists one enclave of it. */
final class SimulatedNitro {

  static final Instant NOW = Instant.parse("2026-06-01T12:00:00.250Z");
  static final Duration MAXIMUM_AGE = Duration.ofHours(1);
  static final Bytes NONCE = Bytes.utf8("a nonce of this test");

  private static final SecureRandom RANDOM = new FixedRandom("simulated nitro");
  private static final Instant FOUNDED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant CLOSED = Instant.parse("2036-01-01T00:00:00Z");

  static final SoftwareAuthority ROOT =
      SoftwareAuthority.root("simulated.nitro", p384(), FOUNDED, CLOSED);
  static final SoftwareAuthority INSTANCE =
      ROOT.below("region.simulated.nitro", p384(), FOUNDED, CLOSED)
          .below("i-0.simulated.nitro", p384(), FOUNDED, CLOSED);
  static final SoftwareKey HYPERVISOR = p384();
  static final NitroIssuer ISSUER = new NitroIssuer(INSTANCE, HYPERVISOR);
  static final SoftwareSigner COUNTERSIGNER = SoftwareSigner.generate(Algorithm.ES256, RANDOM);

  private SimulatedNitro() {}

  static SoftwareKey p384() {
    return SoftwareKey.generate(SoftwareKey.Kind.P384, RANDOM);
  }

  /** 48 bytes of {@code value}. */
  static Bytes register(int value) {
    byte[] filled = new byte[EnclaveMeasurements.REGISTER_BYTES];
    Arrays.fill(filled, (byte) value);
    return Bytes.of(filled);
  }

  /** Registers 0, 1, 2, 3 and 8 of an enclave called {@code name}. */
  static EnclaveMeasurements enclave(
      String name, int pcr0, int pcr1, int pcr2, int pcr3, int pcr8) {
    return new EnclaveMeasurements(name, registers(pcr0, pcr1, pcr2, pcr3, pcr8));
  }

  static SortedMap<Integer, Bytes> registers(int pcr0, int pcr1, int pcr2, int pcr3, int pcr8) {
    return new TreeMap<>(
        Map.of(
            0, register(pcr0),
            1, register(pcr1),
            2, register(pcr2),
            3, register(pcr3),
            8, register(pcr8)));
  }

  /** As a real document has them: the listed ones, and zeros up to 15. */
  static SortedMap<Integer, Bytes> measured() {
    var registers = new TreeMap<Integer, Bytes>();
    for (int i = 0; i < 16; i++) {
      registers.put(i, register(0));
    }
    registers.putAll(registers(0x10, 0x11, 0x12, 0x13, 0x18));
    return registers;
  }

  static NitroReferences references(EnclaveMeasurements... enclaves) {
    return new NitroReferences(Set.of(ROOT.key()), List.of(enclaves), MAXIMUM_AGE);
  }

  static Appraiser<NitroDocument> appraiser(EnclaveMeasurements... enclaves) {
    return new Appraiser<>(new NitroFormat(references(enclaves)));
  }

  static Appraiser<NitroDocument> appraiser() {
    return appraiser(enclave("command-service", 0x10, 0x11, 0x12, 0x13, 0x18));
  }

  static Attested attested(SortedMap<Integer, Bytes> registers) {
    return new Attested(
        registers, Optional.of(COUNTERSIGNER.publicKey().encoded()), Optional.of(NONCE));
  }

  static CborMap members() {
    return ISSUER.members("i-0-enc0", attested(measured()), NOW);
  }

  static Bytes document() {
    return signed(members());
  }

  static Bytes signed(CborMap members) {
    return ISSUER.sign(NitroIssuer.HEADER, CborMap.empty(), Cbor.encode(members));
  }

  /** A document of these registers, otherwise as it should be. */
  static Bytes measuring(SortedMap<Integer, Bytes> registers) {
    return ISSUER.issue("i-0-enc0", attested(registers), NOW);
  }

  /** What the gate asks: the challenge too, so that nothing is left out. */
  static Occasion occasion() {
    return Occasion.of(AttesterRole.BACK_END, NOW.plusSeconds(60))
        .forKey(COUNTERSIGNER.publicKey().thumbprint().value())
        .challenged(NONCE);
  }
}
