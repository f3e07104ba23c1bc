package dev.portcullis.ota.update;

import dev.portcullis.crypto.Outcome;
import dev.portcullis.ota.metadata.FileNaming;
import dev.portcullis.ota.uptane.AgreedImage;
import dev.portcullis.ota.uptane.Direction;
import dev.portcullis.ota.uptane.Directions;
import dev.portcullis.ota.uptane.Vehicle;
import dev.portcullis.ota.verify.Attack;
import dev.portcullis.ota.verify.TargetSearch;
import dev.portcullis.ota.verify.TrustedTargets;
import dev.portcullis.ota.verify.TrustedTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Full verification on a Primary: the Director first, then the Image repository (Uptane 5.4.4.2).
 */
public final class VehicleUpdate {

  private final RepositoryUpdate director;
  private final RepositoryUpdate images;

  /** Each repository with its own store, source and root: they share no key. */
  public VehicleUpdate(RepositoryUpdate director, RepositoryUpdate images) {
    this.director = director;
    this.images = images;
  }

  /**
   * What the vehicle is to install, each image agreed on by both repositories; all of it or
   * nothing, for the images of one campaign belong together. Where the Director directs nothing,
   * the Image repository is not asked.
   */
  public Outcome<AgreedUpdate, UpdateRefusal> check(Vehicle vehicle, TrustedTime time) {
    return director
        .refresh(time)
        .then(targets -> attacked(Directions.forPrimary(targets, vehicle)))
        .then(directions ->
            directions.list().isEmpty()
                ? Outcome.passed(update(directions, FileNaming.PLAIN, List.of()))
                : images
                    .refresh(time)
                    .then(top ->
                        agreed(top, directions)
                            .map(agreed ->
                                update(directions, top.snapshot().root().naming(), agreed))));
  }

  private static AgreedUpdate update(
      Directions directions, FileNaming naming, List<AgreedImage> agreed) {
    return new AgreedUpdate(directions.campaign(), directions.version(), naming, agreed);
  }

  private Outcome<List<AgreedImage>, UpdateRefusal> agreed(
      TrustedTargets top, Directions directions) {
    Outcome<List<AgreedImage>, UpdateRefusal> all = Outcome.passed(new ArrayList<>());
    for (Direction direction : directions.list()) {
      all =
          all.then(list ->
              images
                  .find(top, wanted(direction))
                  .then(found -> attacked(AgreedImage.of(direction, found)))
                  .map(image -> {
                    list.add(image);
                    return list;
                  }));
    }
    return all;
  }

  private static TargetSearch.Wanted wanted(Direction direction) {
    return new TargetSearch.Wanted(
        direction.name(),
        TargetSearch.Termination.AT_ONCE,
        Optional.of(direction.hardware().text()));
  }

  private static <T> Outcome<T, UpdateRefusal> attacked(Outcome<T, Attack> outcome) {
    return outcome.mapRefusal(UpdateRefusal.Attacked::new);
  }
}
