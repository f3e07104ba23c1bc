package dev.portcullis.agent.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ListenAddressTest {

  @ParameterizedTest
  @CsvSource({"192.168.49.1:5684", "0.0.0.0:1", "[0:0:0:0:0:0:0:1]:65535"})
  void readsAnAddressWithItsPort(String text) {
    assertEquals(text, ListenAddress.parse(text).orFault().toString());
  }

  @Test
  void readsAShortIpv6Address() {
    assertEquals(
        "[fd00:0:0:0:0:0:0:1]:5684", ListenAddress.parse("[fd00::1]:5684").orFault().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "192.168.49.1, NOT_ADDRESS_AND_PORT",
    "'', NOT_ADDRESS_AND_PORT",
    ":5684, NOT_ADDRESS_AND_PORT",
    "::1:5684, NOT_ADDRESS_AND_PORT",
    "[10.0.0.1]:5684, NOT_ADDRESS_AND_PORT",
    "vehicle.example:5684, NOT_AN_ADDRESS",
    "10.1:5684, NOT_AN_ADDRESS",
    "[fe80::1%wlan0]:5684, NOT_AN_ADDRESS",
    "10.0.0.256:5684, NOT_AN_ADDRESS",
    "10.0.0.1:0, BAD_PORT",
    "10.0.0.1:65536, BAD_PORT",
    "10.0.0.1:+1, BAD_PORT",
    "10.0.0.1:, BAD_PORT",
  })
  void refusesWhatCouldMeanSomethingElse(String text, ListenAddress.Refusal reason) {
    assertEquals(Outcome.refused(reason), ListenAddress.parse(text));
  }
}
