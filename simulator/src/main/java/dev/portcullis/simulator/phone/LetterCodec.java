package dev.portcullis.simulator.phone;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import dev.portcullis.crypto.cbor.CborItem.CborArray;
import dev.portcullis.crypto.cbor.CborItem.TextString;
import dev.portcullis.crypto.cbor.CborLimits;
import dev.portcullis.crypto.message.CommandId;
import dev.portcullis.crypto.message.ReplyHandle;
import dev.portcullis.crypto.message.VehicleId;
import dev.portcullis.simulator.phone.PhoneMessage.AskAppraisal;
import dev.portcullis.simulator.phone.PhoneMessage.AskBeacon;
import dev.portcullis.simulator.phone.PhoneMessage.AskCommand;
import dev.portcullis.simulator.phone.PhoneMessage.GiveAppraisal;
import dev.portcullis.simulator.phone.PhoneMessage.GiveBeacon;
import dev.portcullis.simulator.phone.PhoneMessage.GiveReceipt;
import dev.portcullis.simulator.phone.PhoneMessage.GiveRefusal;
import dev.portcullis.simulator.phone.PhoneMessage.GiveSent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The wire form of a {@link Letter}: the array {@code [kind, exchange, fields...]} in CBOR. */
public final class LetterCodec {

  private static final CborLimits LIMITS = new CborLimits(64 * 1024, 4, 32);
  private static final int HEAD = 2;

  private LetterCodec() {}

  /** Each kind of message, as it is spelt, with the number of its fields. */
  private enum Kind {
    ASK_BEACON("ask-beacon", 1),
    ASK_APPRAISAL("ask-appraisal", 1),
    ASK_COMMAND("ask-command", 3),
    GIVE_BEACON("give-beacon", 2),
    GIVE_APPRAISAL("give-appraisal", 1),
    GIVE_SENT("give-sent", 1),
    GIVE_RECEIPT("give-receipt", 1),
    GIVE_REFUSAL("give-refusal", 1);

    private final String wire;
    private final int fields;

    Kind(String wire, int fields) {
      this.wire = wire;
      this.fields = fields;
    }

    static Optional<Kind> ofWire(String wire) {
      for (var candidate : values()) {
        if (candidate.wire.equals(wire)) {
          return Optional.of(candidate);
        }
      }
      return Optional.empty();
    }
  }

  /** Reads a letter to its last byte; never throws. */
  public static Outcome<Letter, LetterRefusal> parse(Bytes encoded) {
    if (!(Cbor.decode(encoded, LIMITS) instanceof Outcome.Passed<CborItem, ?>(CborItem item))) {
      return Outcome.refused(LetterRefusal.NOT_CBOR);
    }
    if (!(item instanceof CborArray(List<CborItem> items))
        || items.size() < HEAD
        || !(items.get(0) instanceof TextString(String name))
        || !(items.get(1) instanceof ByteString(Bytes exchange))
        || exchange.size() != Exchange.SIZE) {
      return Outcome.refused(LetterRefusal.WRONG_STRUCTURE);
    }
    var kind = Kind.ofWire(name);
    if (kind.isEmpty()) {
      return Outcome.refused(LetterRefusal.UNKNOWN_KIND);
    }
    if (items.size() != HEAD + kind.get().fields) {
      return Outcome.refused(LetterRefusal.WRONG_STRUCTURE);
    }
    return message(kind.get(), items.subList(HEAD, items.size()))
        .<Outcome<Letter, LetterRefusal>>map(
            message -> Outcome.passed(new Letter(new Exchange(exchange), message)))
        .orElseGet(() -> Outcome.refused(LetterRefusal.BAD_FIELD));
  }

  private static Optional<? extends PhoneMessage> message(Kind kind, List<CborItem> fields) {
    var first = fields.getFirst();
    return switch (kind) {
      case ASK_BEACON -> Field.id(first, VehicleId::new).map(AskBeacon::new);
      case ASK_APPRAISAL -> Field.bytes(first).map(AskAppraisal::new);
      case ASK_COMMAND -> command(fields).map(AskCommand::new);
      case GIVE_BEACON ->
          Field.bytes(first)
              .flatMap(beacon ->
                  Field.id(fields.get(1), ReplyHandle::new)
                      .map(handle -> new GiveBeacon(beacon, handle)));
      case GIVE_APPRAISAL -> Field.attestation(first).map(GiveAppraisal::new);
      case GIVE_SENT -> Field.id(first, CommandId::new).map(GiveSent::new);
      case GIVE_RECEIPT -> Field.bytes(first).map(GiveReceipt::new);
      case GIVE_REFUSAL -> Field.text(first).flatMap(ServiceRefusal::ofWire).map(GiveRefusal::new);
    };
  }

  private static Optional<SignedCommand> command(List<CborItem> fields) {
    var command = Field.bytes(fields.get(0));
    var app = Field.attestation(fields.get(1));
    var grants = Field.grants(fields.get(2));
    return command.isPresent() && app.isPresent() && grants.isPresent()
        ? Optional.of(new SignedCommand(command.get(), app.get(), grants.get()))
        : Optional.empty();
  }

  /** The one encoding of {@code letter}. */
  public static Bytes encode(Letter letter) {
    var exchange = CborItem.bytes(letter.exchange().id());
    var items = new ArrayList<CborItem>();
    items.add(CborItem.text(kind(letter.message()).wire));
    items.add(exchange);
    items.addAll(fields(letter.message()));
    return Cbor.encode(new CborArray(items));
  }

  private static Kind kind(PhoneMessage message) {
    return switch (message) {
      case AskBeacon _ -> Kind.ASK_BEACON;
      case AskAppraisal _ -> Kind.ASK_APPRAISAL;
      case AskCommand _ -> Kind.ASK_COMMAND;
      case GiveBeacon _ -> Kind.GIVE_BEACON;
      case GiveAppraisal _ -> Kind.GIVE_APPRAISAL;
      case GiveSent _ -> Kind.GIVE_SENT;
      case GiveReceipt _ -> Kind.GIVE_RECEIPT;
      case GiveRefusal _ -> Kind.GIVE_REFUSAL;
    };
  }

  private static List<CborItem> fields(PhoneMessage message) {
    return switch (message) {
      case AskBeacon(var vehicle) -> List.of(CborItem.bytes(vehicle.value()));
      case AskAppraisal(var evidence) -> List.of(CborItem.bytes(evidence));
      case AskCommand(var command) ->
          List.of(
              CborItem.bytes(command.command()),
              Field.of(command.app()),
              Field.of(command.grants()));
      case GiveBeacon(var beacon, var handle) ->
          List.of(CborItem.bytes(beacon), CborItem.bytes(handle.value()));
      case GiveAppraisal(var result) -> List.of(Field.of(result));
      case GiveSent(var command) -> List.of(CborItem.bytes(command.value()));
      case GiveReceipt(var receipt) -> List.of(CborItem.bytes(receipt));
      case GiveRefusal(var reason) -> List.of(CborItem.text(reason.wire()));
    };
  }
}
