package dev.portcullis.crypto.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cbor.CborItem.ByteString;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MessageValuesTest {

  private static final String HEX = "00112233445566778899aabbccddeeff";

  @Test
  void readsAnIdentifierFromItsOneSpelling() {
    assertEquals(HEX, VehicleId.parseHex(HEX).orFault().hex());
    var refused = Outcome.refused(MessageRefusal.BAD_VALUE);

    assertEquals(refused, VehicleId.parseHex(HEX.toUpperCase(Locale.ROOT)));
    assertEquals(refused, VehicleId.parseHex(HEX.substring(1)));
    assertEquals(refused, VehicleId.parseHex(HEX.substring(1) + "g"));
    assertEquals(refused, VehicleId.parse(Bytes.of(new byte[15])));
  }

  @Test
  void namesTheTopicsOfAVehicle() {
    var topics = new Topics(VehicleId.parseHex(HEX).orFault());

    assertEquals("portcullis/1/" + HEX + "/command", topics.command());
    assertEquals("portcullis/1/" + HEX + "/receipt", topics.receipt());
    assertEquals("portcullis/1/" + HEX + "/beacon", topics.beacon());
    assertEquals("portcullis/1/" + HEX + "/time", topics.time());
    assertEquals("portcullis/1/" + HEX + "/event", topics.event());
    assertEquals("portcullis/1/" + HEX + "/order", topics.order());
    assertEquals("portcullis/1/" + HEX + "/ota", topics.ota());
    assertEquals("portcullis/1/" + HEX + "/owner", topics.owner());
    assertEquals("portcullis/1/" + HEX + "/hand-over", topics.handOver());
    assertEquals("portcullis/1/" + HEX + "/revocation", topics.revocation());
    assertEquals("portcullis/1/" + HEX + "/checkpoint", topics.checkpoint());
    assertEquals("portcullis/1/" + HEX + "/echo", topics.echo());
  }

  @Test
  void ordersCountersAsUnsignedNumbers() {
    assertTrue(new Counter(-1).compareTo(new Counter(Long.MAX_VALUE)) > 0);
    assertEquals("18446744073709551615", new Counter(-1).toString());
    assertThrows(IllegalArgumentException.class, () -> new Counter(0));
  }

  @Test
  void readsTheArgumentsOfTheCommandsThatTakeThem() {
    for (Arguments arguments :
        new Arguments[] {
          new Arguments.RunTime(Duration.ofSeconds(65_535)), new Arguments.Temperature(28)
        }) {
      CommandName name =
          arguments instanceof Arguments.RunTime ? CommandName.START : CommandName.CLIMATE_ON;
      Command command = Samples.command(name, arguments);

      assertEquals(
          Outcome.passed(command),
          CommandCodec.parse(CommandCodec.sign(command, Samples.PHONE)).map(Unverified::claims));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> Samples.command(CommandName.LOCK, new Arguments.Temperature(20)));
    assertThrows(IllegalArgumentException.class, () -> new Arguments.Temperature(29));
    assertThrows(
        IllegalArgumentException.class, () -> new Arguments.RunTime(Duration.ofMillis(1500)));
  }

  @Test
  void tellsWhetherAMessageCarriesASignature() {
    Unverified<Beacon> signed = BeaconCodec.parse(Kind.BEACON.genuine()).orFault();
    Unverified<Beacon> bare =
        BeaconCodec.parse(Forge.withPart(Kind.BEACON.genuine(), 3, new ByteString(Bytes.empty())))
            .orFault();

    assertTrue(signed.carriesSignature());
    assertFalse(bare.carriesSignature());
    assertEquals(signed.digest(), bare.digest());
  }
}
