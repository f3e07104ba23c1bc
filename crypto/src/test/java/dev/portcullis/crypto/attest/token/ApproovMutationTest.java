package dev.portcullis.crypto.attest.token;

import static dev.portcullis.crypto.attest.AttestationRefusal.ALGORITHM_NOT_ALLOWED;
import static dev.portcullis.crypto.attest.AttestationRefusal.BAD_CONFIRMATION_KEY;
import static dev.portcullis.crypto.attest.AttestationRefusal.BAD_HEADER;
import static dev.portcullis.crypto.attest.AttestationRefusal.BAD_ISSUER;
import static dev.portcullis.crypto.attest.AttestationRefusal.BAD_TIME;
import static dev.portcullis.crypto.attest.AttestationRefusal.NO_CONFIRMATION_KEY;
import static dev.portcullis.crypto.attest.AttestationRefusal.NO_EXPIRY;
import static dev.portcullis.crypto.attest.AttestationRefusal.UNKNOWN_ISSUER;
import static dev.portcullis.crypto.attest.AttestationRefusal.WRONG_AUDIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.attest.AttestationRefusal;
import dev.portcullis.crypto.attest.AttesterRole;
import dev.portcullis.crypto.attest.Occasion;
import dev.portcullis.crypto.attest.token.ClaimValue.Items;
import dev.portcullis.crypto.attest.token.ClaimValue.Members;
import dev.portcullis.crypto.attest.token.ClaimValue.Text;
import dev.portcullis.crypto.attest.token.ClaimValue.Whole;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.SoftwareSigner;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A valid Approov token with every claim it can have: each claim and each member of its header
 * removed, changed or written twice, and signed again by the service, is refused by name, except
 * where the list here says that nothing is made of it.
 */
final class ApproovMutationTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final SoftwareSigner SERVICE = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  private static final Digest PHONE =
      SoftwareSigner.generate(Algorithm.ES256, RANDOM).publicKey().thumbprint();
  private static final Instant ISSUED = Instant.parse("2026-06-01T00:00:00Z");
  private static final Occasion OCCASION =
      Occasion.of(AttesterRole.APP, ISSUED.plusSeconds(60)).forKey(PHONE.value());

  private static final Map<String, Reliance> CLAIMS = new LinkedHashMap<>();

  static {
    CLAIMS.put("iss", Reliance.full(BAD_ISSUER, UNKNOWN_ISSUER));
    CLAIMS.put("aud", Reliance.full(WRONG_AUDIENCE));
    CLAIMS.put("exp", Reliance.full(NO_EXPIRY, BAD_TIME));
    CLAIMS.put("iat", Reliance.whereItIsThere(BAD_TIME));
    CLAIMS.put("nbf", Reliance.whereItIsThere(BAD_TIME));
    CLAIMS.put("pay", Reliance.full(NO_CONFIRMATION_KEY, BAD_CONFIRMATION_KEY));
    // Not relied upon: the device, what was seen of it, and a key that authorises nothing.
    CLAIMS.put("sub", Reliance.none());
    CLAIMS.put("did", Reliance.none());
    CLAIMS.put("ip", Reliance.none());
    CLAIMS.put("arc", Reliance.none());
    CLAIMS.put("anno", Reliance.none());
    CLAIMS.put("ipk", Reliance.none());
  }

  private static final Map<String, Reliance> HEADER =
      Map.of(
          "alg", Reliance.full(ALGORITHM_NOT_ALLOWED),
          "typ", Reliance.whereItIsThere(BAD_HEADER),
          "kid", Reliance.kind(BAD_HEADER));

  @Test
  void everyChangedClaimIsRefusedByName() {
    assertEquals(CLAIMS.keySet(), Mutation.paths(claims(), "").keySet());
    var approov = Policies.approov(Policies.account(SERVICE).made());
    var header = RawJson.write(header(), "");
    for (Mutation mutation : Mutation.of(claims(), RawJson::write)) {
      var token = CompactJws.sign(SERVICE, header, mutation.document());
      listed(CLAIMS, mutation).holdsFor(mutation, approov.appraise(token, OCCASION));
    }
  }

  @Test
  void everyChangedMemberOfTheHeaderIsRefusedByName() {
    assertEquals(
        new TreeSet<>(HEADER.keySet()), new TreeSet<>(Mutation.paths(header(), "").keySet()));
    var approov = Policies.approov(Policies.account(SERVICE).made());
    var claims = RawJson.write(claims(), "");
    for (Mutation mutation : Mutation.of(header(), RawJson::write)) {
      var token = CompactJws.sign(SERVICE, mutation.document(), claims);
      listed(HEADER, mutation).holdsFor(mutation, approov.appraise(token, OCCASION));
    }
  }

  @Test
  void nothingIsAcceptedThatTheServiceDidNotSign() {
    var approov = Policies.approov(Policies.account(SERVICE).made());
    var genuine =
        CompactJws.sign(SERVICE, RawJson.write(header(), ""), RawJson.write(claims(), ""));
    assertTrue(approov.appraise(genuine, OCCASION) instanceof Outcome.Passed);
    for (int i = 0; i < genuine.size(); i++) {
      byte[] changed = genuine.toArray();
      changed[i] ^= 1;
      assertTrue(approov.appraise(Bytes.of(changed), OCCASION) instanceof Outcome.Refused);
    }
  }

  private static Reliance listed(Map<String, Reliance> reliance, Mutation mutation) {
    return reliance.getOrDefault(mutation.path(), Reliance.full(AttestationRefusal.TOO_LARGE));
  }

  private static Members header() {
    return members(
        Map.of("alg", new Text("ES256"), "typ", new Text("JWT"), "kid", new Text("0001")));
  }

  private static Members claims() {
    var pay = Digest.of(PHONE.value()).value().toArray();
    long issued = ISSUED.getEpochSecond();
    var claims = new LinkedHashMap<String, ClaimValue>();
    claims.put("iss", new Text("account.approov.io"));
    claims.put("aud", new Text("approov.io"));
    claims.put("exp", new Whole(issued + 300));
    claims.put("iat", new Whole(issued));
    claims.put("nbf", new Whole(issued));
    claims.put("pay", new Text(Base64.getEncoder().encodeToString(pay)));
    claims.put("sub", new Text("approov|ZGV2aWNl"));
    claims.put("did", new Text("ZGV2aWNl"));
    claims.put("ip", new Text("192.0.2.1"));
    claims.put("arc", new Text("ABCDEF"));
    claims.put("anno", new Items(List.of(new Text("emulator"))));
    claims.put("ipk", new Text("a key of the installation"));
    return members(claims);
  }

  private static Members members(Map<String, ClaimValue> named) {
    var members = new LinkedHashMap<Label, ClaimValue>();
    named.forEach((name, value) -> members.put(new Label.Named(name), value));
    return new Members(members);
  }
}
