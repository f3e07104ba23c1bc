package dev.portcullis.agent.gate;

import java.util.function.Consumer;

/**
 * Decides about whatever is filed, and watches over what happens without a message: presence, the
 * end of a notice, a checkpoint that is due. The gate's thread alone calls it.
 */
final class Registrar {

  private final Desks desks;
  private final FilingLookUps lookUps;
  private final EnrolmentWindows windows;
  private final RegisterBook register;
  private final Reports reports;
  private Begun begun = Begun.NO;

  private enum Begun {
    YES,
    NO
  }

  /** One for each kind of filing. */
  record Desks(
      StatementDesk statements,
      EnrolmentDesk enrolments,
      HandOverDesk handOvers,
      RevocationDesk revocations,
      CheckpointDesk checkpoints) {}

  Registrar(
      Desks desks,
      FilingLookUps lookUps,
      EnrolmentWindows windows,
      RegisterBook register,
      Reports reports) {
    this.desks = desks;
    this.lookUps = lookUps;
    this.windows = windows;
    this.register = register;
    this.reports = reports;
  }

  void perform(Filing filing, Consumer<FilingAnswer> answer) {
    var given =
        lookUps
            .misfit(filing)
            .<FilingAnswer>map(FilingAnswer.Stranger::new)
            .orElseGet(() -> decide(filing));
    reports.filed(filing.kind(), given);
    look();
    answer.accept(given);
  }

  private FilingAnswer decide(Filing filing) {
    return switch (filing) {
      case Filing.OfOwner(var statement) -> desks.statements().decide(statement);
      case Filing.OfKey(var enrolment) -> desks.enrolments().decide(enrolment);
      case Filing.OfAuthority(var handOver) -> desks.handOvers().decide(handOver);
      case Filing.OfRevoker(var document) -> desks.revocations().decide(document);
      case Filing.OfVehicle(var checkpoint) -> desks.checkpoints().decide(checkpoint);
    };
  }

  /** Looks whether anything is to be done; to be called often. */
  void look() {
    if (begun == Begun.NO) {
      begun = Begun.YES;
      register.provision();
      desks.handOvers().begin();
    }
    desks.handOvers().look();
    windows.look();
    desks.checkpoints().look();
  }

  /** The link is up. */
  void publishAgain() {
    desks.checkpoints().publishAgain();
  }

  /** How many verifications a filing may cost at the most, as far as can be said beforehand. */
  static int verifications(Filing filing) {
    return switch (filing) {
      case Filing.OfOwner(var statement) -> 1 + statement.grants().size();
      case Filing.OfKey(var enrolment) -> enrolment.claims().evidence().isPresent() ? 8 : 1;
      case Filing.OfAuthority _ -> 16;
      case Filing.OfRevoker _, Filing.OfVehicle _ -> 1;
    };
  }
}
