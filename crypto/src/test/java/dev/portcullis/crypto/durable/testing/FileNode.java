package dev.portcullis.crypto.durable.testing;

import dev.portcullis.crypto.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A file: what is on the medium, what is not yet, and what readers see. */
final class FileNode implements Node {

  /** How much of a write reaches the medium. */
  private enum Loss {
    ALL_LOST,
    ALL_THERE,
    FIRST_HALF,
    ALL_BUT_THE_LAST_BYTE,
    ONLY_THE_SIZE,
    SECOND_HALF
  }

  private sealed interface Change {}

  private record Written(int offset, Bytes content) implements Change {}

  private record Cut(int size) implements Change {}

  private byte[] durable;
  private byte[] visible;
  private final List<Pending<Change>> pending = new ArrayList<>();

  FileNode(byte[] content) {
    this.durable = content.clone();
    this.visible = content.clone();
  }

  byte[] content() {
    return visible.clone();
  }

  void append(byte[] content) {
    change(new Written(visible.length, Bytes.of(content)));
  }

  void truncate(int size) {
    if (size < visible.length) {
      change(new Cut(size));
    }
  }

  private void change(Change change) {
    visible = apply(visible, change);
    pending.add(new Pending<>(change));
  }

  @Override
  public void force() {
    for (var each : pending) {
      if (each.isOpen()) {
        durable = apply(durable, each.change());
      }
    }
    pending.clear();
  }

  @Override
  public void failToForce() {
    pending.forEach(Pending::giveUp);
  }

  @Override
  public FileNode afterCrash(Choices choices) {
    byte[] left = durable;
    for (var each : pending) {
      left =
          switch (each.change()) {
            case Written written -> tear(left, written, choices);
            case Cut cut -> choices.choose(2) == 0 ? left : apply(left, cut);
          };
    }
    return new FileNode(left);
  }

  private static byte[] tear(byte[] before, Written written, Choices choices) {
    byte[] content = written.content().toArray();
    int half = content.length / 2;
    return switch (Loss.values()[choices.choose(Loss.values().length)]) {
      case ALL_LOST -> before;
      case ALL_THERE -> apply(before, written);
      case FIRST_HALF -> write(before, written.offset(), Arrays.copyOf(content, half));
      case ALL_BUT_THE_LAST_BYTE ->
          write(before, written.offset(), Arrays.copyOf(content, Math.max(0, content.length - 1)));
      case ONLY_THE_SIZE -> write(before, written.offset(), new byte[content.length]);
      case SECOND_HALF -> {
        Arrays.fill(content, 0, half, (byte) 0);
        yield write(before, written.offset(), content);
      }
    };
  }

  private static byte[] apply(byte[] before, Change change) {
    return switch (change) {
      case Written(int offset, Bytes content) -> write(before, offset, content.toArray());
      case Cut(int size) -> Arrays.copyOf(before, Math.min(size, before.length));
    };
  }

  private static byte[] write(byte[] before, int offset, byte[] content) {
    byte[] after = Arrays.copyOf(before, Math.max(before.length, offset + content.length));
    System.arraycopy(content, 0, after, offset, content.length);
    return after;
  }
}
