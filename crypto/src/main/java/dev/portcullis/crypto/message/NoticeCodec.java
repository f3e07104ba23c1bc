package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.Signer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The wire form of a {@link Notice}: {@code portcullis/notice/1}, signed by the vehicle. Each kind
 * of notice has its own details, a map whose keys count the components of the record from 1.
 */
public final class NoticeCodec {

  private static final int VEHICLE = 1;
  private static final int BOOT = 2;
  private static final int NUMBER = 3;
  private static final int WHAT = 4;
  private static final int DETAILS = 5;

  private static final int LONGEST_NAME = 32;
  private static final int LONGEST_APP = 256;

  private static final String WINDOW_OPENED = "window-opened";
  private static final String KEY_ENROLLED = "key-enrolled";
  private static final String KEY_GRANTED = "key-granted";
  private static final String KEYS_REVOKED = "keys-revoked";
  private static final String HAND_OVER_WAITS = "hand-over-waits";
  private static final String HAND_OVER_AGREED = "hand-over-agreed";
  private static final String HANDED_OVER = "handed-over";
  private static final String STATE_ROLLED_BACK = "state-rolled-back";
  private static final String STATE_RESTORED = "state-restored";

  private NoticeCodec() {}

  /** Reads at most 2,048 bytes; refuses whatever is not exactly a notice. Never throws. */
  public static Outcome<Unverified<Notice>, MessageRefusal> parse(Bytes encoded) {
    return Envelope.parse(encoded, Limits.NOTICE_BYTES, Envelope.NOTICE)
        .then(envelope -> claims(envelope.payload()).map(envelope::unverified));
  }

  /** The encoded message, signed by {@code signer}. */
  public static Bytes sign(Notice notice, Signer signer) {
    var payload =
        new FieldWriter()
            .bytes(VEHICLE, notice.vehicle().value())
            .bytes(BOOT, notice.boot().value())
            .number(NUMBER, notice.number())
            .text(WHAT, name(notice.what()))
            .item(DETAILS, details(notice.what()))
            .map();
    return Envelope.sign(payload, signer, Envelope.NOTICE);
  }

  private static Outcome<Notice, MessageRefusal> claims(CborMap map) {
    var in = new FieldReader(map);
    Bytes vehicle = in.id(VEHICLE);
    Bytes boot = in.id(BOOT);
    long number = in.positive(NUMBER);
    String what = in.text(WHAT, LONGEST_NAME);
    Outcome<OwnerNotice, MessageRefusal> told =
        in.item(DETAILS) instanceof CborMap details
            ? notice(what, new FieldReader(details))
            : Outcome.refused(MessageRefusal.BAD_VALUE);
    if (told instanceof Outcome.Refused<OwnerNotice, MessageRefusal>(var why)) {
      in.refuse(why);
    }
    return in.finish(
        () -> new Notice(new VehicleId(vehicle), new BootId(boot), number, told.orFault()));
  }

  private static String name(OwnerNotice notice) {
    return switch (notice) {
      case OwnerNotice.WindowOpened _ -> WINDOW_OPENED;
      case OwnerNotice.KeyEnrolled _ -> KEY_ENROLLED;
      case OwnerNotice.KeyGranted _ -> KEY_GRANTED;
      case OwnerNotice.KeysRevoked _ -> KEYS_REVOKED;
      case OwnerNotice.HandOverWaits _ -> HAND_OVER_WAITS;
      case OwnerNotice.HandOverAgreed _ -> HAND_OVER_AGREED;
      case OwnerNotice.HandedOver _ -> HANDED_OVER;
      case OwnerNotice.StateRolledBack _ -> STATE_ROLLED_BACK;
      case OwnerNotice.StateRestored _ -> STATE_RESTORED;
    };
  }

  private static CborMap details(OwnerNotice notice) {
    var out = new FieldWriter();
    var filled =
        switch (notice) {
          case OwnerNotice.WindowOpened(var left) -> out.number(1, left.toSeconds());
          case OwnerNotice.KeyEnrolled(var key, var app) -> out.bytes(1, key.value()).text(2, app);
          case OwnerNotice.KeyGranted(var by, var key) ->
              out.bytes(1, by.value()).bytes(2, key.value());
          case OwnerNotice.KeysRevoked(var by, var keys) ->
              out.bytes(1, by.value()).digests(2, keys);
          case OwnerNotice.HandOverWaits(
                  var handOver,
                  var owner,
                  var epoch,
                  var reason,
                  var left) ->
              out.bytes(1, handOver.value())
                  .bytes(2, owner.value())
                  .number(3, epoch)
                  .text(4, reason.wire())
                  .number(5, left.toSeconds());
          case OwnerNotice.HandOverAgreed(var by, var handOver) ->
              out.bytes(1, by.value()).bytes(2, handOver.value());
          case OwnerNotice.HandedOver(var owner, var epoch) ->
              out.bytes(1, owner.value()).number(2, epoch);
          case OwnerNotice.StateRolledBack _, OwnerNotice.StateRestored _ -> out;
        };
    return filled.map();
  }

  private static Outcome<OwnerNotice, MessageRefusal> notice(String what, FieldReader in) {
    return switch (what) {
      case WINDOW_OPENED -> {
        Duration left = seconds(in, 1);
        yield in.finish(() -> new OwnerNotice.WindowOpened(left));
      }
      case KEY_ENROLLED -> {
        Digest key = in.digest(1);
        String app = in.text(2, LONGEST_APP);
        yield in.finish(() -> new OwnerNotice.KeyEnrolled(key, app));
      }
      case KEY_GRANTED -> {
        Digest by = in.digest(1);
        Digest key = in.digest(2);
        yield in.finish(() -> new OwnerNotice.KeyGranted(by, key));
      }
      case KEYS_REVOKED -> {
        Digest by = in.digest(1);
        List<Digest> keys = in.digests(2, 1, Limits.KEYS_REVOKED_BY_AN_OWNER);
        yield in.finish(() -> new OwnerNotice.KeysRevoked(by, keys));
      }
      case HAND_OVER_WAITS -> handOverWaits(in);
      case HAND_OVER_AGREED -> {
        Digest by = in.digest(1);
        Digest handOver = in.digest(2);
        yield in.finish(() -> new OwnerNotice.HandOverAgreed(by, handOver));
      }
      case HANDED_OVER -> {
        Digest owner = in.digest(1);
        long epoch = in.number(2);
        yield in.finish(() -> new OwnerNotice.HandedOver(owner, epoch));
      }
      case STATE_ROLLED_BACK -> in.finish(OwnerNotice.StateRolledBack::new);
      case STATE_RESTORED -> in.finish(OwnerNotice.StateRestored::new);
      // A name of a later version, or none at all.
      default -> Outcome.refused(MessageRefusal.BAD_VALUE);
    };
  }

  private static Outcome<OwnerNotice, MessageRefusal> handOverWaits(FieldReader in) {
    Digest handOver = in.digest(1);
    Digest owner = in.digest(2);
    long epoch = in.number(3);
    Optional<HandOverReason> reason = in.constant(4, HandOverReason::ofWire);
    Duration left = seconds(in, 5);
    return in.finish(
        () -> new OwnerNotice.HandOverWaits(handOver, owner, epoch, reason.orElseThrow(), left));
  }

  private static Duration seconds(FieldReader in, long key) {
    return Duration.ofSeconds(in.number(key, Limits.LONGEST_SECONDS));
  }
}
