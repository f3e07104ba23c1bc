/** COSE (RFC 9052, RFC 9053) in the one profile of the protocol: signatures, keys, encryption. */
package dev.portcullis.crypto.cose;
