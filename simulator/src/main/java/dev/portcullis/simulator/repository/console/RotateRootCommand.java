package dev.portcullis.simulator.repository.console;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.simulator.repository.Repositories;
import dev.portcullis.simulator.repository.RepositoryKind;
import dev.portcullis.simulator.repository.RepositoryRefusal;
import dev.portcullis.simulator.repository.signing.Fields;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./portcullis sim ota rotate-root}. */
@Command(
    name = "rotate-root",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Signs the next root of a repository, which lasts for another year; and the metadata below"
          + " it anew.",
      "With --new-keys a role gets new keys, and the files of the old ones are deleted: after a"
          + " theft, or where a key was lost and the threshold is still reached."
    },
    footer = {
      "",
      "Examples:",
      "  ./portcullis sim ota rotate-root --folder cloud --repository images",
      "  ./portcullis sim ota rotate-root --folder cloud --repository director --new-keys targets"
    })
final class RotateRootCommand extends OtaTask {

  private static final List<String> ROLES = List.of("root", "targets", "snapshot", "timestamp");

  @Option(
      names = "--repository",
      paramLabel = "NAME",
      required = true,
      description = "images or director.")
  private String repository = "";

  @Option(
      names = "--new-keys",
      paramLabel = "ROLE",
      split = ",",
      description = "root, targets, snapshot or timestamp; repeatable.")
  private List<String> renewed = new ArrayList<>();

  RotateRootCommand(InstantSource clock, SecureRandom random) {
    super(clock, random);
  }

  @Override
  Outcome<Said, RepositoryRefusal> perform(Repositories repositories) throws IOException {
    var roles = roles();
    var kind = kind();
    var done =
        switch (kind) {
          case IMAGES -> repositories.images().rotate(roles);
          case DIRECTOR -> repositories.director().rotate(roles);
        };
    return done.map(version ->
        new Said(
            List.of(
                " ✓ root "
                    + version
                    + " of the "
                    + kind.title()
                    + (roles.isEmpty() ? "" : ", with new keys for " + String.join(", ", renewed))),
            new Fields()
                .text("repository", kind.word())
                .whole("root", version)
                .texts("newKeys", renewed)
                .members()));
  }

  private Set<RoleName> roles() {
    var roles = new LinkedHashSet<RoleName>();
    for (String role : renewed) {
      if (!ROLES.contains(role)) {
        throw wrongCall("--new-keys: no role '" + role + "'; there are " + ROLES);
      }
      roles.add(new RoleName(role));
    }
    return roles;
  }

  private RepositoryKind kind() {
    try {
      return RepositoryKind.valueOf(repository.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw wrongCall("--repository: images or director, not '" + repository + "'");
    }
  }
}
