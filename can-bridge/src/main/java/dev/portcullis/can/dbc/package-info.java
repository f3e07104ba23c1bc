/**
 * The DBC file: which messages and signals a bus has. One strict parser that holds every statement
 * to its grammar, and the codec between a payload, the raw values of its signals, and their
 * physical values as decimal text.
 */
package dev.portcullis.can.dbc;
