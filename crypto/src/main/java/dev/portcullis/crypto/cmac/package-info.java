/** AES-CMAC (RFC 4493), the authenticator of AUTOSAR SecOC. */
package dev.portcullis.crypto.cmac;
