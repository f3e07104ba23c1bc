package dev.portcullis.crypto.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RefusalCodeTest {

  @Test
  void saysOfEachCodeWhatItMeansAndWhatToDo() {
    Set<String> meanings = new HashSet<>();
    for (RefusalCode code : RefusalCode.values()) {
      assertTrue(code.meaning().endsWith("."), code.name());
      assertTrue(code.next().endsWith("."), code.name());
      assertTrue(meanings.add(code.meaning()), code.name());
      assertTrue(!code.mender().text().isEmpty(), code.name());
    }
  }

  @Test
  void isOrderedByStage() {
    Stage stage = Stage.PARSE;
    for (RefusalCode code : RefusalCode.values()) {
      assertTrue(code.stage().compareTo(stage) >= 0, code.name());
      stage = code.stage();
    }
  }

  @Test
  void findsEveryCodeByItsNameAndNoOther() {
    for (RefusalCode code : RefusalCode.values()) {
      assertEquals(Optional.of(code), RefusalCode.ofWire(code.name()));
    }
    assertEquals(Optional.empty(), RefusalCode.ofWire("replayed"));
  }

  @Test
  void mapsEachRefusalOfTheCodecsToACodeOfTheParseStage() {
    for (MessageRefusal refusal : MessageRefusal.values()) {
      assertEquals(Stage.PARSE, refusal.code().stage());
    }
  }
}
