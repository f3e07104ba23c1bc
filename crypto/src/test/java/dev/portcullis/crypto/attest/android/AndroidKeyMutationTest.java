package dev.portcullis.crypto.attest.android;

import static dev.portcullis.crypto.attest.android.DescriptionTree.HARDWARE;
import static dev.portcullis.crypto.attest.android.DescriptionTree.SOFTWARE;
import static dev.portcullis.crypto.attest.android.DescriptionTree.description;
import static dev.portcullis.crypto.attest.android.DescriptionTree.fields;
import static dev.portcullis.crypto.attest.android.DescriptionTree.replaced;
import static dev.portcullis.crypto.attest.android.DescriptionTree.value;
import static dev.portcullis.crypto.attest.android.DescriptionTree.with;
import static dev.portcullis.crypto.attest.android.DescriptionTree.withTag;
import static dev.portcullis.crypto.attest.android.DescriptionTree.withoutTag;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttestationResult;
import dev.portcullis.crypto.der.Der;
import dev.portcullis.crypto.der.DerItem;
import dev.portcullis.crypto.der.DerItem.Bool;
import dev.portcullis.crypto.der.DerItem.Octets;
import dev.portcullis.crypto.der.DerItem.Sequence;
import dev.portcullis.crypto.der.DerItem.SetOf;
import dev.portcullis.crypto.der.DerItem.Tagged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every field of a valid description removed, changed, duplicated and moved, by hardware that signs
 * anything: each time its own refusal. What no refusal follows from is named, and nothing else.
 */
final class AndroidKeyMutationTest {

  /** Of a tag of a list: another value, and what follows from it and from the tag's absence. */
  private record Expectation(
      DerItem changed,
      Optional<AttestationRefusal> whenChanged,
      Optional<AttestationRefusal> whenRemoved) {

    static Expectation refused(DerItem changed, AttestationRefusal why) {
      return new Expectation(changed, Optional.of(why), Optional.of(why));
    }

    /** Nothing depends on it: other phones of the field leave it out or write something else. */
    static Expectation ignored(DerItem changed) {
      return new Expectation(changed, Optional.empty(), Optional.empty());
    }
  }

  private static final Map<Integer, Expectation> IN_SOFTWARE_LIST =
      Map.of(
          AuthorisationTag.CREATION_DATE_TIME.number(),
          Expectation.ignored(DerItem.integer(0)),
          AuthorisationTag.APPLICATION_ID.number(),
          Expectation.refused(
              new ApplicationId(
                      List.of(new AndroidPackage("com.example.other", 7)),
                      List.of(TestPhone.SIGNER.value()))
                  .item(),
              AttestationRefusal.NOT_LISTED));

  private static final Map<Integer, Expectation> IN_HARDWARE_LIST =
      Map.ofEntries(
          Map.entry(
              AuthorisationTag.PURPOSE.number(),
              Expectation.refused(set(2, 7), AttestationRefusal.WRONG_PURPOSE)),
          Map.entry(
              AuthorisationTag.ALGORITHM.number(),
              Expectation.refused(DerItem.integer(1), AttestationRefusal.WRONG_KEY_KIND)),
          // Of size and curve early phones write one; together they are tested below.
          Map.entry(
              AuthorisationTag.KEY_SIZE.number(),
              new Expectation(
                  DerItem.integer(384),
                  Optional.of(AttestationRefusal.WRONG_KEY_KIND),
                  Optional.empty())),
          Map.entry(
              AuthorisationTag.EC_CURVE.number(),
              new Expectation(
                  DerItem.integer(2),
                  Optional.of(AttestationRefusal.WRONG_KEY_KIND),
                  Optional.empty())),
          // Accepted phones allow SHA-512 alone, or none by name; the command's signature decides.
          Map.entry(AuthorisationTag.DIGEST.number(), Expectation.ignored(set(6))),
          Map.entry(
              AuthorisationTag.USER_AUTH_TYPE.number(),
              Expectation.refused(DerItem.integer(0), AttestationRefusal.NO_USER_AUTHENTICATION)),
          // This policy asks for consent, however long it lasts; without a duration it never does.
          Map.entry(
              AuthorisationTag.AUTH_TIMEOUT.number(), Expectation.ignored(DerItem.integer(1))),
          Map.entry(
              AuthorisationTag.ORIGIN.number(),
              Expectation.refused(DerItem.integer(2), AttestationRefusal.KEY_NOT_GENERATED)),
          Map.entry(
              AuthorisationTag.ROOT_OF_TRUST.number(),
              Expectation.refused(
                  Sequence.of(new Octets(Bytes.empty()), new Bool(false), DerItem.enumerated(2)),
                  AttestationRefusal.DEVICE_UNLOCKED)),
          // The patch level says it better.
          Map.entry(AuthorisationTag.OS_VERSION.number(), Expectation.ignored(DerItem.integer(1))),
          Map.entry(
              AuthorisationTag.OS_PATCH_LEVEL.number(),
              Expectation.refused(
                  DerItem.integer(2026_09), AttestationRefusal.PATCH_LEVEL_TOO_OLD)),
          Map.entry(
              AuthorisationTag.VENDOR_PATCH_LEVEL.number(),
              Expectation.refused(
                  DerItem.integer(2026_10_04), AttestationRefusal.PATCH_LEVEL_TOO_OLD)),
          Map.entry(
              AuthorisationTag.BOOT_PATCH_LEVEL.number(),
              Expectation.refused(
                  DerItem.integer(2026_10_04), AttestationRefusal.PATCH_LEVEL_TOO_OLD)));

  @Test
  void theDocumentThatIsChangedIsAcceptedUnchanged() {
    assertEquals(Optional.empty(), refusal(description()));
  }

  @Test
  void everyFieldOfTheDescriptionIsNeededOnce() {
    var fields = fields();
    for (int i = 0; i < fields.size(); i++) {
      var without = new ArrayList<>(fields);
      without.remove(i);
      assertBadDescription(new Sequence(without));
      var twice = new ArrayList<>(fields);
      twice.add(i, fields.get(i));
      assertBadDescription(new Sequence(twice));
      assertBadDescription(with(i, DerItem.NULL));
    }
  }

  @Test
  void everyFieldOfTheDescriptionDecidesOrIsKnownNotTo() {
    assertBadDescription(with(0, DerItem.integer(5)));
    assertRefused(AttestationRefusal.INSUFFICIENT_SECURITY_LEVEL, with(1, DerItem.enumerated(0)));
    assertRefused(AttestationRefusal.INSUFFICIENT_SECURITY_LEVEL, with(1, DerItem.enumerated(2)));
    assertBadDescription(with(1, DerItem.enumerated(3)));
    // Phones pair schemas and versions of Keymaster in their own ways.
    assertEquals(Optional.empty(), refusal(with(2, DerItem.integer(41))));
    assertBadDescription(with(2, DerItem.integer(-1)));
    assertRefused(AttestationRefusal.INSUFFICIENT_SECURITY_LEVEL, with(3, DerItem.enumerated(0)));
    assertRefused(AttestationRefusal.INSUFFICIENT_SECURITY_LEVEL, with(3, DerItem.enumerated(2)));
    assertRefused(AttestationRefusal.WRONG_CHALLENGE, with(4, new Octets(Bytes.utf8("other"))));
    assertRefused(AttestationRefusal.WRONG_CHALLENGE, with(4, new Octets(Bytes.empty())));
    // Android writes it for system apps, which no policy lists.
    assertEquals(Optional.empty(), refusal(with(5, new Octets(Bytes.utf8("an id")))));
    assertRefused(AttestationRefusal.NOT_LISTED, with(SOFTWARE, Sequence.of()));
    assertRefused(AttestationRefusal.WRONG_KEY_KIND, with(HARDWARE, Sequence.of()));
  }

  @Test
  void everyTagOfTheListsDecidesOrIsKnownNotTo() {
    assertEveryTag(SOFTWARE, IN_SOFTWARE_LIST);
    assertEveryTag(HARDWARE, IN_HARDWARE_LIST);
  }

  @Test
  void sizeAndCurveCannotBothBeMissing() {
    var description =
        withoutTag(
            withoutTag(description(), HARDWARE, AuthorisationTag.KEY_SIZE.number()),
            HARDWARE,
            AuthorisationTag.EC_CURVE.number());
    assertRefused(AttestationRefusal.WRONG_KEY_KIND, description);
  }

  @Test
  void whatTheHardwareMustSayIsNotBelievedOfAndroid() {
    for (var entry : IN_HARDWARE_LIST.entrySet()) {
      int tag = entry.getKey();
      var value = value(HARDWARE, tag);
      var moved =
          withTag(withoutTag(description(), HARDWARE, tag), SOFTWARE, new Tagged(tag, value));
      assertEquals(entry.getValue().whenRemoved(), refusal(moved), "moved tag " + tag);
    }
    assertRefused(
        AttestationRefusal.NO_USER_AUTHENTICATION,
        withTag(
            description(),
            SOFTWARE,
            new Tagged(AuthorisationTag.NO_AUTH_REQUIRED.number(), DerItem.NULL)));
  }

  @Test
  void whatDecidesStandsInOneListOnly() {
    var repeatable = Set.of(AuthorisationTag.DIGEST.number(), AuthorisationTag.OS_VERSION.number());
    for (int tag : IN_HARDWARE_LIST.keySet()) {
      var both = withTag(description(), SOFTWARE, new Tagged(tag, value(HARDWARE, tag)));
      if (repeatable.contains(tag)) {
        assertEquals(Optional.empty(), refusal(both));
      } else {
        assertBadDescription(both);
      }
    }
    int app = AuthorisationTag.APPLICATION_ID.number();
    assertBadDescription(withTag(description(), HARDWARE, new Tagged(app, value(SOFTWARE, app))));
  }

  @Test
  void everyTagThatLoosensTheKeyIsRefused() {
    assertRefused(
        AttestationRefusal.NO_USER_AUTHENTICATION,
        withTag(
            description(),
            HARDWARE,
            new Tagged(AuthorisationTag.NO_AUTH_REQUIRED.number(), DerItem.NULL)));
    for (int list : List.of(SOFTWARE, HARDWARE)) {
      assertRefused(
          AttestationRefusal.NOT_LISTED,
          withTag(
              description(),
              list,
              new Tagged(AuthorisationTag.ALL_APPLICATIONS.number(), DerItem.NULL)));
    }
  }

  @Test
  void everyFieldOfTheRootOfTrustDecidesOrIsKnownNotTo() {
    int tag = AuthorisationTag.ROOT_OF_TRUST.number();
    var fields = ((Sequence) value(HARDWARE, tag)).items();
    for (int i = 0; i < fields.size(); i++) {
      var without = new ArrayList<>(fields);
      without.remove(i);
      // The schema had no hash of what was booted before version 3.
      var expected =
          i == 3
              ? Optional.<AttestationRefusal>empty()
              : Optional.of(AttestationRefusal.BAD_KEY_DESCRIPTION);
      assertEquals(expected, refusal(withRootOfTrust(without)));
      var twice = new ArrayList<>(fields);
      twice.add(i, fields.get(i));
      assertBadDescription(withRootOfTrust(twice));
    }
    assertRefused(
        AttestationRefusal.DEVICE_UNLOCKED, withRootOfTrust(replaced(fields, 1, new Bool(false))));
    for (int state : List.of(1, 2, 3)) {
      assertRefused(
          AttestationRefusal.BOOT_NOT_VERIFIED,
          withRootOfTrust(replaced(fields, 2, DerItem.enumerated(state))));
    }
    assertBadDescription(withRootOfTrust(replaced(fields, 2, DerItem.enumerated(4))));
    // Locked phones of the field write zeros for the key, and the hash changes with each update.
    for (int digest : List.of(0, 3)) {
      var zeros = new Octets(Bytes.of(new byte[32]));
      assertEquals(Optional.empty(), refusal(withRootOfTrust(replaced(fields, digest, zeros))));
    }
  }

  @Test
  void everyFieldOfTheApplicationIdDecides() {
    var app = new AndroidPackage(TestPhone.PACKAGE, 7);
    var other = new AndroidPackage("com.example.other", 7);
    var signer = TestPhone.SIGNER.value();
    var strange = Bytes.of(new byte[32]);
    assertRefused(AttestationRefusal.NOT_LISTED, withApp(List.of(), List.of(signer)));
    assertRefused(AttestationRefusal.NOT_LISTED, withApp(List.of(other), List.of(signer)));
    assertRefused(AttestationRefusal.NOT_LISTED, withApp(List.of(app, other), List.of(signer)));
    assertBadDescription(withApp(List.of(app, app), List.of(signer)));
    assertRefused(
        AttestationRefusal.APP_TOO_OLD,
        withApp(List.of(new AndroidPackage(TestPhone.PACKAGE, 6)), List.of(signer)));
    assertRefused(AttestationRefusal.WRONG_APP_SIGNER, withApp(List.of(app), List.of()));
    assertRefused(AttestationRefusal.WRONG_APP_SIGNER, withApp(List.of(app), List.of(strange)));
    assertRefused(
        AttestationRefusal.WRONG_APP_SIGNER, withApp(List.of(app), List.of(signer, strange)));
    assertRefused(
        AttestationRefusal.WRONG_APP_SIGNER, withApp(List.of(app), List.of(signer.slice(0, 20))));
    assertBadDescription(withApp(List.of(app), List.of(signer, signer)));
  }

  private static void assertEveryTag(int list, Map<Integer, Expectation> expectations) {
    var entries = ((Sequence) fields().get(list)).items();
    assertEquals(
        expectations.keySet(),
        Set.copyOf(entries.stream().map(entry -> ((Tagged) entry).number()).toList()));
    for (var each : expectations.entrySet()) {
      int tag = each.getKey();
      var expectation = each.getValue();
      assertEquals(
          expectation.whenRemoved(),
          refusal(withoutTag(description(), list, tag)),
          "removed tag " + tag);
      var changed =
          withTag(
              withoutTag(description(), list, tag), list, new Tagged(tag, expectation.changed()));
      assertEquals(expectation.whenChanged(), refusal(changed), "changed tag " + tag);
      assertBadDescription(withTag(description(), list, new Tagged(tag, value(list, tag))));
    }
  }

  private static DerItem withRootOfTrust(List<DerItem> fields) {
    int tag = AuthorisationTag.ROOT_OF_TRUST.number();
    return withTag(
        withoutTag(description(), HARDWARE, tag), HARDWARE, new Tagged(tag, new Sequence(fields)));
  }

  private static DerItem withApp(List<AndroidPackage> packages, List<Bytes> signers) {
    int tag = AuthorisationTag.APPLICATION_ID.number();
    return withTag(
        withoutTag(description(), SOFTWARE, tag),
        SOFTWARE,
        new Tagged(tag, new ApplicationId(packages, signers).item()));
  }

  private static DerItem set(long... values) {
    var items = new ArrayList<DerItem>();
    for (long value : values) {
      items.add(DerItem.integer(value));
    }
    return new SetOf(items);
  }

  private static void assertRefused(AttestationRefusal why, DerItem description) {
    assertEquals(Optional.of(why), refusal(description));
  }

  private static void assertBadDescription(DerItem description) {
    assertRefused(AttestationRefusal.BAD_KEY_DESCRIPTION, description);
  }

  private static Optional<AttestationRefusal> refusal(DerItem description) {
    return refusalOf(TestPhone.document(Der.encode(description)));
  }

  private static Optional<AttestationRefusal> refusalOf(Bytes document) {
    return switch (TestPhone.appraiser().appraise(document, TestPhone.occasion())) {
      case Outcome.Passed<AttestationResult, AttestationRefusal> _ -> Optional.empty();
      case Outcome.Refused<AttestationResult, AttestationRefusal>(var why) -> Optional.of(why);
    };
  }
}
