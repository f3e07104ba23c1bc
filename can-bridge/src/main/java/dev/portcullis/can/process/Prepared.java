package dev.portcullis.can.process;

import dev.portcullis.can.description.DescriptionRefusal;
import dev.portcullis.can.description.DescriptionStore;
import dev.portcullis.can.description.SignedDescription;
import dev.portcullis.can.secoc.KeySlot;
import dev.portcullis.can.secoc.kept.SecOcFault;
import dev.portcullis.can.secoc.kept.SecOcFolder;
import dev.portcullis.can.watch.Detectors;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.durable.FileSystem;
import dev.portcullis.crypto.durable.StorageFault;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import java.util.Optional;

/**
 * Everything the process needs before it opens the CAN device or the socket, read and verified.
 * What {@code check} looks at and what {@code run} starts from is the same.
 */
record Prepared(
    BridgeConfiguration configuration,
    SignedDescription description,
    Optional<Detectors> detectors,
    UserPrincipal agentUser) {

  private static final int MAX_FILE = SignedDescription.LONGEST_FILE;

  static Outcome<Prepared, Problem> read(FileSystem disk, Path file) {
    return content(file, BridgeConfigurationReader.MAX_SIZE)
        .then(text -> BridgeConfigurationReader.read(file, text))
        .then(configuration ->
            description(configuration)
                .then(installed -> newest(disk, configuration, installed))
                .then(description ->
                    detectors(configuration, description)
                        .then(detectors ->
                            user(file, configuration.agentUser())
                                .map(user ->
                                    new Prepared(configuration, description, detectors, user)))));
  }

  private static Outcome<Optional<Detectors>, Problem> detectors(
      BridgeConfiguration configuration, SignedDescription description) {
    if (configuration.watch().isEmpty()) {
      return Outcome.passed(Optional.empty());
    }
    return Detectors.load(configuration.watch().get(), description.commands().ownIds())
        .map(Optional::of)
        .mapRefusal(fault -> new Problem(fault.where(), fault.reason(), fault.next()));
  }

  /** Whether the keys of the bus are there, for as many messages as are under SecOC. */
  Outcome<Prepared, Problem> withKeys(FileSystem disk) {
    return new SecOcFolder(disk, configuration.secOc())
        .check(description.commands().keySlots())
        .mapRefusal(Prepared::said)
        .map(_ -> this);
  }

  /** Takes the keys of the bus from {@code from}, and passes with the slots that have one now. */
  Outcome<List<KeySlot>, Problem> takeKeys(FileSystem disk, Path from) {
    return new SecOcFolder(disk, configuration.secOc())
        .install(from, description.commands().keySlots())
        .mapRefusal(Prepared::said)
        .then(slots -> withKeys(disk).map(_ -> slots));
  }

  static Problem said(SecOcFault fault) {
    return new Problem(fault.where(), fault.reason(), fault.next());
  }

  private static Outcome<SignedDescription, Problem> description(
      BridgeConfiguration configuration) {
    var car = configuration.car();
    return content(car.messages(), MAX_FILE)
        .then(messages ->
            content(car.commands(), MAX_FILE)
                .then(commands ->
                    content(car.signatures(), MAX_FILE)
                        .then(signatures ->
                            SignedDescription.verify(
                                    new SignedDescription.Unverified(
                                        messages, commands, car.commands().toString(), signatures),
                                    car.signers())
                                .mapRefusal(why -> said(configuration, why)))));
  }

  private static Outcome<SignedDescription, Problem> newest(
      FileSystem disk, BridgeConfiguration configuration, SignedDescription installed) {
    return new DescriptionStore(disk, configuration.keptDescription())
        .newerOf(installed, configuration.car().signers())
        .mapRefusal(why -> said(configuration, why));
  }

  /** Writes down what is gone by from here on. */
  Outcome<Prepared, Problem> kept(FileSystem disk) {
    try {
      disk.createFolder(configuration.state());
    } catch (StorageFault fault) {
      var why = fault.refusal();
      return Outcome.refused(
          new Problem(configuration.state().toString(), why.meaning(), why.next()));
    }
    return store(disk).keep(description).mapRefusal(why -> said(configuration, why)).map(_ -> this);
  }

  /** Where the description is kept. */
  DescriptionStore store(FileSystem disk) {
    return new DescriptionStore(disk, configuration.keptDescription());
  }

  private static Problem said(BridgeConfiguration configuration, DescriptionRefusal why) {
    var car = configuration.car();
    var sign = "have both files signed together, as they are, by the signers under car.signers";
    var mend = "mend it and have it signed again; docs/your-car.md describes both files of the car";
    return switch (why) {
      case DescriptionRefusal.UnreadableSignatures(var reason) ->
          new Problem(car.signatures().toString(), "is no list of signatures: " + reason, sign);
      case DescriptionRefusal.TooFewSignatures(int valid, int required) ->
          new Problem(
              car.signatures().toString(),
              valid + " of " + required + " signatures hold over the two files of the car",
              sign);
      case DescriptionRefusal.BadMessages(var reason) ->
          new Problem(car.messages() + ": line " + reason.line(), reason.reason().toString(), mend);
      case DescriptionRefusal.BadCommands(var reason) ->
          new Problem(reason.file() + ": " + reason.where(), reason.detail(), mend);
      case DescriptionRefusal.Unpermitted(var action) ->
          new Problem(
              car.commands() + ": actions." + action,
              "no [[transmit]] table permits every frame it sends: see mask and value",
              mend);
      case DescriptionRefusal.OlderSequence(long offered, long accepted) ->
          new Problem(
              car.commands() + ": sequence",
              "is " + offered + ", and " + accepted + " was gone by already, of other signers",
              "install a newer description that the signers under car.signers signed");
      case DescriptionRefusal.SameSequence(long sequence) ->
          new Problem(
              car.commands() + ": sequence",
              sequence + " is that of another description, which was gone by already",
              "give each description a sequence of its own, and have it signed");
      case DescriptionRefusal.NoKeys(var fault) -> said(fault);
      case DescriptionRefusal.NotKept(var reason) ->
          new Problem(configuration.keptDescription().toString(), reason.meaning(), reason.next());
      case DescriptionRefusal.DamagedKept() ->
          new Problem(
              configuration.keptDescription().toString(),
              "is damaged: how new the description was that was gone by is not known",
              "check the disk; then remove the file, and install the newest description");
    };
  }

  private static Outcome<UserPrincipal, Problem> user(Path file, String name) {
    try {
      return Outcome.passed(
          FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name));
    } catch (UserPrincipalNotFoundException e) {
      return Outcome.refused(
          new Problem(
              file + ": agent-user",
              "there is no user " + name,
              "name the user that the agent runs as, or make that user"));
    } catch (IOException e) {
      return Outcome.refused(
          new Problem(
              file + ": agent-user",
              "cannot be looked up: " + e.getMessage(),
              "see that the system can look up its users"));
    }
  }

  private static Outcome<Bytes, Problem> content(Path file, int most) {
    try (var in = Files.newInputStream(file)) {
      var content = in.readNBytes(most + 1);
      return content.length > most
          ? Outcome.refused(
              new Problem(
                  file.toString(), "has more than " + most + " bytes", "name the right file"))
          : Outcome.passed(Bytes.of(content));
    } catch (NoSuchFileException e) {
      return Outcome.refused(
          new Problem(file.toString(), "does not exist", "name the file that is meant"));
    } catch (IOException e) {
      return Outcome.refused(
          new Problem(
              file.toString(),
              "cannot be read: " + e.getMessage(),
              "let the user that can-bridge runs as read it"));
    }
  }
}
