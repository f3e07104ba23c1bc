package dev.portcullis.simulator.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.message.CommandName;
import dev.portcullis.crypto.message.RefusalCode;
import dev.portcullis.crypto.message.Stage;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class AttackersTest {

  private static final List<Card> CARDS = Attackers.all().stream().map(Attacker::card).toList();

  @Test
  void noTwoHaveTheSameName() {
    var names = new HashSet<String>();
    CARDS.forEach(card -> assertTrue(names.add(card.name()), card.name()));
  }

  @Test
  void everyNameCanBeTypedAndIsFound() {
    for (var card : CARDS) {
      assertTrue(card.name().matches("[a-z]+(-[a-z]+)*"), card.name());
      assertEquals(card.story(), Attackers.named(card.name()).orElseThrow().card().story());
    }
  }

  @Test
  void everyCardFitsIntoItsColumn() {
    CARDS.forEach(card -> assertTrue(card.tries().length() <= Card.TRIES, card.tries()));
  }

  @Test
  void everyStoryIsASentence() {
    for (var card : CARDS) {
      assertTrue(card.story().matches("[A-Z].*[^.]\\."), card.story());
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyCommandIsTriedByItsOwner(CommandName name) {
    var card = Attackers.named(name.wire()).orElseThrow().card();
    assertTrue(card.isGenuine());
    assertEquals(Who.OWNER, card.who());
  }

  @Test
  void beforeTheSaleTheyComeInTheOrderOfTheStagesThatStopThem() {
    var stages =
        CARDS.subList(0, CARDS.size() - Attackers.sale().size()).stream()
            .flatMap(card -> card.expected().code().stream())
            .map(RefusalCode::stage)
            .map(Stage::ordinal)
            .toList();
    assertEquals(stages.stream().sorted().toList(), stages);
  }

  @ParameterizedTest
  @CsvSource({
    "replayed-request, REPLAYED",
    "held-back, BEACON_EXPIRED",
    "counter-rollback, STALE_COUNTER",
    "counter-zero, ZERO_COUNTER",
    "lifetime-zero, ZERO_LIFETIME",
    "year-long-lifetime, BEACON_EXPIRED",
    "wrong-vehicle, WRONG_VEHICLE",
    "wrong-channel, WRONG_CHANNEL",
    "unenrolled-key, UNKNOWN_KEY",
    "revoked-key, REVOKED_KEY",
    "flipped-bit, BAD_SIGNATURE",
    "no-app-attestation, NO_ATTESTATION",
    "cloned-app, KEY_MISMATCH",
    "unlisted-app, APP_NOT_LISTED",
    "expired-attestation, ATTESTATION_EXPIRED",
    "contraindicated-app, NOT_AFFIRMING",
    "key-in-header, KEY_IN_HEADER",
    "unattested-back-end, BACK_END_UNATTESTED",
    "back-end-alone, NO_SIGNATURE",
    "self-countersigned, SELF_COUNTERSIGNED",
    "stolen-countersignature, BAD_COUNTERSIGNATURE",
    "hard-coded-administrator, UNKNOWN_KEY",
    "outside-the-grant, NOT_GRANTED",
    "start-while-driving, NOT_STANDING",
    "stop-driven-car, ENGINE_NOT_REMOTE",
    "deep-nesting, MALFORMED",
    "huge-length, MALFORMED",
    "duplicate-key, MALFORMED",
    "trailing-bytes, MALFORMED"
  })
  void everyAttackThatWasAskedForIsRefusedByItsCode(String name, RefusalCode code) {
    assertEquals(new Expected.Refused(code), Attackers.named(name).orElseThrow().card().expected());
  }

  @ParameterizedTest
  @CsvSource({
    "silent-body, NO_FEEDBACK",
    "late-body, OPPOSITE_FEEDBACK",
    "opposite-body, OPPOSITE_FEEDBACK"
  })
  void aBodyControllerThatDoesNotAgreeLeavesACommandUnconfirmed(String name, RefusalCode code) {
    assertEquals(
        new Expected.Unconfirmed(code), Attackers.named(name).orElseThrow().card().expected());
  }

  @ParameterizedTest
  @CsvSource({
    "gate-unlisted-action, UNKNOWN_ACTION",
    "gate-start-while-driving, NOT_STANDING",
    "gate-unlock-while-driving, NOT_STANDING",
    "gate-endless-run, BAD_PARAMETER",
    "gate-raw-frame, UNKNOWN_KIND",
    "gate-huge-message, BAD_LENGTH",
    "gate-long-message, BAD_LENGTH",
    "gate-garbage, NOT_CBOR",
    "gate-beside-the-agent, ALREADY_CONNECTED"
  })
  void whateverAGateThatWasTakenOverAsksForIsRefusedByCanBridge(String name, String reason) {
    assertEquals(
        new Expected.RefusedByBridge(reason),
        Attackers.named(name).orElseThrow().card().expected());
  }

  @Test
  void aVanishedAdapterMeansNotTransmitted() {
    assertEquals(
        new Expected.NotTransmitted(RefusalCode.ADAPTER_GONE),
        Attackers.named("vanished-adapter").orElseThrow().card().expected());
  }
}
