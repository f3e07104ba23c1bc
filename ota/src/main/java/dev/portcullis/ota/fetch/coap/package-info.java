/**
 * Images over CoAP and DTLS 1.2 with connection ids: blocks are asked for one by one, several at a
 * time (RFC 7252, RFC 7959, RFC 9146).
 */
package dev.portcullis.ota.fetch.coap;
