/**
 * Where this party's private keys live: a PKCS#12 file, or a PKCS#11 token that they never leave.
 * The rest of the program sees a {@code Signer} or an {@code Identity} and cannot tell the two
 * apart.
 */
package dev.portcullis.crypto.keys;
