package dev.portcullis.agent.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.agent.policy.PolicyChain;
import dev.portcullis.agent.policy.PolicyRefusal;
import dev.portcullis.agent.policy.SignedPolicy;
import dev.portcullis.agent.policy.UnverifiedPolicy;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.cose.SigningAuthority;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.DiskFileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies that are put beside the provisioned one while the agent runs. */
final class PolicyUpdateTest {

  private static final Signers FACTORY = Signers.of("factory", 1);
  private static final Signers NEXT = Signers.of("next", 2);
  private static final Signers STRANGER = Signers.of("stranger", 1);

  private final DiskFileSystem disk = new DiskFileSystem();

  @TempDir private Path folder;

  private PolicyUpdate update() {
    return new PolicyUpdate(disk, new InstalledFiles(folder));
  }

  private void put(Bytes content) {
    var _ = AtomicFile.write(disk, new InstalledFiles(folder).policyUpdate(), content).orFault();
  }

  private static PolicyChain provisioned(long sequence) {
    return PolicyChain.from(FACTORY.authority()).with(List.of(Signers.policy(sequence, FACTORY)));
  }

  private static long sequence(PolicyChain chain) {
    return chain.newest().orElseThrow().policy().sequence();
  }

  private void install(PolicyChain before, UnverifiedPolicy fresh) {
    var _ = update().write(before.then(fresh).orFault()).orFault();
  }

  @Test
  void countsWhereItIsNewer() {
    assertEquals(5, sequence(provisioned(5).with(update().policies())));
    install(provisioned(5), Signers.policy(6, FACTORY));
    assertEquals(6, sequence(provisioned(5).with(update().policies())));
    assertEquals(7, sequence(provisioned(7).with(update().policies())));
  }

  @Test
  void isNotLookedAtWhereItsSignaturesDoNotHold() {
    put(Signers.file(Signers.policy(9, STRANGER)));
    assertEquals(5, sequence(provisioned(5).with(update().policies())));
    put(Bytes.utf8("half a policy"));
    assertEquals(5, sequence(provisioned(5).with(update().policies())));
  }

  @Test
  void keepsThePoliciesThatChangedTheSignersAndTheNewest() {
    var rotated = provisioned(5).then(Signers.rotation(6, NEXT, FACTORY, NEXT)).orFault();
    install(rotated, Signers.policy(7, NEXT));
    assertEquals(2, update().policies().size());
    install(provisioned(5).with(update().policies()), Signers.policy(8, NEXT));
    assertEquals(2, update().policies().size(), "7 changed nothing that 8 needs");
    var again = provisioned(5).with(update().policies());
    assertEquals(8, sequence(again));
    assertEquals(NEXT.authority(), again.signers());
  }

  @Test
  void theWatchTellsOfANewOneOnceAndOfAnUnusableOneOnce() {
    install(provisioned(5), Signers.policy(6, FACTORY));
    var heard = new Heard();
    try (var watch = new PolicyWatch(update(), provisioned(5).with(update().policies()), heard)) {
      watch.look();
      assertEquals(List.of(), heard.told, "what was there at the start is in force");
      install(provisioned(5), Signers.policy(7, FACTORY));
      watch.look();
      watch.look();
      put(Bytes.utf8("half a policy"));
      watch.look();
      watch.look();
      assertEquals(List.of("sequence 7", "UnreadableSignatures"), heard.told);
    }
  }

  @Test
  void theWatchTellsOfOneThatWasInstalledWhileTheAgentStarted() {
    install(provisioned(5), Signers.policy(7, FACTORY));
    var heard = new Heard();
    try (var watch = new PolicyWatch(update(), provisioned(6), heard)) {
      watch.look();
      watch.look();
      assertEquals(List.of("sequence 7"), heard.told);
    }
  }

  @Test
  void theWatchGoesByTheSignersInForceAndNotByThoseOfTheConfiguration() {
    var heard = new Heard();
    try (var watch = new PolicyWatch(update(), provisioned(5), heard)) {
      install(provisioned(5), Signers.rotation(6, NEXT, FACTORY, NEXT));
      watch.look();
      // Whoever holds the old keys and the file can write this; the vehicle has gone on.
      put(Signers.file(Signers.policy(7, FACTORY)));
      watch.look();
      put(Signers.file(Signers.policy(7, NEXT)));
      watch.look();
      assertEquals(List.of("sequence 6", "TooFewSignatures", "sequence 7"), heard.told);
      assertEquals(List.of(NEXT.authority(), NEXT.authority()), heard.signers);
    }
  }

  @Test
  void theWatchFollowsSeveralThatWereInstalledBetweenTwoLooks() {
    var heard = new Heard();
    try (var watch = new PolicyWatch(update(), provisioned(5), heard)) {
      install(provisioned(5), Signers.rotation(6, NEXT, FACTORY, NEXT));
      install(provisioned(5).with(update().policies()), Signers.policy(7, NEXT));
      watch.look();
      assertEquals(List.of("sequence 7"), heard.told);
    }
  }

  /** What the watch said. */
  private static final class Heard implements PolicyWatch.Listener {
    private final List<String> told = new ArrayList<>();
    private final List<SigningAuthority> signers = new ArrayList<>();

    @Override
    public void found(SignedPolicy policy) {
      told.add("sequence " + policy.policy().sequence());
      signers.add(policy.signers());
    }

    @Override
    public void unusable(PolicyRefusal why) {
      told.add(why.getClass().getSimpleName());
    }
  }
}
