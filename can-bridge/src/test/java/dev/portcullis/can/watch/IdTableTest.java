package dev.portcullis.can.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.ArbitrationId.Extended;
import dev.portcullis.can.frame.ArbitrationId.Standard;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdTableTest {

  @Test
  void everyIdentifierHasItsPlaceAndNoOtherHas() {
    var random = new Random(3);
    Set<ArbitrationId> chosen = new LinkedHashSet<>();
    for (int i = 0; i < 3_000; i++) {
      chosen.add(
          random.nextBoolean()
              ? new Standard(random.nextInt(2048))
              : new Extended(random.nextInt(1 << 29)));
    }
    List<ArbitrationId> ids = new ArrayList<>(chosen);
    var table = new IdTable(ids);
    for (int place = 0; place < ids.size(); place++) {
      assertEquals(place, table.place(IdTable.key(ids.get(place))));
      assertEquals(ids.get(place), IdTable.id(IdTable.key(ids.get(place))));
    }
    for (int value = 0; value <= Standard.MAX; value++) {
      var id = new Standard(value);
      assertEquals(ids.indexOf(id), table.place(IdTable.key(id)));
      if (!chosen.contains(new Extended(value))) {
        assertEquals(IdTable.ABSENT, table.place(IdTable.key(new Extended(value))));
      }
    }
  }

  @Test
  void anEmptyTableHasNobody() {
    assertEquals(IdTable.ABSENT, new IdTable(List.of()).place(0));
  }
}
