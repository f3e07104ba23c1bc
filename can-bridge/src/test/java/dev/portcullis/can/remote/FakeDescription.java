package dev.portcullis.can.remote;

import dev.portcullis.can.description.ChangeRefusal;
import dev.portcullis.can.description.GoverningDescription;
import dev.portcullis.can.description.SignedDescription.Unverified;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes every description that is offered, or refuses it as it was told. */
final class FakeDescription implements GoverningDescription {

  /** What is in force until another is taken. */
  static final Digest FIRST = Digest.of(Bytes.utf8("the car"));

  private final List<Unverified> offered = new CopyOnWriteArrayList<>();
  private volatile Digest digest = FIRST;
  private volatile Optional<ChangeRefusal> refusal = Optional.empty();

  void refuse(ChangeRefusal why) {
    refusal = Optional.of(why);
  }

  List<Unverified> offered() {
    return List.copyOf(offered);
  }

  @Override
  public Digest digest() {
    return digest;
  }

  @Override
  public Outcome<Digest, ChangeRefusal> change(Unverified next) {
    offered.add(next);
    if (refusal.isPresent()) {
      return Outcome.refused(refusal.get());
    }
    digest = Digest.of(next.messages());
    return Outcome.passed(digest);
  }
}
