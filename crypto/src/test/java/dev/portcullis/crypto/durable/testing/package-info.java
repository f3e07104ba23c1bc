/** A disk in memory that loses power, for tests of this module and of those built on it. */
package dev.portcullis.crypto.durable.testing;
