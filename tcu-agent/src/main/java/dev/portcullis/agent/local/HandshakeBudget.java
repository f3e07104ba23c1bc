package dev.portcullis.agent.local;

import java.net.InetAddress;
import java.util.function.LongSupplier;
import org.eclipse.californium.scandium.dtls.AlertMessage;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertLevel;
import org.eclipse.californium.scandium.dtls.HandshakeException;
import org.eclipse.californium.scandium.dtls.Handshaker;
import org.eclipse.californium.scandium.dtls.SessionAdapter;

/**
 * What one address, and all together, may cost in handshakes: each makes the vehicle agree on a key
 * and sign, perhaps in a slow token. Asked after the address was proven by a cookie (RFC 6347,
 * section 4.2.1) and before anything is computed. For the protocol thread alone.
 */
final class HandshakeBudget extends SessionAdapter {

  private static final int BURST = 2;

  private final Budgets<InetAddress> budgets;
  private final LongSupplier nanos;

  HandshakeBudget(int perSecond, LongSupplier nanos) {
    this.nanos = nanos;
    double ofOne = perSecond / 2.0;
    this.budgets =
        new Budgets<>(
            ofOne,
            Math.max(1, BURST * ofOne),
            new Budget(perSecond, BURST * perSecond, nanos.getAsLong()));
  }

  @Override
  public void handshakeStarted(Handshaker handshaker) throws HandshakeException {
    if (!budgets.takes(handshaker.getPeerAddress().getAddress(), nanos.getAsLong())) {
      throw new HandshakeException(
          "too many handshakes",
          new AlertMessage(AlertLevel.FATAL, AlertDescription.INTERNAL_ERROR));
    }
  }
}
