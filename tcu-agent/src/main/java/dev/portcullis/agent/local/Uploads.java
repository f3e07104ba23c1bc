package dev.portcullis.agent.local;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bodies that arrive block by block (RFC 7959, section 2.5): one for a peer, few at a time, each no
 * larger than the largest message and no slower than its deadlines. Memory is taken as bytes
 * arrive, never for a size that was announced. For the protocol thread alone.
 */
final class Uploads {

  /** How many there are at a time. */
  static final int MOST = 8;

  /** From one block to the next. */
  static final Duration PAUSE = Duration.ofSeconds(10);

  /** From the first block to the last. */
  static final Duration WHOLE = Duration.ofSeconds(60);

  /** A pause after which a body makes room for another peer's, if there is no other room. */
  static final Duration YIELDS_AFTER = Duration.ofSeconds(2);

  /** How far a body is. */
  sealed interface Progress {
    /** More is to come. */
    record Unfinished() implements Progress {}

    /** This is all of it. */
    record Whole(Bytes body) implements Progress {}
  }

  /** Why a block is of no use; what the peer sent before is forgotten. */
  enum Refusal {
    /** The body is larger than any message. */
    TOO_LARGE,
    /** It does not follow what was there before, or that is no longer there. */
    OUT_OF_ORDER,
    /** Too many peers are sending. */
    NO_ROOM
  }

  /**
   * A block as it came.
   *
   * @param offset of its first byte in the body
   * @param more whether others follow
   */
  record Block(Resource resource, long offset, More more, Bytes content) {}

  /** Whether others follow a block. */
  enum More {
    /** Others follow. */
    FOLLOWS,
    /** It is the last. */
    NONE
  }

  private final Map<Digest, Upload> uploads = new LinkedHashMap<>();

  /** Takes {@code block} of {@code peer} at {@code now}, in nanoseconds. */
  Outcome<Progress, Refusal> take(Digest peer, Block block, long now) {
    uploads.values().removeIf(upload -> upload.isOver(now));
    var before = uploads.remove(peer);
    if (block.offset() == 0) {
      if (uploads.size() >= MOST && !makesRoom(now)) {
        return Outcome.refused(Refusal.NO_ROOM);
      }
      return add(peer, new Upload(block.resource(), now), block, now);
    }
    if (before == null || !before.isFollowedBy(block)) {
      return Outcome.refused(Refusal.OUT_OF_ORDER);
    }
    return add(peer, before, block, now);
  }

  private Outcome<Progress, Refusal> add(Digest peer, Upload upload, Block block, long now) {
    if (block.offset() + block.content().size() > LocalSettings.LARGEST_BODY) {
      return Outcome.refused(Refusal.TOO_LARGE);
    }
    upload.add(block.content(), now);
    return switch (block.more()) {
      case FOLLOWS -> {
        uploads.put(peer, upload);
        yield Outcome.passed(new Progress.Unfinished());
      }
      case NONE -> Outcome.passed(new Progress.Whole(upload.body()));
    };
  }

  /** The first in the map is the one that had no block for longest. */
  private boolean makesRoom(long now) {
    var longest = uploads.entrySet().iterator();
    if (longest.hasNext() && longest.next().getValue().pause(now) > YIELDS_AFTER.toNanos()) {
      longest.remove();
      return true;
    }
    return false;
  }

  private static final class Upload {
    private final Resource resource;
    private final long beganAt;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private long lastAt;

    Upload(Resource resource, long now) {
      this.resource = resource;
      this.beganAt = now;
      this.lastAt = now;
    }

    boolean isFollowedBy(Block block) {
      return block.resource() == resource && block.offset() == content.size();
    }

    boolean isOver(long now) {
      return pause(now) > PAUSE.toNanos() || now - beganAt > WHOLE.toNanos();
    }

    long pause(long now) {
      return now - lastAt;
    }

    void add(Bytes block, long now) {
      content.writeBytes(block.toArray());
      lastAt = now;
    }

    Bytes body() {
      return Bytes.of(content.toByteArray());
    }
  }
}
