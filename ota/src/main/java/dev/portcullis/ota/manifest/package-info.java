/**
 * What a vehicle tells the Director of itself: the vehicle version manifest and the ECU version
 * reports in it (Uptane 2.1.0, section 5.4.2.1), as it is written and as it is verified.
 */
package dev.portcullis.ota.manifest;
