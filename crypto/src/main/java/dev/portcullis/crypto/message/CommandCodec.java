package dev.portcullis.crypto.message;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.cbor.CborItem.Uint;
import dev.portcullis.crypto.cbor.CborMap;
import dev.portcullis.crypto.cose.PublicKey;
import dev.portcullis.crypto.cose.Signer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The wire form of a {@link Command}: {@code portcullis/command/1}, signed by a phone. */
public final class CommandCodec {

  private static final int VEHICLE = 1;
  private static final int ID = 2;
  private static final int NAME = 3;
  private static final int ARGUMENTS = 4;
  private static final int BOOT = 5;
  private static final int SLOT = 6;
  private static final int NONCE = 7;
  private static final int CHANNEL = 8;
  private static final int COUNTER = 9;
  private static final int SECONDS = 10;
  private static final int GRANT = 11;
  private static final int ATTESTATION = 12;
  private static final int REPLY_HANDLE = 13;
  private static final int REPLY_KEY = 14;

  private static final int NAME_CHARACTERS = 32;
  private static final Uint ONLY_ARGUMENT = new Uint(1);

  private CommandCodec() {}

  /** Reads at most 1,024 bytes; refuses whatever is not exactly a command. Never throws. */
  public static Outcome<Unverified<Command>, MessageRefusal> parse(Bytes encoded) {
    return Envelope.parse(encoded, Limits.COMMAND_BYTES, Envelope.COMMAND)
        .then(envelope -> claims(envelope.payload()).map(envelope::unverified));
  }

  /** The encoded message, signed by {@code signer}. */
  public static Bytes sign(Command command, Signer signer) {
    return Envelope.sign(payload(command), signer, Envelope.COMMAND);
  }

  private static Outcome<Command, MessageRefusal> claims(CborMap map) {
    var in = new FieldReader(map);
    Bytes vehicle = in.id(VEHICLE);
    Bytes id = in.id(ID);
    CommandName name = name(in);
    Arguments arguments = arguments(in, name);
    Bytes boot = in.id(BOOT);
    long slot = in.number(SLOT);
    Bytes nonce = in.id(NONCE);
    Optional<Channel> channel = in.constant(CHANNEL, Channel::ofWire);
    long counter = in.bits(COUNTER);
    Duration lifetime = in.lifetime(SECONDS);
    var grant = in.digest(GRANT);
    var attestation = in.digest(ATTESTATION);
    Bytes replyHandle = in.id(REPLY_HANDLE);
    Optional<PublicKey> replyKey = in.p256Key(REPLY_KEY);
    if (counter == 0) {
      in.refuse(MessageRefusal.ZERO_COUNTER);
    }
    return in.finish(() ->
        new Command(
            new VehicleId(vehicle),
            new CommandId(id),
            name,
            arguments,
            new BootId(boot),
            slot,
            new Nonce(nonce),
            channel.orElseThrow(),
            new Counter(counter),
            lifetime,
            grant,
            attestation,
            new ReplyHandle(replyHandle),
            replyKey.orElseThrow()));
  }

  private static CommandName name(FieldReader in) {
    Optional<CommandName> name = CommandName.ofWire(in.text(NAME, NAME_CHARACTERS));
    if (name.isEmpty()) {
      in.refuse(MessageRefusal.UNKNOWN_COMMAND);
    }
    return name.orElse(CommandName.LOCK);
  }

  private static Arguments arguments(FieldReader in, CommandName name) {
    if (in.item(ARGUMENTS) instanceof CborMap(List<CborMap.Entry> entries)) {
      if (entries.isEmpty()) {
        return new Arguments.None();
      }
      if (entries.size() == 1
          && entries.getFirst().key().equals(ONLY_ARGUMENT)
          && entries.getFirst().value() instanceof Uint(long value)) {
        if (name == CommandName.START && value >= 1 && value <= Arguments.RunTime.LONGEST_SECONDS) {
          return new Arguments.RunTime(Duration.ofSeconds(value));
        }
        if (name == CommandName.CLIMATE_ON
            && value >= Arguments.Temperature.COLDEST
            && value <= Arguments.Temperature.WARMEST) {
          return new Arguments.Temperature((int) value);
        }
      }
    }
    in.refuse(MessageRefusal.BAD_VALUE);
    return new Arguments.None();
  }

  private static CborMap payload(Command command) {
    return new FieldWriter()
        .bytes(VEHICLE, command.vehicle().value())
        .bytes(ID, command.id().value())
        .text(NAME, command.name().wire())
        .item(ARGUMENTS, payload(command.arguments()))
        .bytes(BOOT, command.boot().value())
        .number(SLOT, command.slot())
        .bytes(NONCE, command.nonce().value())
        .text(CHANNEL, command.channel().wire())
        .item(COUNTER, new Uint(command.counter().bits()))
        .number(SECONDS, command.lifetime().toSeconds())
        .bytes(GRANT, command.grant().value())
        .bytes(ATTESTATION, command.attestation().value())
        .bytes(REPLY_HANDLE, command.replyHandle().value())
        .item(REPLY_KEY, command.replyKey().item())
        .map();
  }

  private static CborItem payload(Arguments arguments) {
    return switch (arguments) {
      case Arguments.None _ -> CborMap.empty();
      case Arguments.RunTime(Duration duration) ->
          new FieldWriter().number(ONLY_ARGUMENT.bits(), duration.toSeconds()).map();
      case Arguments.Temperature(int celsius) ->
          new FieldWriter().number(ONLY_ARGUMENT.bits(), celsius).map();
    };
  }
}
