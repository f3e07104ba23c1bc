package dev.portcullis.crypto.attest.android;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.Appraisal;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.KeyProtection;
import dev.portcullis.crypto.attest.Verdict;
import dev.portcullis.crypto.der.Der;
import dev.portcullis.crypto.der.DerItem;
import dev.portcullis.crypto.x509.CertificateContent;
import dev.portcullis.crypto.x509.CertificateExtension;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a policy may choose about keys and phones, and what phones of the field write. */
final class AndroidKeyPropertiesTest {

  private static final Bytes VALID = TestPhone.document(TestPhone.description());

  @Test
  void acceptsOnlyTheProtectionsThatThePolicyLists() {
    var onlyStrongbox = new TestPolicy().protections(KeyProtection.STRONG_BOX).appraiser();
    assertEquals(
        Outcome.refused(AttestationRefusal.INSUFFICIENT_SECURITY_LEVEL),
        onlyStrongbox.appraise(VALID, TestPhone.occasion()));
    var strongbox = strongbox("O=StrongBox,CN=1");
    assertEquals(
        KeyProtection.STRONG_BOX,
        onlyStrongbox.appraise(strongbox, TestPhone.occasion()).orFault().protection());
    assertEquals(
        Outcome.refused(AttestationRefusal.INSUFFICIENT_SECURITY_LEVEL),
        new TestPolicy()
            .protections(KeyProtection.TRUSTED_ENVIRONMENT)
            .appraiser()
            .appraise(strongbox, TestPhone.occasion()));
  }

  @Test
  void aKeyOfATrustedEnvironmentNeverSpeaksForAStrongbox() {
    // Whoever got it out of a processor can write any level, but not into its certificate.
    for (String name : List.of("O=TEE,CN=1", "CN=StrongBox", "SERIALNUMBER=1")) {
      assertEquals(
          Outcome.refused(AttestationRefusal.INSUFFICIENT_SECURITY_LEVEL),
          TestPhone.appraiser().appraise(strongbox(name), TestPhone.occasion()),
          name);
    }
    var early = strongbox("SERIALNUMBER=1,T=StrongBox");
    assertTrue(
        TestPhone.appraiser().appraise(early, TestPhone.occasion()) instanceof Outcome.Passed);
  }

  @Test
  void acceptsTheUserAuthenticationsThatThePolicyAsksFor() {
    var free =
        TestPhone.description(SecurityLevel.TRUSTED_ENVIRONMENT, UserAuthentication.NOT_REQUIRED);
    var lasting =
        TestPhone.description(SecurityLevel.TRUSTED_ENVIRONMENT, UserAuthentication.REQUIRED);
    var each =
        TestPhone.description(
            SecurityLevel.TRUSTED_ENVIRONMENT, UserAuthentication.REQUIRED_FOR_EACH_USE);
    var none = AttestationRefusal.NO_USER_AUTHENTICATION;
    assertEquals(List.of(), failures(UserAuthentication.NOT_REQUIRED, free));
    assertEquals(List.of(), failures(UserAuthentication.NOT_REQUIRED, lasting));
    assertEquals(List.of(none), failures(UserAuthentication.REQUIRED, free));
    assertEquals(List.of(), failures(UserAuthentication.REQUIRED, lasting));
    assertEquals(List.of(), failures(UserAuthentication.REQUIRED, each));
    assertEquals(List.of(none), failures(UserAuthentication.REQUIRED_FOR_EACH_USE, free));
    assertEquals(List.of(none), failures(UserAuthentication.REQUIRED_FOR_EACH_USE, lasting));
    assertEquals(List.of(), failures(UserAuthentication.REQUIRED_FOR_EACH_USE, each));
  }

  @Test
  void aKeyMayVerifyBesidesSigningAndNothingElse() {
    assertEquals(List.of(), purposes(2));
    assertEquals(List.of(), purposes(2, 3));
    // As some phones write them.
    assertEquals(List.of(), purposes(3, 2));
    for (long[] wrong : List.of(new long[] {3}, new long[] {}, new long[] {2, 7}, new long[] {6})) {
      assertEquals(List.of(AttestationRefusal.WRONG_PURPOSE), purposes(wrong));
    }
  }

  @Test
  void readsDescriptionsOfEveryKeymasterAndKeyMint() {
    for (int version : KeyDescription.VERSIONS) {
      var ours = TestPhone.description();
      var description =
          new KeyDescription(
              version,
              ours.attestationSecurityLevel(),
              ours.keyMintVersion(),
              ours.keyMintSecurityLevel(),
              ours.challenge(),
              ours.uniqueId(),
              ours.softwareEnforced(),
              ours.hardwareEnforced());
      assertTrue(
          TestPhone.appraiser().appraise(TestPhone.document(description), TestPhone.occasion())
              instanceof Outcome.Passed);
    }
  }

  @Test
  void passesOverTagsThatItDoesNotKnow() {
    var description = DescriptionTree.description();
    for (int tag : List.of(4, 11, 509, 703, 724, 10_000, DerItem.Tagged.MAX_NUMBER)) {
      description =
          DescriptionTree.withTag(
              description, DescriptionTree.HARDWARE, new DerItem.Tagged(tag, DerItem.NULL));
    }
    var document = TestPhone.document(Der.encode(description));
    assertTrue(
        TestPhone.appraiser().appraise(document, TestPhone.occasion()) instanceof Outcome.Passed);
  }

  @Test
  void asksForAPatchLevelOnlyWhereThereIsAFloor() {
    var description = DescriptionTree.description();
    for (var tag :
        List.of(
            AuthorisationTag.OS_PATCH_LEVEL,
            AuthorisationTag.VENDOR_PATCH_LEVEL,
            AuthorisationTag.BOOT_PATCH_LEVEL)) {
      description = DescriptionTree.withoutTag(description, DescriptionTree.HARDWARE, tag.number());
    }
    var document = TestPhone.document(Der.encode(description));
    assertTrue(
        new TestPolicy()
                .floors(PatchFloors.NONE)
                .appraiser()
                .appraise(document, TestPhone.occasion())
            instanceof Outcome.Passed);
    assertEquals(
        Outcome.refused(AttestationRefusal.PATCH_LEVEL_TOO_OLD),
        TestPhone.appraiser().appraise(document, TestPhone.occasion()));
  }

  /** A document of a strongbox's key, whose attester is named so. */
  private static Bytes strongbox(String attesterName) {
    var description = TestPhone.description(SecurityLevel.STRONG_BOX, UserAuthentication.REQUIRED);
    var leaf = TestPhone.leaf();
    var attester = TestPhone.attester();
    return AndroidKeyFormat.document(
        List.of(
            new CertificateContent(
                    attesterName,
                    leaf.subject(),
                    leaf.key(),
                    leaf.serial(),
                    leaf.notBefore(),
                    leaf.notAfter(),
                    List.of(
                        CertificateExtension.signs(), TestPhone.extension(description.encoded())))
                .signedBy(TestPhone.ATTESTER),
            new CertificateContent(
                    attester.issuer(),
                    attesterName,
                    attester.key(),
                    attester.serial(),
                    attester.notBefore(),
                    attester.notAfter(),
                    attester.extensions())
                .signedBy(TestPhone.ROOT)));
  }

  private static List<AttestationRefusal> failures(
      UserAuthentication policy, KeyDescription description) {
    return failures(
        new TestPolicy()
            .userAuthentication(policy)
            .appraiser()
            .inspect(TestPhone.document(description), TestPhone.occasion()));
  }

  private static List<AttestationRefusal> purposes(long... purposes) {
    var items = LongStream.of(purposes).<DerItem>mapToObj(DerItem::integer).toList();
    int tag = AuthorisationTag.PURPOSE.number();
    var description =
        DescriptionTree.withTag(
            DescriptionTree.withoutTag(
                DescriptionTree.description(), DescriptionTree.HARDWARE, tag),
            DescriptionTree.HARDWARE,
            new DerItem.Tagged(tag, new DerItem.SetOf(items)));
    var document = TestPhone.document(Der.encode(description));
    return failures(TestPhone.appraiser().inspect(document, TestPhone.occasion()));
  }

  private static List<AttestationRefusal> failures(Appraisal appraisal) {
    return appraisal.findings().stream()
        .flatMap(finding ->
            finding.verdict() instanceof Verdict.Failed(var why, var _)
                ? Stream.of(why)
                : Stream.empty())
        .toList();
  }
}
