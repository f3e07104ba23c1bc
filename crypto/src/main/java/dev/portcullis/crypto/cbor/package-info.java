/**
 * Deterministic CBOR (RFC 8949, section 4.2.1): one strict decoder to a tree of items, and its
 * exact inverse. For evidence that others encoded there is a reader that takes any spelling.
 */
package dev.portcullis.crypto.cbor;
