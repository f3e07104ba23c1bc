package dev.portcullis.can.watch;

import dev.portcullis.can.watch.Subject.OfMessage;
import dev.portcullis.can.watch.TwinSide.Side;
import java.util.Optional;

/**
 * Whether two signals that always said the same still do. It finds who has silenced a sender and
 * speaks in its place with its counter, its checksum and its beat, unless the lie is told twice.
 * Which of the two lies, it cannot know.
 */
final class TwinCheck implements TwinSide.Listener {

  private static final double MARGIN = 3;
  private static final double SHARE_OF_SPAN = 0.05;

  private final Difference difference = new Difference();
  private final TwinSide first;
  private final TwinSide second;
  private final double most;
  private final Run firstDiffers;
  private final Run secondDiffers;

  TwinCheck(Twins twins, TwinBaseline learned, Ledger ledger) {
    first = new TwinSide(twins, Side.FIRST, this);
    second = new TwinSide(twins, Side.SECOND, this);
    most =
        MARGIN * learned.difference()
            + SHARE_OF_SPAN * learned.span()
            + first.resolution()
            + second.resolution();
    firstDiffers = ledger.run(FindingKind.CONTRADICTION, subject(twins, Side.FIRST));
    secondDiffers = ledger.run(FindingKind.CONTRADICTION, subject(twins, Side.SECOND));
  }

  private static OfMessage subject(Twins twins, Side side) {
    return new OfMessage(
        twins.message(side).id(), twins.message(side).name(), Optional.of(twins.signal()));
  }

  TwinSide side(Side side) {
    return switch (side) {
      case FIRST -> first;
      case SECOND -> second;
    };
  }

  @Override
  public void said(Side side, double value, long now) {
    if (difference.put(side, value) > most) {
      double other = difference.other(side);
      Run run =
          switch (side) {
            case FIRST -> firstDiffers;
            case SECOND -> secondDiffers;
          };
      run.note(now, value, other - most, other + most);
    }
  }
}
