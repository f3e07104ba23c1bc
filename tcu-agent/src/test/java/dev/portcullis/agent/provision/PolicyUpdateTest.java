package dev.portcullis.agent.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.agent.policy.PolicyRefusal;
import dev.portcullis.agent.policy.SignedPolicy;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.Sign1;
import dev.portcullis.crypto.cose.Signer;
import dev.portcullis.crypto.cose.SigningAuthority;
import dev.portcullis.crypto.cose.SoftwareSigner;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.DiskFileSystem;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy that is put beside the provisioned one while the agent runs. */
final class PolicyUpdateTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Signer KEY = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  private static final Signer STRANGER = SoftwareSigner.generate(Algorithm.ES256, RANDOM);
  private static final SigningAuthority AUTHORITY =
      new SigningAuthority(List.of(KEY.publicKey()), 1);

  private final DiskFileSystem disk = new DiskFileSystem();

  @TempDir private Path folder;

  private static SignedPolicy policy(long sequence, long revocations) {
    return SignedPolicy.verify(
            json(sequence, revocations), by(KEY, sequence, revocations), AUTHORITY)
        .orFault();
  }

  private static Bytes by(Signer key, long sequence, long revocations) {
    return Cbor.encode(
        CborItem.CborArray.of(
            CborItem.bytes(
                Sign1.signDetached(key, SignedPolicy.TYPE, json(sequence, revocations)))));
  }

  private static Bytes json(long sequence, long revocations) {
    var timeKey = KEY.publicKey().encoded().hex();
    return Bytes.utf8(
        """
        {"schema": 1, "sequence": %d,
         "validity": {"notBefore": "2026-11-01T00:00:00Z", "notAfter": "2027-11-01T00:00:00Z"},
         "time": {"keys": ["%s"], "threshold": 1}, "attestation": {},
         "commands": {}, "allowance": {"commands": 1, "seconds": 1},
         "revoked": {"sequence": %d, "keys": []}}
        """
            .formatted(sequence, timeKey, revocations));
  }

  private InstalledFiles files() {
    return new InstalledFiles(folder);
  }

  private PolicyUpdate update() {
    return new PolicyUpdate(disk, files());
  }

  private void put(Bytes content) {
    var _ = AtomicFile.write(disk, files().policyUpdate(), content).orFault();
  }

  @Test
  void countsWhereItIsNewer() {
    var provisioned = policy(5, 0);
    assertEquals(5, update().orNewer(provisioned, AUTHORITY).policy().sequence());
    var _ = update().install(policy(6, 0), provisioned).orFault();
    assertEquals(6, update().orNewer(provisioned, AUTHORITY).policy().sequence());
    assertEquals(7, update().orNewer(policy(7, 0), AUTHORITY).policy().sequence());
  }

  @Test
  void isNotInstalledWhereItIsNotNewer() {
    var installed = policy(5, 3);
    for (var fresh : List.of(policy(5, 3), policy(4, 9), policy(6, 2))) {
      assertInstanceOf(Outcome.Refused.class, update().install(fresh, installed));
    }
    assertTrue(update().bytes().isEmpty());
  }

  @Test
  void isNotLookedAtWhereItsSignaturesDoNotHold() {
    put(
        Cbor.encode(
            CborItem.CborArray.of(CborItem.bytes(json(9, 0)), CborItem.bytes(by(STRANGER, 9, 0)))));
    assertEquals(5, update().orNewer(policy(5, 0), AUTHORITY).policy().sequence());
  }

  @Test
  void theWatchTellsOfANewOneOnceAndOfAnUnusableOneOnce() {
    var told = new ArrayList<String>();
    put(policy(6, 0).bundle());
    var watch =
        new PolicyWatch(
            update(),
            AUTHORITY,
            policy(6, 0),
            new PolicyWatch.Listener() {
              @Override
              public void found(SignedPolicy policy) {
                told.add("sequence " + policy.policy().sequence());
              }

              @Override
              public void unusable(PolicyRefusal why) {
                told.add(why.getClass().getSimpleName());
              }
            });
    watch.look();
    assertEquals(List.of(), told, "what was there at the start is in force");
    put(policy(7, 0).bundle());
    watch.look();
    watch.look();
    put(Bytes.utf8("half a policy"));
    watch.look();
    watch.look();
    assertEquals(List.of("sequence 7", "UnreadableSignatures"), told);
    watch.close();
  }

  @Test
  void theWatchTellsOfOneThatWasInstalledWhileTheAgentStarted() {
    var told = new ArrayList<Long>();
    put(policy(7, 0).bundle());
    var watch =
        new PolicyWatch(
            update(),
            AUTHORITY,
            policy(6, 0),
            new PolicyWatch.Listener() {
              @Override
              public void found(SignedPolicy policy) {
                told.add(policy.policy().sequence());
              }

              @Override
              public void unusable(PolicyRefusal why) {
                told.add(-1L);
              }
            });
    watch.look();
    watch.look();
    assertEquals(List.of(7L), told);
    watch.close();
  }
}
