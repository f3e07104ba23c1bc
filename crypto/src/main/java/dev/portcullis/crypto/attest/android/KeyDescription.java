package dev.portcullis.crypto.attest.android;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.der.Der;
import dev.portcullis.crypto.der.DerItem;
import dev.portcullis.crypto.der.DerItem.Int;
import dev.portcullis.crypto.der.DerItem.Octets;
import dev.portcullis.crypto.der.DerItem.Sequence;
import dev.portcullis.crypto.der.DerLimits;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The content of the attestation extension: {@code KeyDescription} of the schema, which from
 * Keymaster 2 to KeyMint 5 differs only in the tags of its lists.
 *
 * @param attestationVersion the schema, one of {@link #VERSIONS}
 * @param attestationSecurityLevel where the attestation was made
 * @param keyMintVersion the version of Keymaster (41 is 4.1) or KeyMint (in hundreds)
 * @param keyMintSecurityLevel where the key lies
 * @param challenge what the key was made for
 * @param uniqueId for system apps only
 * @param softwareEnforced what Android vouches for
 * @param hardwareEnforced what the secure hardware vouches for
 */
public record KeyDescription(
    int attestationVersion,
    SecurityLevel attestationSecurityLevel,
    int keyMintVersion,
    SecurityLevel keyMintSecurityLevel,
    Bytes challenge,
    Bytes uniqueId,
    AuthorisationList softwareEnforced,
    AuthorisationList hardwareEnforced) {

  /** The extension's type. */
  public static final String OID = "1.3.6.1.4.1.11129.2.1.17";

  /** The schemas that are published; whoever writes another is not understood. */
  public static final Set<Integer> VERSIONS = Set.of(1, 2, 3, 4, 100, 200, 300, 400, 500);

  private static final DerLimits LIMITS = new DerLimits(4096, 5, 512);
  private static final int ELEMENTS = 8;

  /**
   * The tags that both enforcers can speak of and that decide something. Of these each stands in
   * one list: from two, two readers would read two documents.
   */
  private static final List<AuthorisationTag<?>> IN_ONE_LIST =
      List.of(
          AuthorisationTag.PURPOSE,
          AuthorisationTag.ALGORITHM,
          AuthorisationTag.KEY_SIZE,
          AuthorisationTag.EC_CURVE,
          AuthorisationTag.USER_AUTH_TYPE,
          AuthorisationTag.AUTH_TIMEOUT,
          AuthorisationTag.ORIGIN,
          AuthorisationTag.ROOT_OF_TRUST,
          AuthorisationTag.OS_PATCH_LEVEL,
          AuthorisationTag.APPLICATION_ID,
          AuthorisationTag.VENDOR_PATCH_LEVEL,
          AuthorisationTag.BOOT_PATCH_LEVEL);

  /** Reads the extension's content. Refuses {@code BAD_KEY_DESCRIPTION}; never throws. */
  public static Outcome<KeyDescription, AttestationRefusal> parse(Bytes content) {
    return Der.decode(content, LIMITS)
        .<AttestationRefusal>mapRefusal(_ -> AttestationRefusal.BAD_KEY_DESCRIPTION)
        .then(item ->
            of(item)
                .<Outcome<KeyDescription, AttestationRefusal>>map(Outcome::passed)
                .orElseGet(() -> Outcome.refused(AttestationRefusal.BAD_KEY_DESCRIPTION)));
  }

  /** The extension's content. */
  public Bytes encoded() {
    return Der.encode(
        Sequence.of(
            DerItem.integer(attestationVersion),
            attestationSecurityLevel.item(),
            DerItem.integer(keyMintVersion),
            keyMintSecurityLevel.item(),
            new Octets(challenge),
            new Octets(uniqueId),
            softwareEnforced.item(),
            hardwareEnforced.item()));
  }

  private static Optional<KeyDescription> of(DerItem item) {
    return item instanceof Sequence(var elements) && elements.size() == ELEMENTS
        ? of(elements).filter(KeyDescription::isCoherent)
        : Optional.empty();
  }

  private static Optional<KeyDescription> of(List<DerItem> elements) {
    var version = version(elements.get(0));
    var level = SecurityLevel.of(elements.get(1));
    var keyMint = version(elements.get(2));
    var keyMintLevel = SecurityLevel.of(elements.get(3));
    var software = AuthorisationList.of(elements.get(6));
    var hardware = AuthorisationList.of(elements.get(7));
    return version.isPresent()
            && level.isPresent()
            && keyMint.isPresent()
            && keyMintLevel.isPresent()
            && elements.get(4) instanceof Octets(var challenge)
            && elements.get(5) instanceof Octets(var uniqueId)
            && software.isPresent()
            && hardware.isPresent()
        ? Optional.of(
            new KeyDescription(
                version.get(),
                level.get(),
                keyMint.get(),
                keyMintLevel.get(),
                challenge,
                uniqueId,
                software.get(),
                hardware.get()))
        : Optional.empty();
  }

  private static Optional<Integer> version(DerItem item) {
    return item instanceof Int(BigInteger value)
            && value.signum() >= 0
            && value.bitLength() < Integer.SIZE
        ? Optional.of(value.intValueExact())
        : Optional.empty();
  }

  private static boolean isCoherent(KeyDescription description) {
    return VERSIONS.contains(description.attestationVersion)
        && IN_ONE_LIST.stream()
            .noneMatch(tag ->
                description.softwareEnforced.has(tag) && description.hardwareEnforced.has(tag));
  }
}
