package dev.portcullis.can.actuate;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.can.dbc.Database;
import dev.portcullis.crypto.Outcome.Refused;
import java.nio.charset.StandardCharsets;

class CommandMapFuzzTest {

  private static final Database DATABASE =
      Database.parse(
              """
              BO_ 16 C: 2 N
               SG_ Action : 0|8@1+ (1,0) [0|0] "" N
               SG_ Check : 8|8@1+ (1,0) [0|0] "" N
              BO_ 17 S: 1 N
               SG_ Lock : 0|2@1+ (1,0) [0|0] "" N
              BO_ 18 F: 8 N
               SG_ Door : 0|2@1+ (1,0) [0|0] "" N
               SG_ Fresh : 39|4@0+ (1,0) [0|0] "" N
               SG_ Mac : 35|28@0+ (1,0) [0|0] "" N
              VAL_ 17 Lock 0 "OPEN" 1 "SHUT" ;
              """)
          .orFault();

  @FuzzTest
  void everyTextIsReadOrRefusedWithItsPlace(byte[] file) {
    var read = CommandMap.parse("f", new String(file, StandardCharsets.UTF_8), DATABASE);
    if (read instanceof Refused<CommandMap, CommandMapRefusal>(CommandMapRefusal refusal)) {
      assertFalse(refusal.toString().isEmpty());
    }
  }
}
