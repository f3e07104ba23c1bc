package dev.portcullis.can.dbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.Outcome.Passed;
import java.util.Map;

class DbcFuzzTest {

  @FuzzTest
  void everyFileIsReadOrRefusedAndWhatIsReadCanBeUsed(byte[] file) {
    DbcReport report = DbcReport.of(Bytes.of(file));
    if (!(Database.parse(Bytes.of(file)) instanceof Passed<Database, DbcRefusal>(var database))) {
      assertTrue(report.has(DbcFinding.Weight.FILE_REFUSED));
      return;
    }
    assertFalse(report.has(DbcFinding.Weight.FILE_REFUSED));
    for (String name : database.names()) {
      for (var named : database.messages(name)) {
        if (named instanceof Passed<Message, DbcRefusal>(var message)) {
          use(message);
        }
      }
    }
  }

  private static void use(Message message) {
    var payload = new byte[message.length()];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = (byte) (i * 37 + 1);
    }
    if (message.decode(Bytes.of(payload))
        instanceof Passed<Map<String, Long>, DecodeRefusal>(var values)) {
      var again = message.encode(values).then(it -> Outcome.passed(message.decode(it).orFault()));
      assertEquals(Outcome.passed(values), again);
      for (Signal signal : message.signals()) {
        long raw = values.getOrDefault(signal.name(), 0L);
        if (signal.type() != ValueType.FLOAT) {
          assertEquals(Outcome.passed(raw), signal.text().parseRaw(signal.text().raw(raw)));
        }
        if (Double.isFinite(signal.physicalValue(raw))) {
          assertNotEquals(
              Outcome.refused(EncodeRefusal.NO_SUCH_VALUE),
              signal.text().parsePhysical(signal.text().physical(raw)));
        }
        boolean finite = signal.physical(raw).isPresent();
        assertTrue(finite || signal.type() == ValueType.FLOAT);
      }
    }
  }
}
