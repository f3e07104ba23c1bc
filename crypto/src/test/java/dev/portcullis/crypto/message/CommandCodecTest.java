package dev.portcullis.crypto.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.Outcome;
import dev.portcullis.crypto.cose.AgreementKeyPair;
import dev.portcullis.crypto.cose.Algorithm;
import dev.portcullis.crypto.cose.SoftwareSigner;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommandCodecTest {

  private final SecureRandom random = new SecureRandom();

  @Test
  void readsBackTheCommandItSigned() {
    var phone = SoftwareSigner.generate(Algorithm.ES256, random);
    var command =
        new Command(
            VehicleId.random(random),
            CommandId.random(random),
            CommandName.START,
            new Arguments.RunTime(Duration.ofSeconds(600)),
            BootId.random(random),
            7,
            Nonce.random(random),
            Channel.REMOTE,
            new Counter(-1),
            Duration.ofSeconds(30),
            Digest.of(Bytes.utf8("grant")),
            Digest.of(Bytes.utf8("attestation")),
            ReplyHandle.random(random),
            AgreementKeyPair.generate(random).publicKey());

    Bytes encoded = CommandCodec.sign(command, phone);
    Unverified<Command> parsed = CommandCodec.parse(encoded).orFault();

    assertEquals(command, parsed.claims());
    assertEquals(Outcome.passed(command), parsed.verify(phone.publicKey()));
  }
}
