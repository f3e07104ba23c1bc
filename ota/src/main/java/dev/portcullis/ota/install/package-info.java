/**
 * From verified images to a version that runs: unpacking, activation, trial, confirmation, fallback
 * and what is removed afterwards.
 */
package dev.portcullis.ota.install;
