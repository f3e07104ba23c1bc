/** A certificate authority for the tests of this and other modules. */
package dev.portcullis.crypto.x509.testing;
