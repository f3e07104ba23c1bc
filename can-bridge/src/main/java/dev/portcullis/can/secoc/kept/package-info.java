/** Where SecOC's keys and freshness values lie: a folder that one process at a time uses. */
package dev.portcullis.can.secoc.kept;
