package dev.portcullis.simulator.image;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.image.ImageContent;
import dev.portcullis.ota.image.Packed;
import dev.portcullis.ota.slot.PartKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Makes images of folders, in files. */
public final class ImagePacker {

  private ImagePacker() {}

  /**
   * An image of {@code from} in {@code file}, which is replaced once the new one is whole.
   *
   * @param more files that it holds besides, or instead of those of the same name
   */
  public static Outcome<Packed, PackProblem> pack(
      PartKind part, Path from, Map<String, Bytes> more, Path file) throws IOException {
    var content = Recipe.of(part).content(from);
    for (var each : more.entrySet()) {
      content =
          content.then(less ->
              less.without(each.getKey())
                  .with(each.getKey(), each.getValue())
                  .mapRefusal(PackProblem.NotAnImage::new));
    }
    return switch (content) {
      case Outcome.Refused<ImageContent, PackProblem>(var why) -> Outcome.refused(why);
      case Outcome.Passed<ImageContent, PackProblem>(var whole) -> write(whole, file);
    };
  }

  private static Outcome<Packed, PackProblem> write(ImageContent content, Path file)
      throws IOException {
    var beside = file.resolveSibling(file.getFileName() + ".new");
    try (var out = Files.newOutputStream(beside)) {
      var packed = content.writeTo(out);
      if (packed instanceof Outcome.Passed<?, ?>) {
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
      }
      return packed.mapRefusal(PackProblem.NotAnImage::new);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /**
   * An image of the runtime that the agent needs, linked out of the JDK in {@code jdk}.
   *
   * @param work a folder that exists and has nothing named {@code java}
   */
  public static Outcome<Packed, PackProblem> packRuntime(Path jdk, Path work, Path file)
      throws IOException, InterruptedException {
    return switch (RuntimeLinker.link(jdk, work.resolve("java"))) {
      case Outcome.Passed<Path, PackProblem>(var runtime) ->
          pack(PartKind.RUNTIME, runtime, Map.of(), file);
      case Outcome.Refused<Path, PackProblem>(var why) -> Outcome.refused(why);
    };
  }
}
