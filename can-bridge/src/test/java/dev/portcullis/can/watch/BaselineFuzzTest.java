package dev.portcullis.can.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import java.util.Optional;

class BaselineFuzzTest {

  @FuzzTest
  void everyFileIsReadOrRefusedAndWhatIsReadCanBeUsed(byte[] file) {
    if (BaselineCodec.decode(Bytes.of(file), TestBus.DESCRIPTION)
        instanceof Outcome.Passed<Baseline, BaselineRefusal>(var baseline)) {
      Bytes written = BaselineCodec.encode(baseline, TestBus.DESCRIPTION);
      assertEquals(Outcome.passed(baseline), BaselineCodec.decode(written, TestBus.DESCRIPTION));
      var watch =
          new BusWatch(TestBus.DESCRIPTION, Optional.of(baseline), WatchSettings.usual(), _ -> {});
      TestBus.drive(1, TestBus.SECOND / 10)
          .forEach(it -> watch.accept(it.frame(), Origin.BUS, it.nanos()));
    }
  }
}
