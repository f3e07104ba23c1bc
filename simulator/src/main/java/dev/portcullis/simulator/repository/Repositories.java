package dev.portcullis.simulator.repository;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.metadata.RoleName;
import dev.portcullis.simulator.authority.PrivateFiles;
import dev.portcullis.simulator.repository.RepositoryRefusal.Code;
import dev.portcullis.simulator.repository.signing.KeyFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Both repositories of one folder. They share no key, no metadata and no clock but this one.
 *
 * <pre>
 * FOLDER/ota/images/     metadata and targets, as they are served; keys of snapshot and timestamp
 * FOLDER/ota/director/   root metadata; keys of targets, snapshot and timestamp; vehicles, campaigns
 * FOLDER/ota/offline/    keys of both roots and of the Image repository's targets: another machine's
 * </pre>
 */
public final class Repositories {

  private static final String ONLINE = "online-keys";

  private final Path folder;
  private final ImageRepository images;
  private final Director director;
  private final ReentrantLock inThisProcess = new ReentrantLock();

  /**
   * Where things are, and what they are made with.
   *
   * @param folder of the simulated cloud; its certificate authority is the repositories' too
   * @param offline the folder of offline keys
   */
  public record Place(Path folder, Path offline, InstantSource clock, SecureRandom random) {

    /** With the offline keys where {@code init} puts them by itself. */
    public static Place of(Path folder, InstantSource clock, SecureRandom random) {
      return new Place(folder, folder.resolve("ota").resolve("offline"), clock, random);
    }
  }

  private Repositories(Place place) {
    this.folder = place.folder().resolve("ota");
    var offline = keys(place, place.offline().resolve(RepositoryKind.IMAGES.word()));
    var root = root(place, RepositoryKind.IMAGES, offline, Lifetimes.IMAGES);
    this.images = new ImageRepository(folder(RepositoryKind.IMAGES), root, offline);
    var other = keys(place, place.offline().resolve(RepositoryKind.DIRECTOR.word()));
    this.director =
        new Director(
            folder(RepositoryKind.DIRECTOR),
            root(place, RepositoryKind.DIRECTOR, other, Lifetimes.DIRECTOR),
            images);
  }

  private Path folder(RepositoryKind kind) {
    return folder.resolve(kind.word());
  }

  private RootRole root(Place place, RepositoryKind kind, KeyFolder offline, Lifetimes lifetimes) {
    return new RootRole(
        kind,
        new MetadataFiles(folder(kind).resolve("metadata")),
        offline,
        keys(place, folder(kind).resolve(ONLINE)),
        new RootRole.Time(place.clock(), lifetimes, place.random()));
  }

  private static KeyFolder keys(Place place, Path folder) {
    return new KeyFolder(folder, place.random());
  }

  /** Makes both repositories: keys, root 1 of each, and an Image repository without images. */
  public static Outcome<Repositories, RepositoryRefusal> create(Place place, KeyPlan plan)
      throws IOException {
    var made = new Repositories(place);
    if (made.images.root().exists() || made.director.root().exists()) {
      return Outcome.refused(
          new RepositoryRefusal(
              Code.ALREADY_INITIALISED,
              made.folder + " holds repositories already",
              "use them, or name another --folder: roots that vehicles trust are not made anew"));
    }
    PrivateFiles.makeFolder(made.images.metadata());
    PrivateFiles.makeFolder(made.images.targets());
    PrivateFiles.makeFolder(made.director.rootMetadata());
    made.director.root().create(plan);
    made.images.root().create(plan);
    return made.images.create().map(_ -> made);
  }

  /** Opens what {@link #create} made. */
  public static Outcome<Repositories, RepositoryRefusal> open(Place place) {
    var there = new Repositories(place);
    return there.images.root().exists() && there.director.root().exists()
        ? Outcome.passed(there)
        : Outcome.refused(
            new RepositoryRefusal(
                Code.NOT_INITIALISED,
                there.folder + " holds no repositories",
                "make them: ./portcullis sim ota init --folder " + place.folder()));
  }

  /** The Image repository. Work on it under {@link #lock}. */
  public ImageRepository images() {
    return images;
  }

  /**
   * Vouches for an image and serves it encrypted; its key stays with the Director. Work under
   * {@link #lock}.
   */
  public Outcome<Target, RepositoryRefusal> addEncrypted(
      RoleName by, ImageRepository.Addition addition) throws IOException {
    return images.addEncrypted(by, addition, director.encryptions());
  }

  /** The Director. Work on it under {@link #lock}. */
  public Director director() {
    return director;
  }

  /** Keeps every other thread and process from changing anything until it is closed. */
  public Lock lock() throws IOException {
    inThisProcess.lock();
    try {
      var channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        channel.lock();
        return new Lock(channel);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      inThisProcess.unlock();
      throw e;
    }
  }

  /** Held by one thread of one process at a time. */
  public final class Lock implements AutoCloseable {

    private final FileChannel channel;

    private Lock(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void close() throws IOException {
      try {
        channel.close();
      } finally {
        inThisProcess.unlock();
      }
    }
  }
}
