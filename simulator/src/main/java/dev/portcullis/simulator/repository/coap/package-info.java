/**
 * How images reach vehicles by CoAP besides: DTLS 1.2, with the same certificates as over HTTPS.
 */
package dev.portcullis.simulator.repository.coap;
