package dev.portcullis.ota.slot;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.ota.image.UnpackedImage;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The words that lines are made of. */
final class Words {

  /** Stands for nothing. */
  static final String NONE = "-";

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

  private Words() {}

  static Optional<Digest> digest(String word) {
    return DIGEST.matcher(word).matches()
        ? Optional.of(new Digest(Bytes.fromHex(word)))
        : Optional.empty();
  }

  static Optional<Long> number(String word) {
    return NUMBER.matcher(word).matches() ? Optional.of(Long.valueOf(word)) : Optional.empty();
  }

  /** The constant of this very name. */
  static <E extends Enum<E>> Optional<E> constant(E[] all, String word) {
    return List.of(all).stream().filter(each -> each.name().equals(word)).findFirst();
  }

  static Optional<Part> part(List<String> words) {
    return digest(words.get(0))
        .flatMap(image -> digest(words.get(1)).map(files -> new UnpackedImage(image, files)))
        .flatMap(image ->
            number(words.get(2))
                .flatMap(counter ->
                    source(words.get(3), words.get(4))
                        .map(source -> new Part(image, counter, source))));
  }

  private static Optional<Part.Source> source(String length, String name) {
    return number(length)
        .flatMap(bytes -> ImageName.of(name).map(image -> new Part.Source(image, bytes)));
  }

  static Optional<SlotReference> reference(String name, String digest) {
    return constant(SlotName.values(), name)
        .flatMap(slot -> digest(digest).map(file -> new SlotReference(slot, file)));
  }
}
