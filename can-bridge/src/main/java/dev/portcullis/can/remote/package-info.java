/**
 * can-bridge asked over a Unix-domain socket: the messages and their codecs, the server beside the
 * bridge, and the client that the agent holds in its place. {@code docs/can-bridge.md} has the
 * wire.
 */
package dev.portcullis.can.remote;
