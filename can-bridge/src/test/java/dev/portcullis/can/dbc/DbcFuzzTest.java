package dev.portcullis.can.dbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.Outcome.Passed;
import java.util.Map;

class DbcFuzzTest {

  @FuzzTest
  void everyFileIsReadOrRefusedAndWhatIsReadCanBeUsed(byte[] file) {
    if (!(Database.parse(Bytes.of(file)) instanceof Passed<Database, DbcRefusal>(var database))) {
      return;
    }
    for (String name : database.names()) {
      if (database.message(name) instanceof Passed<Message, DbcRefusal>(var message)) {
        use(message);
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
        boolean finite = signal.physical(values.getOrDefault(signal.name(), 0L)).isPresent();
        assertTrue(finite || signal.type() == ValueType.FLOAT);
      }
    }
  }
}
