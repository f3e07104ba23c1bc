/** Bytes from a repository, with a limit on how many and how long. */
package dev.portcullis.ota.fetch;
