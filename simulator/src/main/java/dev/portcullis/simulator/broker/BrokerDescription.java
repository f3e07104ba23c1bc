package dev.portcullis.simulator.broker;

import dev.portcullis.simulator.authority.KeyFiles;
import java.net.InetSocketAddress;

/**
 * Everything a broker needs to start.
 *
 * @param address where it listens; port 0 takes a free one
 * @param identity its server key and certificate, labelled {@link KeyFiles#IDENTITY}
 * @param trust the certificate authority of its clients
 * @param storage what survives its stop
 * @param administrator whether there is a login that may publish anything
 */
public record BrokerDescription(
    InetSocketAddress address,
    KeyFiles identity,
    KeyFiles trust,
    BrokerStorage storage,
    Administrator administrator) {}
