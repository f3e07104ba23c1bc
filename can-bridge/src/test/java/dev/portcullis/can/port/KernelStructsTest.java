package dev.portcullis.can.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portcullis.can.frame.ArbitrationId;
import dev.portcullis.can.frame.ArbitrationId.Extended;
import dev.portcullis.can.frame.ArbitrationId.Standard;
import dev.portcullis.crypto.Bytes;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KernelStructsTest {

  @BeforeAll
  static void onlyOnLittleEndianMachines() {
    assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "the bytes are little-endian");
  }

  @Test
  void anAddressIsTheFamilyAndTheIndexOfTheInterface() {
    assertEquals(
        "1d000000" + "03000000" + "00".repeat(16), Bytes.of(KernelStructs.address(3)).hex());
  }

  @Test
  void aFilterComparesTheFormatAndTheRemoteFlagToo() {
    assertEquals("23010000" + "ff0700c0", filters(new Standard(0x123)));
    assertEquals("23010080" + "ffffffdf", filters(new Extended(0x123)));
  }

  @Test
  void everythingIsAFilterThatComparesNothingAndNothingIsNoFilter() {
    assertEquals("00".repeat(8), Bytes.of(KernelStructs.filters(new Reception.Everything())).hex());
    assertEquals(0, KernelStructs.filters(new Reception.Only(Set.of())).length);
  }

  @Test
  void moreFiltersThanTheKernelTakesAreAFaultOfTheProgram() {
    Set<ArbitrationId> ids = new HashSet<>();
    for (int i = 0; i < Reception.Only.MOST; i++) {
      ids.add(new Standard(i));
    }
    assertEquals(512 * 8, KernelStructs.filters(new Reception.Only(ids)).length);
    ids.add(new Extended(0));
    assertThrows(IllegalArgumentException.class, () -> new Reception.Only(ids));
  }

  @Test
  void aTimeIsSecondsAndMicroseconds() {
    assertEquals(
        "0200000000000000" + "e803000000000000",
        Bytes.of(KernelStructs.time(Duration.ofSeconds(2).plusMillis(1))).hex());
  }

  @Test
  void anInterfaceRequestBeginsWithTheName() {
    byte[] request = KernelStructs.interfaceRequest(InterfaceName.parse("can0").orElseThrow());
    assertEquals("63616e30" + "00".repeat(36), Bytes.of(request).hex());
  }

  private static String filters(ArbitrationId id) {
    return Bytes.of(KernelStructs.filters(new Reception.Only(Set.of(id)))).hex();
  }
}
