package dev.portcullis.simulator.phone;

import dev.portcullis.crypto.Bytes;
import dev.portcullis.crypto.Digest;
import dev.portcullis.crypto.message.Beacon;
import dev.portcullis.crypto.message.Consent;
import dev.portcullis.crypto.message.ConsentCodec;
import dev.portcullis.crypto.message.Grant;
import dev.portcullis.crypto.message.GrantCodec;
import dev.portcullis.crypto.message.KeyRevocation;
import dev.portcullis.crypto.message.KeyRevocationCodec;
import dev.portcullis.crypto.message.OwnerStatementCodec;
import dev.portcullis.crypto.message.StatementId;
import dev.portcullis.crypto.message.WindowRequest;
import dev.portcullis.crypto.message.WindowRequestCodec;
import java.security.SecureRandom;
import java.util.List;

/** What an owner's phone says to the vehicle besides commands. */
public final class Statements {

  private final PhoneKey owner;
  private final SecureRandom random;

  /**
   * A statement that is ready to go.
   *
   * @param id by which its receipt is known
   */
  public record Signed(StatementId id, Bytes encoded) {}

  /** Statements of this owner. */
  public Statements(PhoneKey owner, SecureRandom random) {
    this.owner = owner;
    this.random = random;
  }

  /** Asks for the enrolment window. */
  public Signed window(Beacon beacon) {
    var id = StatementId.random(random);
    var request =
        new WindowRequest(owner.vehicle(), id, beacon.boot(), beacon.slot(), beacon.nonce());
    return carry(id, WindowRequestCodec.sign(request, owner.signer()));
  }

  /** Gives the vehicle a grant to register. */
  public Signed grant(Bytes grant) {
    Grant claims = GrantCodec.parse(grant).orFault().claims();
    return carry(new StatementId(claims.id().value()), grant);
  }

  /** Revokes keys for as long as this ownership lasts. */
  public Signed revoke(long epoch, List<Digest> keys) {
    var id = StatementId.random(random);
    var revocation = new KeyRevocation(owner.vehicle(), id, epoch, keys);
    return carry(id, KeyRevocationCodec.sign(revocation, owner.signer()));
  }

  /** Agrees to the hand-over whose payload has this digest. */
  public Signed consent(Digest handOver) {
    var id = StatementId.random(random);
    return carry(id, ConsentCodec.sign(new Consent(owner.vehicle(), id, handOver), owner.signer()));
  }

  private Signed carry(StatementId id, Bytes statement) {
    return new Signed(id, OwnerStatementCodec.encode(statement, owner.grants()));
  }
}
