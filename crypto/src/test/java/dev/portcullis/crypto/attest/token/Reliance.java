package dev.portcullis.crypto.attest.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttestationResult;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * How far a member is relied upon: what becomes of a document with each mutation of it.
 *
 * @param refusals with what a mutation of that kind may be refused; one that is not named here is
 *     harmless, and the document must still be accepted
 */
record Reliance(Map<Mutation.Kind, Set<AttestationRefusal>> refusals) {

  /** Whatever happens to it, the document is refused. */
  static Reliance full(AttestationRefusal... why) {
    return of(Map.of(Mutation.Kind.REMOVED, Set.of(why)), why);
  }

  /** It must be there, and be of its kind; which value it has is not ours to judge. */
  static Reliance presence(AttestationRefusal why) {
    return new Reliance(
        Map.of(Mutation.Kind.REMOVED, Set.of(why), Mutation.Kind.OTHER_KIND, Set.of(why)));
  }

  /** It need not be there. */
  static Reliance whereItIsThere(AttestationRefusal... why) {
    return of(Map.of(), why);
  }

  /** It need not be there and says nothing, but must be of its kind. */
  static Reliance kind(AttestationRefusal why) {
    return new Reliance(Map.of(Mutation.Kind.OTHER_KIND, Set.of(why)));
  }

  /** Nothing is made of it: only naming it twice is refused. */
  static Reliance none() {
    return new Reliance(Map.of());
  }

  void holdsFor(Mutation mutation, Outcome<AttestationResult, AttestationRefusal> outcome) {
    var where = mutation.path() + " " + mutation.kind() + " " + mutation.document();
    if (mutation.kind() == Mutation.Kind.TWICE) {
      assertEquals(Outcome.refused(AttestationRefusal.DUPLICATE_MEMBER), outcome, where);
      return;
    }
    var expected = refusals.getOrDefault(mutation.kind(), Set.of());
    switch (outcome) {
      case Outcome.Passed<AttestationResult, AttestationRefusal> _ ->
          assertTrue(expected.isEmpty(), () -> "accepted: " + where);
      case Outcome.Refused<AttestationResult, AttestationRefusal>(var why) ->
          assertTrue(expected.contains(why), () -> why + " and not " + expected + ": " + where);
    }
  }

  private static Reliance of(
      Map<Mutation.Kind, Set<AttestationRefusal>> removal, AttestationRefusal... why) {
    var refusals = new EnumMap<Mutation.Kind, Set<AttestationRefusal>>(Mutation.Kind.class);
    refusals.putAll(removal);
    refusals.put(Mutation.Kind.OTHER_VALUE, Set.of(why));
    refusals.put(Mutation.Kind.OTHER_KIND, Set.of(why));
    return new Reliance(refusals);
  }
}
