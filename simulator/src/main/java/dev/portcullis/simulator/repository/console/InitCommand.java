package dev.portcullis.simulator.repository.console;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.simulator.authority.Authority;
import dev.portcullis.simulator.repository.KeyPlan;
import dev.portcullis.simulator.repository.KeyPlan.Quorum;
import dev.portcullis.simulator.repository.Repositories;
import dev.portcullis.simulator.repository.RepositoryRefusal;
import dev.portcullis.simulator.repository.signing.Fields;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./portcullis sim ota init}. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes Image repository and Director, each with keys of its own for its four roles, and the"
          + " first root of each.",
      "The keys of both roots and of the Image repository's targets lie in a folder of their own:"
          + " move it to a machine without a network."
    },
    footer = {
      "",
      "Examples:",
      "  ./portcullis sim ota init --folder cloud",
      "  ./portcullis sim ota init --folder cloud --root-keys 5 --root-threshold 3 --post-quantum"
    })
final class InitCommand extends OtaTask {

  @Option(
      names = "--root-keys",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many keys each root has (default: ${DEFAULT-VALUE}).")
  private int rootKeys = 3;

  @Option(
      names = "--root-threshold",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many of them must sign (default: ${DEFAULT-VALUE}).")
  private int rootThreshold = 2;

  @Option(
      names = "--targets-keys",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many targets keys the Image repository has (default: ${DEFAULT-VALUE}).")
  private int targetsKeys = 1;

  @Option(
      names = "--targets-threshold",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many of them must sign (default: ${DEFAULT-VALUE}).")
  private int targetsThreshold = 1;

  @Option(
      names = "--post-quantum",
      description = "An ML-DSA-65 key beside each Ed25519 key; the thresholds are meant of each.")
  private boolean postQuantum;

  InitCommand(InstantSource clock, SecureRandom random) {
    super(clock, random);
  }

  @Override
  Outcome<Said, RepositoryRefusal> begin() throws IOException, GeneralSecurityException {
    var plan = plan();
    var authority = Authority.open(place().folder(), clock(), random()).rootCertificate();
    return Repositories.create(place(), plan)
        .map(made ->
            new Said(
                List.of(
                    " ✓ authority         " + authority,
                    " ✓ Image repository  " + made.images().metadata(),
                    " ✓ Director          " + made.director().rootMetadata(),
                    " ✓ offline keys      " + place().offline(),
                    "",
                    " next  ./portcullis sim ota add-target --help",
                    "       ./portcullis sim ota vehicle add --help"),
                new Fields()
                    .text("images", made.images().metadata().toString())
                    .text("director", made.director().rootMetadata().toString())
                    .text("offline", place().offline().toString())
                    .members()));
  }

  private KeyPlan plan() {
    try {
      return new KeyPlan(
          new Quorum(rootKeys, rootThreshold),
          new Quorum(targetsKeys, targetsThreshold),
          (postQuantum ? KeyPlan.POST_QUANTUM : KeyPlan.CLASSICAL).algorithms());
    } catch (IllegalArgumentException e) {
      throw wrongCall("no threshold can be reached so: " + e.getMessage());
    }
  }

  @Override
  Outcome<Said, RepositoryRefusal> perform(Repositories repositories) {
    throw new IllegalStateException("init has nothing to open");
  }
}
