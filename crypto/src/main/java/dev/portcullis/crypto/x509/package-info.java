/** Certificates as this project accepts them: which authorities, which names. */
package dev.portcullis.crypto.x509;
