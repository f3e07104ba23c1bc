/**
 * A phone's side of the local link: CoAP over DTLS 1.2 to a vehicle within reach, with raw public
 * keys. {@link dev.portcullis.simulator.local.PhoneLocalLink} is the way in.
 */
package dev.portcullis.simulator.local;
