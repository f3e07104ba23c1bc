package dev.portcullis.agent.local;

import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import javax.net.ssl.X509KeyManager;

/**
 * What the local link is handed of the outside world.
 *
 * @param identity has the vehicle's identity key and its certificate, of which only the public key
 *     is shown
 * @param nanos a clock that only goes forward, in nanoseconds from any origin
 * @param threads makes the protocol thread
 */
public record LocalPorts(X509KeyManager identity, LongSupplier nanos, ThreadFactory threads) {}
