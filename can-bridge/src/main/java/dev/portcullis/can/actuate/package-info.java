/**
 * Actions by name: the command map that says what each action sends, under which preconditions, and
 * which signal confirms it; and the bridge that carries them out. Nothing else in the project can
 * transmit a frame.
 */
package dev.portcullis.can.actuate;
