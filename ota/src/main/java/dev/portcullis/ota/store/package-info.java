/** Trusted metadata and verified targets on the disk. */
package dev.portcullis.ota.store;
