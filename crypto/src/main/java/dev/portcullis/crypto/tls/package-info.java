/**
 * TLS 1.3 with certificates on both sides, and nothing older or weaker. Certificate validity is
 * judged at a time that is handed in, because a car has no clock it may simply believe.
 */
package dev.portcullis.crypto.tls;
