package dev.portcullis.simulator.repository.console;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.json.CanonicalJson;
import dev.portcullis.ota.json.JsonValue.Members;
import dev.portcullis.simulator.repository.Repositories;
import dev.portcullis.simulator.repository.RepositoryRefusal;
import dev.portcullis.simulator.repository.RepositoryRefusal.Code;
import dev.portcullis.simulator.repository.signing.Fields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How every command on the repositories begins and ends. */
abstract class OtaTask implements Callable<Integer> {

  private static final int DONE = 0;
  private static final int REFUSED = 1;
  private static final int UNUSABLE = 2;

  private final InstantSource clock;
  private final SecureRandom random;

  @Mixin private PlaceOptions place = new PlaceOptions();

  @Option(names = "--json", description = "One line of JSON instead of text.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  OtaTask(InstantSource clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  /** What the command does, while nobody else changes the repositories. */
  abstract Outcome<Said, RepositoryRefusal> perform(Repositories repositories)
      throws IOException, GeneralSecurityException;

  @Override
  public final Integer call() {
    try {
      return switch (begin()) {
        case Outcome.Passed<Said, RepositoryRefusal>(var said) -> {
          var out = spec.commandLine().getOut();
          if (json) {
            out.println(text(said.data()));
          } else {
            said.lines().forEach(out::println);
          }
          out.flush();
          yield DONE;
        }
        case Outcome.Refused<Said, RepositoryRefusal>(var why) -> refuse(why);
      };
    } catch (IOException | GeneralSecurityException e) {
      var err = spec.commandLine().getErr();
      err.println(spec.qualifiedName() + ": " + e.getMessage());
      err.println("next: see whether " + place.folder() + " is ours, whole and writable");
      err.flush();
      return UNUSABLE;
    }
  }

  /** Opens the repositories; {@code init} makes them instead. */
  Outcome<Said, RepositoryRefusal> begin() throws IOException, GeneralSecurityException {
    switch (Repositories.open(place())) {
      case Outcome.Refused<Repositories, RepositoryRefusal>(var why) -> {
        return Outcome.refused(why);
      }
      case Outcome.Passed<Repositories, RepositoryRefusal>(var repositories) -> {
        try (var _ = repositories.lock()) {
          return perform(repositories);
        }
      }
    }
  }

  private int refuse(RepositoryRefusal why) {
    if (json) {
      var out = spec.commandLine().getOut();
      out.println(
          text(
              new Fields()
                  .text("refused", why.code().name())
                  .text("what", why.what())
                  .text("next", why.next())
                  .members()));
      out.flush();
    } else {
      var err = spec.commandLine().getErr();
      err.println(why.code() + ": " + why.what());
      err.println("next: " + why.next());
      err.flush();
    }
    return why.code() == Code.NOT_INITIALISED ? UNUSABLE : REFUSED;
  }

  private static String text(Members members) {
    return new String(CanonicalJson.of(members).toArray(), StandardCharsets.UTF_8)
        .replace("\n", "\\n");
  }

  /** A call that no repository can answer. */
  final ParameterException wrongCall(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  final Repositories.Place place() {
    return place.place(clock, random);
  }

  final InstantSource clock() {
    return clock;
  }

  final SecureRandom random() {
    return random;
  }
}
