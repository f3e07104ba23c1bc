/** JSON as metadata is written in it: one strict reader, and the canonical form that is signed. */
package dev.portcullis.ota.json;
