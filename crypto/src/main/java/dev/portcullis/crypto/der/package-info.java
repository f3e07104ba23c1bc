/**
 * DER (ITU-T X.690), as much of it as a description of a phone's key is written in, and no more.
 */
package dev.portcullis.crypto.der;
