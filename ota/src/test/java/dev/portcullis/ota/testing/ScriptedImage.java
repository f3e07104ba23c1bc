package dev.portcullis.ota.testing;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.fetch.ByteBudget;
import dev.portcullis.ota.fetch.FetchFailure;
import dev.portcullis.ota.fetch.ImageSource;
import dev.portcullis.ota.fetch.PieceSink;
import dev.portcullis.ota.fetch.RemoteImage;
import java.util.ArrayList;
import java.util.List;

/** A source in memory that notes what it was asked for, and breaks off as a test wants. */
public final class ScriptedImage implements ImageSource {

  private static final int PIECE = 3;

  private final Bytes content;
  private final List<FetchFailure> failures;
  private final int bytesBeforeAFailure;
  private final List<Long> asked = new ArrayList<>();
  private int closed;

  /** Serves {@code content} to the end each time. */
  public ScriptedImage(Bytes content) {
    this(content, 0, List.of());
  }

  /** Ends each of the first attempts with one of {@code failures}, after so many bytes. */
  public ScriptedImage(Bytes content, int bytesBeforeAFailure, List<FetchFailure> failures) {
    this.content = content;
    this.bytesBeforeAFailure = bytesBeforeAFailure;
    this.failures = new ArrayList<>(failures);
  }

  /** Where each attempt was to begin. */
  public List<Long> asked() {
    return List.copyOf(asked);
  }

  /** How many images were let go of. */
  public int closed() {
    return closed;
  }

  @Override
  public String place() {
    return "memory";
  }

  @Override
  public RemoteImage open(String path, long length, ByteBudget budget) {
    return new RemoteImage() {
      @Override
      public <E extends Exception> Outcome<Long, FetchFailure> fetch(long from, PieceSink<E> sink)
          throws E {
        asked.add(from);
        boolean fails = !failures.isEmpty();
        long end = fails ? Math.min(from + bytesBeforeAFailure, content.size()) : content.size();
        for (int at = (int) from; at < end; at += PIECE) {
          sink.accept(content.slice(at, (int) Math.min(at + PIECE, end)));
        }
        return fails
            ? Outcome.refused(failures.removeFirst())
            : Outcome.passed(content.size() - from);
      }

      @Override
      public void close() {
        closed++;
      }
    };
  }
}
