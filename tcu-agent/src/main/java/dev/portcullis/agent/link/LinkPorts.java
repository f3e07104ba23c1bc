package dev.portcullis.agent.link;

import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;

/**
 * What the link is handed of the outside world.
 *
 * @param tls asked once for each connection, so that a renewed certificate or a token that was put
 *     back is taken up; the context has the vehicle's key and trusts the broker's issuer. An
 *     exception from it means {@link Cause#KEYS_UNAVAILABLE}
 * @param nanos a clock that only goes forward, in nanoseconds from any origin
 * @param jitter spreads the attempts of a fleet
 * @param threads makes the supervisor thread and the few of each connection
 */
public record LinkPorts(
    Supplier<SSLContext> tls, LongSupplier nanos, RandomGenerator jitter, ThreadFactory threads) {}
