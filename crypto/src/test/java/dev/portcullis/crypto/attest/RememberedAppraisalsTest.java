package dev.portcullis.crypto.attest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.message.Attestation;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RememberedAppraisalsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final PublicKey KEY =
      SoftwareSigner.generate(Algorithm.ES256, new SecureRandom()).publicKey();
  private static final PublicKey OTHER =
      SoftwareSigner.generate(Algorithm.ES256, new SecureRandom()).publicKey();

  private int appraised;
  private final RememberedAppraisals remembered =
      new RememberedAppraisals(new Appraisers(List.of(new Appraiser<>(new OneMinute()))));

  /** A format whose documents hold for a minute, as long as they are not empty. */
  private final class OneMinute implements AttestationFormat<Bytes> {
    @Override
    public String name() {
      return "test";
    }

    @Override
    public int maximumSize() {
      return 10;
    }

    @Override
    public Outcome<Bytes, AttestationRefusal> parse(Bytes document) {
      appraised++;
      return document.isEmpty()
          ? Outcome.refused(AttestationRefusal.MALFORMED)
          : Outcome.passed(document);
    }

    @Override
    public List<Check<Bytes>> checks() {
      return List.of();
    }

    @Override
    public AttestationResult result(Bytes document, Occasion occasion) {
      return new AttestationResult(
          occasion.role(),
          "issuer",
          "subject",
          new Confirmation.OfKey(KEY),
          KeyProtection.VERIFIED_ELSEWHERE,
          NOW.plusSeconds(60));
    }
  }

  private Outcome<AttestationResult, AttestationRefusal> appraise(
      String document, Instant at, PublicKey key) {
    return remembered.appraise(
        new Attestation("test", Bytes.utf8(document)),
        Occasion.of(AttesterRole.APP, at).forKey(key.thumbprint().value()));
  }

  @Test
  void appraisesADocumentOnce() {
    for (int i = 0; i < 5; i++) {
      assertInstanceOf(Outcome.Passed.class, appraise("one", NOW.plusSeconds(i), KEY));
    }
    assertEquals(1, appraised);
    assertInstanceOf(Outcome.Passed.class, appraise("two", NOW, KEY));
    assertEquals(2, appraised);
  }

  @Test
  void asksEachTimeWhetherItIsLive() {
    assertInstanceOf(Outcome.Passed.class, appraise("one", NOW, KEY));
    assertEquals(
        Outcome.refused(AttestationRefusal.EXPIRED), appraise("one", NOW.plusSeconds(60), KEY));
  }

  @Test
  void asksEachTimeWhetherItIsForThisKey() {
    assertInstanceOf(Outcome.Passed.class, appraise("one", NOW, KEY));
    assertEquals(Outcome.refused(AttestationRefusal.KEY_MISMATCH), appraise("one", NOW, OTHER));
  }

  @Test
  void remembersNoRefusal() {
    assertEquals(Outcome.refused(AttestationRefusal.MALFORMED), appraise("", NOW, KEY));
    assertEquals(Outcome.refused(AttestationRefusal.MALFORMED), appraise("", NOW, KEY));
    assertEquals(2, appraised);
  }

  @Test
  void forgetsTheOneThatWasUsedLeastLately() {
    for (int i = 0; i <= RememberedAppraisals.MOST; i++) {
      assertInstanceOf(Outcome.Passed.class, appraise("d" + i, NOW, KEY));
    }
    int before = appraised;
    assertInstanceOf(Outcome.Passed.class, appraise("d1", NOW, KEY));
    assertEquals(before, appraised);
    assertInstanceOf(Outcome.Passed.class, appraise("d0", NOW, KEY));
    assertEquals(before + 1, appraised);
  }
}
