package dev.portcullis.crypto.attest.android;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttestationResult;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Simulated phones, whose root only a demonstration's policy pins. */
final class AndroidKeyMakerTest {

  @Test
  void aSimulatedPhonesKeyIsAcceptedUnderItsRoot() {
    for (var level : List.of(SecurityLevel.TRUSTED_ENVIRONMENT, SecurityLevel.STRONG_BOX)) {
      for (var authentication : UserAuthentication.values()) {
        assertTrue(appraise(level, authentication) instanceof Outcome.Passed);
      }
    }
  }

  @Test
  void aPhoneWithoutSecureHardwareIsRefused() {
    assertEquals(
        Outcome.refused(AttestationRefusal.INSUFFICIENT_SECURITY_LEVEL),
        appraise(SecurityLevel.SOFTWARE, UserAuthentication.NOT_REQUIRED));
  }

  @Test
  void aDescriptionIsReadAsItWasWritten() {
    var description = TestPhone.description();
    assertEquals(Outcome.passed(description), KeyDescription.parse(description.encoded()));
    assertEquals(
        description.hashCode(), KeyDescription.parse(description.encoded()).orFault().hashCode());
  }

  private static Outcome<AttestationResult, AttestationRefusal> appraise(
      SecurityLevel level, UserAuthentication authentication) {
    var maker =
        AndroidKeyMaker.of(
            TestPhone.ROOT,
            TestPhone.ATTESTER,
            level,
            TestPhone.BEGIN,
            TestPhone.END,
            new SecureRandom());
    var description = TestPhone.description(level, authentication);
    return new TestPolicy()
        .roots(Set.of(maker.root()))
        .userAuthentication(authentication)
        .appraiser()
        .appraise(maker.attest(TestPhone.KEY.publicKey(), description), TestPhone.occasion());
  }
}
