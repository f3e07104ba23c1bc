package dev.portcullis.simulator.image;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.image.ArchiveLimits;
import dev.portcullis.ota.image.ImageContent;
import dev.portcullis.ota.slot.PartKind;
import java.nio.file.Path;
import java.util.List;

/** What the image of one part is made of. */
@FunctionalInterface
interface Recipe {

  /** Of what lies in {@code folder}, if it is what such an image needs. */
  Outcome<ImageContent, PackProblem> content(Path folder);

  /** For a part of a unit. */
  static Recipe of(PartKind kind) {
    return switch (kind) {
      case APPLICATION -> new ApplicationRecipe();
      case RUNTIME -> new RuntimeRecipe();
      case POLICY -> files("policy.json", "policy.signatures");
      case DESCRIPTION -> files("car.dbc", "commands.toml", "car.signatures");
      // Which files there are is the detectors' affair; an image without a file is refused anyway.
      case DETECTORS -> files();
    };
  }

  private static Recipe files(String... expected) {
    return folder -> read(folder, ImageContent.Links.REFUSED, List.of(expected));
  }

  /** Everything in {@code folder}, among it the files that are expected. */
  static Outcome<ImageContent, PackProblem> read(
      Path folder, ImageContent.Links links, List<String> expected) {
    return ImageContent.of(folder, links, ArchiveLimits.STANDARD)
        .<PackProblem>mapRefusal(PackProblem.NotAnImage::new)
        .then(content ->
            expected.stream()
                .filter(file -> !content.hasFile(file))
                .findFirst()
                .<Outcome<ImageContent, PackProblem>>map(
                    file -> Outcome.refused(new PackProblem.Missing(file)))
                .orElseGet(() -> Outcome.passed(content)));
  }
}
