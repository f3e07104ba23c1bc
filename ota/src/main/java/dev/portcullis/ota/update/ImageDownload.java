package dev.portcullis.ota.update;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.DurableRefusal;
import dev.portcullis.crypto.durable.StorageFault;
import dev.portcullis.ota.fetch.ByteBudget;
import dev.portcullis.ota.fetch.FetchFailure;
import dev.portcullis.ota.fetch.ImageSource;
import dev.portcullis.ota.fetch.RemoteImage;
import dev.portcullis.ota.fetch.RetryBudget;
import dev.portcullis.ota.fetch.TimeBudget;
import dev.portcullis.ota.metadata.FileNaming;
import dev.portcullis.ota.metadata.TargetFile;
import dev.portcullis.ota.metadata.TargetName;
import dev.portcullis.ota.store.StagedImage;
import dev.portcullis.ota.store.TargetFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Fetches large targets that verified metadata describes: from the last good chunk on, whatever
 * ended it before, and from another source where one fails. The whole is verified in the end; if it
 * is not the one described, nothing of it stays.
 */
public final class ImageDownload {

  /** Lets time pass between two attempts. */
  @FunctionalInterface
  public interface Pause {

    /** Returns after {@code time}. */
    void take(Duration time) throws InterruptedException;
  }

  /**
   * What one image may cost in time and attempts; what it may cost in bytes follows from its
   * length.
   *
   * @param nanoTime a clock that only runs forward
   */
  public record Limits(TimeBudget time, RetryBudget retries, LongSupplier nanoTime, Pause pause) {}

  private final TargetFolder folder;
  private final int chunkBytes;
  private final List<ImageSource> sources;
  private final Limits limits;
  private final SourceListener listener;

  /**
   * Images of any of {@code sources}, kept in {@code folder}.
   *
   * @param sources at least one, in the order they are tried
   */
  public ImageDownload(
      TargetFolder folder,
      int chunkBytes,
      List<ImageSource> sources,
      Limits limits,
      SourceListener listener) {
    this.folder = folder;
    this.chunkBytes = chunkBytes;
    this.sources = List.copyOf(sources);
    this.limits = limits;
    this.listener = listener;
  }

  /**
   * Where the image is: fetched, unless it is there already. Until it is verified, what had the
   * name before stays.
   */
  public Outcome<Path, UpdateRefusal> fetch(
      TargetName name, TargetFile described, FileNaming naming) {
    var unverifiable = TargetDownload.unverifiable(name, described);
    if (unverifiable.isPresent()) {
      return Outcome.refused(unverifiable.get());
    }
    if (folder.holds(name, described)) {
      return Outcome.passed(folder.path(name));
    }
    return switch (folder.stage(name, described, chunkBytes)) {
      case Outcome.Refused<StagedImage, DurableRefusal>(var why) ->
          Outcome.refused(new UpdateRefusal.DiskFailed(name.toString(), why));
      case Outcome.Passed<StagedImage, DurableRefusal>(var staged) -> {
        try (staged) {
          var failure = fill(staged, TargetDownload.path(name, described, naming), described);
          yield failure.isPresent()
              ? Outcome.refused(UpdateRefusal.of(name.toString(), failure.get()))
              : staged.finish().mapRefusal(UpdateRefusal.Attacked::new);
        } catch (StorageFault fault) {
          yield Outcome.refused(new UpdateRefusal.DiskFailed(name.toString(), fault.refusal()));
        }
      }
    };
  }

  /** Brings what is missing; the failure that ended it, if it is not all there. */
  private Optional<FetchFailure> fill(StagedImage staged, String path, TargetFile described)
      throws StorageFault {
    var budget = ByteBudget.forFile(described.length());
    var images = new ArrayList<Opened>();
    try {
      sources.forEach(source ->
          images.add(new Opened(source.place(), source.open(path, described.length(), budget))));
      return fill(staged, images, limits.time().of(described.length()));
    } finally {
      images.forEach(each -> each.image().close());
    }
  }

  /** The image as one source has it. */
  private record Opened(String place, RemoteImage image) {}

  private Optional<FetchFailure> fill(StagedImage staged, List<Opened> images, Duration whole)
      throws StorageFault {
    var left = new ArrayDeque<>(images);
    long start = limits.nanoTime().getAsLong();
    int failures = 0;
    while (true) {
      int before = staged.durableChunks();
      var source = left.removeFirst();
      if (!(source.image().<StorageFault>fetch(staged.size(), staged::add)
          instanceof Outcome.Refused<Long, FetchFailure>(var failure))) {
        return Optional.empty();
      }
      listener.failed(source.place(), failure);
      if (isWorthAnother(failure)) {
        left.addLast(source);
      }
      failures = staged.durableChunks() > before ? 1 : failures + 1;
      if (left.isEmpty() || failures >= limits.retries().failures()) {
        return Optional.of(failure);
      }
      if (limits.nanoTime().getAsLong() - start > whole.toNanos()) {
        return Optional.of(new FetchFailure.TooSlow(whole));
      }
      if (!pauseAfter(failures)) {
        return Optional.of(failure);
      }
    }
  }

  /** Whether the same source may yet do better. */
  private static boolean isWorthAnother(FetchFailure failure) {
    return switch (failure) {
      case FetchFailure.Absent _, FetchFailure.Changed _, FetchFailure.TooLong _ -> false;
      case FetchFailure.TooSlow _, FetchFailure.Misbehaved _, FetchFailure.Unreachable _ -> true;
    };
  }

  private boolean pauseAfter(int failures) {
    try {
      limits.pause().take(limits.retries().pauseAfter(failures));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
