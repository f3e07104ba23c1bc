package dev.portcullis.simulator.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.Cbor;
import dev.portcullis.crypto.cbor.CborItem;
import dev.portcullis.crypto.message.Attestation;
import dev.portcullis.crypto.message.CommandId;
import dev.portcullis.crypto.message.ReplyHandle;
import dev.portcullis.crypto.message.VehicleId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LetterCodecTest {

  private static final Bytes SIXTEEN = Bytes.fromHex("000102030405060708090a0b0c0d0e0f");
  private static final Exchange EXCHANGE = new Exchange(SIXTEEN);
  private static final Attestation APP = new Attestation("ear+jwt", Bytes.utf8("result"));
  private static final List<PhoneMessage> EVERY_KIND =
      List.of(
          new PhoneMessage.AskBeacon(new VehicleId(SIXTEEN)),
          new PhoneMessage.AskAppraisal(Bytes.utf8("evidence")),
          new PhoneMessage.AskCommand(
              new SignedCommand(Bytes.utf8("command"), APP, List.of(Bytes.utf8("grant")))),
          new PhoneMessage.GiveBeacon(Bytes.utf8("beacon"), new ReplyHandle(SIXTEEN)),
          new PhoneMessage.GiveAppraisal(APP),
          new PhoneMessage.GiveSent(new CommandId(SIXTEEN)),
          new PhoneMessage.GiveReceipt(Bytes.utf8("receipt")),
          new PhoneMessage.GiveRefusal(ServiceRefusal.NO_BEACON));

  @Test
  void readsWhatItWritesForEachKind() {
    for (var message : EVERY_KIND) {
      var letter = new Letter(EXCHANGE, message);
      assertEquals(Outcome.passed(letter), LetterCodec.parse(LetterCodec.encode(letter)));
    }
  }

  @Test
  void refusesWhatIsNoCbor() {
    assertEquals(Outcome.refused(LetterRefusal.NOT_CBOR), LetterCodec.parse(Bytes.utf8("hello")));
  }

  @Test
  void refusesAnotherStructure() {
    assertRefused(LetterRefusal.WRONG_STRUCTURE, CborItem.text("give-sent"));
    assertRefused(
        LetterRefusal.WRONG_STRUCTURE,
        CborItem.CborArray.of(CborItem.text("give-sent"), CborItem.bytes(Bytes.of((byte) 1))));
    assertRefused(
        LetterRefusal.WRONG_STRUCTURE,
        CborItem.CborArray.of(CborItem.text("give-sent"), CborItem.bytes(SIXTEEN)));
  }

  @Test
  void refusesAKindItDoesNotKnow() {
    assertRefused(
        LetterRefusal.UNKNOWN_KIND,
        CborItem.CborArray.of(CborItem.text("give-keys"), CborItem.bytes(SIXTEEN)));
  }

  @Test
  void refusesAFieldOfAnotherType() {
    assertRefused(
        LetterRefusal.BAD_FIELD,
        CborItem.CborArray.of(
            CborItem.text("give-sent"), CborItem.bytes(SIXTEEN), CborItem.text("id")));
    assertRefused(
        LetterRefusal.BAD_FIELD,
        CborItem.CborArray.of(
            CborItem.text("ask-command"),
            CborItem.bytes(SIXTEEN),
            CborItem.bytes(SIXTEEN),
            CborItem.CborArray.of(CborItem.text(""), CborItem.bytes(SIXTEEN)),
            CborItem.CborArray.of(CborItem.bytes(SIXTEEN))));
  }

  @Test
  void answersEveryDamagedLetterWithoutThrowing() {
    var random = new Random(20261122);
    for (int i = 0; i < 5000; i++) {
      var message = EVERY_KIND.get(random.nextInt(EVERY_KIND.size()));
      var bytes = LetterCodec.encode(new Letter(EXCHANGE, message)).toArray();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      if (LetterCodec.parse(Bytes.of(bytes)) instanceof Outcome.Passed<Letter, ?>(var letter)) {
        assertEquals(Bytes.of(bytes), LetterCodec.encode(letter));
      }
    }
  }

  private static void assertRefused(LetterRefusal reason, CborItem item) {
    assertEquals(Outcome.refused(reason), LetterCodec.parse(Cbor.encode(item)));
  }
}
