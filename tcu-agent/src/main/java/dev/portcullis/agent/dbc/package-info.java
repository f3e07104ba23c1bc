/**
 * What a person does with a DBC file on the command line: look at frames as signals, make frames of
 * signals, and see what is wrong with the file. Sends nothing.
 */
package dev.portcullis.agent.dbc;
