package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.TextString;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.AgreementKeyPair;
import dev.portcullis.crypto.cose.CoseEncrypt;
import dev.portcullis.crypto.cose.CoseRefusal;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The wire form of a {@link ReceiptDetail}, and its sealing to a command's reply key. Vehicle,
 * command id and command digest are authenticated with it, so a detail cannot be moved to the
 * receipt of another command.
 */
public final class ReceiptDetailCodec {

  private static final int CODE = 1;
  private static final int ADVICE = 2;
  private static final int OBSERVED = 3;

  private static final int CODE_CHARACTERS = 32;
  private static final String NEVER = "never";
  private static final String WITH_NEW_BEACON = "with-new-beacon";
  private static final String AFTER = "after";
  private static final String NEEDS_OWNER = "needs-owner";

  private ReceiptDetailCodec() {}

  /** The detail, sealed to the reply key of {@code command}, whose payload has that digest. */
  public static Bytes seal(
      ReceiptDetail detail, Command command, Digest commandDigest, SecureRandom random) {
    Bytes context = context(command.vehicle(), command.id(), commandDigest);
    return CoseEncrypt.seal(command.replyKey(), random, encode(detail), context);
  }

  /** Opens the detail of {@code receipt}. Refuses {@code CANNOT_OPEN} where it carries none. */
  public static Outcome<ReceiptDetail, CoseRefusal> open(
      Receipt receipt, AgreementKeyPair replyKey) {
    if (receipt.sealedDetail().isEmpty()) {
      return Outcome.refused(CoseRefusal.CANNOT_OPEN);
    }
    Bytes context = context(receipt.vehicle(), receipt.command(), receipt.commandDigest());
    return CoseEncrypt.open(replyKey, receipt.sealedDetail().get(), context)
        .then(plain -> parse(plain).mapRefusal(_ -> CoseRefusal.WRONG_PAYLOAD));
  }

  /** Reads the plain form; refuses whatever is not exactly a detail. Never throws. */
  public static Outcome<ReceiptDetail, MessageRefusal> parse(Bytes encoded) {
    if (encoded.size() > Limits.SEALED_DETAIL_BYTES) {
      return Outcome.refused(MessageRefusal.TOO_LARGE);
    }
    if (!(Cbor.decode(encoded, Limits.PAYLOAD)
        instanceof Outcome.Passed<CborItem, ?>(CborItem item))) {
      return Outcome.refused(MessageRefusal.NOT_CBOR);
    }
    if (!(item instanceof CborMap map)) {
      return Outcome.refused(MessageRefusal.WRONG_FIELDS);
    }
    var in = new FieldReader(map);
    Optional<RefusalCode> code = code(in);
    Advice advice = advice(in);
    Map<String, String> observed = observed(in);
    return in.finish(() -> new ReceiptDetail(code, advice, observed));
  }

  /** The plain form. */
  public static Bytes encode(ReceiptDetail detail) {
    List<CborMap.Entry> observed = new ArrayList<>();
    detail
        .observed()
        .forEach((name, value) ->
            observed.add(new CborMap.Entry(CborItem.text(name), CborItem.text(value))));
    return Cbor.encode(
        new FieldWriter()
            .item(CODE, detail.code().map(code -> CborItem.text(code.name())))
            .item(ADVICE, item(detail.advice()))
            .item(OBSERVED, CborMap.sorted(observed))
            .map());
  }

  private static Bytes context(VehicleId vehicle, CommandId command, Digest commandDigest) {
    return Cbor.encode(
        CborArray.of(
            CborItem.bytes(vehicle.value()),
            CborItem.bytes(command.value()),
            CborItem.bytes(commandDigest.value())));
  }

  private static Optional<RefusalCode> code(FieldReader in) {
    if (!in.present(CODE)) {
      return Optional.empty();
    }
    Optional<RefusalCode> code = RefusalCode.ofWire(in.text(CODE, CODE_CHARACTERS));
    if (code.isEmpty()) {
      in.refuse(MessageRefusal.BAD_VALUE);
    }
    return code;
  }

  private static CborItem item(Advice advice) {
    return switch (advice) {
      case Advice.Never _ -> CborArray.of(CborItem.text(NEVER));
      case Advice.WithNewBeacon _ -> CborArray.of(CborItem.text(WITH_NEW_BEACON));
      case Advice.After(Duration delay) ->
          CborArray.of(CborItem.text(AFTER), CborItem.uint(delay.toSeconds()));
      case Advice.NeedsOwner _ -> CborArray.of(CborItem.text(NEEDS_OWNER));
    };
  }

  private static Advice advice(FieldReader in) {
    List<CborItem> parts = in.array(ADVICE, 1, 2);
    if (!parts.isEmpty() && parts.getFirst() instanceof TextString(String kind)) {
      if (parts.size() == 1 && kind.equals(NEVER)) {
        return new Advice.Never();
      }
      if (parts.size() == 1 && kind.equals(WITH_NEW_BEACON)) {
        return new Advice.WithNewBeacon();
      }
      if (parts.size() == 1 && kind.equals(NEEDS_OWNER)) {
        return new Advice.NeedsOwner();
      }
      if (parts.size() == 2
          && kind.equals(AFTER)
          && parts.get(1) instanceof Uint(long seconds)
          && seconds >= 1
          && seconds <= Limits.LONGEST_SECONDS) {
        return new Advice.After(Duration.ofSeconds(seconds));
      }
    }
    in.refuse(MessageRefusal.BAD_VALUE);
    return new Advice.Never();
  }

  private static Map<String, String> observed(FieldReader in) {
    Map<String, String> observed = new HashMap<>();
    if (in.item(OBSERVED) instanceof CborMap(List<CborMap.Entry> entries)
        && entries.size() <= Limits.OBSERVED_ENTRIES) {
      for (CborMap.Entry entry : entries) {
        if (entry.key() instanceof TextString(String name)
            && entry.value() instanceof TextString(String value)
            && ReceiptDetail.hasSize(name)
            && ReceiptDetail.hasSize(value)) {
          observed.put(name, value);
        } else {
          in.refuse(MessageRefusal.BAD_VALUE);
        }
      }
    } else {
      in.refuse(MessageRefusal.BAD_VALUE);
    }
    return observed;
  }
}
