package dev.portcullis.can.secoc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.can.permit.Rate;
import dev.portcullis.can.secoc.FreshnessLengths.Counted;
import dev.portcullis.can.secoc.FreshnessLengths.None;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.cmac.CmacRefusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class SecOcProfileTest {

  @Test
  void theProfilesHaveTheLengthsOfTheStandard() {
    assertEquals(new SecOcProfile(new Counted(32, 8), 24), SecOcProfile.profile1(32));
    assertEquals(new SecOcProfile(new None(), 24), SecOcProfile.PROFILE_2);
    assertEquals(new SecOcProfile(new Counted(64, 4), 28), SecOcProfile.PROFILE_3);
  }

  @Test
  void eachProfileAddsFourBytesOrThree() {
    assertEquals(8, new PduLayout(SecOcProfile.profile1(64), 4).bytes());
    assertEquals(8, new PduLayout(SecOcProfile.PROFILE_2, 5).bytes());
    assertEquals(8, new PduLayout(SecOcProfile.PROFILE_3, 4).bytes());
  }

  @Test
  void aPartOfAByteTakesAWholeOne() {
    assertEquals(3, new PduLayout(new SecOcProfile(new Counted(8, 0), 9), 1).bytes());
    assertEquals(3, new PduLayout(new SecOcProfile(new Counted(8, 7), 9), 1).bytes());
    assertEquals(4, new PduLayout(new SecOcProfile(new Counted(8, 8), 9), 1).bytes());
  }

  @Test
  void theGreatestValueHasAllBits() {
    assertEquals(0xFF, new Counted(8, 0).greatest().value());
    assertEquals(0x7FFF_FFFF_FFFF_FFFFL, new Counted(63, 0).greatest().value());
    assertEquals("18446744073709551615", new Counted(64, 64).greatest().toString());
  }

  @Test
  void lengthsOutsideTheRangesDoNotExist() {
    List<Executable> outside =
        List.of(
            () -> new SecOcProfile(new None(), 0),
            () -> new SecOcProfile(new None(), 129),
            () -> new Counted(7, 0),
            () -> new Counted(65, 0),
            () -> new Counted(8, -1),
            () -> new Counted(8, 9),
            () -> new PduLayout(SecOcProfile.PROFILE_2, 0),
            () -> new PduLayout(SecOcProfile.PROFILE_2, 62),
            () -> new PduLayout(SecOcProfile.PROFILE_2, Integer.MAX_VALUE),
            () -> new DataId(-1),
            () -> new DataId(65536),
            () -> new KeySlot(-1),
            () -> new KeySlot(256),
            () -> new ReservationBlock(0),
            () -> new ReservationBlock(65537),
            () -> limits(0),
            () -> limits(17));
    outside.forEach(each -> assertThrows(IllegalArgumentException.class, each));
    assertEquals(64, new PduLayout(SecOcProfile.PROFILE_2, 61).bytes());
  }

  private static void limits(int candidates) {
    var _ = new ReceiverLimits(candidates, new Rate(1, 1), new ReservationBlock(1));
  }

  @Test
  void refusesAKeyThatHasNotSixteenBytes() {
    for (int size : new int[] {0, 15, 17, 24, 32}) {
      assertEquals(
          Outcome.refused(CmacRefusal.BAD_KEY_SIZE),
          SecOcKey.of(SecretBytes.takeOver(new byte[size])));
    }
  }

  @Test
  void aKeyNeverPrints() {
    assertEquals("SecOcKey", BothEnds.key(BothEnds.KEY).toString());
  }
}
