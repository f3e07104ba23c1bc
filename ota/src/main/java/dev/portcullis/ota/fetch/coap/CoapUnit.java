package dev.portcullis.ota.fetch.coap;

import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import javax.net.ssl.X509KeyManager;

/**
 * What this side brings along.
 *
 * @param identity has a P-256 key
 * @param threads for the one thread of the protocol while there is a connection
 * @param nanoTime a clock that only runs forward
 */
public record CoapUnit(
    X509KeyManager identity, ShownAs shownAs, ThreadFactory threads, LongSupplier nanoTime) {}
