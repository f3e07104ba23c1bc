package dev.portcullis.agent.provision;

import dev.portcullis.agent.journal.Ledger;
import dev.portcullis.agent.policy.PolicyChain;
import dev.portcullis.agent.policy.PolicyRefusal;
import dev.portcullis.agent.policy.SignedPolicy;
import dev.portcullis.agent.policy.UnverifiedPolicy;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.AtomicFile;
import dev.portcullis.crypto.durable.Journal;
import dev.portcullis.crypto.durable.JournalLimits;
import dev.portcullis.crypto.durable.testing.Choices;
import dev.portcullis.crypto.durable.testing.CrashingFileSystem;
import dev.portcullis.crypto.durable.testing.PowerCut;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;

/** The parts of a vehicle that know its signers: configuration, installed policies, journal. */
final class SignerVehicle {

  private static final Path STATE = Path.of("/");
  private static final InstalledFiles FILES = new InstalledFiles(STATE);

  private CrashingFileSystem disk = CrashingFileSystem.empty();
  private Path journal = STATE.resolve("journal");
  private Signers configured;
  private UnverifiedPolicy provisioned;

  SignerVehicle(Signers configured, UnverifiedPolicy provisioned) {
    this.configured = configured;
    this.provisioned = provisioned;
  }

  void configure(Signers signers) {
    configured = signers;
  }

  void provision(UnverifiedPolicy policy) {
    provisioned = policy;
  }

  void loseTheJournal() {
    journal = STATE.resolve("another-journal");
  }

  private PolicyUpdate update() {
    return new PolicyUpdate(disk, FILES);
  }

  /** What lies in the folder, as {@link Installation} reads it. */
  PolicyChain policies() {
    var candidates = new ArrayList<>(update().policies());
    candidates.add(provisioned);
    return PolicyChain.from(configured.authority()).with(candidates);
  }

  Outcome<PolicyChain, PolicyRefusal> install(UnverifiedPolicy fresh) {
    return policies().then(fresh).map(next -> update().write(next).orFault());
  }

  /** As somebody who can write to the disk. */
  void put(Bytes file) {
    var _ = AtomicFile.write(disk, FILES.policyUpdate(), file).orFault();
  }

  void remove() {
    put(Bytes.empty());
  }

  /** While a policy is installed: the file is there, is not, or is half written. */
  void cutThePower(long seed) {
    var random = new Random(seed);
    disk.stopIn(random.nextInt(12));
    try {
      var _ = update().write(policies());
      var _ = start();
    } catch (PowerCut _) {
      // What is left of it is what the next start finds.
    }
    disk = disk.afterCrash(Choices.of(random));
  }

  /** One start and one stop of the agent. */
  Outcome<SignedPolicy, Problem> start() {
    var opened =
        Ledger.open(
                Journal.open(disk, journal, JournalLimits.standard()).orFault(),
                Instant.parse("2026-11-01T00:00:00Z"),
                4)
            .orFault();
    try (opened) {
      var policies = policies();
      return policies
          .newestOr(provisioned)
          .mapRefusal(why ->
              new Problem(FILES.policy().toString(), why.explanation(), PolicyAdvice.next(why)))
          .then(newest -> new PolicyStart(STATE).enter(newest, policies, opened));
    }
  }
}
