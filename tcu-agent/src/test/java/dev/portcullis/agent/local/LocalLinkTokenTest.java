package dev.portcullis.agent.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.SecretBytes;
import dev.portcullis.crypto.keys.KeyStoreSource.Pkcs11;
import dev.portcullis.crypto.keys.Keys;
import dev.portcullis.crypto.keys.Provisioning;
import dev.portcullis.crypto.testing.SoftHsm;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.junit.jupiter.api.Test;

/** The vehicle's identity key in a token: SoftHSM2 through the JDK's provider. */
final class LocalLinkTokenTest {

  @Test
  void aKeyThatNeverLeavesItsTokenServesOnePhoneAfterAnother() throws Exception {
    var library = SoftHsm.initialise();
    var pin = SecretBytes.takeOver(SoftHsm.PIN.getBytes(StandardCharsets.US_ASCII));
    try (var keys = Keys.open(new Pkcs11(library, "local", 0, pin)).orFault()) {
      var made = new Provisioning(keys, new SecureRandom()).createKey("identity", Vehicle.VALIDITY);
      var _ = made.orFault();
      var identity = keys.identity("identity").orFault();
      try (var vehicle =
          Vehicle.starting(
              Vehicle.settings(0),
              identity.keyManager(),
              (_, answer) -> answer.give(new LocalReply.Content(Bytes.utf8("a beacon"))))) {
        var _ = vehicle.await(LocalState.Listening.class::isInstance);
        for (int i = 0; i < 3; i++) {
          try (var phone = Phone.at(vehicle.port())) {
            assertEquals(ResponseCode.CONTENT, phone.get("beacon").getCode());
          }
        }
      }
    }
  }
}
