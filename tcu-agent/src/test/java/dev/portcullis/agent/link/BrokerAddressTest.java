package dev.portcullis.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.agent.link.BrokerAddress.Refusal;
import dev.portcullis.crypto.Outcome;
import org.junit.jupiter.api.Test;

class BrokerAddressTest {

  private static void refuses(String text, Refusal reason) {
    assertEquals(Outcome.refused(reason), BrokerAddress.parse(text), text);
  }

  @Test
  void readsHostAndPort() {
    assertEquals(
        Outcome.passed(new BrokerAddress("broker.example", 443)),
        BrokerAddress.parse("mqtts://broker.example:443"));
  }

  @Test
  void takesTheRegisteredPortWhereNoneIsGiven() {
    assertEquals(
        Outcome.passed(new BrokerAddress("::1", 8883)), BrokerAddress.parse("mqtts://[::1]"));
  }

  @Test
  void refusesWhatIsNotExactlyAnAddress() {
    refuses("mqtts://a b", Refusal.NOT_A_URI);
    refuses("tcp://broker.example:1883", Refusal.NOT_MQTTS);
    refuses("broker.example", Refusal.NOT_MQTTS);
    refuses("mqtts:///path", Refusal.NO_HOST);
    refuses("mqtts://broker.example:0", Refusal.BAD_PORT);
    refuses("mqtts://broker.example:65536", Refusal.BAD_PORT);
    refuses("mqtts://user@broker.example", Refusal.MORE_THAN_HOST_AND_PORT);
    refuses("mqtts://broker.example/path", Refusal.MORE_THAN_HOST_AND_PORT);
  }
}
