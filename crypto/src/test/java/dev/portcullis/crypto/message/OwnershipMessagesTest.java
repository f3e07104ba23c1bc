package dev.portcullis.crypto.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.CoseRefusal;
import dev.portcullis.crypto.message.OwnerStatement.Statement;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OwnershipMessagesTest {

  private static final VehicleId VEHICLE = Samples.offer().vehicle();

  @Test
  void noMessagePassesAsOneOfAnotherKind() {
    for (Kind sent : Kind.values()) {
      for (Kind read : Kind.values()) {
        var outcome = read.read(sent.genuine());
        if (sent == read) {
          assertInstanceOf(Outcome.Passed.class, outcome);
        } else {
          var refused = assertInstanceOf(Outcome.Refused.class, outcome, sent + " as " + read);
          // A request is larger than most other kinds can be, which is found out first.
          assertEquals(
              sent.genuine().size() > read.limit()
                  ? MessageRefusal.TOO_LARGE
                  : MessageRefusal.WRONG_TYPE,
              refused.reason(),
              sent + " as " + read);
        }
      }
    }
  }

  @Test
  void readsEachStatementOfAnOwnerAsWhatItIs() {
    assertInstanceOf(Statement.ToGrant.class, read(Kind.GRANT));
    assertInstanceOf(Statement.ToOpenWindow.class, read(Kind.WINDOW));
    assertInstanceOf(Statement.ToRevoke.class, read(Kind.KEY_REVOCATION));
    assertInstanceOf(Statement.ToConsent.class, read(Kind.CONSENT));
  }

  @Test
  void anOfferIsByTheKeyItShowsAndAnEnrolmentByTheKeyItBrings() {
    Unverified<Offer> offer = OfferCodec.parse(Kind.OFFER.genuine()).orFault();
    Unverified<KeyEnrolment> enrolment =
        KeyEnrolmentCodec.parse(Kind.ENROLMENT.genuine()).orFault();

    assertEquals(Outcome.passed(Samples.offer()), offer.verify(offer.claims().receiptKey()));
    assertEquals(Outcome.passed(Samples.enrolment()), enrolment.verify(enrolment.claims().key()));
    assertEquals(Outcome.refused(CoseRefusal.WRONG_KEY), offer.verify(Samples.BUYER.publicKey()));
    assertEquals(
        Outcome.refused(MessageRefusal.BAD_KEY),
        OfferCodec.parse(OfferCodec.sign(Samples.offer(), Samples.BUYER)));
    assertEquals(
        Outcome.refused(MessageRefusal.BAD_KEY),
        KeyEnrolmentCodec.parse(KeyEnrolmentCodec.sign(Samples.enrolment(), Samples.BUYER)));
  }

  @Test
  void aConsentNamesTheVeryHandOver() {
    SignedHandOver sale = HandOverCodec.parse(Samples.handOver(Samples.POLICY_KEYS)).orFault();

    assertEquals(sale.digest(), Samples.consent().handOver());
    assertNotEquals(
        sale.digest(),
        Digest.of(HandOverCodec.payload(Samples.handOver(HandOverReason.LOST_PHONE))));
  }

  @Test
  void digestsASetOfRevokedKeysAlikeInWhateverOrder() {
    Digest one = Digest.of(Bytes.utf8("one"));
    Digest two = Digest.of(Bytes.utf8("two"));
    Bytes encoded =
        Bytes.concat(Bytes.fromHex("825820"), two.value(), Bytes.fromHex("5820"), one.value());

    assertEquals(Digest.of(encoded), Checkpoint.digestOf(List.of(one, two)));
    assertEquals(Digest.of(encoded), Checkpoint.digestOf(List.of(two, one, two)));
    assertEquals(Digest.of(Bytes.fromHex("80")), Checkpoint.digestOf(List.of()));
  }

  @Test
  void theFullestMessageOfEachKindFitsItsLimit() {
    var evidence =
        new Evidence(
            "e".repeat(32),
            Bytes.of(new byte[Limits.EVIDENCE_BYTES]),
            Optional.of(Samples.consent().handOver()));
    var enrolment =
        new KeyEnrolment(
            VEHICLE, Samples.offer().context(), Samples.PHONE.publicKey(), Optional.of(evidence));
    var keys = new KeyRevocation(VEHICLE, statementId(), Long.MAX_VALUE, digests(16));
    var revocations =
        new Revocations(Long.MAX_VALUE, Long.MAX_VALUE - 1, digests(1024), serials(512));

    assertEquals(
        enrolment,
        KeyEnrolmentCodec.parse(KeyEnrolmentCodec.sign(enrolment, Samples.PHONE))
            .orFault()
            .claims());
    assertEquals(
        keys,
        KeyRevocationCodec.parse(KeyRevocationCodec.sign(keys, Samples.OWNER)).orFault().claims());
    assertEquals(
        revocations,
        RevocationsCodec.parse(RevocationsCodec.sign(revocations, Samples.REVOCATION))
            .orFault()
            .claims());
  }

  @Test
  void theFullestStructureOfEachKindFitsItsLimit() {
    var attestation = new Attestation("f".repeat(32), Bytes.of(new byte[16 * 1024]));
    Bytes message = Bytes.of(new byte[1024]);
    var local =
        new LocalRequest(
            message,
            attestation,
            Collections.nCopies(4, message),
            Optional.of(new LocalRequest.Leased(message, attestation)));

    assertEquals(Outcome.passed(local), LocalRequestCodec.parse(LocalRequestCodec.encode(local)));
    Bytes statement = OwnerStatementCodec.encode(message, Collections.nCopies(4, message));
    assertTrue(statement.size() <= Limits.OWNER_STATEMENT_BYTES);
  }

  @Test
  void readsALocalRequestWithAndWithoutALease() {
    Bytes genuine = LocalRequestCodec.encode(Samples.local());
    Bytes bare =
        LocalRequestCodec.encode(
            new LocalRequest(
                Samples.local().command(),
                Samples.local().app(),
                Samples.local().grants(),
                Optional.empty()));

    assertEquals(Optional.empty(), LocalRequestCodec.parse(bare).orFault().leased());
    assertEquals(Samples.local(), LocalRequestCodec.parse(genuine).orFault());
  }

  @Test
  void roundTripsRandomDocumentsOfRevocation() {
    var random = new FixedRandom("revocations");
    for (int round = 0; round < 50; round++) {
      long after = random.nextLong() >>> 2;
      var document =
          new Revocations(
              after + 1 + random.nextInt(9),
              after,
              digests(random.nextInt(20)),
              serials(random.nextInt(20)));

      Bytes encoded = RevocationsCodec.sign(document, Samples.REVOCATION);
      assertEquals(document, RevocationsCodec.parse(encoded).orFault().claims());
    }
  }

  @Test
  void cannotBeMadeOutOfTheirRanges() {
    Digest digest = Digest.of(Bytes.empty());
    var counted = new Uses.Counted(1);
    Lease lease = Samples.lease();

    refuses(() ->
        new WindowRequest(VEHICLE, statementId(), lease.boot(), -1, Samples.window().nonce()));
    refuses(() ->
        new Offer(
            VEHICLE,
            Samples.offer().nonce(),
            Samples.VEHICLE.publicKey(),
            Duration.ofMillis(1),
            digest));
    refuses(() ->
        new KeyEnrolment(
            VEHICLE, Samples.offer().context(), Samples.TIME.publicKey(), Optional.empty()));
    refuses(() -> new Evidence("", Bytes.utf8("document"), Optional.empty()));
    refuses(() -> new Evidence("nitro", Bytes.empty(), Optional.empty()));
    refuses(() -> new KeyRevocation(VEHICLE, statementId(), 0, List.of()));
    refuses(() -> new KeyRevocation(VEHICLE, statementId(), 0, List.of(digest, digest)));
    refuses(() -> new KeyRevocation(VEHICLE, statementId(), -1, List.of(digest)));
    refuses(() -> new Revocations(1, 1, List.of(), List.of()));
    refuses(() -> new Revocations(1, 0, List.of(digest, digest), List.of()));
    refuses(() -> new Revocations(1, 0, List.of(), List.of(BigInteger.ZERO)));
    refuses(() -> new Revocations(1, 0, List.of(), List.of(BigInteger.ONE.shiftLeft(160))));
    refuses(() ->
        new HandOver(
            Samples.handOver(HandOverReason.SALE).id(),
            VEHICLE,
            digest,
            Samples.BUYER.publicKey(),
            0,
            HandOverReason.SALE));
    refuses(() -> new Checkpoint(VEHICLE, 0, 0, digest, 0, 0, lease.boot()));
    refuses(() ->
        new Lease(
            lease.id(),
            VEHICLE,
            digest,
            lease.commands(),
            counted,
            lease.boot(),
            0,
            lease.issuedAt(),
            lease.lifetime(),
            0,
            List.of(digest)));
    refuses(() ->
        new LocalRequest(Bytes.empty(), Samples.appAttestation(), List.of(), Optional.empty()));
    refuses(() -> new OwnerStatement(read(Kind.GRANT), List.of()));
  }

  private static void refuses(Supplier<?> making) {
    assertThrows(IllegalArgumentException.class, making::get);
  }

  private static Statement read(Kind kind) {
    return OwnerStatementCodec.parse(
            OwnerStatementCodec.encode(kind.genuine(), List.of(Samples.ownerGrant())))
        .orFault()
        .statement();
  }

  private static StatementId statementId() {
    return Samples.consent().id();
  }

  private static List<Digest> digests(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Digest(Bytes.fromHex("%064x".formatted(i))))
        .toList();
  }

  private static List<BigInteger> serials(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> BigInteger.ONE.shiftLeft(159).add(BigInteger.valueOf(i)))
        .toList();
  }
}
