/**
 * Whom to believe: functions from what is trusted, what was offered and the time to what is trusted
 * now, or the attack it looks like. No file and no network.
 */
package dev.portcullis.ota.verify;
